// SPDX-License-Identifier: BSL-1.0
// The hatch: SQL as text, with bound values and a row type.
//
//     dt::raw<"SELECT id, username FROM users WHERE id > ?", std::tuple<int, std::string>>(7)
//
// The text is a constant; values are bound where the dialect's placeholders stand (? on SQLite). Row is an
// entity, a std::tuple, or one value; the columns' number and types are checked when rows arrive.
#pragma once

#include <dovetail/statement/clauses.hpp>

namespace dovetail {

template <fixed_string Text, class Row, unsigned Count>
struct raw_statement {
    static constexpr auto statement = statement_kind::raw;
    static constexpr auto text = Text;
    using row = Row;
    using source = no_association<void>;
    static constexpr unsigned parameters = Count;
    [[no_unique_address]] bound_values<Count> argument_values{};
};

/// Stands for "no rows": dt::raw<"PRAGMA optimize">().
struct no_row {};

namespace detail {
/// The SQL type in which a value without a column is bound; void where there is none.
template <class U>
constexpr auto type_for() {
    using plain = std::remove_cvref_t<U>;
    if constexpr (is_null_literal<plain>) return std::type_identity<nullable<text>>{};
    else if constexpr (is_optional<plain>) return type_for<typename plain::value_type>();
    else if constexpr (std::is_same_v<plain, bool>) return std::type_identity<boolean>{};
    else if constexpr (number_value<plain>) return std::type_identity<double_precision>{};
    else if constexpr (std::is_convertible_v<U, std::string_view>) return std::type_identity<text>{};
    else if constexpr (std::is_convertible_v<U, std::span<std::byte const>>) return std::type_identity<blob>{};
    else if constexpr (std::is_convertible_v<plain, std::chrono::year_month_day>) return std::type_identity<date>{};
    else if constexpr (std::is_convertible_v<plain, datetime::value_type>) return std::type_identity<datetime>{};
    else if constexpr (has_codec<plain>) return std::type_identity<plain>{};
    else return std::type_identity<void>{};
}
template <class U>
using bound_type = typename decltype(type_for<U>())::type;
}  // namespace detail

/// A statement given as text. Rows are of type Row; dt::no_row where there are none.
template <fixed_string Text, class Row = no_row, class... Values>
constexpr auto raw(Values&&... values) {
    constexpr bool ok = (!std::is_void_v<detail::bound_type<Values>> && ...);
    static_assert(ok, "dovetail: a value of this C++ type cannot be bound; give it a dt::codec");
    if constexpr (ok)
        return raw_statement<Text, Row, sizeof...(Values)>{detail::join(
            bound_values<0>{}, detail::values_for<detail::bound_type<Values>>(static_cast<Values&&>(values))...)};
    else return raw_statement<Text, Row, 0>{};
}

}  // namespace dovetail
