// SPDX-License-Identifier: BSL-1.0
// Keyset pagination: the rows behind the last one of the page before, found by an index and not by counting.
//
//     constexpr auto newest = dt::keyset(posts.created_at.desc(), posts.id.desc());
//     auto page = newest.apply(dt::select(posts), cursor).limit(20);      // cursor: an empty std::optional for the first page
//     auto next = newest.cursor_of(rows.back());                          // of an entity
//
// The order ends in something unique, and no column of it is nullable: that is checked.
#pragma once

#include <dovetail/core/members.hpp>
#include <dovetail/expression/choice.hpp>
#include <dovetail/expression/table.hpp>

#include <optional>
#include <tuple>

namespace dovetail {

namespace detail {

/// An ascending column, or an order_term of one.
template <class Term>
struct keyset_term {
    using column = Term;
    static constexpr bool descending = false;
};
template <class Operand, bool Descending, nulls_order Nulls>
struct keyset_term<order_term<Operand, Descending, Nulls>> {
    using column = Operand;
    static constexpr bool descending = Descending;
};
/// The term in the other direction.
template <class Term>
struct keyset_reversed {
    using type = order_term<Term, true, nulls_order::as_it_comes>;
};
template <class Operand, bool Descending, nulls_order Nulls>
struct keyset_reversed<order_term<Operand, Descending, Nulls>> {
    using type = order_term<Operand, !Descending, Nulls>;
};
template <class Term> using keyset_column = typename keyset_term<Term>::column;

template <class Column>
constexpr bool is_unique_column() {
    using model = typename Column::source::model;
    constexpr auto const& facts = model::columns[model::column_index(Column::name)];
    return facts.is_unique || (facts.is_primary_key && model::key_count == 1);
}
template <class Term>
constexpr bool is_column_term() {
    return keyset_column<Term>::kind == node_kind::column;
}

/// (a > x) OR (a = x AND rest)
template <class Term, class Value>
constexpr auto behind(Value const& value) {
    constexpr keyset_column<Term> column{};
    if constexpr (keyset_term<Term>::descending) return column < value;
    else return column > value;
}

}  // namespace detail

template <class... Terms>
struct keyset_order {
    /// The values of the order's columns in one row.
    using cursor = std::tuple<value_of<typename detail::keyset_column<Terms>::type>...>;

    /// The statement with this order, and with the rows behind the cursor only, if there is one.
    template <class Statement>
    constexpr auto apply(Statement const& statement, std::optional<cursor> const& after = {}) const {
        return statement.where(when(after, [](cursor const& at) { return behind(at); })).order_by(Terms{}...);
    }
    /// The condition of what lies behind a row with these values.
    static constexpr auto behind(cursor const& at) { return behind_from<0>(at); }

    /// The order from the end. With the cursor of a page's first row it gives the page before, that page's last row first.
    constexpr auto reversed() const { return keyset_order<typename detail::keyset_reversed<Terms>::type...>{}; }

    /// The cursor of an entity.
    template <class Entity>
    static constexpr cursor cursor_of(Entity const& row) {
        return cursor{value_in<Terms>(row)...};
    }

private:
    template <std::size_t I>
    using term = std::tuple_element_t<I, std::tuple<Terms...>>;
    template <std::size_t I>
    static constexpr auto behind_from(cursor const& at) {
        constexpr detail::keyset_column<term<I>> column{};
        auto const further = detail::behind<term<I>>(std::get<I>(at));
        if constexpr (I + 1 == sizeof...(Terms)) return further;
        else return or_(further, and_(column == std::get<I>(at), behind_from<I + 1>(at)));
    }
    template <class Term, class Entity>
    static constexpr auto value_in(Entity const& row) {
        using column = detail::keyset_column<Term>;
        using model = typename column::source::model;
        constexpr std::size_t member = model::column_members[model::column_index(column::name)];
        return detail::get_member<member>(detail::tie_members<model::member_count>(row));
    }
};

/// An order to page by: columns, or their .asc() and .desc().
template <expression... Terms>
constexpr auto keyset(Terms const&...) {
    constexpr bool are_columns = sizeof...(Terms) > 0 && (detail::is_column_term<Terms>() && ...);
    static_assert(are_columns, "dovetail: keyset() takes columns, or their .asc() and .desc()");
    if constexpr (are_columns) {
        constexpr bool never_null = (!type_facts<typename detail::keyset_column<Terms>::type>::is_nullable && ...);
        static_assert(never_null, "dovetail: keyset() takes no nullable column, as nothing lies behind NULL; order by another one");
        constexpr bool ends = (detail::is_unique_column<detail::keyset_column<Terms>>() || ...);
        static_assert(ends, "dovetail: keyset() needs a unique column, such as the primary key, as the last one, or rows that are "
                            "equal would get lost between two pages");
    }
    return keyset_order<Terms...>{};
}

}  // namespace dovetail
