// SPDX-License-Identifier: BSL-1.0
// The hatch: SQL as text, with bound values and a row type.
//
//     dt::raw<"SELECT id, username FROM users WHERE id > ?", std::tuple<int, std::string>>(7)
//
// The text is a constant; values are bound where the dialect's placeholders stand (? on SQLite). Row is an
// entity, a std::tuple, or one value; the columns' number and types are checked when rows arrive.
#pragma once

#include <dovetail/expression/operand_type.hpp>
#include <dovetail/schema/plain_type.hpp>
#include <dovetail/statement/clauses.hpp>

#include <tuple>

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
using bound_type = std::conditional_t<is_null_literal<std::remove_cvref_t<U>>, nullable<text>,
                                      std::conditional_t<expression<U>, void, operand_type<U>>>;

/// What rows are read into. The fields of structs are asked for their types when they are read.
template <class Row>
struct row_type {
    static constexpr bool require() {
        if constexpr (std::is_aggregate_v<Row>) return true;
        else if constexpr (is_optional<Row>) return row_type<typename Row::value_type>::require();
        else return require_plain_type<Row>();
    }
};
template <class... T>
struct row_type<std::tuple<T...>> {
    static constexpr bool require() { return (row_type<T>::require() && ...); }
};
}  // namespace detail

/// A statement given as text. Rows are of type Row; dt::no_row where there are none.
template <fixed_string Text, class Row = no_row, class... Values>
constexpr auto raw(Values&&... values) {
    constexpr bool ok = (!std::is_void_v<detail::bound_type<Values>> && ...);
    static_assert(ok, "dovetail: a value of this C++ type cannot be bound; give it a dt::codec");
    constexpr bool is_read = detail::row_type<Row>::require();
    if constexpr (ok && is_read)
        return raw_statement<Text, Row, sizeof...(Values)>{detail::join(
            bound_values<0>{}, detail::values_for<detail::bound_type<Values>>(static_cast<Values&&>(values))...)};
    else return raw_statement<Text, no_row, 0>{};
}

}  // namespace dovetail
