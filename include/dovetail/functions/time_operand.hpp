// SPDX-License-Identifier: BSL-1.0
// What date and time functions take: dates, datetimes, timestamps, times of day and intervals, and how their texts name them.
#pragma once

#include <dovetail/functions/call.hpp>

#include <chrono>

namespace dovetail::detail {

template <class U>
constexpr type_family family_of_operand() {
    if constexpr (std::is_void_v<operand_type<U>>) return type_family::custom;
    else return type_facts<operand_type<U>>::family;
}
template <class U> inline constexpr bool is_date = family_of_operand<U>() == type_family::date;
template <class U> inline constexpr bool is_datetime = family_of_operand<U>() == type_family::datetime;

template <class U> inline constexpr bool is_timestamp = is_formed_type<"TIMESTAMP", operand_type<U>>();
template <class U> inline constexpr bool is_time_of_day = is_formed_type<"TIME", operand_type<U>>();
template <class U> inline constexpr bool is_interval = is_formed_type<"INTERVAL", operand_type<U>>();

template <class U>
inline constexpr bool is_day_and_time = is_datetime<U> || is_timestamp<U>;
template <class U>
constexpr bool require_time() {
    constexpr bool ok = is_date<U> || is_day_and_time<U>;
    static_assert(ok, "dovetail: this function takes a date, a datetime or a timestamp here");
    return ok;
}

/// A time that SQLite's functions make, as the library keeps it: without a fraction, or with six digits of it.
template <fixed_string Arguments>
inline constexpr auto sqlite_time = text_of_parts<"replace(strftime('%Y-%m-%d %H:%M:%f', ", Arguments, ") || '000', '.000000', '')">;

/// The argument as a time without time zone, that of a datetime in UTC.
template <class U>
inline constexpr auto in_utc = [] {
    if constexpr (is_datetime<U>) return fixed_string("? AT TIME ZONE 'UTC'");
    else if constexpr (is_time_of_day<U>) return fixed_string("CAST(? AS TIME)");
    else return fixed_string("CAST(? AS TIMESTAMP)");
}();
/// A time without time zone that is made of the argument: a timestamp of a timestamp, a datetime of the others.
template <class U, fixed_string Time>
inline constexpr auto from_utc = [] {
    if constexpr (is_timestamp<U>) return Time;
    else return text_of_parts<Time, " AT TIME ZONE 'UTC'">;
}();

}  // namespace dovetail::detail
