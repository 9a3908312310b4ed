// SPDX-License-Identifier: BSL-1.0
// Text of FROM: tables under their names, and joins; and the list of the tables whose columns a select may name.
#pragma once

#include <dovetail/lowering/expression.hpp>
#include <dovetail/lowering/table_name.hpp>
#include <dovetail/statement/join.hpp>

namespace dovetail {
struct no_source;       // statement/select_build.hpp
}

namespace dovetail::detail {

/// Text of what stands in FROM for a view: a table, and what has its header's own (derived tables, CTEs).
template <class View>
struct lower_view {
    static constexpr void write(writer& w) {
        write_table<typename View::model>(w);
        if (!View::alias.view().empty()) {
            w.put(" AS ");
            w.identifier(View::alias);
        }
    }
};

/// Whether all columns of the model's primary key are grouped by, under this name of the table.
template <class Model>
constexpr bool is_key_grouped(group_list const& groups, std::string_view table) {
    bool all = Model::key_count > 0;
    for (std::size_t column : Model::key_columns) all = all && groups.has_column(table, Model::columns[column].name);
    return all;
}
template <class View>
constexpr void list_view(from_entry& entry, group_list const* groups) {
    entry.name = View::name;
    if constexpr (!std::is_void_v<typename View::model>)
        if (groups != nullptr) entry.key_is_grouped = is_key_grouped<typename View::model>(*groups, View::name);
}
constexpr std::string_view text_of(join_kind kind) {
    switch (kind) {
        case join_kind::inner: return " JOIN ";
        case join_kind::left: return " LEFT OUTER JOIN ";
        case join_kind::right: return " RIGHT OUTER JOIN ";
        case join_kind::full: return " FULL OUTER JOIN ";
        case join_kind::cross: return " CROSS JOIN ";
    }
    return {};
}

/// What depends on the types is one function for each part of FROM; each further one is time of the compiler.
template <class Source>
struct lower_from {
    static constexpr std::size_t count = 1;
    static constexpr void list(from_entry* entries, group_list const* groups) { list_view<Source>(entries[0], groups); }
    static constexpr void write(writer& w, scope&) {
        scope* const here = std::exchange(w.current, w.current->outer);     // a derived table sees nothing beside it
        lower_view<Source>::write(w);
        w.current = here;
    }
};
/// Joins behind nothing: what was selected says no table.
template <>
struct lower_from<no_source> {
    static constexpr std::size_t count = 1;
    static constexpr void list(from_entry* entries, group_list const*) { entries[0].name = {}; }
    static constexpr void write(writer& w, scope&) { w.note(rule::select_without_from, "", ""); }
};
template <class Left, join_kind Kind, class View, class... On, join_mode Mode>
struct lower_from<joined<Left, Kind, View, parts<On...>, Mode>> {
    static constexpr bool is_lateral = Mode == join_mode::lateral, when_used = Mode == join_mode::when_used;
    static constexpr std::size_t count = lower_from<Left>::count + 1;
    static constexpr void list(from_entry* entries, group_list const* groups) {
        lower_from<Left>::list(entries, groups);
        list_view<View>(entries[count - 1], groups);
        entries[count - 1].when_used = when_used;
        if (Kind == join_kind::left || Kind == join_kind::full) entries[count - 1].may_be_null = true;
        if (Kind == join_kind::right || Kind == join_kind::full)
            for (std::size_t i = 0; i + 1 < count; ++i) entries[i].may_be_null = true;
    }
    /// Conditions see the tables up to their own.
    static constexpr void write(writer& w, scope& here) {
        lower_from<Left>::write(w, here);
        for (std::size_t i = 0; i + 1 < count; ++i)
            if (here.sources[i].name == View::name) w.note(rule::table_twice, "", View::name);
        if (when_used) {
            w.has_choices = true;
            if (w.chosen != nullptr && w.chosen->leaves_out(View::name))
                return w.chosen->skip(View::parameters + (On::parameters + ... + 0u));
        }
        w.put(text_of(Kind));
        here.count = count - 1;
        if (is_lateral) {
            if (!w.dialect.lateral) w.cannot("LATERAL");
            w.put("LATERAL ");
            lower_view<View>::write(w);
        } else if (requires { View::function; }) {      // its arguments see the tables before it
            lower_view<View>::write(w);
        } else {
            w.current = here.outer;
            lower_view<View>::write(w);
            w.current = &here;
        }
        here.count = count;
        if constexpr (sizeof...(On) > 0) {
            w.put(" ON ");
            w.in = clause::from;
            w.joining = &here.sources[count - 1];
            w.saw_joined = w.saw_others = false;
            constexpr int inside = sizeof...(On) == 1 ? 0 : by_and;
            bool first = true;
            (write_one<On>(w, "", " AND ", inside, first), ...);
            if (first) w.put("TRUE");       // all were left out
            if (!is_lateral && !(w.saw_joined && w.saw_others)) w.note(rule::join_not_connected, "", View::name);
            w.joining = nullptr;
            w.in = clause::other;
        } else if (is_lateral && Kind != join_kind::cross) w.put(" ON TRUE");
    }
};

}  // namespace dovetail::detail
