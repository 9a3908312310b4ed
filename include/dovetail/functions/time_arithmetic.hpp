// SPDX-License-Identifier: BSL-1.0
// Times that are moved, and what lies between two.
//
//     users.created_at > dt::now() - std::chrono::hours(24)      orders.paid - orders.day            // days
#pragma once

#include <dovetail/functions/time_operand.hpp>

namespace dovetail {

namespace detail {

template <class T> inline constexpr bool is_duration = false;
template <class Rep, class Period> inline constexpr bool is_duration<std::chrono::duration<Rep, Period>> = true;

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
concept time_expression = expression<L> && (is_date<L> || is_day_and_time<L>);
template <class L, class R>
concept time_and_span = time_expression<L> && (is_duration<std::remove_cvref_t<R>> || is_counted_span<std::remove_cvref_t<R>> || is_interval<R>);
template <class L, class R>
concept two_dates = is_date<L> && is_date<R>;
template <class L, class R>
concept two_days_and_times = is_day_and_time<L> && is_day_and_time<R>;

template <class Period>
inline constexpr bool counts_months = std::ratio_equal_v<Period, std::chrono::months::period> || std::ratio_equal_v<Period, std::chrono::years::period>;
/// What a time of this type moves by.
template <class L, class Period>
using moved_unit = std::conditional_t<counts_months<Period>, std::chrono::months, std::conditional_t<is_date<L>, std::chrono::days, std::chrono::seconds>>;

/// Months are counted in the calendar, anything else in seconds; dates move by days or months. Unit is months, days or seconds.
template <class Unit, class L, class Count>
constexpr auto move_by(L const& of, Count const& count) {
    using type = operand_type<L>;
    constexpr bool in_months = std::is_same_v<Unit, std::chrono::months>;
    if constexpr (in_months && is_date<L>)
        return call<type, "date(?, ? || ' months')", "CAST(? + make_interval(months => CAST(? AS INTEGER)) AS DATE)", type, bigint>(of, count);
    else if constexpr (in_months)
        return call<type, sqlite_time<"?, ? || ' months'">,
                    from_utc<L, text_of_parts<"(", in_utc<L>, " + make_interval(months => CAST(? AS INTEGER)))">>, type, bigint>(of, count);
    else if constexpr (is_date<L>) return call<type, "date(?, ? || ' days')", "? + CAST(? AS INTEGER)", type, bigint>(of, count);
    else
        return call<type, sqlite_time<"?, ? || ' seconds'">, "? + make_interval(secs => CAST(? AS DOUBLE PRECISION))", type, bigint>(of, count);
}
template <int Sign, class L, class Rep, class Period>
constexpr auto move_time(L const& of, std::chrono::duration<Rep, Period> by) {
    constexpr bool in_months = counts_months<Period>, is_whole = Period::den == 1 && !std::is_floating_point_v<Rep>;
    using unit = moved_unit<L, Period>;
    if constexpr (is_date<L> && !in_months) {
        constexpr bool in_days = is_whole && Period::num % 86400 == 0;
        static_assert(in_days, "dovetail: a date moves by std::chrono::days, weeks, months or years; cast it to dt::datetime for less");
        if constexpr (!in_days) return after_error{};
        else return move_by<unit>(of, static_cast<std::int64_t>(std::chrono::duration_cast<unit>(by).count()) * Sign);
    } else if constexpr (in_months || is_whole)
        return move_by<unit>(of, static_cast<std::int64_t>(std::chrono::duration_cast<unit>(by).count()) * Sign);
    else return move_by<unit>(of, std::chrono::duration<double>(by).count() * Sign);
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
        using unit = moved_unit<L, Period>;
        return move_by<unit>(of, by.count * (static_cast<std::int64_t>(std::chrono::duration_cast<unit>(by.each).count()) * Sign));
    }
}
/// By an interval of the database: a date becomes a datetime.
template <fixed_string Move, class L, class R>
constexpr auto move_by_interval(L const& of, R&& by) {
    using result = std::conditional_t<is_date<L>, datetime, operand_type<L>>;
    return call<result, "", from_utc<L, text_of_parts<"(", in_utc<L>, Move, ")">>, operand_type<L>, operand_type<R>>(of, static_cast<R&&>(by));
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

/// A date, datetime or timestamp moved by a std::chrono duration, or (PostgreSQL only) by a dt::interval. Of std::chrono::months
/// and years, the calendar's are meant; a day that the month does not have is its last on PostgreSQL, and runs over into the
/// next month on SQLite.
template <class L, class R>
    requires detail::either_expression<L, R> && detail::time_and_span<L, R>
constexpr auto operator+(L&& time, R&& span) {
    if constexpr (detail::is_interval<R>) return detail::move_by_interval<" + ?">(time, static_cast<R&&>(span));
    else return detail::move_time<1>(time, span);
}
template <class L, class R>
    requires detail::either_expression<L, R> && detail::time_and_span<L, R>
constexpr auto operator-(L&& time, R&& span) {
    if constexpr (detail::is_interval<R>) return detail::move_by_interval<" - ?">(time, static_cast<R&&>(span));
    else return detail::move_time<-1>(time, span);
}
/// The days from the second date to the first.
template <class L, class R>
    requires detail::either_expression<L, R> && detail::two_dates<L, R>
constexpr auto operator-(L&& later, R&& earlier) {
    return detail::call<integer, "CAST(julianday(?) - julianday(?) AS INTEGER)", "? - ?", date, date>(static_cast<L&&>(later), static_cast<R&&>(earlier));
}

template <class L, class R>
    requires detail::either_expression<L, R> && detail::two_days_and_times<L, R>
constexpr auto operator-(L&&, R&&) {
    static_assert(std::is_void_v<L>, "dovetail: the time between two datetimes or timestamps is dt::seconds_between(earlier, later)");
    return detail::after_error{};
}

}  // namespace dovetail
