// SPDX-License-Identifier: BSL-1.0
// Entities and rows as text, for logs and tests.
//
//     std::cout << user;       // users(id=1, username='ann', nickname=NULL, role=(not loaded))
#pragma once

#include <dovetail/mapping/entity.hpp>
#include <dovetail/mapping/maybe.hpp>
#include <dovetail/mapping/row.hpp>
#include <dovetail/schema/time_text.hpp>

#include <charconv>
#include <iosfwd>
#include <string>

namespace dovetail {
namespace detail {

inline void print_padded(std::string& out, std::int64_t number, std::size_t digits) {
    auto const text = std::to_string(number);
    out.append(text.size() < digits ? digits - text.size() : 0, '0').append(text);
}
inline void print_date(std::string& out, std::chrono::year_month_day day) {
    print_padded(out, int(day.year()), 4);
    print_padded(out += '-', unsigned(day.month()), 2);
    print_padded(out += '-', unsigned(day.day()), 2);
}
inline void print_time(std::string& out, datetime::value_type at) {
    auto const micros = micros_of_day(at);
    auto const seconds = micros / 1'000'000;
    print_date(out, std::chrono::year_month_day(day_of(at)));
    print_padded(out += ' ', seconds / 3600, 2);
    print_padded(out += ':', seconds / 60 % 60, 2);
    print_padded(out += ':', seconds % 60, 2);
    if (micros % 1'000'000 != 0) print_padded(out += '.', micros % 1'000'000, 6);
}
inline void print_text(std::string& out, std::string_view text) {
    out += '\'';
    for (char c : text) out.append(c == '\'' ? 2 : 1, c);
    out += '\'';
}
inline void print_bytes(std::string& out, byte_view bytes) {
    out += "x'";
    for (std::byte each : bytes)
        for (unsigned half : {unsigned(each) >> 4, unsigned(each) & 15u}) out += "0123456789abcdef"[half];
    out += '\'';
}

template <class T>
void print_value(std::string& out, T const& value);

template <class Entity>
void print_entity(std::string& out, Entity const& entity) {
    using model = typename entity_facts<Entity>::model;
    auto const members = tie_members<model::member_count>(entity);
    out.append(model::table) += '(';
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((out.append(I == 0 ? "" : ", ").append(model::template member<I>::name.view()) += '=',
          print_value(out, get_member<I>(members))),
         ...);
    }(std::make_index_sequence<model::member_count>{});
    out += ')';
}

template <class T>
void print_value(std::string& out, T const& value) {
    if constexpr (entity_type<T>) print_entity(out, value);
    else if constexpr (is_optional<T>) {
        if (value) print_value(out, *value);
        else out += "NULL";
    } else if constexpr (std::is_same_v<T, bool>) out += value ? "true" : "false";
    else if constexpr (std::is_arithmetic_v<T>) {
        char digits[32];
        out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    } else if constexpr (std::is_same_v<T, blob::value_type>) print_bytes(out, value);
    else if constexpr (std::is_convertible_v<T const&, std::string_view>) print_text(out, value);
    else if constexpr (std::is_same_v<T, date::value_type>) print_date(out, value);
    else if constexpr (std::is_same_v<T, datetime::value_type>) print_time(out, value);
    else if constexpr (has_value_form<T> && !requires { typename T::value_type; value_form<T>::is_array; }) value_form<T>::print(out, value);
    else if constexpr (has_codec<T>) print_value(out, codec<T>::to_storage(value));
    else if constexpr (requires { value.begin(); typename T::value_type; }) {
        out += '[';
        bool first = true;
        for (auto const& each : value) {
            out.append(first ? "" : ", ");
            first = false;
            print_value(out, each);
        }
        out += ']';
    } else out += "(not loaded)";
}

/// How messages about a value that does not fit name it.
[[gnu::cold, gnu::noinline]] inline std::string shown_number(double number) {
    std::string shown = "the number ";
    print_value(shown, number);
    return shown;
}

}  // namespace detail

/// An entity as text: users(id=1, username='ann', ...). Dates and times are in ISO 8601, bytes in hexadecimal.
template <entity_type Entity>
std::string to_string(Entity const& entity) {
    std::string out;
    detail::print_entity(out, entity);
    return out;
}
/// A row as text: (1, 'ann').
template <class... Expressions>
std::string to_string(row<Expressions...> const& of) {
    std::string out = "(";
    std::apply([&](auto const&... each) {
        bool first = true;
        ((out.append(first ? "" : ", "), first = false, detail::print_value(out, each)), ...);
    }, of.values);
    return out + ")";
}

template <class Char, class Traits, entity_type Entity>
std::basic_ostream<Char, Traits>& operator<<(std::basic_ostream<Char, Traits>& out, Entity const& entity) {
    return out << to_string(entity);
}
template <class Char, class Traits, class... Expressions>
std::basic_ostream<Char, Traits>& operator<<(std::basic_ostream<Char, Traits>& out, row<Expressions...> const& of) {
    return out << to_string(of);
}
/// What may not be there: as a row has it, or (no row).
template <class Char, class Traits, class T, fixed_string Note, fixed_string WhatToDo>
std::basic_ostream<Char, Traits>& operator<<(std::basic_ostream<Char, Traits>& out, maybe_row<T, Note, WhatToDo> const& of) {
    std::string text;
    if (of.has_value()) detail::print_value(text, *of);
    else text = "(no row)";
    return out << text;
}

}  // namespace dovetail
