// SPDX-License-Identifier: BSL-1.0
// Text of arrays in FROM: unnest(a) AS "tag" ("value"), or SQLite's json_each(a), whose column has that name already.
#pragma once

#include <dovetail/lowering/values.hpp>
#include <dovetail/statement/unnest.hpp>

namespace dovetail::detail {

template <class View, class Element, class Array>
struct lower_view<unnest_source<View, Element, Array>> {
    static constexpr void write(writer& w) {
        using enum type_family;
        constexpr auto family = type_facts<Element>::family;
        if (!w.dialect.formed_types && family != text && family != number && family != boolean)
            w.cannot("unnest() of elements of this type");      // in a JSON array they are not what columns hold
        w.put(w.dialect.formed_types ? "unnest(" : "json_each(");
        auto const before = std::exchange(w.in, clause::from);
        detail::write<Array>(w);
        w.in = before;
        w.put(") AS ");
        w.identifier(View::name);
        if (!w.dialect.names_columns_in_from) return;
        w.put(" (");
        w.identifier("value");
        w.put(")");
    }
};

}  // namespace dovetail::detail
