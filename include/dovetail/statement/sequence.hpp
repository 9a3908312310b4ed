// SPDX-License-Identifier: BSL-1.0
// Sequences: numbers that a database gives once each, whatever happens to the transaction (PostgreSQL).
//
//     dt::insert_into(orders).values(orders.number = dt::nextval<"order_numbers">())
//     dt::select(dt::nextval<"order_numbers", "shop">())        // of a schema
#pragma once

#include <dovetail/expression/function.hpp>

namespace dovetail {

template <fixed_string Function, fixed_string Name, fixed_string Schema>
struct sequence_call : operand<sequence_call<Function, Name, Schema>> {
    static constexpr auto kind = node_kind::sequence;
    static constexpr std::string_view function = Function;
    static constexpr std::string_view schema = Schema;
    static constexpr auto name = Name;
    static constexpr unsigned parameters = 0;
    static constexpr bound_values<0> values{};
    using type = bigint;
};

/// The sequence's next number.
template <fixed_string Name, fixed_string Schema = "">
constexpr auto nextval() {
    return sequence_call<"nextval", Name, Schema>{};
}
/// The number that nextval() gave last on this connection; an error before there is one.
template <fixed_string Name, fixed_string Schema = "">
constexpr auto currval() {
    return sequence_call<"currval", Name, Schema>{};
}

}  // namespace dovetail
