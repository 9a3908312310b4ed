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
    bool distinct = false, limit = false, offset = false, for_update = false;
    /// Whether the rows are chosen before collections are joined to them.
    constexpr bool choose_rows() const { return distinct || limit || offset; }
};

/// The source of a select without FROM.
struct no_source {
    using model = void;
};

template <class Items, class Source, class Where, class Order, class Plan, select_flags Flags>
struct select_statement {
    using select_tag = void;
    static constexpr auto statement = statement_kind::select;
    using items_type = Items;
    using source = Source;
    using where_type = Where;
    using order_type = Order;
    using load_plan = Plan;
    static constexpr select_flags flags = Flags;
    static constexpr bool is_wrapped = [] {
        if constexpr (Items::is_entity) return Flags.choose_rows() && loads_to_many<typename Source::model, Plan>;
        else return false;
    }();
    static constexpr unsigned parameters = Items::parameters + Where::parameters +
                                           Order::parameters * (is_wrapped ? 2 : 1) + Flags.limit + Flags.offset;
    /// The SQL type of the one thing selected, where it is one.
    using only_type = typename decltype([] {
        if constexpr (requires { typename Items::view; }) return std::type_identity<absent>{};
        else if constexpr (Items::count == 1) return std::type_identity<typename decltype(Items::first)::type>{};
        else return std::type_identity<absent>{};
    }())::type;

    [[no_unique_address]] Items items;
    [[no_unique_address]] Where condition;
    [[no_unique_address]] Order order;
    std::int64_t limit_value = 0, offset_value = 0;

    /// Rows for which all conditions hold, these and those given before.
    template <class... Conditions>
    constexpr auto where(Conditions&&... conditions) && {
        auto all = detail::add_conditions(std::move(condition), std::forward<Conditions>(conditions)...);
        return select_statement<Items, Source, decltype(all), Order, Plan, Flags>{
            std::move(items), std::move(all), std::move(order), limit_value, offset_value};
    }
    template <class... Conditions>
    constexpr auto where(Conditions&&... conditions) const& {
        return select_statement(*this).where(std::forward<Conditions>(conditions)...);
    }
    /// Appends to the order of the rows: columns, expressions, or their .desc(), .asc().nulls_last().
    template <class... Terms>
    constexpr auto order_by(Terms const&... terms) && {
        auto all = detail::add_orders(std::move(order), terms...);
        return select_statement<Items, Source, Where, decltype(all), Plan, Flags>{
            std::move(items), std::move(condition), std::move(all), limit_value, offset_value};
    }
    template <class... Terms>
    constexpr auto order_by(Terms const&... terms) const& {
        return select_statement(*this).order_by(terms...);
    }
    /// Loads relationships in the same statement: dt::joinedload(users.role).
    template <class... Paths>
    constexpr auto options(Paths const&...) && {
        static_assert(Items::is_entity, "dovetail: options(joinedload(...)) needs a select of a whole table");
        using plan = decltype(detail::add_paths<typename Source::model, Plan, Paths...>());
        return with<plan, Flags>();
    }
    template <class... Paths>
    constexpr auto options(Paths const&... paths) const& {
        return select_statement(*this).options(paths...);
    }
    /// At most that many rows. With joined collections: that many parents.
    /// Errors: dt::error (usage) for a negative count, which SQLite would take for "no limit".
    constexpr auto limit(std::int64_t count) const {
        auto result = select_statement(*this).template with<Plan, with_flag(&select_flags::limit)>();
        result.limit_value = not_negative(count, "limit()");
        return result;
    }
    /// Leaves out that many rows first.
    constexpr auto offset(std::int64_t count) const {
        auto result = select_statement(*this).template with<Plan, with_flag(&select_flags::offset)>();
        result.offset_value = not_negative(count, "offset()");
        return result;
    }
    /// Each different row once.
    constexpr auto distinct() const {
        return select_statement(*this).template with<Plan, with_flag(&select_flags::distinct)>();
    }
    /// Locks the rows until the transaction ends (PostgreSQL; SQLite locks the whole database).
    constexpr auto with_for_update() const {
        return select_statement(*this).template with<Plan, with_flag(&select_flags::for_update)>();
    }
    /// FROM, for a select that names no table, such as dt::select(dt::count()).
    template <table_type Table>
    constexpr auto select_from(Table const&) && {
        return select_statement<Items, typename table_facts<Table>::view, Where, Order, Plan, Flags>{
            std::move(items), std::move(condition), std::move(order), limit_value, offset_value};
    }

private:
    template <class, class, class, class, class, select_flags>
    friend struct select_statement;

    template <class NewPlan, select_flags NewFlags>
    constexpr auto with() {
        return select_statement<Items, Source, Where, Order, NewPlan, NewFlags>{
            std::move(items), std::move(condition), std::move(order), limit_value, offset_value};
    }
    static constexpr select_flags with_flag(bool select_flags::*flag) {
        auto flags = Flags;
        flags.*flag = true;
        return flags;
    }
    static constexpr std::int64_t not_negative(std::int64_t count, char const* what) {
        if (count < 0)
            throw error(error_category::usage, std::string("dovetail: ") + what + " takes no negative number, but got " +
                                                   std::to_string(count));
        return count;
    }
};

namespace detail {

/// The first table that an expression names, which a select without FROM of its own reads from.
template <class E>
constexpr auto source_of() {
    if constexpr (requires { typename E::source; }) return std::type_identity<typename E::source>{};
    else if constexpr (requires { E::argument; }) return source_of<decltype(E::argument)>();
    else if constexpr (requires { E::arguments; })
        return source_of<std::remove_cvref_t<decltype(std::get<0>(std::declval<E&>().arguments))>>();
    else if constexpr (requires { typename E::left_type; }) {
        using left = decltype(source_of<typename E::left_type>());
        if constexpr (std::is_same_v<left, std::type_identity<no_source>>) return source_of<typename E::right_type>();
        else return left{};
    } else return std::type_identity<no_source>{};
}

template <class First, class... Rest>
constexpr auto first_source() {
    using first = decltype(source_of<First>());
    if constexpr (sizeof...(Rest) == 0 || !std::is_same_v<first, std::type_identity<no_source>>) return first{};
    else return first_source<Rest...>();
}

template <class First>
constexpr auto select_items(First const& first) {
    return selected_columns<First>{first};
}
template <class First, class... Rest>
constexpr auto select_items(First const& first, Rest const&... rest) {
    return selected_columns<First, Rest...>{first, select_items(rest...)};
}

}  // namespace detail

/// Whole entities of a table, or expressions: dt::select(users), dt::select(users.id, users.username).
template <table_type Table>
constexpr auto select(Table const&) {
    using view = typename table_facts<Table>::view;
    return select_statement<selected_entity<view>, view, absent, absent, plan<>, select_flags{}>{};
}
template <expression... Expressions>
    requires(sizeof...(Expressions) > 0)
constexpr auto select(Expressions const&... expressions) {
    auto items = detail::select_items(expressions...);
    using source = typename decltype(detail::first_source<Expressions...>())::type;
    return select_statement<decltype(items), source, absent, absent, plan<>, select_flags{}>{std::move(items), {}, {}};
}

}  // namespace dovetail
