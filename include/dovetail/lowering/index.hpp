// SPDX-License-Identifier: BSL-1.0
// Text of CREATE INDEX for the indexes that a model declares by `indexes(row)`.
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

}  // namespace dovetail::detail
