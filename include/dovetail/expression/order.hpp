// SPDX-License-Identifier: BSL-1.0
// ORDER BY terms: a direction, and where NULLs stand.
//
//     users.created_at.desc()      users.nickname.asc().nulls_last()
#pragma once

#include <dovetail/expression/operand.hpp>

namespace dovetail {

template <class Operand, bool Descending, nulls_order Nulls>
struct order_term {
    static constexpr auto kind = node_kind::order_term;
    static constexpr bool descending = Descending;
    static constexpr nulls_order nulls = Nulls;
    static constexpr unsigned parameters = Operand::parameters;
    using type = void;             // an order is no value
    using ordered = Operand;
    using operands = nodes<Operand>;
    [[no_unique_address]] bound_values<parameters> values;

    constexpr auto nulls_first() const { return order_term<Operand, Descending, nulls_order::first>{values}; }
    constexpr auto nulls_last() const { return order_term<Operand, Descending, nulls_order::last>{values}; }
};

}  // namespace dovetail
