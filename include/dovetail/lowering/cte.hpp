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

/// Name AS (query), and so on with the next; then the statement, which sees all names.
template <class Base>
constexpr void write_definitions(writer& w, std::string_view) {
    w.put(" ");
    write_statement<Base>(w);
}
template <class Base, class Cte, class... Rest>
constexpr void write_definitions(writer& w, std::string_view before) {
    using query = typename Cte::query_type;
    w.put(before);
    w.identifier(Cte::name);
    w.put(Cte::kind == cte_kind::materialized ? " AS MATERIALIZED (" :
          Cte::kind == cte_kind::not_materialized ? " AS NOT MATERIALIZED (" : " AS (");
    cte_entry const mine{Cte::name, w.ctes};
    if (!requires { typename query::select_tag; } && !w.dialect.modifying_ctes) w.cannot("a mutation in WITH");
    if (Cte::is_recursive) w.ctes = &mine;
    write_statement<query>(w);
    w.put(")");
    w.ctes = &mine;
    write_definitions<Base, Rest...>(w, ", ");
    w.ctes = mine.before;
}
template <class Base>
constexpr bool is_merge() {
    if constexpr (Base::statement == statement_kind::returning) return is_merge<typename Base::base_statement>();
    else return Base::statement == statement_kind::merge;
}
template <class Base, class... Ctes>
constexpr void write_with(writer& w, with_statement<Base, Ctes...> const*) {
    if (is_merge<Base>() && (Ctes::is_recursive || ...)) w.cannot("WITH RECURSIVE before MERGE");
    write_definitions<Base, Ctes...>(w, (Ctes::is_recursive || ...) ? "WITH RECURSIVE " : "WITH ");
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
        write_with(w, static_cast<S const*>(nullptr));
    }
};

}  // namespace dovetail::detail
