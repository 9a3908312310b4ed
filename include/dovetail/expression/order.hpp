// SPDX-License-Identifier: BSL-1.0
// ORDER BY terms: a direction, and where NULLs stand.
//
//     users.created_at.desc()      users.nickname.asc().nulls_last()
#pragma once

#include <dovetail/expression/operand.hpp>

namespace dovetail {

struct order_term_tag {};

template <class Operand, bool Descending, nulls_order Nulls>
struct order_term : order_term_tag {
    static constexpr auto kind = node_kind::order_term;
    static constexpr bool descending = Descending;
    static constexpr nulls_order nulls = Nulls;
    static constexpr unsigned parameters = Operand::parameters;
    using type = void;             // an order is no value
    Operand ordered;

    constexpr auto nulls_first() const { return order_term<Operand, Descending, nulls_order::first>{{}, ordered}; }
    constexpr auto nulls_last() const { return order_term<Operand, Descending, nulls_order::last>{{}, ordered}; }
};

}  // namespace dovetail
