// SPDX-License-Identifier: BSL-1.0
//
// What the contenders on libpq share: handles as owners, errors as exceptions, and the two ways to read a column.
// Everything is inline and as thin as the calls themselves.
#pragma once

#include "workloads.hpp"

#include <bit>
#include <charconv>
#include <concepts>
#include <cstring>
#include <libpq-fe.h>
#include <memory>
#include <span>
#include <stdexcept>

namespace benchmarks::postgres::libpq {

[[noreturn]] inline void fail(PGconn* db) { throw std::runtime_error(PQerrorMessage(db)); }

struct clear_result {
    void operator()(PGresult* result) const { PQclear(result); }
};
using result = std::unique_ptr<PGresult, clear_result>;

class connection {
public:
    connection() : db_(PQconnectdb(url())) {
        if (PQstatus(db_) != CONNECTION_OK) fail(db_);
        execute("SET TimeZone = 'UTC'");
    }
    ~connection() { PQfinish(db_); }
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;
    operator PGconn*() const { return db_; }

    void execute(const char* sql) {
        const result done(PQexec(db_, sql));
        if (PQresultStatus(done.get()) != PGRES_COMMAND_OK && PQresultStatus(done.get()) != PGRES_TUPLES_OK) fail(db_);
    }
    void prepare(const char* name, const char* sql) {
        const result done(PQprepare(db_, name, sql, 0, nullptr));
        if (PQresultStatus(done.get()) != PGRES_COMMAND_OK) fail(db_);
    }

private:
    PGconn* db_;
};

inline result checked(PGconn* db, PGresult* given) {
    result rows(given);
    if (PQresultStatus(given) != PGRES_TUPLES_OK && PQresultStatus(given) != PGRES_COMMAND_OK) fail(db);
    return rows;
}

[[noreturn]] inline void fail_null(int column) {
    throw std::runtime_error("column " + std::to_string(column) + " is NULL");
}
inline const char* bytes_of(const PGresult* rows, int row, int column) {
    if (PQgetisnull(rows, row, column)) fail_null(column);
    return PQgetvalue(rows, row, column);
}

template <class T>
T swapped(T number) {
    if constexpr (sizeof number == 2) return static_cast<T>(__builtin_bswap16(static_cast<std::uint16_t>(number)));
    else if constexpr (sizeof number == 4) return static_cast<T>(__builtin_bswap32(static_cast<std::uint32_t>(number)));
    else return static_cast<T>(__builtin_bswap64(static_cast<std::uint64_t>(number)));
}
template <class T>
T number_at(const char* from) {
    T number;
    std::memcpy(&number, from, sizeof number);
    return swapped(number);
}

// "2024-05-06 07:08:09.123456+00", of a session in UTC; the decimals may be missing.
inline instant parse_time(const char* text, std::size_t size) {
    const auto two = [&](int at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    using namespace std::chrono;
    const sys_days day = year(two(0) * 100 + two(2)) / month(static_cast<unsigned>(two(5))) / static_cast<int>(two(8));
    int micros = 0, digits = 0;
    if (size > 19 && text[19] == '.')
        for (const char* at = text + 20; *at >= '0' && *at <= '9'; ++at, ++digits) micros = micros * 10 + (*at - '0');
    for (; digits < 6; ++digits) micros *= 10;
    return day + hours(two(11)) + minutes(two(14)) + seconds(two(17)) + microseconds(micros);
}
template <class T>
void parse_number(const char* text, std::size_t size, T& number) {
    if (const auto [end, problem] = std::from_chars(text, text + size, number); problem != std::errc() || end != text + size)
        throw std::runtime_error("no number: " + std::string(text, size));
}

// The server's default.
struct by_text {
    static constexpr int format = 0;
    static void read(const PGresult* rows, int row, int column, std::integral auto& value) {
        const char* const text = bytes_of(rows, row, column);
        parse_number(text, static_cast<std::size_t>(PQgetlength(rows, row, column)), value);
    }
    static void read(const PGresult* rows, int row, int column, double& value) {
        const char* const text = bytes_of(rows, row, column);
        parse_number(text, static_cast<std::size_t>(PQgetlength(rows, row, column)), value);
    }
    static void read(const PGresult* rows, int row, int column, std::string& value) {
        const char* const text = bytes_of(rows, row, column);
        value.assign(text, static_cast<std::size_t>(PQgetlength(rows, row, column)));
    }
    static void read(const PGresult* rows, int row, int column, instant& value) {
        const char* const text = bytes_of(rows, row, column);
        value = parse_time(text, static_cast<std::size_t>(PQgetlength(rows, row, column)));
    }
    static void read(const PGresult* rows, int row, int column, exact_number& value) { read(rows, row, column, value.text); }
};

struct by_binary {
    static constexpr int format = 1;
    static void read(const PGresult* rows, int row, int column, std::integral auto& value) {
        value = number_at<std::remove_reference_t<decltype(value)>>(bytes_of(rows, row, column));
    }
    static void read(const PGresult* rows, int row, int column, double& value) {
        value = std::bit_cast<double>(number_at<std::int64_t>(bytes_of(rows, row, column)));
    }
    static void read(const PGresult* rows, int row, int column, std::string& value) {
        by_text::read(rows, row, column, value);
    }
    static void read(const PGresult* rows, int row, int column, instant& value) {
        constexpr std::int64_t to_2000 = std::int64_t(10'957) * 86'400'000'000;
        value = instant(std::chrono::microseconds(number_at<std::int64_t>(bytes_of(rows, row, column)) + to_2000));
    }
    static void read(const PGresult* rows, int row, int column, exact_number& value) { read_exact(bytes_of(rows, row, column), value); }
    // Digits to the base of 10,000: their number, the power of the first, the sign, the decimals, the digits.
    static void read_exact(const char* at, exact_number& value) {
        const int count = number_at<std::int16_t>(at), weight = number_at<std::int16_t>(at + 2);
        const int decimals = number_at<std::int16_t>(at + 6);
        const auto digit = [&](int i) { return i >= 0 && i < count ? number_at<std::int16_t>(at + 8 + 2 * i) : 0; };
        char text[64];
        if (weight > 6 || decimals > 28) throw std::runtime_error("a number has more digits than its column");
        char* to = text;
        if (number_at<std::uint16_t>(at + 4) == 0x4000) *to++ = '-';
        if (weight < 0) *to++ = '0';
        else to = std::to_chars(to, text + sizeof text, digit(0)).ptr;
        const auto four = [&](int number) {
            for (int place = 1000; place > 0; place /= 10) *to++ = static_cast<char>('0' + number / place % 10);
        };
        for (int i = 1; i <= weight; ++i) four(digit(i));
        if (decimals > 0) {
            *to++ = '.';
            char* const end = to + decimals;
            for (int i = weight + 1; to < end; ++i) four(digit(i));
            to = end;
        }
        value.text.assign(text, to);
    }
};

template <class Read>
user read_user(const PGresult* rows, int row) {
    user one;
    Read::read(rows, row, 0, one.id);
    Read::read(rows, row, 1, one.username);
    Read::read(rows, row, 2, one.email);
    Read::read(rows, row, 3, one.role_id);
    return one;
}


}  // namespace benchmarks::postgres::libpq
