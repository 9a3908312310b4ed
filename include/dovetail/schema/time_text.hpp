// SPDX-License-Identifier: BSL-1.0
// Dates and times as text that sorts (ISO 8601, as SQLite's own functions write it): what SQLite keeps.
//
//     2026-11-22        2026-11-22 15:16:17        2026-11-22 15:16:17.000250
//
// A fraction of a second is written with six digits, and only where there is one; so equal times are equal text,
// and the order of the text is the order of time. Years are 0000 to 9999.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace dovetail::detail {

using time_point = std::chrono::sys_time<std::chrono::microseconds>;

/// Room for the longest text.
struct time_text {
    char chars[32];
    int size = 0;
    std::string_view view() const { return {chars, static_cast<std::size_t>(size)}; }
};

inline void put_digits(time_text& out, int number, int digits) {
    for (int i = digits - 1; i >= 0; --i) {
        out.chars[out.size + i] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
    out.size += digits;
}

/// Reads exactly `digits` digits; -1 where there are others.
inline int take_digits(std::string_view text, std::size_t at, int digits) {
    int number = 0;
    for (int i = 0; i < digits; ++i) {
        char const c = text[at + static_cast<std::size_t>(i)];
        if (c < '0' || c > '9') return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

inline void write_date(time_text& out, std::chrono::year_month_day day) {
    put_digits(out, int(day.year()), 4);
    out.chars[out.size++] = '-';
    put_digits(out, int(unsigned(day.month())), 2);
    out.chars[out.size++] = '-';
    put_digits(out, int(unsigned(day.day())), 2);
}

// Plain numbers below: each pair of chrono's duration types would cost every includer compile time.
inline constexpr std::int64_t micros_a_day = 86'400'000'000;

/// How far into its day (UTC) an instant is.
constexpr std::int64_t micros_of_day(time_point at) {
    auto const rest = at.time_since_epoch().count() % micros_a_day;
    return rest < 0 ? rest + micros_a_day : rest;
}
constexpr std::chrono::sys_days day_of(time_point at) {
    auto const micros = at.time_since_epoch().count();
    return std::chrono::sys_days(std::chrono::days(micros / micros_a_day - (micros % micros_a_day < 0)));
}

// In days since 1970-01-01.
inline constexpr std::int64_t year_0 = -719'528, year_10000 = 2'932'897;

/// Whether the instant's year has four digits; others have no sorted text.
constexpr bool has_text(time_point at) {
    auto const micros = at.time_since_epoch().count();
    return micros >= year_0 * micros_a_day && micros < year_10000 * micros_a_day;
}

/// HH:MM:SS[.ffffff]
inline void write_time_of_day(time_text& out, std::int64_t micros) {
    int const fraction = static_cast<int>(micros % 1'000'000);
    int const seconds = static_cast<int>(micros / 1'000'000);
    put_digits(out, seconds / 3600, 2);
    out.chars[out.size++] = ':';
    put_digits(out, seconds / 60 % 60, 2);
    out.chars[out.size++] = ':';
    put_digits(out, seconds % 60, 2);
    if (fraction != 0) {
        out.chars[out.size++] = '.';
        put_digits(out, fraction, 6);
    }
}
inline void write_datetime(time_text& out, time_point at) {
    write_date(out, std::chrono::year_month_day(day_of(at)));
    out.chars[out.size++] = ' ';
    write_time_of_day(out, micros_of_day(at));
}

// std::optional would be right for the three below. Of three types nobody else has, it costs each includer 2%.

/// A day from YYYY-MM-DD; one that is not ok() for any other text, or for a day that the calendar does not have.
inline std::chrono::year_month_day read_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    int const y = take_digits(text, 0, 4), m = take_digits(text, 5, 2), d = take_digits(text, 8, 2);
    if (y < 0 || m < 0 || d < 0) return {};
    return {std::chrono::year(y), std::chrono::month(unsigned(m)), std::chrono::day(unsigned(d))};
}

/// Microseconds since midnight from HH:MM:SS, or with a fraction of one to six digits; up to 24:00:00. -1 for any other text.
inline std::int64_t read_time_of_day(std::string_view text) {
    if (text.size() < 8 || text[2] != ':' || text[5] != ':') return -1;
    int const h = take_digits(text, 0, 2), m = take_digits(text, 3, 2), s = take_digits(text, 6, 2);
    if (h < 0 || h > 24 || m < 0 || m > 59 || s < 0 || s > 59) return -1;
    int micros = 0;
    if (text.size() > 8) {
        auto const digits = text.size() - 9;
        if (text[8] != '.' || digits < 1 || digits > 6) return -1;
        micros = take_digits(text, 9, static_cast<int>(digits));
        if (micros < 0) return -1;
        for (auto i = digits; i < 6; ++i) micros *= 10;
    }
    std::int64_t const all = ((h * 60 + m) * 60 + s) * std::int64_t{1'000'000} + micros;
    return all <= micros_a_day ? all : -1;
}

/// An instant from YYYY-MM-DD HH:MM:SS, with T in place of the blank, or with a fraction of one to six digits; whether it is.
inline bool read_datetime(std::string_view text, time_point& at) {
    if (text.size() < 19 || (text[10] != ' ' && text[10] != 'T')) return false;
    auto const day = read_date(text.substr(0, 10));
    auto const time = read_time_of_day(text.substr(11));
    if (!day.ok() || time < 0 || time == micros_a_day) return false;
    std::int64_t const days = std::chrono::sys_days(day).time_since_epoch().count();
    at = time_point(std::chrono::microseconds(days * micros_a_day + time));
    return true;
}

}  // namespace dovetail::detail
