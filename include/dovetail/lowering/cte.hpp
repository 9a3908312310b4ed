// SPDX-License-Identifier: BSL-1.0
// Text of WITH, and of derived tables and CTEs in FROM.
#pragma once

#include <dovetail/lowering/compound.hpp>
#include <dovetail/lowering/mutation.hpp>
#include <dovetail/statement/cte.hpp>

namespace dovetail::detail {

template <class View, class Query>
struct lower_view<derived_source<View, Query>> {
    static constexpr void write(writer& w) {
        w.put("(");
        write_statement<Query>(w);
        w.put(") AS ");
        w.identifier(View::name);
    }
};

template <class View>
struct lower_view<cte_source<View>> {
    static constexpr void write(writer& w) {
        bool known = false;
        for (cte_entry const* entry = w.ctes; entry != nullptr; entry = entry->before) known = known || entry->name == View::of;
        if (!known) w.note(rule::cte_not_in_with, "", View::of);
        w.identifier(View::of);
        if (View::name == View::of) return;
        w.put(" AS ");
        w.identifier(View::name);
    }
};

/// Name AS (query). `mine` is what those behind it see of it.
template <class Cte>
constexpr void write_definition(writer& w, cte_entry& mine, std::string_view before) {
    using query = typename Cte::query_type;
    w.put(before);
    w.identifier(Cte::name);
    w.put(Cte::kind == cte_kind::materialized ? " AS MATERIALIZED (" :
          Cte::kind == cte_kind::not_materialized ? " AS NOT MATERIALIZED (" : " AS (");
    mine = {Cte::name, w.ctes};
    if (!requires { typename query::select_tag; } && !w.dialect.modifying_ctes) w.cannot("a mutation in WITH");
    if (Cte::is_recursive) w.ctes = &mine;
    write_statement<query>(w);
    w.put(")");
    w.ctes = &mine;
}
template <class Base>
constexpr bool is_merge() {
    if constexpr (Base::statement == statement_kind::returning) return is_merge<typename Base::base_statement>();
    else return Base::statement == statement_kind::merge;
}
template <class Base, class... Ctes>
constexpr void write_with(writer& w, nodes<parts<Ctes...>, Base> const*) {
    if (is_merge<Base>() && (Ctes::is_recursive || ...)) w.cannot("WITH RECURSIVE before MERGE");
    cte_entry entries[sizeof...(Ctes)]{};
    cte_entry const* const before = w.ctes;
    cte_entry* next = entries;
    std::string_view word = (Ctes::is_recursive || ...) ? "WITH RECURSIVE " : "WITH ";
    ((write_definition<Ctes>(w, *next++, word), word = ", "), ...);
    w.put(" ");
    write_statement<Base>(w);
    w.ctes = before;
}

template <>
struct lower_statement<statement_kind::compound> {
    template <class S>
    static constexpr void write(writer& w) {
        lower_compound<S>::write(w);
    }
};
template <>
struct lower_statement<statement_kind::with> {
    template <class S>
    static constexpr void write(writer& w) {
        write_with(w, static_cast<typename S::pieces const*>(nullptr));
    }
};

}  // namespace dovetail::detail
