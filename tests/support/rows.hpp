// SPDX-License-Identifier: BSL-1.0
//
// Models of single tables: every kind of default, every kind of key.
#pragma once

#include "support/database.hpp"

#include <compare>

namespace dovetail_test {

/// A type of the program's own, kept as text.
struct color {
    unsigned char red = 0, green = 0, blue = 0;
    auto operator<=>(color const&) const = default;
};
/// Another, kept as a number.
enum class level : std::int32_t { low = 1, high = 2 };

}  // namespace dovetail_test

template <>
struct dovetail::codec<dovetail_test::color> {
    using storage_type = dovetail::string<7>;
    static std::string to_storage(dovetail_test::color const& of) {
        char text[8];
        std::snprintf(text, sizeof text, "#%02x%02x%02x", of.red, of.green, of.blue);
        return text;
    }
    static dovetail_test::color from_storage(std::string const& text) {
        if (text.size() != 7 || text[0] != '#') throw std::invalid_argument("a color is written as #rrggbb");
        auto const part = [&](std::size_t at) { return static_cast<unsigned char>(std::stoi(text.substr(at, 2), nullptr, 16)); };
        return {part(1), part(3), part(5)};
    }
};
template <>
struct dovetail::codec<dovetail_test::level> {
    using storage_type = dovetail::integer;
    static std::int32_t to_storage(dovetail_test::level of) { return static_cast<std::int32_t>(of); }
    static dovetail_test::level from_storage(std::int32_t number) {
        if (number != 1 && number != 2) throw std::out_of_range("there are two levels");
        return static_cast<dovetail_test::level>(number);
    }
};

namespace dovetail_test {

template <class View>
struct DefaultsModel {
    static constexpr dt::table_name table = "defaults";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "number", dt::integer, dt::default_value<-7>> number;
    dt::column<View, "word", dt::text, dt::default_value<"it's">> word;
    dt::column<View, "flag", dt::boolean, dt::default_value<true>> flag;
    dt::column<View, "made", dt::datetime, dt::default_now> made;
    dt::column<View, "code", dt::string<10>, dt::server_default<"upper('auto')">> code;
    dt::column<View, "doubled", dt::integer, dt::generated<"number * 2">> doubled;
};

template <class View>
struct WideModel {
    static constexpr dt::table_name table = "wides";
    dt::column<View, "id", dt::bigint, dt::primary_key> id;
    dt::column<View, "name", dt::text> name;
};

/// A key of two columns, one of them text.
template <class View>
struct SeatModel {
    static constexpr dt::table_name table = "seats";
    dt::column<View, "row", dt::integer, dt::primary_key> row;
    dt::column<View, "letter", dt::string<1>, dt::primary_key> letter;
    dt::column<View, "taken_by", dt::nullable<dt::text>> taken_by;
};

/// A key that is a type of the program's own.
template <class View>
struct PaintModel {
    static constexpr dt::table_name table = "paints";
    dt::column<View, "tone", color, dt::primary_key> tone;
    dt::column<View, "shine", level> shine;
    dt::column<View, "undercoat", dt::nullable<color>> undercoat;
};

/// A key that is a day.
template <class View>
struct HolidayModel {
    static constexpr dt::table_name table = "holidays";
    dt::column<View, "day", dt::date, dt::primary_key> day;
    dt::column<View, "name", dt::text> name;
};

using Defaults = dt::entity<DefaultsModel>;
using NewDefaults = dt::new_row<DefaultsModel>;
using Wide = dt::entity<WideModel>;
using NewWide = dt::new_row<WideModel>;
using Seat = dt::entity<SeatModel>;
using NewSeat = dt::new_row<SeatModel>;
using Paint = dt::entity<PaintModel>;
using NewPaint = dt::new_row<PaintModel>;
using Holiday = dt::entity<HolidayModel>;
using NewHoliday = dt::new_row<HolidayModel>;
inline constexpr dt::table<DefaultsModel> defaults;
inline constexpr dt::table<WideModel> wides;
inline constexpr dt::table<SeatModel> seats;
inline constexpr dt::table<PaintModel> paints;
inline constexpr dt::table<HolidayModel> holidays;
inline constexpr dt::metadata row_tables{defaults, wides, seats, paints, holidays};

class rows_database : public empty_database {
public:
    rows_database();
};

}  // namespace dovetail_test
