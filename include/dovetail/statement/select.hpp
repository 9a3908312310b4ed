// SPDX-License-Identifier: BSL-1.0
// SELECT.
//
//     dt::select(users).where(users.is_active == true).order_by(users.created_at.desc()).limit(10)
//     dt::select(users.id, users.username).distinct()
//
// A statement is a value: its structure is its type, and it may be a constant. where() twice is AND,
// order_by() twice appends. Nothing is sent before it is executed.
#pragma once

#include <dovetail/statement/clauses.hpp>
#include <dovetail/statement/joinedload.hpp>

namespace dovetail {

struct select_flags {
    bool distinct = false, limit = false, offset = false;
    bool for_update = false, for_share = false, skip_locked = false, nowait = false;
    /// Whether the rows are chosen before collections are joined to them.
    constexpr bool choose_rows() const { return distinct || limit || offset; }
    constexpr bool lock_rows() const { return for_update || for_share; }
    constexpr select_flags with(bool select_flags::*flag) const {
        auto result = *this;
        result.*flag = true;
        return result;
    }
};

/// The source of a select without FROM.
struct no_source {
    using model = void;
};

namespace detail {
/// Whether LIMIT, OFFSET or DISTINCT choose parents to which collections are joined: they go into a subquery.
template <class Items, class Source, class Plan>
constexpr bool is_wrapped(select_flags flags) {
    if constexpr (Items::is_entity) return flags.choose_rows() && loads_to_many<typename Source::model, Plan>;
    else return false;
}
constexpr std::int64_t not_negative(std::int64_t count, char const* what) {
    if (count < 0)
        throw error(error_category::usage,
                    std::string("dovetail: ") + what + " takes no negative number, but got " + std::to_string(count));
    return count;
}
}  // namespace detail

template <class Items, class Source, class Where, class Order, class Plan, select_flags Flags>
struct select_statement {
    using select_tag = void;
    static constexpr auto statement = statement_kind::select;
    using items = Items;
    using source = Source;
    using conditions = Where;
    using order = Order;
    using load_plan = Plan;
    static constexpr select_flags flags = Flags;
    static constexpr bool is_wrapped = detail::is_wrapped<Items, Source, Plan>(Flags);
    static constexpr unsigned parameters = Items::parameters + Where::parameters +
                                           Order::parameters * (is_wrapped ? 2 : 1) + Flags.limit + Flags.offset;
    /// The SQL type of the one thing selected, where it is one.
    using only_type = typename Items::only_type;

    [[no_unique_address]] bound_values<Items::parameters> item_values{};
    [[no_unique_address]] bound_values<Where::parameters> where_values{};
    [[no_unique_address]] bound_values<Order::parameters> order_values{};
    std::int64_t limit_value = 0, offset_value = 0;

    /// Rows for which all conditions hold, these and those given before.
    template <class... Conditions>
    constexpr auto where(Conditions const&... given) const {
        static_assert(detail::are_conditions<Conditions...>,
                      "dovetail: where() takes conditions, such as users.id == 1 or a boolean column");
        if constexpr (detail::are_conditions<Conditions...>)
            return select_statement<Items, Source, typename Where::template and_more<Conditions...>, Order, Plan, Flags>{
                item_values, detail::join(where_values, given.values...), order_values, limit_value, offset_value};
        else return *this;
    }
    /// Appends to the order of the rows: columns, expressions, or their .desc(), .asc().nulls_last().
    template <class... Terms>
    constexpr auto order_by(Terms const&... terms) const {
        constexpr bool ok = (expression<Terms> && ...);
        static_assert(ok, "dovetail: order_by() takes columns and expressions, such as users.name.desc()");
        if constexpr (ok)
            return select_statement<Items, Source, Where, typename Order::template and_more<Terms...>, Plan, Flags>{
                item_values, where_values, detail::join(order_values, terms.values...), limit_value, offset_value};
        else return *this;
    }
    /// Loads relationships in the same statement: dt::joinedload(users.role).
    template <class... Paths>
    constexpr auto options(Paths const&...) const {
        static_assert(Items::is_entity, "dovetail: options(joinedload(...)) needs a select of a whole table");
        if constexpr (Items::is_entity)
            return select_statement<Items, Source, Where, Order,
                                    decltype(detail::add_paths<typename Source::model, Plan, Paths...>()), Flags>{
                item_values, where_values, order_values, limit_value, offset_value};
        else return *this;
    }
    /// At most that many rows. With joined collections: that many parents.
    /// Errors: dt::error (usage) for a negative count, which SQLite would take for "no limit".
    constexpr auto limit(std::int64_t count) const {
        auto result = with<Flags.with(&select_flags::limit)>();
        result.limit_value = detail::not_negative(count, "limit()");
        return result;
    }
    /// Leaves out that many rows first.
    constexpr auto offset(std::int64_t count) const {
        auto result = with<Flags.with(&select_flags::offset)>();
        result.offset_value = detail::not_negative(count, "offset()");
        return result;
    }
    /// Each different row once.
    constexpr auto distinct() const { return with<Flags.with(&select_flags::distinct)>(); }
    /// Locks the rows until the transaction ends (PostgreSQL; SQLite locks the whole database). Of a select with loaded
    /// relationships, the rows of its own table.
    constexpr auto for_update() const { return lock<&select_flags::for_update>(); }
    constexpr auto with_for_update() const { return for_update(); }
    /// The same, and others may lock the rows so, too: they are read, and nobody changes them.
    constexpr auto for_share() const { return lock<&select_flags::for_share>(); }
    /// Rows that others have locked are left out, or are an error (dt::error_category::busy), in place of waiting.
    constexpr auto skip_locked() const { return lock<&select_flags::skip_locked>(); }
    constexpr auto nowait() const { return lock<&select_flags::nowait>(); }
    /// FROM, for a select that names no table, such as dt::select(dt::count()).
    template <table_type Table>
    constexpr auto select_from(Table const&) const {
        return select_statement<Items, typename table_facts<Table>::view, Where, Order, Plan, Flags>{
            item_values, where_values, order_values, limit_value, offset_value};
    }

    /// The values in the order of the placeholders, for a subquery.
    constexpr auto all_values() const {
        auto const front = detail::join(item_values, where_values, order_values);
        if constexpr (Flags.limit && Flags.offset) return detail::join(front, number(limit_value), number(offset_value));
        else if constexpr (Flags.limit) return detail::join(front, number(limit_value));
        else if constexpr (Flags.offset) return detail::join(front, number(offset_value));
        else return front;
    }

private:
    template <select_flags NewFlags>
    constexpr auto with() const {
        return select_statement<Items, Source, Where, Order, Plan, NewFlags>{item_values, where_values, order_values,
                                                                            limit_value, offset_value};
    }
    template <bool select_flags::*Flag>
    constexpr auto lock() const {
        constexpr auto locked = Flags.with(Flag);
        constexpr bool both = (locked.for_update && locked.for_share) || (locked.skip_locked && locked.nowait);
        static_assert(locked.lock_rows(),
                      "dovetail: skip_locked() and nowait() say what a row lock does with locked rows; write .for_update() or "
                      ".for_share() before");
        static_assert(!both, "dovetail: for_update() and for_share() exclude each other, and so do skip_locked() and nowait()");
        constexpr auto kept = both ? select_flags{Flags.distinct, Flags.limit, Flags.offset} : locked;    // one error is enough
        return with<kept>();
    }
    static constexpr bound_values<1> number(std::int64_t n) { return {{bound_value::integer(n)}}; }
};

namespace detail {

/// The first table that an expression names, which a select without FROM of its own reads from.
template <class... E>
struct source_of {
    using type = no_source;
};
template <class First, class... Rest>
struct source_of<First, Rest...> {
    static constexpr auto find() {
        if constexpr (requires { typename First::source; }) return std::type_identity<typename First::source>{};
        else if constexpr (requires { typename First::argument; })
            return std::type_identity<typename source_of<typename First::argument, Rest...>::type>{};
        else if constexpr (requires { typename First::left_type; })
            return std::type_identity<typename source_of<typename First::left_type, typename First::right_type, Rest...>::type>{};
        else if constexpr (requires { typename First::arguments; })
            return std::type_identity<typename source_of<std::tuple_element_t<0, typename First::arguments>, Rest...>::type>{};
        else return std::type_identity<typename source_of<Rest...>::type>{};
    }
    using type = typename decltype(find())::type;
};

}  // namespace detail

/// Whole entities of a table, or expressions: dt::select(users), dt::select(users.id, users.username).
template <table_type Table>
constexpr auto select(Table const&) {
    using view = typename table_facts<Table>::view;
    return select_statement<selected_entity<view>, view, parts<>, parts<>, plan<>, select_flags{}>{};
}
template <expression... Expressions>
    requires(sizeof...(Expressions) > 0)
constexpr auto select(Expressions const&... expressions) {
    return select_statement<selected_columns<Expressions...>, typename detail::source_of<Expressions...>::type, parts<>,
                            parts<>, plan<>, select_flags{}>{detail::join(expressions.values...)};
}

}  // namespace dovetail
