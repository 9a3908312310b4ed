// SPDX-License-Identifier: BSL-1.0
// value_form<V>: how the values of a type with a header of its own travel.
//
//     static constexpr unsigned oid, array_oid;           PostgreSQL's numbers of the type; 0: the server finds it
//     static constexpr bool is_literal;                   sent as text in any case
//     static constexpr char const* expected;              for messages: "a uuid"
//     static constexpr bool accepts(unsigned oid);        the types of PostgreSQL that it is read from
//     using type;                                         the column type, for rows that no model describes
//     static void print(std::string&, V const&);          as both databases write it
//     static void literal(std::string&, V const&);        optional: as PostgreSQL reads it in an array, where not as printed
//     static V parse(std::string_view);                   back again; these throw std::exception
//     static void store(std::string&, V const&);          the text that is kept where there is no such type, which sorts
//     static V load(std::string_view);
//     static bool is_stored(std::string_view);            optional: whether store() wrote this text, where print() writes another
//     static constexpr auto constant(given, bool stored); optional: the text of a default_value, as store() or print()
//     static void write(std::vector<char>&, V const&);    PostgreSQL's binary form
//     static V read(std::string_view);
#pragma once

#include <dovetail/schema/assignment.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace dovetail::detail {

/// What most forms have in common. Form is the value_form.
template <class Form, class V, unsigned Oid, unsigned ArrayOid>
struct form_base {
    static constexpr unsigned oid = Oid, array_oid = ArrayOid;
    static constexpr bool is_literal = false;
    static constexpr bool accepts(unsigned type) { return type == Oid; }
    static void store(std::string& to, V const& value) { Form::print(to, value); }
    static V load(std::string_view text) {
        V value = Form::parse(text);
        // One text for each value: what compares as text compares as the values do.
        std::string again;
        Form::store(again, value);
        if (again != text) throw std::invalid_argument("a text that is written in another way");
        return value;
    }
};

/// A column type of the value type V, with the rest of what type_facts asks for.
template <class V>
struct formed_column {
    using value_type = V;
    using form = value_form<V>;
    static constexpr auto family = type_family::formed;
    static constexpr auto stored_as = storage::formed;
    static void check(V const&, std::string_view, std::string_view) {}
};

// Numbers as PostgreSQL sends them, the highest byte first.
template <class T>
void put_big_endian(std::vector<char>& to, T number) {
    for (int shift = 8 * int(sizeof number) - 8; shift >= 0; shift -= 8)
        to.push_back(static_cast<char>(static_cast<std::make_unsigned_t<T>>(number) >> shift & 0xFF));
}
/// Takes a number from the front.
template <class T>
T take_big_endian(std::string_view& from) {
    if (from.size() < sizeof(T)) throw std::invalid_argument("a value that ends too early");
    std::make_unsigned_t<T> number = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        number = static_cast<std::make_unsigned_t<T>>(std::uint64_t{number} << 8 | static_cast<unsigned char>(from[i]));
    from.remove_prefix(sizeof(T));
    return static_cast<T>(number);
}
inline void require_end(std::string_view rest) {
    if (!rest.empty()) throw std::invalid_argument("a value that is too long");
}

/// Text that is made at compile time.
template <std::size_t Room>
struct text_constant {
    char chars[Room]{};
    std::size_t size = 0;
    constexpr void put(std::string_view text) {
        for (char const c : text) chars[size++] = c;
    }
    constexpr void put_number(std::size_t number) {
        if (number >= 10) put_number(number / 10);
        chars[size++] = static_cast<char>('0' + number % 10);
    }
    constexpr void put_quoted(std::string_view text, char quote) {
        chars[size++] = quote;
        for (char const c : text) {
            if (c == quote) chars[size++] = c;
            chars[size++] = c;
        }
        chars[size++] = quote;
    }
    constexpr operator std::string_view() const { return view(); }
    constexpr std::string_view view() const { return {static_cast<char const*>(chars), size}; }
};

}  // namespace dovetail::detail
