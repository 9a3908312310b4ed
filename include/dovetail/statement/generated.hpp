// SPDX-License-Identifier: BSL-1.0
// What the columns that a model declares as dt::generated<> are computed from.
//
//     dt::column<View, "doubled", dt::bigint, dt::generated<>> doubled;
//     static constexpr auto generated(auto const& row) {
//         return std::tuple{dt::generated_as<"doubled">(row.points * 2)};
//     }
#pragma once

#include <dovetail/expression/table.hpp>

namespace dovetail {

/// A column of that name, and the expression that it is; Virtual ones are computed where they are read.
template <fixed_string Name, class Expression, bool Virtual>
struct generated_definition {
    static constexpr auto name = Name;
    static constexpr bool is_virtual = Virtual;
    using expression = Expression;
    [[no_unique_address]] bound_values<Expression::parameters> values;

    /// Not kept in the table (SQLite; PostgreSQL has stored ones only, before its version 18).
    constexpr auto virtual_() const { return generated_definition<Name, Expression, true>{values}; }
};

/// What the column of that name is, of other columns of its row; constants become part of the table's definition.
template <fixed_string Name, class E>
constexpr auto generated_as(E const& given) {
    constexpr bool ok = expression<E>;
    static_assert(ok, "dovetail: generated_as() takes an expression of the row, such as row.price * row.count");
    if constexpr (ok) return generated_definition<Name, E, false>{given.values};
    else return generated_definition<Name, detail::after_error, false>{};
}

}  // namespace dovetail
