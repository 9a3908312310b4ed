// SPDX-License-Identifier: BSL-1.0
// timestamp: a date and a time of day, to the microsecond, without time zone: what a clock on the wall shows. Its values
// are std::chrono::local_time<std::chrono::microseconds>, years 0000 to 9999. An instant is a dt::datetime.
//
//     dt::column<View, "starts", dt::timestamp> starts;        // std::chrono::local_days(2026y / 11 / 22) + 9h
//
// SQLite keeps 2026-11-22 09:00:00, as it does of a datetime.
#pragma once

#include <dovetail/schema/time_text.hpp>
#include <dovetail/types/form.hpp>

namespace dovetail {

struct timestamp : detail::formed_column<std::chrono::local_time<std::chrono::microseconds>> {
    static constexpr formed_type formed{.name = "TIMESTAMP", .plain_name = "TIMESTAMP"};
    static void check(value_type value, std::string_view table, std::string_view column) {
        if (!detail::has_text(detail::time_point(value.time_since_epoch())))
            detail::refuse_value(table, column, "is no time of the years 0000 to 9999");
    }
};

template <>
struct value_form<timestamp::value_type> : detail::form_base<value_form<timestamp::value_type>, timestamp::value_type, 1114, 1115> {
    using type = timestamp;
    using value_type = timestamp::value_type;
    static constexpr char const* expected = "a time without time zone (YYYY-MM-DD HH:MM:SS, with up to six decimals)";
    static void print(std::string& to, value_type value) {
        timestamp::check(value, "", "a comparison");
        detail::time_text text;
        detail::write_datetime(text, detail::time_point(value.time_since_epoch()));
        to += text.view();
    }
    /// As PostgreSQL reads it: it has no year 0000, but calls it 0001 BC.
    static void literal(std::string& to, value_type value) {
        auto const first = to.size();
        print(to, value);
        if (to.compare(first, 5, "0000-") == 0) to.replace(first, 5, "0001-").append(" BC");
    }
    static value_type parse(std::string_view text) {
        detail::time_point at;
        if (!detail::read_datetime(text, at)) throw std::invalid_argument("no time");
        return value_type(at.time_since_epoch());
    }
    /// Fractions may be written shorter.
    static value_type load(std::string_view text) { return parse(text); }
    static void write(std::vector<char>& to, value_type value) {
        timestamp::check(value, "", "a comparison");
        detail::put_big_endian(to, std::int64_t{value.time_since_epoch().count() - micros_to_2000});
    }
    static value_type read(std::string_view bytes) {
        auto const micros = detail::take_big_endian<std::int64_t>(bytes);
        detail::require_end(bytes);
        constexpr auto most = std::numeric_limits<std::int64_t>::max(), least = std::numeric_limits<std::int64_t>::min();
        if (micros == most || micros == least) throw std::invalid_argument(micros == most ? "infinity" : "-infinity");
        if (micros > most - micros_to_2000) throw std::invalid_argument("a time beyond the year 9999");
        value_type const value(std::chrono::microseconds(micros + micros_to_2000));
        if (!detail::has_text(detail::time_point(value.time_since_epoch())))
            throw std::invalid_argument(micros < 0 ? "a time before the year 0000" : "a time beyond the year 9999");
        return value;
    }

private:
    static constexpr std::int64_t micros_to_2000 = 10'957 * detail::micros_a_day;       ///< from 1970-01-01
};

}  // namespace dovetail
