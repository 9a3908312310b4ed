// SPDX-License-Identifier: BSL-1.0
// Functions and arithmetic of dates and times. All is in UTC.
//
//     dt::extract<dt::year>(users.created_at)      users.created_at > dt::now() - std::chrono::hours(24)
//     dt::date_trunc<dt::month>(orders.day)        orders.paid - orders.day            // days
//
// SQLite's functions know milliseconds; what is finer is lost in their results, not in columns.
#pragma once

#include <dovetail/functions/call.hpp>
#include <dovetail/functions/to_char_pattern.hpp>

#include <chrono>

namespace dovetail {

/// Parts of a time: dow counts from 0 for Sunday, isodow from 1 for Monday to 7, week is ISO 8601's, epoch is seconds
/// since 1970.
enum class time_part { year, quarter, month, week, day, hour, minute, second, doy, dow, isodow, epoch };
using enum time_part;

namespace detail {

template <class U>
constexpr type_family family_of_operand() {
    if constexpr (std::is_void_v<operand_type<U>>) return type_family::custom;
    else return type_facts<operand_type<U>>::family;
}
template <class U> inline constexpr bool is_date = family_of_operand<U>() == type_family::date;
template <class U> inline constexpr bool is_datetime = family_of_operand<U>() == type_family::datetime;

template <class U>
constexpr bool require_time() {
    static_assert(is_date<U> || is_datetime<U>, "dovetail: this function takes a date or a datetime here");
    return is_date<U> || is_datetime<U>;
}

/// A time that SQLite's functions make, as the library keeps it: without a fraction, or with six digits of it.
template <fixed_string Arguments>
inline constexpr auto sqlite_time = text_of_parts<"replace(strftime('%Y-%m-%d %H:%M:%f', ", Arguments, ") || '000', '.000000', '')">;

/// The argument as a time without time zone, in UTC.
template <class U>
inline constexpr auto in_utc = [] {
    if constexpr (is_datetime<U>) return fixed_string("? AT TIME ZONE 'UTC'");
    else return fixed_string("CAST(? AS TIMESTAMP)");
}();

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

/// A part of a date or datetime: an integer; the second and epoch are doubles with a fraction.
template <time_part Part, class A>
constexpr auto extract(A&& of) {
    using result = std::conditional_t<Part == second || Part == epoch, double_precision, integer>;
    constexpr bool ok = detail::require_time<A>();
    if constexpr (!ok) return detail::after_error{};
    else if constexpr (Part == second || Part == epoch)
        return detail::call<result, detail::part_in_sqlite<Part>,
                            detail::text_of_parts<"CAST(extract(", detail::part_name<Part>, " FROM ", detail::in_utc<A>, ") AS DOUBLE PRECISION)">,
                            detail::operand_type<A>>(static_cast<A&&>(of));
    else
        return detail::call<result, detail::part_in_sqlite<Part>,
                            detail::text_of_parts<"CAST(extract(", detail::part_name<Part>, " FROM ", detail::in_utc<A>, ") AS INTEGER)">,
                            detail::operand_type<A>>(static_cast<A&&>(of));
}
/// The beginning of the year, quarter, month, ISO week, day, hour, minute or second that a date or datetime lies in, of its type.
template <time_part Part, class A>
constexpr auto date_trunc(A&& of) {
    constexpr bool has_part = Part <= second;
    static_assert(has_part, "dovetail: date_trunc() takes year, quarter, month, week, day, hour, minute or second");
    constexpr bool ok = detail::require_time<A>();
    if constexpr (!ok || !has_part) return detail::after_error{};
    else if constexpr (detail::is_date<A>)
        return detail::call<date, detail::text_of_parts<"date(strftime(", detail::cut_in_sqlite<Part>, "))">,
                            detail::text_of_parts<"CAST(date_trunc('", detail::part_name<Part>, "', CAST(? AS TIMESTAMP)) AS DATE)">, date>(static_cast<A&&>(of));
    else
        return detail::call<datetime, detail::text_of_parts<"strftime(", detail::cut_in_sqlite<Part>, ")">,
                            detail::text_of_parts<"date_trunc('", detail::part_name<Part>, "', ? AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'">, datetime>(
            static_cast<A&&>(of));
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
/// Seconds from the one datetime to the other, with a fraction.
template <class A, class B>
constexpr auto seconds_between(A&& from, B&& to) {
    return detail::call<double_precision, "-round((julianday(?) - julianday(?)) * 86400000.0) / 1000.0",
                        "CAST(-extract(epoch FROM ? - ?) AS DOUBLE PRECISION)", datetime, datetime>(static_cast<A&&>(from), static_cast<B&&>(to));
}

/// A date or datetime as text: dt::strftime<"%Y-%m">(orders.day). The format has %Y %m %d %H %M %S and %j (the day of the
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

namespace detail {

template <class T> inline constexpr bool is_duration = false;
template <class Rep, class Period> inline constexpr bool is_duration<std::chrono::duration<Rep, Period>> = true;

template <class U>
constexpr bool find_is_interval() {
    if constexpr (std::is_void_v<operand_type<U>>) return false;
    else if constexpr (type_facts<operand_type<U>>::stored_as == storage::formed) return type_facts<operand_type<U>>::formed->plain_name == "INTERVAL";
    else return false;
}
/// Times so many of a duration: dt::now() + jobs.minutes * std::chrono::minutes(1).
template <class Node, class Rep, class Period>
struct counted_span {
    Node count;
    std::chrono::duration<Rep, Period> each;
};
template <class T> inline constexpr bool is_counted_span = false;
template <class Node, class Rep, class Period> inline constexpr bool is_counted_span<counted_span<Node, Rep, Period>> = true;
template <class L>
concept integer_expression = expression<L> && is_integral_type<typename std::remove_cvref_t<L>::type>;
template <class L, class R>
concept count_and_duration = integer_expression<L> && is_duration<std::remove_cvref_t<R>>;

template <class L>
concept time_expression = expression<L> && (is_date<L> || is_datetime<L>);
template <class L, class R>
concept time_and_span = time_expression<L> && (is_duration<std::remove_cvref_t<R>> || is_counted_span<std::remove_cvref_t<R>> || find_is_interval<R>());
template <class L, class R>
concept two_dates = is_date<L> && is_date<R>;
template <class L, class R>
concept two_datetimes = is_datetime<L> && is_datetime<R>;

template <class Period>
inline constexpr bool counts_months = std::ratio_equal_v<Period, std::chrono::months::period> || std::ratio_equal_v<Period, std::chrono::years::period>;

/// Months are counted in the calendar, anything else in seconds; dates move by days or months.
template <int Sign, class L, class Rep, class Period>
constexpr auto move_time(L const& of, std::chrono::duration<Rep, Period> by) {
    constexpr bool in_months = counts_months<Period>;
    constexpr bool in_seconds = Period::den == 1 && !std::is_floating_point_v<Rep>;
    if constexpr (in_months) {
        auto const count = static_cast<std::int64_t>(std::chrono::duration_cast<std::chrono::months>(by).count()) * Sign;
        if constexpr (is_date<L>)
            return call<date, "date(?, ? || ' months')", "CAST(? + make_interval(months => CAST(? AS INTEGER)) AS DATE)", date, bigint>(of, count);
        else
            return call<datetime, sqlite_time<"?, ? || ' months'">,
                        "(? AT TIME ZONE 'UTC' + make_interval(months => CAST(? AS INTEGER))) AT TIME ZONE 'UTC'", datetime, bigint>(of, count);
    } else if constexpr (is_date<L>) {
        constexpr bool in_days = Period::den == 1 && Period::num % 86400 == 0 && !std::is_floating_point_v<Rep>;
        static_assert(in_days, "dovetail: a date moves by std::chrono::days, weeks, months or years; cast it to dt::datetime for less");
        if constexpr (in_days)
            return call<date, "date(?, ? || ' days')", "? + CAST(? AS INTEGER)", date, bigint>(
                of, static_cast<std::int64_t>(std::chrono::duration_cast<std::chrono::days>(by).count()) * Sign);
        else return after_error{};
    } else if constexpr (in_seconds)
        return call<datetime, sqlite_time<"?, ? || ' seconds'">, "? + make_interval(secs => CAST(? AS DOUBLE PRECISION))", datetime, bigint>(
            of, static_cast<std::int64_t>(std::chrono::duration_cast<std::chrono::seconds>(by).count()) * Sign);
    else
        return call<datetime, sqlite_time<"?, ? || ' seconds'">, "? + make_interval(secs => CAST(? AS DOUBLE PRECISION))", datetime, bigint>(
            of, std::chrono::duration<double>(by).count() * Sign);
}
/// The same by an expression's number of durations.
template <int Sign, class L, class Node, class Rep, class Period>
constexpr auto move_time(L const& of, counted_span<Node, Rep, Period> const& by) {
    constexpr bool in_months = counts_months<Period>;
    constexpr bool in_days = Period::den == 1 && Period::num % 86400 == 0;
    constexpr bool fits = !std::is_floating_point_v<Rep> && (is_date<L> ? in_months || in_days : Period::den == 1);
    static_assert(fits, "dovetail: an expression counts whole seconds or more; that of a date counts std::chrono::days, weeks, months or years");
    if constexpr (!fits) return after_error{};
    else {
        using unit = std::conditional_t<in_months, std::chrono::months, std::conditional_t<is_date<L>, std::chrono::days, std::chrono::seconds>>;
        auto const count = by.count * (static_cast<std::int64_t>(std::chrono::duration_cast<unit>(by.each).count()) * Sign);
        if constexpr (in_months && is_date<L>)
            return call<date, "date(?, ? || ' months')", "CAST(? + make_interval(months => CAST(? AS INTEGER)) AS DATE)", date, bigint>(of, count);
        else if constexpr (in_months)
            return call<datetime, sqlite_time<"?, ? || ' months'">,
                        "(? AT TIME ZONE 'UTC' + make_interval(months => CAST(? AS INTEGER))) AT TIME ZONE 'UTC'", datetime, bigint>(of, count);
        else if constexpr (is_date<L>) return call<date, "date(?, ? || ' days')", "? + CAST(? AS INTEGER)", date, bigint>(of, count);
        else
            return call<datetime, sqlite_time<"?, ? || ' seconds'">, "? + make_interval(secs => CAST(? AS DOUBLE PRECISION))", datetime, bigint>(of, count);
    }
}

}  // namespace detail

/// So many of a duration, as an expression says: dt::now() - jobs.days * std::chrono::days(1). It is added to a time, or taken from it.
template <class L, class R>
    requires detail::either_expression<L, R> && detail::count_and_duration<L, R>
constexpr auto operator*(L&& count, R&& each) {
    using duration = std::remove_cvref_t<R>;
    return detail::counted_span<std::remove_cvref_t<L>, typename duration::rep, typename duration::period>{count, each};
}
template <class L, class R>
    requires detail::either_expression<L, R> && detail::count_and_duration<R, L>
constexpr auto operator*(L&& each, R&& count) {
    return static_cast<R&&>(count) * static_cast<L&&>(each);
}

/// A date or datetime moved by a std::chrono duration, or (PostgreSQL only) by a dt::interval. Of std::chrono::months and
/// years, the calendar's are meant; a day that the month does not have is its last on PostgreSQL, and runs over into the
/// next month on SQLite.
template <class L, class R>
    requires detail::either_expression<L, R> && detail::time_and_span<L, R>
constexpr auto operator+(L&& time, R&& span) {
    if constexpr (detail::is_duration<std::remove_cvref_t<R>> || detail::is_counted_span<std::remove_cvref_t<R>>) return detail::move_time<1>(time, span);
    else if constexpr (detail::is_date<L>)
        return detail::call<datetime, "", "(CAST(? AS TIMESTAMP) + ?) AT TIME ZONE 'UTC'", date, detail::operand_type<R>>(time, span);
    else return detail::call<datetime, "", "(? AT TIME ZONE 'UTC' + ?) AT TIME ZONE 'UTC'", datetime, detail::operand_type<R>>(time, span);
}
template <class L, class R>
    requires detail::either_expression<L, R> && detail::time_and_span<L, R>
constexpr auto operator-(L&& time, R&& span) {
    if constexpr (detail::is_duration<std::remove_cvref_t<R>> || detail::is_counted_span<std::remove_cvref_t<R>>) return detail::move_time<-1>(time, span);
    else if constexpr (detail::is_date<L>)
        return detail::call<datetime, "", "(CAST(? AS TIMESTAMP) - ?) AT TIME ZONE 'UTC'", date, detail::operand_type<R>>(time, span);
    else return detail::call<datetime, "", "(? AT TIME ZONE 'UTC' - ?) AT TIME ZONE 'UTC'", datetime, detail::operand_type<R>>(time, span);
}
/// The days from the second date to the first.
template <class L, class R>
    requires detail::either_expression<L, R> && detail::two_dates<L, R>
constexpr auto operator-(L&& later, R&& earlier) {
    return detail::call<integer, "CAST(julianday(?) - julianday(?) AS INTEGER)", "? - ?", date, date>(static_cast<L&&>(later), static_cast<R&&>(earlier));
}

template <class L, class R>
    requires detail::either_expression<L, R> && detail::two_datetimes<L, R>
constexpr auto operator-(L&&, R&&) {
    static_assert(std::is_void_v<L>, "dovetail: the time between two datetimes is dt::seconds_between(earlier, later)");
    return detail::after_error{};
}

}  // namespace dovetail
