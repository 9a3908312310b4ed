// SPDX-License-Identifier: BSL-1.0
// The values of definitions (of tables, indexes, views), which stand in the text as literals: no parameters can.
//
//     with_constants<Model>(w, check.condition.values, [&] { write<Condition>(w); });      // "age" < 150
#pragma once

#include <dovetail/lowering/literal.hpp>

namespace dovetail::detail {

/// Whether what a model says of its definition, such as checks(row), is known when the program is compiled. Says gives it.
template <class Says>
constexpr bool require_constants(Says) {
    constexpr bool ok = requires { typename std::bool_constant<(static_cast<void>(Says{}()), true)>; };
    static_assert(ok, "dovetail: values in a definition are constants, which startswith() and in_(range) do not make; write "
                      "like(\"x%\") and in_(a, b)");
    return ok;
}

constexpr void list_values(bound_values<0> const&, bound_value const**) {}
template <unsigned Count>
constexpr void list_values(bound_values<Count> const& values, bound_value const** to) {
    *to = &values.first;
    list_values(values.rest, to + 1);
}

/// Walks a part of a definition, with these values as literals.
template <unsigned Count, class Walk>
constexpr void with_constants(writer& w, bound_values<Count> const& values, Walk const& walk) {
    bound_value const* listed[Count + 1]{};
    list_values(values, listed);
    constant_values const constants{listed, [](writer& to, bound_value const& value) { write_literal(to, value); }};
    w.constants = &constants;
    w.parameters = 0;
    walk();
    w.parameters = 0;
    w.constants = nullptr;
}
/// The same of a row of one table, whose columns are named without it.
template <class Model, unsigned Count, class Walk>
constexpr void with_constants(writer& w, bound_values<Count> const& values, Walk const& walk) {
    w.qualified = false;
    w.only_table = Model::table;
    with_constants(w, values, walk);
    w.only_table = {};
    w.qualified = true;
}

}  // namespace dovetail::detail
