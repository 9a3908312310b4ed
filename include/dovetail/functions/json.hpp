// SPDX-License-Identifier: BSL-1.0
// Functions of JSON documents, in columns of dt::json, dt::jsonb or text.
//
//     dt::json_extract<"$.theme", dt::text>(users.settings) == "dark"      dt::json_extract<"$.tags[0]", dt::text>(posts.about)
//     dt::json_object("id", users.id, "name", users.name)                  dt::json_set<"$.theme">(users.settings, "dark")
//
// Paths are those of the SQL standard, and constants of the program: $, .key, ."any key", [index from 0].
// SQLite's -> is needed, which came with SQLite 3.38.
#pragma once

#include <dovetail/expression/cast.hpp>
#include <dovetail/functions/call.hpp>
#include <dovetail/types/json.hpp>

namespace dovetail {
namespace detail {

/// A path, and what PostgreSQL has in its place: {"key","0"}.
template <fixed_string Path>
struct json_path {
    static constexpr std::size_t write(char* to) {
        std::size_t length = 0, steps = 0;
        auto const put = [&](char c) {
            if (to) to[length] = c;
            ++length;
        };
        auto const path = Path.view();
        if (path.empty() || path[0] != '$') return 0;
        put('{');
        for (std::size_t i = 1; i < path.size(); ++steps) {
            if (steps != 0) put(',');
            bool const is_index = path[i] == '[', is_quoted = !is_index && path[i] == '.' && i + 1 < path.size() && path[i + 1] == '"';
            if (!is_index && path[i] != '.') return 0;
            i += 1 + is_quoted;
            auto const first = i;
            put('"');
            while (i < path.size() && (is_index ? path[i] != ']' : is_quoted ? path[i] != '"' : path[i] != '.' && path[i] != '[')) {
                char const c = path[i++];
                if (c == '\\' || c == '\'' || c == '"' || (is_index && (c < '0' || c > '9'))) return 0;
                put(c);
            }
            put('"');
            if (i == first || ((is_index || is_quoted) && i++ == path.size())) return 0;
        }
        put('}');
        return length;
    }
    static constexpr std::size_t size = write(nullptr);
    static constexpr auto postgres = [] {
        fixed_string<size + 1> text;
        if (size != 0) write(text.chars);
        return text;
    }();
};

template <class T>
constexpr std::string_view formed_name() {
    if constexpr (std::is_void_v<T>) return "";
    else if constexpr (type_facts<T>::stored_as == storage::formed) return type_facts<T>::formed->plain_name;
    else return "";
}
template <class U> inline constexpr bool is_jsonb = formed_name<operand_type<U>>() == "JSONB";
template <class U> inline constexpr bool is_json = formed_name<operand_type<U>>() == "JSON" || is_jsonb<U>;
template <class U>
constexpr bool require_json() {
    constexpr bool ok = [] {
        if constexpr (is_json<U>) return true;
        else return can_compare<text, U>();
    }();
    static_assert(ok, "dovetail: this function takes a JSON document here: dt::json, dt::jsonb or text");
    return ok;
}
template <fixed_string Path>
constexpr bool require_path() {
    static_assert(json_path<Path>::size != 0, "dovetail: a JSON path is made of $, .key, .\"key\" and [index], such as $.tags[0]");
    return json_path<Path>::size != 0;
}

/// The document in PostgreSQL, where text is none.
template <class U>
inline constexpr auto document = [] {
    if constexpr (is_json<U>) return fixed_string("?");
    else return fixed_string("CAST(? AS JSONB)");
}();
/// The same as jsonb.
template <class U>
inline constexpr auto binary_document = [] {
    if constexpr (is_jsonb<U>) return fixed_string("?");
    else return fixed_string("CAST(? AS JSONB)");
}();

template <class U>
inline constexpr bool is_plain_json = is_json<U> && !is_jsonb<U>;
/// The type of a document that another one was made of: dt::json stays what it is, so that it can be stored where it was.
template <class U>
using changed_document = std::conditional_t<is_plain_json<U>, operand_type<U>, jsonb>;
template <class U>
inline constexpr auto before_changed = [] {
    if constexpr (is_plain_json<U>) return fixed_string("CAST(");
    else return fixed_string("");
}();
template <class U>
inline constexpr auto behind_changed = [] {
    if constexpr (is_plain_json<U>) return fixed_string(" AS JSON)");
    else return fixed_string("");
}();

/// An array, which is kept as a JSON one.
template <class U>
inline constexpr bool is_array_operand = requires { operand_type<U>::form::is_array; };

/// A value inside of a document: SQLite has to be told of documents, arrays and booleans; PostgreSQL finds what it is.
template <class U>
inline constexpr auto value_in_sqlite = [] {
    if constexpr (is_json<U> || is_array_operand<U>) return fixed_string("json(?)");
    else if constexpr (std::is_same_v<operand_type<U>, boolean>) return fixed_string("json(CASE ? WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)");
    else return fixed_string("?");
}();

/// Where PostgreSQL's function takes any type, a literal of text has none (in dt::to_string(); a parameter has one).
template <class U>
inline constexpr auto value_in_postgres = [] {
    if constexpr (!expression<U> && std::is_same_v<operand_type<U>, text>) return fixed_string("CAST(? AS TEXT)");
    else return fixed_string("?");
}();

template <fixed_string Name, class First, class... U>
inline constexpr auto built_in_sqlite =
    text_of_parts<Name, "(", value_in_sqlite<First>, text_of_parts<", ", value_in_sqlite<U>>..., ")">;

}  // namespace detail

/// What stands at that place of the document, as Type: text, a number, boolean, dt::json or dt::jsonb for a part of the
/// document. NULL where nothing stands there, or null. A value of another type is an error on PostgreSQL, and on SQLite
/// when it is read as Type; text is given of any value there.
template <fixed_string Path, class Type, class A>
constexpr auto json_extract(A&& document) {
    constexpr bool ok = detail::require_json<A>() && detail::require_path<Path>();
    using parameter = std::conditional_t<detail::is_json<A>, detail::operand_type<A>, text>;
    if constexpr (!ok) return detail::after_error{};
    else {
        constexpr auto family = type_facts<Type>::family;
        constexpr bool is_part = !detail::formed_name<without_null<Type>>().empty();
        static_assert(is_part || family == type_family::text || family == type_family::number || family == type_family::boolean,
                      "dovetail: json_extract() gives text, numbers, booleans, dt::json and dt::jsonb");
        constexpr auto postgres_path = detail::json_path<Path>::postgres;
        using result = nullable<without_null<Type>>;
        if constexpr (is_part)
            return detail::call_as<result, detail::text_of_parts<"? -> '", Path, "'">,
                                   detail::text_of_parts<"CAST(", detail::document<A>, " #> '", postgres_path, "' AS ",
                                                     fixed_string<detail::formed_name<without_null<Type>>().size() + 1>::from(
                                                         detail::formed_name<without_null<Type>>()), ")">, parameter>(static_cast<A&&>(document));
        else if constexpr (family == type_family::text)
            return detail::call_as<nullable<text>, detail::text_of_parts<"CAST(json_extract(?, '", Path, "') AS TEXT)">,
                                   detail::text_of_parts<detail::document<A>, " #>> '", postgres_path, "'">, parameter>(static_cast<A&&>(document));
        else if constexpr (family == type_family::boolean)
            return detail::call_as<result, detail::text_of_parts<"json_extract(?, '", Path, "')">,
                                   detail::text_of_parts<"CAST(", detail::document<A>, " #>> '", postgres_path, "' AS BOOLEAN)">, parameter>(
                static_cast<A&&>(document));
        else if constexpr (std::is_integral_v<value_of<without_null<Type>>>)
            return detail::call_as<result, detail::text_of_parts<"json_extract(?, '", Path, "')">,
                                   detail::text_of_parts<"CAST(", detail::document<A>, " #>> '", postgres_path, "' AS BIGINT)">, parameter>(
                static_cast<A&&>(document));
        else
            return detail::call_as<result, detail::text_of_parts<"json_extract(?, '", Path, "')">,
                                   detail::text_of_parts<"CAST(", detail::document<A>, " #>> '", postgres_path, "' AS DOUBLE PRECISION)">, parameter>(
                static_cast<A&&>(document));
    }
}
/// Whether something stands at that place, null included. Nothing does in a document that is NULL.
template <fixed_string Path, class A>
constexpr auto json_exists(A&& document) {
    constexpr bool ok = detail::require_json<A>() && detail::require_path<Path>();
    using parameter = std::conditional_t<detail::is_json<A>, detail::operand_type<A>, text>;
    if constexpr (ok)
        return detail::call_as<boolean, detail::text_of_parts<"json_type(?, '", Path, "') IS NOT NULL">,
                            detail::text_of_parts<"(", detail::document<A>, " #> '", detail::json_path<Path>::postgres, "') IS NOT NULL">, parameter>(
            static_cast<A&&>(document));
    else return detail::after_error{};
}
/// Whether the document is an object with that key.
template <class A, class Key>
constexpr auto json_has_key(A&& document, Key&& key) {
    constexpr bool ok = detail::require_json<A>();
    using parameter = std::conditional_t<detail::is_json<A>, detail::operand_type<A>, text>;
    if constexpr (ok)
        return detail::call<boolean, "EXISTS (SELECT 1 FROM json_each(?) WHERE key = ?)",
                            detail::text_of_parts<detail::binary_document<A>, " ?? ?">, parameter, text>(static_cast<A&&>(document), static_cast<Key&&>(key));
    else return detail::after_error{};
}
/// Whether the first document has all that the second one has (PostgreSQL's @>). PostgreSQL only.
template <class A, class B>
constexpr auto json_contains(A&& document, B&& part) {
    constexpr bool ok = detail::require_json<A>() && detail::require_json<B>();
    using first = std::conditional_t<detail::is_json<A>, detail::operand_type<A>, text>;
    using second = std::conditional_t<detail::is_json<B>, detail::operand_type<B>, text>;
    if constexpr (ok)
        return detail::call<boolean, "", detail::text_of_parts<detail::binary_document<A>, " @> ", detail::binary_document<B>>, first, second>(
            static_cast<A&&>(document), static_cast<B&&>(part));
    else return detail::after_error{};
}
/// The number of elements. Of what is no array, SQLite gives 0, and PostgreSQL an error.
template <class A>
constexpr auto json_array_length(A&& document) {
    constexpr bool ok = detail::require_json<A>();
    using parameter = std::conditional_t<detail::is_json<A>, detail::operand_type<A>, text>;
    if constexpr (!ok) return detail::after_error{};
    else
        return detail::call<integer, "json_array_length(?)", detail::text_of_parts<"jsonb_array_length(", detail::binary_document<A>, ")">, parameter>(
            static_cast<A&&>(document));
}
/// An array of values; NULL is null, documents are kept as such.
template <class... A>
    requires(sizeof...(A) > 0)
constexpr auto json_array(A&&... values) {
    return detail::call_as<jsonb, detail::built_in_sqlite<"json_array", A...>, detail::repeated<"jsonb_build_array(", "?", ", ", ")", sizeof...(A)>,
                           std::conditional_t<false, A, anything>...>(static_cast<A&&>(values)...);
}
/// An object of keys and values: dt::json_object("id", users.id, "name", users.name). A key is text and not NULL.
template <class... A>
    requires(sizeof...(A) > 0)
constexpr auto json_object(A&&... keys_and_values) {
    constexpr bool ok = sizeof...(A) % 2 == 0;
    static_assert(ok, "dovetail: json_object() takes keys and values in turn");
    if constexpr (ok)
        return detail::call_as<jsonb, detail::built_in_sqlite<"json_object", A...>, detail::repeated<"jsonb_build_object(", "?", ", ", ")", sizeof...(A)>,
                               std::conditional_t<false, A, anything>...>(static_cast<A&&>(keys_and_values)...);
    else return detail::after_error{};
}
/// The document with another value at that place, which need not be there yet if what it stands in is.
template <fixed_string Path, class A, class Value>
constexpr auto json_set(A&& document, Value&& value) {
    constexpr bool ok = detail::require_json<A>() && detail::require_path<Path>();
    using parameter = std::conditional_t<detail::is_json<A>, detail::operand_type<A>, text>;
    if constexpr (ok)
        return detail::call_as<detail::nullable_if<detail::may_be_null<A>, detail::changed_document<A>>,
                               detail::text_of_parts<"json_set(?, '", Path, "', ", detail::value_in_sqlite<Value>, ")">,
                               detail::text_of_parts<detail::before_changed<A>, "jsonb_set(", detail::binary_document<A>, ", '",
                                                 detail::json_path<Path>::postgres, "', coalesce(to_jsonb(", detail::value_in_postgres<Value>,
                                                 "), 'null'))", detail::behind_changed<A>>, parameter, anything>(
            static_cast<A&&>(document), static_cast<Value&&>(value));
    else return detail::after_error{};
}
/// The document without what stands at that place.
template <fixed_string Path, class A>
constexpr auto json_remove(A&& document) {
    constexpr bool ok = detail::require_json<A>() && detail::require_path<Path>();
    using parameter = std::conditional_t<detail::is_json<A>, detail::operand_type<A>, text>;
    if constexpr (ok)
        return detail::call<detail::changed_document<A>, detail::text_of_parts<"json_remove(?, '", Path, "')">,
                            detail::text_of_parts<detail::before_changed<A>, detail::binary_document<A>, " #- '", detail::json_path<Path>::postgres, "'",
                                              detail::behind_changed<A>>, parameter>(
            static_cast<A&&>(document));
    else return detail::after_error{};
}

}  // namespace dovetail
