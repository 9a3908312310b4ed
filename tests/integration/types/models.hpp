// SPDX-License-Identifier: BSL-1.0
//
// A model with a column of every type that has a header of its own, and of arrays of all types.
#pragma once

#include "support/database.hpp"

#include <dovetail/types.hpp>

namespace dovetail_test {

enum class mood { sad, ok, happy };

/// A type of the program's own that is kept as a numeric.
struct cents {
    std::int64_t count = 0;
    auto operator<=>(cents const&) const = default;
};

}  // namespace dovetail_test

template <>
struct dovetail::enum_labels<dovetail_test::mood> {
    static constexpr std::string_view name = "the mood";
    static constexpr dovetail::enum_label<dovetail_test::mood> labels[]{
        {dovetail_test::mood::sad, "sad"}, {dovetail_test::mood::ok, "it's \"ok\""}, {dovetail_test::mood::happy, "happy"}};
};
template <>
struct dovetail::codec<dovetail_test::cents> {
    using storage_type = dovetail::numeric<20, 2>;
    static dovetail::decimal to_storage(dovetail_test::cents of) { return dovetail::decimal(std::to_string(of.count) + "e-2"); }
    static dovetail_test::cents from_storage(dovetail::decimal const& of) {
        return {of.is_zero() ? 0 : std::stoll(std::string(of.digits())) * (of.decimals() == 2 ? 1 : of.decimals() == 1 ? 10 : 100) * (of.is_negative() ? -1 : 1)};
    }
};

namespace dovetail_test {

template <class View>
struct FormedModel {
    static constexpr dt::table_name table = "formed";
    dt::column<View, "id", dt::uuid, dt::primary_key> id;
    dt::column<View, "price", dt::numeric<30, 4>> price;
    dt::column<View, "cost", cents> cost;
    dt::column<View, "code", dt::char_<5>> code;
    dt::column<View, "opens", dt::time> opens;
    dt::column<View, "starts", dt::timestamp> starts;
    dt::column<View, "period", dt::interval> period;
    dt::column<View, "document", dt::json> document;
    dt::column<View, "settings", dt::jsonb> settings;
    dt::column<View, "feels", dt::enumeration<mood>, dt::index> feels;
};
template <class View>
struct MaybeFormedModel {
    static constexpr dt::table_name table = "maybe_formed";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "token", dt::nullable<dt::uuid>, dt::unique> token;
    dt::column<View, "price", dt::nullable<dt::numeric<5, 2>>> price;
    dt::column<View, "cost", dt::nullable<cents>> cost;
    dt::column<View, "code", dt::nullable<dt::char_<3>>> code;
    dt::column<View, "opens", dt::nullable<dt::time>> opens;
    dt::column<View, "starts", dt::nullable<dt::timestamp>> starts;
    dt::column<View, "period", dt::nullable<dt::interval>> period;
    dt::column<View, "document", dt::nullable<dt::json>> document;
    dt::column<View, "settings", dt::nullable<dt::jsonb>> settings;
    dt::column<View, "feels", dt::nullable<dt::enumeration<mood>>> feels;
    dt::column<View, "tags", dt::nullable<dt::array<dt::text>>> tags;
};
template <class View>
struct ArraysModel {
    static constexpr dt::table_name table = "arrays";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "flags", dt::array<dt::boolean>> flags;
    dt::column<View, "smalls", dt::array<dt::smallint>> smalls;
    dt::column<View, "numbers", dt::array<dt::nullable<dt::integer>>> numbers;
    dt::column<View, "bigs", dt::array<dt::bigint>> bigs;
    dt::column<View, "ratios", dt::array<dt::real>> ratios;
    dt::column<View, "precise", dt::array<dt::double_precision>> precise;
    dt::column<View, "words", dt::array<dt::nullable<dt::text>>> words;
    dt::column<View, "names", dt::array<dt::string<10>>> names;
    dt::column<View, "codes", dt::array<dt::char_<4>>> codes;
    dt::column<View, "data", dt::array<dt::blob>> data;
    dt::column<View, "days", dt::array<dt::date>> days;
    dt::column<View, "times", dt::array<dt::datetime>> times;
    dt::column<View, "prices", dt::array<dt::numeric<30, 4>>> prices;
    dt::column<View, "ids", dt::array<dt::uuid>> ids;
    dt::column<View, "opens", dt::array<dt::time>> opens;
    dt::column<View, "starts", dt::array<dt::timestamp>> starts;
    dt::column<View, "periods", dt::array<dt::interval>> periods;
    dt::column<View, "documents", dt::array<dt::jsonb>> documents;
    dt::column<View, "moods", dt::array<dt::nullable<dt::enumeration<mood>>>> moods;
};

using Formed = dt::entity<FormedModel>;
using NewFormed = dt::new_row<FormedModel>;
using MaybeFormed = dt::entity<MaybeFormedModel>;
using NewMaybeFormed = dt::new_row<MaybeFormedModel>;
using Arrays = dt::entity<ArraysModel>;
using NewArrays = dt::new_row<ArraysModel>;
inline constexpr dt::table<FormedModel> formed;
inline constexpr dt::table<MaybeFormedModel> maybe_formed;
inline constexpr dt::table<ArraysModel> arrays;
inline constexpr dt::metadata formed_tables{formed, maybe_formed, arrays};

inline constexpr dt::uuid_value first_id("11111111-2222-3333-4444-555555555555");

inline dt::timestamp::value_type local(int year, unsigned month, unsigned day, std::chrono::microseconds time = {}) {
    return std::chrono::local_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)) + time;
}
inline dt::uuid_value numbered_id(unsigned number) {
    dt::uuid_value id;
    for (unsigned i = 0; i < 4; ++i) id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    return id;
}

inline NewFormed plain_formed(dt::uuid_value id = first_id) {
    using namespace std::chrono_literals;
    return NewFormed{.id = id, .price = dt::decimal("12.5"), .cost = cents{1050}, .code = "ab", .opens = 9h + 30min, .starts = local(2026, 11, 22, 1h),
                     .period = dt::interval_value{1, 2, 3}, .document = R"({"b":1,  "a":2})", .settings = R"({"a": 1})", .feels = mood::ok};
}
inline NewArrays plain_arrays() {
    using namespace std::chrono_literals;
    std::vector<bool> const flags{true, false};
    std::vector<std::int16_t> const smalls{-32768, 32767};
    std::vector<std::optional<std::int32_t>> const numbers{1, std::nullopt, -3};
    std::vector<std::int64_t> const bigs{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
    std::vector<float> const ratios{0.1f, -2};
    std::vector<double> const precise{0.1, 1e300};
    std::vector<std::optional<std::string>> const words{"", "NULL", std::nullopt, "a \"b\\c\", {d}\n"};
    std::vector<std::string> const names{"ann", "\xC3\xA4\xC3\xB6"}, codes{"a", "abcd"};
    std::vector<std::vector<std::byte>> const data{{}, {std::byte{0}, std::byte{255}}};
    std::vector<dt::date::value_type> const days{std::chrono::year(0) / 1 / 1, std::chrono::year(9999) / 12 / 31};
    std::vector<dt::datetime::value_type> const times{dt::datetime::value_type(-1us), dt::datetime::value_type(1us)};
    std::vector<dt::decimal> const prices{0, dt::decimal("-12345678901234567890.1234")};
    std::vector<dt::uuid_value> const ids{dt::uuid_value(), first_id};
    std::vector<std::chrono::microseconds> const opens{0us, 24h};
    std::vector<dt::timestamp::value_type> const starts{local(0, 1, 1), local(2026, 11, 22, 1us)};
    std::vector<dt::interval_value> const periods{{-1, 2, -3}, {0, 0, std::numeric_limits<std::int64_t>::min()}};
    std::vector<dt::jsonb_value> const documents{"{\"a\": \"\\\"\"}", "null"};
    std::vector<std::optional<mood>> const moods{mood::ok, std::nullopt, mood::happy};
    return NewArrays{.flags = flags, .smalls = smalls, .numbers = numbers, .bigs = bigs, .ratios = ratios, .precise = precise, .words = words,
                     .names = names, .codes = codes, .data = data, .days = days, .times = times, .prices = prices, .ids = ids, .opens = opens,
                     .starts = starts, .periods = periods, .documents = documents, .moods = moods};
}

class types_database : public empty_database {
public:
    types_database() {
        Db db{engine};
        sync_wait(db.create_all(formed_tables));
    }
};

/// The text that the database has for a column of a table with one row.
inline std::string database_text(types_database& of, std::string const& table, std::string const& column) {
#if defined(DOVETAIL_TEST_POSTGRES)
    (void)of;
    return server_value("SELECT \"" + column + "\"::text FROM \"" + table + "\"");
#else
    dt::lease<backend> db(of.engine.pool());
    std::string const text = "SELECT \"" + column + "\" FROM \"" + table + "\"";
    auto use = db->prepared({text, dt::sqlite_backend::statement_text::uncached, true});
    return use.step() ? std::string(use.current()[0].as_text()) : "";
#endif
}

}  // namespace dovetail_test
