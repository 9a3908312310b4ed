// SPDX-License-Identifier: BSL-1.0
// Text of what is selected, of WHERE, GROUP BY and HAVING.
#pragma once

#include <dovetail/lowering/expression.hpp>
#include <dovetail/statement/select.hpp>

namespace dovetail::detail {

template <class View>
constexpr void write_whole_table(writer& w) {
    bool first = true;
    for (auto const& column : View::model::columns) {
        w.put(first ? "" : ", ");
        first = false;
        w.column(View::name, column.name);
    }
}

/// A selected thing: the columns of a whole table, an expression with its label, or without.
template <class Item>
constexpr void write_item(writer& w) {
    if constexpr (requires { typename Item::view; }) write_whole_table<typename Item::view>(w);
    else if constexpr (Item::kind == node_kind::labelled) {
        bool const was_inside = w.inside_group;
        w.inside_group = was_inside || (w.groups != nullptr && w.groups->has_label(Item::name));
        write<typename Item::named>(w);
        w.inside_group = was_inside;
        w.put(" AS ");
        w.identifier(Item::name);
    } else write<Item>(w);
}
template <class First, class... Rest>
constexpr void write_items(writer& w, selected_columns<First, Rest...> const*) {
    w.in = clause::select;
    write_item<First>(w);
    ((w.put(", "), write_item<Rest>(w)), ...);
    w.in = clause::other;
}

/// Conditions behind the word; gives whether there are any.
constexpr bool write_conditions(writer&, clause, std::string_view, void const*) { return false; }
template <class First, class... Rest>
constexpr bool write_conditions(writer& w, clause in, std::string_view word, parts<First, Rest...> const*) {
    w.in = in;
    constexpr int inside = sizeof...(Rest) == 0 ? 0 : by_and;
    bool first = true;
    write_one<First>(w, word, " AND ", inside, first);
    (write_one<Rest>(w, word, " AND ", inside, first), ...);
    w.in = clause::other;
    return !first;
}
template <class... Terms>
constexpr void write_group(writer& w, parts<Terms...> const*) {
    bool first = true;
    w.in = clause::group;
    ((w.put(first ? " GROUP BY " : ", "), first = false, write<Terms>(w)), ...);
    w.in = clause::other;
}

/// WINDOW; defined with the windows.
template <class... Definitions>
constexpr void write_windows(writer& w, parts<Definitions...> const*);

/// A term of GROUP BY, as the rule about what is beside it needs it.
template <class Term>
constexpr group_term term_of(Term*) {
    group_term term{.node = &write<Term>};
    if constexpr (Term::kind == node_kind::column) {
        term.table = Term::source::name;
        term.column = Term::name;
    } else if constexpr (Term::kind == node_kind::label) term.label = Term::name;
    return term;
}
/// A term of a ROLLUP, a CUBE or a set: its rows are not those of one key.
template <class Term>
struct rolled_up {};
template <class Term>
constexpr group_term term_of(rolled_up<Term>*) {
    group_term term = term_of(static_cast<Term*>(nullptr));
    term.table = term.column = {};
    return term;
}
/// All terms, one by one.
template <bool Rolled, class... Done>
constexpr auto flat_terms_of(nodes<>*, nodes<Done...>*) {
    return nodes<Done...>{};
}
template <bool Rolled, class First, class... Rest, class... Done>
constexpr auto flat_terms_of(nodes<First, Rest...>*, nodes<Done...>*) {
    auto const rest = [](auto* done) { return flat_terms_of<Rolled>(static_cast<nodes<Rest...>*>(nullptr), done); };
    if constexpr (!requires { First::kind; })
        return rest(static_cast<decltype(flat_terms_of<true>(static_cast<typename First::operands*>(nullptr), static_cast<nodes<Done...>*>(nullptr)))*>(nullptr));
    else if constexpr (First::kind == node_kind::grouping)
        return rest(static_cast<decltype(flat_terms_of<true>(static_cast<typename First::operands*>(nullptr), static_cast<nodes<Done...>*>(nullptr)))*>(nullptr));
    else if constexpr (Rolled) return rest(static_cast<nodes<Done..., rolled_up<First>>*>(nullptr));
    else return rest(static_cast<nodes<Done..., First>*>(nullptr));
}
template <class Terms>
constexpr auto flat_terms_of(Terms* terms) {
    return flat_terms_of<false>(terms, static_cast<nodes<>*>(nullptr));
}

template <class Terms>
inline constexpr group_list grouped_by{};
template <class... Terms>
inline constexpr group_term group_terms[]{term_of(static_cast<Terms*>(nullptr))...};
template <class... Terms>
constexpr group_list list_of_terms(nodes<Terms...>*) {
    return {group_terms<Terms...>, sizeof...(Terms)};
}
template <class First, class... Rest>
inline constexpr group_list grouped_by<parts<First, Rest...>> =
    list_of_terms(static_cast<decltype(flat_terms_of(static_cast<nodes<First, Rest...>*>(nullptr)))*>(nullptr));

template <class Items>
struct selected_names {
    static constexpr std::string_view const* names = nullptr;
    static constexpr std::size_t count = 0;
};
template <class First, class... Rest>
struct selected_names<selected_columns<First, Rest...>> {
    static constexpr std::string_view names[]{selected_name<First>(), selected_name<Rest>()...};
    static constexpr std::size_t count = 1 + sizeof...(Rest);
};

template <class Windows>
struct window_names {
    static constexpr std::string_view const* names = nullptr;
    static constexpr std::size_t count = 0;
};
template <class First, class... Rest>
struct window_names<parts<First, Rest...>> {
    static constexpr std::string_view names[]{First::name, Rest::name...};
    static constexpr std::size_t count = 1 + sizeof...(Rest);
};

}  // namespace dovetail::detail
