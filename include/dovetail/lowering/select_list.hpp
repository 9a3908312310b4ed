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
constexpr group_term term_of() {
    group_term term{.node = &write<Term>};
    if constexpr (Term::kind == node_kind::column) {
        term.table = Term::source::name;
        term.column = Term::name;
    } else if constexpr (Term::kind == node_kind::label) term.label = Term::name;
    return term;
}
template <class Terms>
inline constexpr group_list grouped_by{};
template <class First, class... Rest>
inline constexpr group_term group_terms[]{term_of<First>(), term_of<Rest>()...};
template <class First, class... Rest>
inline constexpr group_list grouped_by<parts<First, Rest...>>{group_terms<First, Rest...>, 1 + sizeof...(Rest)};

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
