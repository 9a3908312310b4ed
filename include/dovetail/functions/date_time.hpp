// SPDX-License-Identifier: BSL-1.0
// Functions and arithmetic of dates and times. All is in UTC, but a dt::timestamp, which is in no time zone.
//
//     dt::extract<dt::year>(users.created_at)      users.created_at > dt::now() - std::chrono::hours(24)
//     dt::date_trunc<dt::month>(orders.day)        orders.paid - orders.day            // days
//
// SQLite's functions know milliseconds; what is finer is lost in their results, not in columns.
#pragma once

#include <dovetail/functions/time_arithmetic.hpp>
#include <dovetail/functions/to_char_pattern.hpp>

namespace dovetail {

/// Parts of a time: dow counts from 0 for Sunday, isodow from 1 for Monday to 7, week is ISO 8601's, epoch is seconds
/// since 1970.
enum class time_part { year, quarter, month, week, day, hour, minute, second, doy, dow, isodow, epoch };
using enum time_part;

namespace detail {

template <time_part Part>
inline constexpr auto part_in_sqlite = [] {
    if constexpr (Part == year) return fixed_string("CAST(strftime('%Y', ?) AS INTEGER)");
    else if constexpr (Part == quarter) return fixed_string("(CAST(strftime('%m', ?) AS INTEGER) + 2) / 3");
    else if constexpr (Part == month) return fixed_string("CAST(strftime('%m', ?) AS INTEGER)");
    else if constexpr (Part == week) return fixed_string("(CAST(strftime('%j', ?, '-3 days', 'weekday 4') AS INTEGER) - 1) / 7 + 1");
    else if constexpr (Part == day) return fixed_string("CAST(strftime('%d', ?) AS INTEGER)");
    else if constexpr (Part == hour) return fixed_string("CAST(strftime('%H', ?) AS INTEGER)");
    else if constexpr (Part == minute) return fixed_string("CAST(strftime('%M', ?) AS INTEGER)");
    else if constexpr (Part == second) return fixed_string("CAST(strftime('%f', ?) AS REAL)");
    else if constexpr (Part == doy) return fixed_string("CAST(strftime('%j', ?) AS INTEGER)");
    else if constexpr (Part == dow) return fixed_string("CAST(strftime('%w', ?) AS INTEGER)");
    else if constexpr (Part == isodow) return fixed_string("(CAST(strftime('%w', ?) AS INTEGER) + 6) % 7 + 1");
    else return fixed_string("round((julianday(?) - 2440587.5) * 86400000.0) / 1000.0");
}();
template <time_part Part>
inline constexpr auto part_name = [] {
    if constexpr (Part == year) return fixed_string("year");
    else if constexpr (Part == quarter) return fixed_string("quarter");
    else if constexpr (Part == month) return fixed_string("month");
    else if constexpr (Part == week) return fixed_string("week");
    else if constexpr (Part == day) return fixed_string("day");
    else if constexpr (Part == hour) return fixed_string("hour");
    else if constexpr (Part == minute) return fixed_string("minute");
    else if constexpr (Part == second) return fixed_string("second");
    else if constexpr (Part == doy) return fixed_string("doy");
    else if constexpr (Part == dow) return fixed_string("dow");
    else if constexpr (Part == isodow) return fixed_string("isodow");
    else return fixed_string("epoch");
}();

template <time_part Part>
inline constexpr auto part_of_day_in_sqlite = [] {
    if constexpr (Part == hour) return fixed_string("CAST(substr(?, 1, 2) AS INTEGER)");
    else if constexpr (Part == minute) return fixed_string("CAST(substr(?, 4, 2) AS INTEGER)");
    else return fixed_string("CAST(substr(?, 7) AS REAL)");
}();
template <time_part Part, class A>
inline constexpr auto part_in_postgres = [] {
    constexpr auto part = text_of_parts<"CAST(extract(", part_name<Part>, " FROM ", in_utc<A>, ") AS ">;
    if constexpr (Part == second || Part == epoch) return text_of_parts<part, "DOUBLE PRECISION)">;
    else return text_of_parts<part, "INTEGER)">;
}();

/// SQLite's format of a time that is cut there, and modifiers before it.
template <time_part Part>
inline constexpr auto cut_in_sqlite = [] {
    if constexpr (Part == year) return fixed_string("'%Y-01-01 00:00:00', ?");
    else if constexpr (Part == quarter)
        return fixed_string("'%Y-%m-01 00:00:00', (SELECT date(t, 'start of month', '-' || ((strftime('%m', t) + 2) % 3) || ' months') "
                            "FROM (SELECT ? AS t))");
    else if constexpr (Part == month) return fixed_string("'%Y-%m-01 00:00:00', ?");
    else if constexpr (Part == week) return fixed_string("'%Y-%m-%d 00:00:00', ?, '-6 days', 'weekday 1'");
    else if constexpr (Part == day) return fixed_string("'%Y-%m-%d 00:00:00', ?");
    else if constexpr (Part == hour) return fixed_string("'%Y-%m-%d %H:00:00', ?");
    else if constexpr (Part == minute) return fixed_string("'%Y-%m-%d %H:%M:00', ?");
    else return fixed_string("'%Y-%m-%d %H:%M:%S', ?");
}();

}  // namespace detail

/// The time now. Within a transaction PostgreSQL always gives its beginning.
constexpr auto now() { return detail::call<datetime, detail::sqlite_time<"'now'">, "now()">(); }
/// The day now, in UTC.
constexpr auto current_date() { return detail::call<date, "date('now')", "CAST(now() AT TIME ZONE 'UTC' AS DATE)">(); }

/// A part of a date, datetime or timestamp: an integer; the second and epoch are doubles with a fraction. Of a time of day,
/// the hour, minute and second.
template <time_part Part, class A>
constexpr auto extract(A&& of) {
    using result = std::conditional_t<Part == second || Part == epoch, double_precision, integer>;
    using type = detail::operand_type<A>;
    if constexpr (detail::is_time_of_day<A>) {
        constexpr bool has_part = Part >= hour && Part <= second;
        static_assert(has_part, "dovetail: a time of day has an hour, a minute and a second");
        if constexpr (has_part) return detail::call<result, detail::part_of_day_in_sqlite<Part>, detail::part_in_postgres<Part, A>, type>(static_cast<A&&>(of));
        else return detail::after_error{};
    } else if constexpr (detail::require_time<A>())
        return detail::call<result, detail::part_in_sqlite<Part>, detail::part_in_postgres<Part, A>, type>(static_cast<A&&>(of));
    else return detail::after_error{};
}
/// The beginning of the year, quarter, month, ISO week, day, hour, minute or second that a date, datetime or timestamp lies in,
/// of its type.
template <time_part Part, class A>
constexpr auto date_trunc(A&& of) {
    constexpr bool has_part = Part <= second;
    static_assert(has_part, "dovetail: date_trunc() takes year, quarter, month, week, day, hour, minute or second");
    constexpr bool ok = detail::require_time<A>();
    if constexpr (!ok || !has_part) return detail::after_error{};
    else if constexpr (detail::is_date<A>)
        return detail::call<date, detail::text_of_parts<"date(strftime(", detail::cut_in_sqlite<Part>, "))">,
                            detail::text_of_parts<"CAST(date_trunc('", detail::part_name<Part>, "', CAST(? AS TIMESTAMP)) AS DATE)">, date>(static_cast<A&&>(of));
    else {
        using type = detail::operand_type<A>;
        return detail::call<type, detail::text_of_parts<"strftime(", detail::cut_in_sqlite<Part>, ")">,
                            detail::from_utc<A, detail::text_of_parts<"date_trunc('", detail::part_name<Part>, "', ", detail::in_utc<A>, ")">>, type>(
            static_cast<A&&>(of));
    }
}
/// Whole seconds since 1970, and back.
template <class A>
constexpr auto unix_time(A&& of) {
    return detail::call<bigint, "CAST(strftime('%s', ?) AS INTEGER)", "CAST(floor(extract(epoch FROM ?)) AS BIGINT)", datetime>(static_cast<A&&>(of));
}
template <class A>
constexpr auto from_unix_time(A&& seconds) {
    return detail::call<datetime, detail::sqlite_time<"?, 'unixepoch'">, "to_timestamp(CAST(? AS DOUBLE PRECISION))", bigint>(static_cast<A&&>(seconds));
}
/// Seconds from the one datetime to the other, or from timestamp to timestamp, with a fraction.
template <class A, class B>
constexpr auto seconds_between(A&& from, B&& to) {
    using type = std::conditional_t<detail::is_timestamp<A>, detail::operand_type<A>, datetime>;
    return detail::call<double_precision, "-round((julianday(?) - julianday(?)) * 86400000.0) / 1000.0",
                        "CAST(-extract(epoch FROM ? - ?) AS DOUBLE PRECISION)", type, type>(static_cast<A&&>(from), static_cast<B&&>(to));
}

/// A date, datetime or timestamp as text: dt::strftime<"%Y-%m">(orders.day). The format has %Y %m %d %H %M %S and %j (the day of the
/// year), and no quotes.
template <fixed_string Format, class A>
constexpr auto strftime(A&& of) {
    constexpr bool is_format = detail::to_char_pattern<Format>::size != 0;
    static_assert(is_format, "dovetail: the format of strftime() takes %Y %m %d %H %M %S %j and text without quotes");
    constexpr bool ok = detail::require_time<A>();
    if constexpr (!is_format || !ok) return detail::after_error{};
    else
        return detail::call<text, detail::text_of_parts<"strftime('", Format, "', ?)">,
                            detail::text_of_parts<"to_char(", detail::in_utc<A>, ", '", detail::to_char_pattern<Format>::text, "')">,
                            detail::operand_type<A>>(static_cast<A&&>(of));
}

}  // namespace dovetail
