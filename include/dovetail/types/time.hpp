// SPDX-License-Identifier: BSL-1.0
// time: a time of day, to the microsecond, without date or time zone. Its values are std::chrono::microseconds since
// midnight, 0 to 24 hours.
//
//     dt::column<View, "opens", dt::time> opens;              // NewShop{.opens = 9h + 30min}
//
// SQLite keeps 09:30:00, or 09:30:00.000250 where there is a fraction.
#pragma once

#include <dovetail/schema/time_text.hpp>
#include <dovetail/types/form.hpp>

namespace dovetail {

struct time : detail::formed_column<std::chrono::microseconds> {
    static constexpr formed_type formed{.name = "TIME", .plain_name = "TIME"};
    static void check(value_type value, std::string_view table, std::string_view column) {
        if (!is_valid(value.count())) detail::refuse_value(table, column, "is no time of a day, 00:00:00 to 24:00:00");
    }
    static constexpr bool is_valid(std::int64_t micros) { return micros >= 0 && micros <= detail::micros_a_day; }
};

template <>
struct value_form<std::chrono::microseconds>
    : detail::form_base<value_form<std::chrono::microseconds>, std::chrono::microseconds, 1083, 1183> {
    using type = time;
    static constexpr char const* expected = "a time of day (HH:MM:SS, with up to six decimals)";
    static void print(std::string& to, std::chrono::microseconds value) {
        detail::time_text text;
        detail::write_time_of_day(text, checked(value));
        to += text.view();
    }
    static std::chrono::microseconds parse(std::string_view text) {
        auto const micros = detail::read_time_of_day(text);
        if (micros < 0) throw std::invalid_argument("no time of day");
        return std::chrono::microseconds(micros);
    }
    /// Fractions may be written shorter.
    static std::chrono::microseconds load(std::string_view text) { return parse(text); }
    static void write(std::vector<char>& to, std::chrono::microseconds value) { detail::put_big_endian(to, checked(value)); }
    static std::chrono::microseconds read(std::string_view bytes) {
        auto const micros = detail::take_big_endian<std::int64_t>(bytes);
        detail::require_end(bytes);
        if (!time::is_valid(micros)) throw std::invalid_argument("no time of day");
        return std::chrono::microseconds(micros);
    }

private:
    static std::int64_t checked(std::chrono::microseconds value) {
        if (!time::is_valid(value.count())) detail::refuse_value("", "a comparison", "is no time of a day, 00:00:00 to 24:00:00");
        return value.count();
    }
};

}  // namespace dovetail
