// SPDX-License-Identifier: BSL-1.0
// C++ values as a statement's parameters, in PostgreSQL's binary forms.
#pragma once

#include <dovetail/backend/postgres/array.hpp>
#include <dovetail/mapping/parameters.hpp>

#include <string>
#include <type_traits>
#include <utility>

namespace dovetail::postgres_backend {

/// Binds one value of a column's C++ type. Text and blobs are borrowed.
template <class V>
void bind_value(arguments& to, int i, V const& value);

template <class V>
void bind_value(arguments& to, int i, V const& value) {
    if constexpr (dovetail::detail::is_optional<V>) {
        if (value) bind_value(to, i, *value);
        else to.bind_null(detail::type_of<V>());
    } else if constexpr (std::is_arithmetic_v<V>) to.bind(i, value);
    else if constexpr (std::is_convertible_v<V const&, std::string_view>) {
        detail::require_no_nul(value);
        to.bind(i, std::string_view(value));
    } else if constexpr (std::is_convertible_v<V const&, std::span<std::byte const>>) to.bind(i, std::span<std::byte const>(value));
    else if constexpr (std::is_same_v<V, std::chrono::year_month_day>)
        to.bind_date(i, std::chrono::sys_days(value).time_since_epoch().count());
    else if constexpr (std::is_same_v<V, std::chrono::sys_time<std::chrono::microseconds>>)
        to.bind_datetime(i, value.time_since_epoch().count());
    else if constexpr (has_value_form<V>) {
        using form = value_form<V>;
        if constexpr (form::is_literal) {
            std::string text;
            form::print(text, value);
            to.bind_literal(text);
        } else {
            std::vector<char> bytes;
            form::write(bytes, value);
            to.bind_copy(oid(form::oid), std::move(bytes));
        }
    } else bind_temporary(to, i, codec<V>::to_storage(value));
}
/// The same for a value that is gone before the statement is sent: text and blobs are copied.
template <class V>
void bind_temporary(arguments& to, int i, V const& value) {
    if constexpr (dovetail::detail::is_optional<V>) {
        if (value) bind_temporary(to, i, *value);
        else to.bind_null(detail::type_of<V>());
    } else if constexpr (std::is_convertible_v<V const&, std::string_view>) {
        detail::require_no_nul(value);
        std::string_view const text = value;
        to.bind_copy(oid_text, {text.begin(), text.end()});
    } else if constexpr (std::is_convertible_v<V const&, std::span<std::byte const>>) {
        std::span<std::byte const> const bytes = value;
        auto const* const first = reinterpret_cast<char const*>(bytes.data());
        to.bind_copy(oid_bytea, {first, first + bytes.size()});
    } else bind_value(to, i, value);
}

namespace detail {

inline oid type_of_kind(bound_value::kind kind) noexcept {
    switch (kind) {
        case bound_value::kind::boolean: return oid_bool;
        case bound_value::kind::integer: return oid_int8;
        case bound_value::kind::real: return oid_float8;
        case bound_value::kind::text: return oid_text;
        case bound_value::kind::character: return oid_bpchar;
        case bound_value::kind::blob: return oid_bytea;
        case bound_value::kind::date: return oid_date;
        case bound_value::kind::datetime: return oid_timestamptz;
        default: return oid_unknown;
    }
}
inline void add_element(array_writer& to, bound_value const& value) {
    using kind = bound_value::kind;
    switch (value.what()) {
        case kind::boolean: return to.number(static_cast<std::int8_t>(value.as_integer()));
        case kind::integer: return to.number(value.as_integer());
        case kind::real: return to.value(value.as_real());
        case kind::text:
        case kind::character: return to.value(value.as_text());
        case kind::blob: return to.value(value.as_blob());
        case kind::date: return to.number(static_cast<std::int32_t>(value.as_integer() - days_to_2000));
        case kind::datetime: return to.number(value.as_integer() - micros_to_2000);
        default: return to.null();
    }
}
inline void bind_formed(arguments& to, bound_value::formed_value const& value) {
    if (value.is_literal) {
        std::string text;
        value.print(text);
        to.bind_literal(text);
    } else {
        std::vector<char> bytes;
        value.write(bytes);
        to.bind_copy(oid(value.oid), std::move(bytes));
    }
}
inline void bind_formed_range(arguments& to, std::span<bound_value const> elements, bound_value::formed_value const& first) {
    bool const is_nested = first.is_literal || (first.oid != 0 && array_of(oid(first.oid)) == oid_unknown);
    if (is_nested) throw error(error_category::usage, "dovetail: PostgreSQL has no arrays of arrays, so in_() takes no arrays");
    array_writer all{oid(first.oid)};
    for (auto const& each : elements) {
        if (each.what() == bound_value::kind::null) all.null();
        else all.formed(each.as_formed());
    }
    all.bind(to);
}
inline void bind_range(arguments& to, std::span<bound_value const> elements) {
    for (auto const& first : elements) {
        if (first.what() == bound_value::kind::formed) return bind_formed_range(to, elements, first.as_formed());
        if (oid const type = type_of_kind(first.what())) {
            array_writer all(type);
            for (auto const& each : elements) add_element(all, each);
            return all.bind(to);
        }
    }
    to.bind_untyped_array(elements.empty() ? "{}" : "{NULL}");
}

}  // namespace detail

/// Binds a statement's parameters, which stay as they are until it is sent.
inline void bind_all(arguments& to, parameters const& values) {
    using kind = bound_value::kind;
    int i = 0;
    for (bound_value const& each : values) {
        ++i;
        switch (each.what()) {
            case kind::null: to.bind_null(); break;
            case kind::boolean: to.bind(i, each.as_integer() != 0); break;
            case kind::integer: to.bind(i, each.as_integer()); break;
            case kind::real: to.bind(i, each.as_real()); break;
            case kind::text:
                detail::require_no_nul(each.as_text());
                to.bind(i, each.as_text());
                break;
            case kind::character:
                detail::require_no_nul(each.as_text());
                to.bind_character(each.as_text());
                break;
            case kind::formed: detail::bind_formed(to, each.as_formed()); break;
            case kind::blob: to.bind(i, each.as_blob()); break;
            case kind::date: to.bind_date(i, each.as_integer()); break;
            case kind::datetime: to.bind_datetime(i, each.as_integer()); break;
            case kind::range: detail::bind_range(to, each.as_range()); break;
            case kind::predicate: break;        // it is taken apart before
        }
    }
}

}  // namespace dovetail::postgres_backend
