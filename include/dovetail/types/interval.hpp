// SPDX-License-Identifier: BSL-1.0
// interval: a span of the calendar: months, days and microseconds, which are kept apart, since a month has no number of
// days and a day no number of hours. Its values are dt::interval_value.
//
//     dt::column<View, "period", dt::interval> period;         // NewPlan{.period = dt::interval_value{.months = 1, .days = 2}}
//
// Two values are equal in C++ where all three parts are. PostgreSQL orders them, and finds them equal, as if a month had 30
// days and a day 24 hours. SQLite keeps text that sorts so, and tells 1 month from 30 days: the microseconds of such a span,
// counted from -10^22, then the parts.
//
//     10000000002764800000000 1 mons 2 days 00:00:00
#pragma once

#include <dovetail/schema/time_text.hpp>
#include <dovetail/types/form.hpp>

namespace dovetail {

struct interval_value {
    std::int32_t months = 0, days = 0;
    std::int64_t microseconds = 0;

    /// -1 mons 2 days 00:00:03.5, as PostgreSQL writes it.
    std::string to_string() const {
        auto const unsign = [](std::int64_t number) { return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number); };
        auto const micros = unsign(microseconds);
        auto const two_digits = [](std::uint64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
        std::string text = std::to_string(months) + " mons " + std::to_string(days) + " days " + (microseconds < 0 ? "-" : "") +
                           two_digits(micros / 3'600'000'000) + ":" + two_digits(micros / 60'000'000 % 60) + ":" +
                           two_digits(micros / 1'000'000 % 60);
        if (auto const fraction = std::to_string(micros % 1'000'000); fraction != "0")
            text.append(".").append(6 - fraction.size(), '0').append(fraction);
        return text;
    }
    friend bool operator==(interval_value const&, interval_value const&) = default;
};

struct interval : detail::formed_column<interval_value> {
private:
    using small = std::numeric_limits<std::int32_t>;
    using large = std::numeric_limits<std::int64_t>;

public:
    static constexpr formed_type formed{.name = "INTERVAL", .plain_name = "INTERVAL"};
    static void check(value_type const& value, std::string_view table, std::string_view column) {
        if (value == most || value == least) detail::refuse_value(table, column, "is infinite for PostgreSQL");
    }
    /// How PostgreSQL 17 sends infinities.
    static constexpr value_type most{small::max(), small::max(), large::max()},
                                least{small::min(), small::min(), large::min()};
};

template <>
struct value_form<interval_value> : detail::form_base<value_form<interval_value>, interval_value, 1186, 1187> {
    using type = interval;
    static constexpr char const* expected = "an interval";

    static void print(std::string& to, interval_value const& value) { to += value.to_string(); }
    /// As PostgreSQL reads it in any IntervalStyle, and down to the least.
    static void literal(std::string& to, interval_value const& value) {
        auto const put = [&](std::int64_t number, char const* unit) { to.append(number < 0 ? "" : "+").append(std::to_string(number)).append(unit); };
        put(value.months, " mons ");
        put(value.days, " days ");
        put(value.microseconds, " microseconds");
    }
    /// Only what print() writes.
    static interval_value parse(std::string_view text) {
        interval_value value;
        value.months = take_number<std::int32_t>(text, " mons ");
        value.days = take_number<std::int32_t>(text, " days ");
        bool const negative = text.starts_with('-');
        if (negative) text.remove_prefix(1);
        auto const colon = text.find(':');
        if (colon == text.npos || text.size() < colon + 6) throw std::invalid_argument("no interval");
        auto const hours = take_number<std::int64_t>(text, ":");
        auto const rest = detail::read_time_of_day("00:" + std::string(text));
        if (rest < 0 || hours < 0 || hours > 2'562'047'788) throw std::invalid_argument("no interval");
        auto const micros = static_cast<std::uint64_t>(hours) * 3'600'000'000 + static_cast<std::uint64_t>(rest);
        if (micros > (std::uint64_t{1} << 63) - !negative) throw std::invalid_argument("no interval");
        value.microseconds = static_cast<std::int64_t>(negative ? 0 - micros : micros);
        return value;
    }
    static void store(std::string& to, interval_value const& value) {
        interval::check(value, "", "a comparison");
        wide const days = wide{value.months} * 30 + value.days;
        wide span = days * detail::micros_a_day + value.microseconds + power(22);
        std::string digits(23, '0');
        for (auto at = digits.rbegin(); at != digits.rend(); ++at, span /= 10) *at = static_cast<char>('0' + static_cast<int>(span % 10));
        to.append(digits).append(" ");
        print(to, value);
    }
    static bool is_stored(std::string_view text) { return text.find_first_not_of("0123456789") == 23; }
    static interval_value load(std::string_view text) {
        if (text.size() < 24) throw std::invalid_argument("no interval");
        auto const value = parse(text.substr(24));
        std::string again;
        store(again, value);
        if (again != text) throw std::invalid_argument("an interval that is written in another way");
        return value;
    }
    static void write(std::vector<char>& to, interval_value const& value) {
        interval::check(value, "", "a comparison");
        detail::put_big_endian(to, value.microseconds);
        detail::put_big_endian(to, value.days);
        detail::put_big_endian(to, value.months);
    }
    static interval_value read(std::string_view bytes) {
        interval_value value;
        value.microseconds = detail::take_big_endian<std::int64_t>(bytes);
        value.days = detail::take_big_endian<std::int32_t>(bytes);
        value.months = detail::take_big_endian<std::int32_t>(bytes);
        detail::require_end(bytes);
        if (value == interval::most || value == interval::least)
            throw std::invalid_argument(value == interval::most ? "infinity" : "-infinity");
        return value;
    }

private:
    __extension__ using wide = __int128;
    static constexpr wide power(int of_ten) { return of_ten == 0 ? 1 : 10 * power(of_ten - 1); }
    template <class T>
    static T take_number(std::string_view& text, std::string_view before) {
        auto const end = text.find(before);
        if (end == text.npos || end == 0 || end > 11) throw std::invalid_argument("no interval");
        std::string const digits(text.substr(0, end));
        std::size_t used = 0;
        auto const number = std::stoll(digits, &used);
        if (used != digits.size() || !std::in_range<T>(number)) throw std::invalid_argument("no interval");
        text.remove_prefix(end + before.size());
        return static_cast<T>(number);
    }
};

}  // namespace dovetail
