// SPDX-License-Identifier: BSL-1.0
// Text of CREATE VIEW and DROP VIEW. A view that is there is replaced: it has no rows that could be lost.
#pragma once

#include <dovetail/lowering/constants.hpp>
#include <dovetail/lowering/text.hpp>
#include <dovetail/statement/view.hpp>

namespace dovetail::detail {

template <class Model>
constexpr void write_view_query(writer& w) {
    if constexpr (require_constants([] { return Model::description::as_select(); })) {
        auto const query = Model::description::as_select();
        with_constants(w, query.all_values(), [&] { write_statement<std::remove_const_t<decltype(query)>>(w); });
        if (w.has_choices) w.cannot("a view whose parts are chosen at run time");
    }
}
template <class Model>
constexpr void write_drop_view(writer& w) {
    w.put("DROP VIEW IF EXISTS ");
    write_table<Model>(w);
}
template <class Model>
constexpr void write_create_view(writer& w) {
    if (!w.dialect.replaces_views) {
        write_drop_view<Model>(w);
        w.put("; ");
    }
    w.put(w.dialect.replaces_views ? "CREATE OR REPLACE VIEW " : "CREATE VIEW ");
    write_table<Model>(w);
    bool first = true;
    for (auto const& column : Model::columns) {
        w.put(first ? " (" : ", ");
        first = false;
        w.identifier(column.name);
    }
    w.put(") AS ");
    write_view_query<Model>(w);
}

/// Whether a view selects from a table, or from another view.
template <dialect Dialect, class Model, class Other>
inline constexpr bool view_uses = [] {
    if constexpr (std::is_same_v<Model, Other> || !is_view<Model>) return false;
    else {
        table_search search{schema_of<Other>(), Other::table};
        writer w(Dialect::rules);
        w.search = &search;
        write_view_query<Model>(w);
        return search.found;
    }
}();

}  // namespace dovetail::detail
