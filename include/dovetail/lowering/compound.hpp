// SPDX-License-Identifier: BSL-1.0
// Text of UNION, INTERSECT, EXCEPT.
//
// A query with an order or a limit of its own, or one put together itself, stands in brackets; SQLite takes none there,
// and gets SELECT * FROM (...). ORDER BY names places, as the databases agree on these only.
#pragma once

#include <dovetail/lowering/select.hpp>
#include <dovetail/statement/compound.hpp>

namespace dovetail::detail {

/// Whether a query stands in a compound as it is.
template <class Query, class Outer, bool First>
constexpr bool stands_plain() {
    if constexpr (Query::statement == statement_kind::select)
        return std::is_same_v<typename Query::order, parts<>> && !Query::flags.limit && !Query::flags.offset && !Query::flags.lock_rows();
    else if constexpr (Query::statement == statement_kind::compound)
        return First && Query::op == Outer::op && std::is_same_v<typename Query::order, parts<>> && !Query::flags.limit &&
               !Query::flags.offset;
    else return false;
}

/// The place of a term in what is selected, counted from 1; 0 if it is not there.
template <class Term, class... Items>
constexpr std::size_t place_of(nodes<Items...>*) {
    std::size_t place = 0, at = 0;
    [[maybe_unused]] auto const consider = [&]<class Item>(std::type_identity<Item>) {
        using item = typename selected_item<Item>::type;
        bool is_it = is_this<Term, item>;
        if constexpr (Term::kind == node_kind::label) is_it = selected_name<Item>() == Term::name.view();
        ++at;
        if (is_it && place == 0) place = at;
    };
    (consider(std::type_identity<Items>{}), ...);
    return place;
}
template <class S>
struct lower_compound {
    static constexpr void write(writer& w) {
        member<typename S::left, true>(w);
        w.put(verb(w));
        member<typename S::right, false>(w);
        orders(w, static_cast<typename S::order const*>(nullptr));
        write_limits<typename S::counts>(w, S::flags);
    }

private:
    static constexpr std::string_view verb(writer& w) {
        switch (S::op) {
            case set_operator::union_: return " UNION ";
            case set_operator::union_all: return " UNION ALL ";
            case set_operator::intersect: return " INTERSECT ";
            case set_operator::except: return " EXCEPT ";
            case set_operator::intersect_all:
                if (!w.dialect.bracketed_queries) w.cannot("INTERSECT ALL");
                return " INTERSECT ALL ";
            case set_operator::except_all:
                if (!w.dialect.bracketed_queries) w.cannot("EXCEPT ALL");
                return " EXCEPT ALL ";
        }
        return {};
    }
    template <class Query, bool First>
    static constexpr void member(writer& w) {
        if constexpr (stands_plain<Query, S, First>()) write_statement<Query>(w);
        else {
            w.put(w.dialect.bracketed_queries ? "(" : "SELECT * FROM (");
            write_statement<Query>(w);
            w.put(")");
        }
    }
    template <class... Terms>
    static constexpr void orders(writer& w, parts<Terms...> const*) {
        [[maybe_unused]] bool first = true;
        ((w.put(first ? " ORDER BY " : ", "), first = false, order<Terms>(w)), ...);
    }
    template <class Term>
    static constexpr void order(writer& w) {
        using by = typename ordered<Term>::type;
        std::size_t const place = place_of<by>(static_cast<decltype(named_items_of<S>())*>(nullptr));
        if (place == 0) w.note(rule::order_not_selected, "", "");
        w.number(place);
        if constexpr (Term::kind == node_kind::order_term) write_direction<Term>(w);
    }
};

}  // namespace dovetail::detail
