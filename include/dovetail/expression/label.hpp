// SPDX-License-Identifier: BSL-1.0
// Labels: names of selected things, as objects that other clauses and rows are asked by.
//
//     inline constexpr dt::label<"total"> total;
//     dt::select(posts.author_id, dt::count().as(total)).group_by(posts.author_id).order_by(total.desc())
//     row[total]
#pragma once

#include <dovetail/expression/order.hpp>

namespace dovetail {

/// The name of something that is selected. In ORDER BY and GROUP BY it stands for that; a derived table, a CTE and a row
/// give their column of that name by [].
template <fixed_string Name>
struct label {
    static constexpr auto kind = node_kind::label;
    static constexpr auto name = Name;
    static constexpr unsigned parameters = 0;
    static constexpr bound_values<0> values{};
    using type = void;             // only the select that it belongs to knows

    constexpr auto asc() const { return order_term<label, false, nulls_order::as_it_comes>{}; }
    constexpr auto desc() const { return order_term<label, true, nulls_order::as_it_comes>{}; }
};

/// An expression with its name.
template <class Operand, fixed_string Name>
struct labelled : operand<labelled<Operand, Name>> {
    static constexpr auto kind = node_kind::labelled;
    static constexpr auto name = Name;
    static constexpr bool has_own_name = true;
    static constexpr bool is_computed = Operand::kind != node_kind::column;
    static constexpr unsigned parameters = Operand::parameters;
    using type = typename Operand::type;
    using named = Operand;
    using operands = nodes<Operand>;
    [[no_unique_address]] bound_values<parameters> values;
};

/// `expr AS "name"`, for expressions without methods, such as conditions: dt::as<"is_old">(users.age > 65).
template <fixed_string Name, expression E>
constexpr auto as(E const& named) {
    return labelled<E, Name>{{}, named.values};
}
template <fixed_string Name, expression E>
constexpr auto as(E const& named, label<Name>) {
    return labelled<E, Name>{{}, named.values};
}

}  // namespace dovetail
