// SPDX-License-Identifier: BSL-1.0
// Text of ORDER BY, LIMIT and OFFSET, and whether rows are ordered by what is selected.
#pragma once

#include <dovetail/expression/label.hpp>
#include <dovetail/expression/table.hpp>
#include <dovetail/lowering/lower.hpp>
#include <dovetail/statement/select.hpp>

namespace dovetail::detail {

template <class... Terms>
constexpr void write_orders(writer& w, parts<Terms...> const*, bool& first) {
    w.in = clause::order;
    (write_one<Terms>(w, " ORDER BY ", ", ", 0, first), ...);
    w.in = clause::other;
}

template <class Term>
struct ordered {
    using type = Term;
};
template <class Operand, bool Descending, nulls_order Nulls>
struct ordered<order_term<Operand, Descending, Nulls>> {
    using type = Operand;
};
template <class Term, class Selected>
inline constexpr bool is_this = std::is_same_v<Term, Selected>;
template <class Term, class Operand, fixed_string Name>
inline constexpr bool is_this<Term, labelled<Operand, Name>> = std::is_same_v<Term, Operand>;
template <class Operand, fixed_string Name>
inline constexpr bool is_this<labelled<Operand, Name>, labelled<Operand, Name>> = true;
/// Whether rows are ordered by what is selected only. Two parameters are never known to be one value.
template <class Term, class View>
constexpr bool is_selected(selected_entity<View> const*) {
    if constexpr (Term::kind == node_kind::column) return std::is_same_v<typename Term::source, View>;
    else return false;
}
template <class Term, class... Selected>
constexpr bool is_selected(selected_columns<Selected...> const*) {
    return Term::kind == node_kind::label || (Term::parameters == 0 && (is_this<Term, Selected> || ...));
}
template <class Items, class Term>
constexpr bool is_ordered_by_selected();
template <class Items, class... Terms>
constexpr bool are_ordered_by_selected(nodes<Terms...>*) {
    return (is_ordered_by_selected<Items, Terms>() && ...);
}
/// Of a choice of orders: all of them are.
template <class Items, class Term>
constexpr bool is_ordered_by_selected() {
    if constexpr (!requires { Term::kind; }) return are_ordered_by_selected<Items>(static_cast<typename Term::operands*>(nullptr));
    else if constexpr (Term::kind == node_kind::optional || Term::kind == node_kind::chosen)
        return are_ordered_by_selected<Items>(static_cast<typename Term::operands*>(nullptr));
    else return is_selected<typename ordered<Term>::type>(static_cast<Items const*>(nullptr));
}
template <class Items, class... Terms>
constexpr bool orders_selected(parts<Terms...> const*) {
    return (is_ordered_by_selected<Items, Terms>() && ...);
}

/// Whether the count of a limit that may be left out, is.
constexpr bool leaves_out_count(writer& w, bool may_be) {
    if (!may_be) return false;
    if (w.chosen == nullptr) {
        w.has_choices = true;
        return false;
    }
    if (w.chosen->next()->what() != bound_value::kind::null) return false;
    w.chosen->skip(1);
    return true;
}
constexpr void write_count(writer& w, std::string_view name) {
    if (name.empty()) w.parameter();
    else w.named_parameter(name);
}
template <class Counts>
constexpr void write_limits(writer& w, select_flags flags) {
    bool const limited = flags.limit && !leaves_out_count(w, flags.maybe_limit);
    if (limited) {
        w.put(" LIMIT ");
        write_count(w, Counts::limit_name());
    }
    if (!flags.offset || leaves_out_count(w, flags.maybe_offset)) return;
    if (!limited && w.dialect.limit_needed_for_offset) {
        w.put(" LIMIT ");
        w.put(w.dialect.no_limit);
    }
    w.put(" OFFSET ");
    write_count(w, Counts::offset_name());
}

}  // namespace dovetail::detail
