// SPDX-License-Identifier: BSL-1.0
// Text of VALUES and of functions in FROM.
#pragma once

#include <dovetail/lowering/from.hpp>
#include <dovetail/statement/values.hpp>

namespace dovetail::detail {

/// Where columns of a table in FROM can be named behind it, they are; otherwise its first row is a SELECT that names them.
template <class View, class... Fields, unsigned Rows>
struct lower_view<values_source<View, nodes<Fields...>, Rows>> {
    static constexpr void write(writer& w) {
        bool const names_behind = w.dialect.names_columns_in_from;
        w.put(names_behind ? "(VALUES " : "(SELECT ");
        [[maybe_unused]] bool first = true;
        if (names_behind) w.put("(");
        ((w.put(first ? "" : ", "), first = false, value<Fields>(w, !names_behind)), ...);
        if (names_behind) w.put(")");
        for (unsigned row = 1; row < Rows; ++row) {
            w.put(names_behind ? ", (" : row == 1 ? " UNION ALL VALUES (" : ", (");
            for (std::size_t i = 0; i < sizeof...(Fields); ++i) {
                if (i != 0) w.put(", ");
                detail::write<placeholder>(w);
            }
            w.put(")");
        }
        w.put(") AS ");
        w.identifier(View::name);
        if (names_behind) write_names(w);
    }

private:
    template <class Field>
    static constexpr void value(writer& w, bool names) {
        detail::write<typed<placeholder, typename Field::type>>(w);
        if (!names) return;
        w.put(" AS ");
        w.identifier(Field::name);
    }
    static constexpr void write_names(writer& w) {
        [[maybe_unused]] bool first = true;
        ((w.put(first ? " (" : ", "), first = false, w.identifier(Fields::name)), ...);
        w.put(")");
    }
};

template <class View, class... Fields, fixed_string Function, class... Arguments>
struct lower_view<function_source<View, nodes<Fields...>, Function, Arguments...>> {
    static constexpr void write(writer& w) {
        w.put(Function);
        w.put("(");
        [[maybe_unused]] bool first = true;
        auto const before = std::exchange(w.in, clause::from);
        ((w.put(first ? "" : ", "), first = false, detail::write<Arguments>(w)), ...);
        w.in = before;
        w.put(") AS ");
        w.identifier(View::name);
        if (!w.dialect.names_columns_in_from) return;
        first = true;
        ((w.put(first ? " (" : ", "), first = false, w.identifier(Fields::name)), ...);
        w.put(")");
    }
};

}  // namespace dovetail::detail
