// SPDX-License-Identifier: BSL-1.0
// array<T>: any number of values of a column type, in one dimension. Its values are std::vector; elements that may be NULL
// are std::optional.
//
//     dt::column<View, "tags", dt::array<dt::text>> tags;                              // std::vector<std::string>
//     dt::column<View, "scores", dt::array<dt::nullable<dt::integer>>> scores;         // std::vector<std::optional<int>>
//
// SQLite keeps a JSON array, under CHECK (json_valid(...)): numbers and booleans as JSON's own, anything else as strings, as
// PostgreSQL writes such values ("2026-11-22", "12.5", "\\x0aff").
#pragma once

#include <dovetail/types/element.hpp>
#include <dovetail/types/json_text.hpp>

namespace dovetail {

namespace detail {

template <class E>
struct array_element {
    using type = E;
    static constexpr bool is_optional = false;
};
template <class E>
struct array_element<std::optional<E>> {
    using type = E;
    static constexpr bool is_optional = true;
};

/// An array of the elements E, whose type in PostgreSQL has a number other than the usual one where that is given.
template <class E, unsigned Oid = 0, unsigned ArrayOid = 0>
struct array_form {
    using element = element_form<typename array_element<E>::type>;
    using value = std::vector<E>;
    static constexpr bool is_array = true;
    static constexpr unsigned element_oid = Oid != 0 ? Oid : element::oid;
    static constexpr unsigned oid = Oid != 0 ? ArrayOid : element::array_oid;
    static constexpr bool is_literal = oid == 0;            ///< the binary form names the elements' type
    static constexpr char const* expected = "an array of its type";
    static constexpr bool accepts(unsigned) { return true; }        // read() looks at the elements' type

    static void print(std::string& to, value const& all) {
        to += '{';
        bool first = true;
        for (auto const& each : all) {
            to += first ? "" : ",";
            first = false;
            if (is_null(each)) {
                to += "NULL";
                continue;
            }
            std::string text;
            if constexpr (requires { element::literal(text, plain(each)); }) element::literal(text, plain(each));
            else element::print(text, plain(each));
            if (text.find('\0') != text.npos)
                throw error(error_category::data, "dovetail: a text holds a NUL byte, which PostgreSQL's text types cannot");
            to += '"';
            for (char const c : text) {
                if (c == '"' || c == '\\') to += '\\';
                to += c;
            }
            to += '"';
        }
        to += '}';
    }
    static void store(std::string& to, value const& all) {
        to += '[';
        bool first = true;
        for (auto const& each : all) {
            to += first ? "" : ",";
            first = false;
            std::string text;
            if (is_null(each)) text = "null";
            else element::print(text, plain(each));
            // Neither is a JSON number, though a double may be: nan, inf, -inf.
            bool const is_bare = is_null(each) || (element::is_bare && text.find_first_of("ni") == text.npos) || text == "true";
            if (is_bare || text == "false") to += text;
            else put_json_string(to, text);
        }
        to += ']';
    }
    static value load(std::string_view text) {
        value all;
        for (json_array_reader from(text); !from.is_over();) {
            auto const each = from.next();
            if (each.text == "null" && !each.is_string) add_null(all);
            else if (!each.is_string && !element::is_bare) throw std::invalid_argument("an element of another type");
            else all.push_back(read_text(each.text));
        }
        return all;
    }
    /// As store() above writes it, or as a column of it is kept, whose values json_group_array() may have put together.
    static auto read_text(std::string_view text) {
        if constexpr (requires { element::is_stored(text); })
            if (element::is_stored(text)) return element::load(text);
        return element::parse(text);
    }
    // Dimensions, whether there are NULLs, the elements' type; for the dimension its length and first index; then each
    // element's length, -1 for NULL, and bytes.
    static void write(std::vector<char>& to, value const& all) {
        if (all.size() > most) throw error(error_category::data, "dovetail: an array has more elements than PostgreSQL takes");
        bool has_null = false;
        for (auto const& each : all) has_null = has_null || is_null(each);
        put_big_endian(to, std::int32_t{!all.empty()});
        put_big_endian(to, std::int32_t{has_null});
        put_big_endian(to, std::uint32_t{element_oid});
        if (all.empty()) return;
        put_big_endian(to, static_cast<std::int32_t>(all.size()));
        put_big_endian(to, std::int32_t{1});
        for (auto const& each : all) {
            auto const at = to.size();
            put_big_endian(to, std::int32_t{-1});
            if (is_null(each)) continue;
            element::write(to, plain(each));
            std::vector<char> length;
            put_big_endian(length, static_cast<std::int32_t>(to.size() - at - 4));
            std::copy(length.begin(), length.end(), to.begin() + static_cast<std::ptrdiff_t>(at));
        }
    }
    static value read(std::string_view bytes) {
        auto const dimensions = take_big_endian<std::int32_t>(bytes);
        (void)take_big_endian<std::int32_t>(bytes);
        auto const type = take_big_endian<std::uint32_t>(bytes);
        if (!element::accepts(type)) throw std::invalid_argument("an array of another type (" + std::to_string(type) + ")");
        if (dimensions > 1) throw std::invalid_argument("an array of " + std::to_string(dimensions) + " dimensions");
        value all;
        if (dimensions == 0) {
            require_end(bytes);
            return all;
        }
        auto const count = take_big_endian<std::int32_t>(bytes);
        (void)take_big_endian<std::int32_t>(bytes);
        all.reserve(std::min<std::size_t>(static_cast<std::size_t>(count), bytes.size() / 4));
        for (std::int32_t i = 0; i < count; ++i) {
            auto const length = take_big_endian<std::int32_t>(bytes);
            if (length < 0) {
                add_null(all);
                continue;
            }
            if (static_cast<std::size_t>(length) > bytes.size()) throw std::invalid_argument("an array that ends too early");
            auto part = bytes.substr(0, static_cast<std::size_t>(length));
            bytes.remove_prefix(part.size());
            if (element_oid == of_characters) part = part.substr(0, part.find_last_not_of(' ') + 1);
            all.push_back(element::read(part));
        }
        require_end(bytes);
        return all;
    }

    static constexpr unsigned of_varchar = 1043, of_characters = 1042;

private:
    static constexpr std::size_t most = 134'217'727;
    static bool is_null([[maybe_unused]] E const& each) {
        if constexpr (array_element<E>::is_optional) return !each;
        else return false;
    }
    static auto const& plain(E const& each) {
        if constexpr (array_element<E>::is_optional) return *each;
        else return each;
    }
    static void add_null(value& to) {
        if constexpr (array_element<E>::is_optional) to.push_back(std::nullopt);
        else throw std::invalid_argument("an array with a NULL in it");
    }
};

template <class T>
struct array_column {
    using element_facts = type_facts<T>;
    // Not by a null pointer, here and elsewhere: with its sanitizer g++ 12 does not know in constants whether it is one.
    static constexpr bool has_formed_elements = element_facts::stored_as == storage::formed;

    using value_type = std::vector<typename element_facts::value_type>;
    using form = std::conditional_t<element_facts::stored_as == storage::varchar, array_form<typename value_type::value_type, 1043, 1015>,
                 std::conditional_t<element_facts::stored_as == storage::character, array_form<typename value_type::value_type, 1042, 1014>,
                                    array_form<typename value_type::value_type>>>;
    static constexpr auto family = type_family::formed;
    static constexpr auto stored_as = storage::formed;
    static constexpr formed_type formed = [] {
        formed_type facts{.check_before = "json_valid(", .check_after = ")", .is_array = true, .element = element_facts::stored_as,
                          .element_length = element_facts::max_length, .element_formed = element_facts::formed};
        if constexpr (has_formed_elements) {
            facts.create = facts.element_formed->create;
            facts.drop = facts.element_formed->drop;
        }
        return facts;
    }();
    static void check(value_type const& value, std::string_view table, std::string_view column) {
        for (auto const& each : value) check_value<T>(each, table, column);
    }
};

/// T, or another type after an error. A function, for compilers go on about a class that is none.
template <class T>
constexpr auto require_element() {
    constexpr bool is_nested = [] {
        if constexpr (type_facts<T>::stored_as == storage::formed) return type_facts<T>::formed->is_array;
        else return false;
    }();
    static_assert(!is_nested, "dovetail: an array has one dimension");
    return std::type_identity<std::conditional_t<is_nested, text, T>>{};
}

}  // namespace detail

template <class T>
using array = detail::array_column<typename decltype(detail::require_element<T>())::type>;

namespace detail {

/// The column type whose values are E, where a vector of them may be an array.
template <class E>
struct type_of_element;
template <> struct type_of_element<bool> { using type = boolean; };
template <> struct type_of_element<std::int16_t> { using type = smallint; };
template <> struct type_of_element<std::int32_t> { using type = integer; };
template <> struct type_of_element<std::int64_t> { using type = bigint; };
template <> struct type_of_element<float> { using type = real; };
template <> struct type_of_element<double> { using type = double_precision; };
template <> struct type_of_element<std::string> { using type = text; };
template <> struct type_of_element<std::vector<std::byte>> { using type = blob; };
template <> struct type_of_element<date::value_type> { using type = date; };
template <> struct type_of_element<datetime::value_type> { using type = datetime; };
template <has_codec E> struct type_of_element<E> { using type = E; };
template <has_value_form E> struct type_of_element<E> { using type = typename value_form<E>::type; };
template <class E> struct type_of_element<std::optional<E>> { using type = nullable<typename type_of_element<E>::type>; };

}  // namespace detail

template <class E>
    requires requires { typename detail::type_of_element<E>::type; }
struct value_form<std::vector<E>> : detail::array_form<E> {
    using type = array<typename detail::type_of_element<E>::type>;
};

}  // namespace dovetail
