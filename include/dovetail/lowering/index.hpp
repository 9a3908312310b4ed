// SPDX-License-Identifier: BSL-1.0
// Text of CREATE INDEX for the indexes that a model declares by `indexes(row)`, and of ON CONFLICT of a unique one.
#pragma once

#include <dovetail/lowering/ddl.hpp>
#include <dovetail/statement/index.hpp>

namespace dovetail::detail {

/// What is not a column stands in brackets (PostgreSQL's grammar of CREATE INDEX; SQLite takes them).
template <class Term>
constexpr void write_index_term(writer& w) {
    if constexpr (Term::kind == node_kind::order_term) {
        write_index_term<typename Term::ordered>(w);
        if (Term::nulls != nulls_order{} && !w.dialect.nulls_order_in_indexes) w.cannot("NULLS FIRST and NULLS LAST in an index");
        write_direction<Term>(w);
    } else if constexpr (Term::kind == node_kind::column) write<Term>(w);
    else {
        w.put("(");
        write<Term>(w);
        w.put(")");
    }
}
template <class... Terms>
constexpr void write_index_terms(writer& w, nodes<Terms...>*) {
    bool first = true;
    ((w.put(first ? " (" : ", "), first = false, write_index_term<Terms>(w)), ...);
    w.put(")");
}

template <fixed_string Name, bool Unique, class Condition, class... Terms>
struct lower_index<named_index<Name, Unique, Condition, Terms...>> {
    using index = named_index<Name, Unique, Condition, Terms...>;
    template <class Model>
    static constexpr void write(writer& w, index const& given) {
        w.put(Unique ? "CREATE UNIQUE INDEX IF NOT EXISTS " : "CREATE INDEX IF NOT EXISTS ");
        if (!w.dialect.schemas) write_schema<Model>(w);
        w.identifier(Name);
        write_indexed_table<Model>(w);
        with_constants<Model>(w, given.values, [&] {
            write_index_terms(w, static_cast<typename index::terms*>(nullptr));
            if constexpr (!std::is_same_v<Condition, absent>) {
                w.put(" WHERE ");
                detail::write<Condition>(w);
            }
        });
        w.put(";");
    }
};

/// ON CONFLICT names no index: it says what the index is over, by which the database finds it.
template <class Model, fixed_string Name>
struct lower_conflicting_index {
    static constexpr void write(writer& w) {
        using table = typename Model::template in_view<expression_view<Model>>;
        auto const parameters = w.parameters;
        std::apply([&](auto const&... indexes) { (write_if_named(w, indexes), ...); }, table::indexes(table{}));
        w.parameters = parameters;
    }

private:
    template <fixed_string Other, bool Unique, class Condition, class... Terms>
    static constexpr void write_if_named(writer& w, named_index<Other, Unique, Condition, Terms...> const& index) {
        if constexpr (Other.view() == Name.view() && Unique)
            with_constants<Model>(w, index.values, [&] {
                bool first = true;
                ((w.put(first ? " (" : ", "), first = false, write_term<Terms>(w)), ...);
                w.put(")");
                if constexpr (!std::is_same_v<Condition, absent>) {
                    w.put(" WHERE ");
                    detail::write<Condition>(w);
                }
            });
    }
    /// Without its direction, which no conflict depends on.
    template <class Term>
    static constexpr void write_term(writer& w) {
        if constexpr (Term::kind == node_kind::order_term) write_index_term<typename Term::ordered>(w);
        else write_index_term<Term>(w);
    }
};

}  // namespace dovetail::detail
