// SPDX-License-Identifier: BSL-1.0
// SELECT.
//
//     dt::select(users).where(users.is_active == true).order_by(users.created_at.desc()).limit(10)
//     dt::select(users.id, users.username).distinct()
//
// A statement is a value: its structure is its type, and it may be a constant. where() twice is AND,
// order_by() twice appends. Nothing is sent before it is executed.
#pragma once

#include <dovetail/statement/select_build.hpp>
#include <dovetail/statement/selectable.hpp>

namespace dovetail {

namespace detail {
/// Constants of a select, which many have in common: as its own, each would be a symbol with all of the select in its name.
template <select_flags Flags, bool Wrapped, unsigned Parameters>
struct select_facts {
    static constexpr auto statement = statement_kind::select;
    static constexpr select_flags flags = Flags;
    static constexpr bool is_wrapped = Wrapped;
    static constexpr unsigned parameters = Parameters + Flags.limit + Flags.offset;
};
template <class Items, class Source, class Where, class Order, class Plan, select_flags Flags, class Clauses,
          bool Wrapped = is_wrapped<Items, Source, Plan>(Flags)>
using facts_of_select = select_facts<Flags, Wrapped, Items::parameters + Where::parameters + Clauses::parameters +
                                                         Order::parameters * (Wrapped ? 2 : 1)>;
}  // namespace detail

template <class Items, class Source, class Where, class Order, class Plan, select_flags Flags, class Clauses>
struct select_statement : detail::facts_of_select<Items, Source, Where, Order, Plan, Flags, Clauses> {
    using select_tag = void;
    using items = Items;
    using source = Source;
    using conditions = Where;
    using order = Order;
    using load_plan = Plan;
    using clauses_type = Clauses;
    using pieces = nodes<Items, Source, Where, Clauses, Order>;
    /// The SQL type of the one thing selected, where it is one.
    using only_type = typename Items::only_type;

    [[no_unique_address]] bound_values<Items::parameters> item_values{};
    [[no_unique_address]] bound_values<Where::parameters> where_values{};
    [[no_unique_address]] bound_values<Order::parameters> order_values{};
    std::int64_t limit_value = 0, offset_value = 0;
    [[no_unique_address]] Clauses clauses{};

    /// Rows for which all conditions hold, these and those given before.
    template <class... Conditions>
    constexpr auto where(Conditions const&... given) const {
        static_assert(detail::are_conditions<Conditions...>,
                      "dovetail: where() takes conditions, such as users.id == 1 or a boolean column");
        constexpr bool decide = (detail::decides_something<Source, Conditions> && ...);
        static_assert(decide, "dovetail: this column is NOT NULL, so comparing it with NULL decides nothing; drop the condition");
        if constexpr (!decide) return detail::select_after_error(*this);
        else if constexpr (detail::are_conditions<Conditions...>)
            return select_statement<Items, Source, typename Where::template and_more<Conditions...>, Order, Plan, Flags, Clauses>{
                {}, item_values, detail::join(where_values, given.values...), order_values, limit_value, offset_value, clauses};
        else return *this;
    }
    /// Appends to the order of the rows: columns, expressions, labels, or their .desc(), .asc().nulls_last().
    template <class... Terms>
    constexpr auto order_by(Terms const&... terms) const {
        constexpr bool ok = (expression<Terms> && ...);
        static_assert(ok, "dovetail: order_by() takes columns and expressions, such as users.name.desc()");
        if constexpr (ok)
            return select_statement<Items, Source, Where, typename Order::template and_more<Terms...>, Plan, Flags, Clauses>{
                {}, item_values, where_values, detail::join(order_values, terms.values...), limit_value, offset_value, clauses};
        else return *this;
    }
    /// Loads relationships in the same statement: dt::joinedload(users.role).
    template <class... Paths>
    constexpr auto options(Paths const&...) const {
        static_assert(Items::is_entity, "dovetail: options(joinedload(...)) needs a select of a whole table");
        if constexpr (Items::is_entity)
            return select_statement<Items, Source, Where, Order,
                                    decltype(detail::add_paths<typename Source::model, Plan, Paths...>()), Flags, Clauses>{
                {}, item_values, where_values, order_values, limit_value, offset_value, clauses};
        else return *this;
    }
    /// At most that many rows; with joined collections, that many parents. A whole number; a std::optional of one, where nothing is no
    /// limit, or dt::param<"count"> (these two need <dovetail/sql.hpp>).
    /// Errors: dt::error (usage) for a negative count, which SQLite would take for "no limit".
    template <class Count>
    constexpr auto limit(Count const& count) const {
        using counts = typename Clauses::counts::template with_limit<detail::count_name<Count>>;
        auto result = detail::select_counting<Flags.with_limit(detail::may_be_no_count<Count>), counts>(*this);
        result.limit_value = detail::count_from(count, "limit()");
        return result;
    }
    /// Leaves out that many rows first; counts as limit() does.
    template <class Count>
    constexpr auto offset(Count const& count) const {
        using counts = typename Clauses::counts::template with_offset<detail::count_name<Count>>;
        auto result = detail::select_counting<Flags.with_offset(detail::may_be_no_count<Count>), counts>(*this);
        result.offset_value = detail::count_from(count, "offset()");
        return result;
    }
    /// Each different row once. With expressions: of the rows that agree in them, the first by order_by(), which has to
    /// begin with the same expressions (DISTINCT ON, PostgreSQL).
    template <class... Terms>
    constexpr auto distinct(Terms const&... terms) const {
        constexpr bool ok = (expression<Terms> && ...);
        static_assert(ok, "dovetail: distinct() takes nothing, or columns and expressions");
        if constexpr (sizeof...(Terms) == 0) return detail::select_with<Flags.with(&select_flags::distinct)>(*this);
        else if constexpr (ok) return detail::select_as<Items, Source, Flags>(*this, clauses.with_distinct_on(terms...));
        else return *this;
    }

    /// Another table beside those that are there, row by row where the condition holds: a relationship, or a table with
    /// its condition. The table of a relationship may be given another name: join(users.manager, boss).
    template <class... Given>
    constexpr auto join(Given const&... given) const {
        return detail::add_join<join_kind::inner>(*this, given...);
    }
    /// The same, where rows without a partner stay; what is selected of the joined table is a std::optional.
    template <class... Given>
    constexpr auto left_join(Given const&... given) const {
        return detail::add_join<join_kind::left>(*this, given...);
    }
    template <class... Given>
    constexpr auto outer_join(Given const&... given) const {
        return detail::add_join<join_kind::left>(*this, given...);
    }
    /// All rows of the joined table; what is selected of the others is a std::optional.
    template <class... Given>
    constexpr auto right_join(Given const&... given) const {
        return detail::add_join<join_kind::right>(*this, given...);
    }
    /// All rows of both sides; everything that is selected is a std::optional.
    template <class... Given>
    constexpr auto full_join(Given const&... given) const {
        return detail::add_join<join_kind::full>(*this, given...);
    }
    /// Joins that stand in the text only where something names their table that is not left out at run time, such as a
    /// condition that dt::when(...) is given. <dovetail/sql.hpp>
    template <class... Given>
    constexpr auto join_when_used(Given const&... given) const {
        return detail::add_join<join_kind::inner, join_mode::when_used>(*this, given...);
    }
    template <class... Given>
    constexpr auto left_join_when_used(Given const&... given) const {
        return detail::add_join<join_kind::left, join_mode::when_used>(*this, given...);
    }
    /// Every row beside every row.
    template <class Table>
    constexpr auto cross_join(Table const& table) const {
        constexpr bool ok = table_type<Table>;
        static_assert(ok, "dovetail: cross_join() takes a table, such as users");
        if constexpr (ok)
            return detail::select_joined(*this, detail::join_crossed<Source, typename table_facts<Table>::view>(table_facts<Table>::values(table)));
        else return detail::select_after_error(*this);
    }
    /// A subquery that may use the columns of the tables before it (LATERAL, PostgreSQL), once for each of their rows.
    template <table_type Table>
    constexpr auto cross_join_lateral(Table const& table) const {
        return detail::add_lateral<join_kind::cross>(*this, table);
    }
    template <class... Given>
    constexpr auto join_lateral(Given const&... given) const {
        return detail::add_lateral<join_kind::inner>(*this, given...);
    }
    /// The same, where rows for which it has none stay.
    template <class... Given>
    constexpr auto left_join_lateral(Given const&... given) const {
        return detail::add_lateral<join_kind::left>(*this, given...);
    }

    /// One row for all rows that agree in these: columns, expressions, or labels of what is selected. What is selected
    /// beside them stands in an aggregate; columns of a table whose primary key is among them need none.
    template <class... Terms>
    constexpr auto group_by(Terms const&... terms) const {
        constexpr bool ok = sizeof...(Terms) > 0 && (expression<Terms> && ...);
        static_assert(ok, "dovetail: group_by() takes columns, expressions and labels, such as users.role_id");
        constexpr bool after_error = !ok || (std::is_same_v<Terms, detail::after_error> || ...);
        if constexpr (!after_error) return detail::select_as<Items, Source, Flags>(*this, clauses.with_group(terms...));
        else return detail::select_after_error(*this);
    }
    /// Groups for which all conditions hold.
    template <class... Conditions>
    constexpr auto having(Conditions const&... given) const {
        constexpr bool ok = sizeof...(Conditions) > 0 && detail::are_conditions<Conditions...>;
        static_assert(ok, "dovetail: having() takes conditions, such as dt::count() > 1");
        if constexpr (ok) return detail::select_as<Items, Source, Flags>(*this, clauses.with_having(given...));
        else return *this;
    }
    /// Names windows, which functions then are over(): .window(w.as(dt::partition_by(users.role_id))).
    template <class... Definitions>
    constexpr auto window(Definitions const&... definitions) const {
        constexpr bool ok = (requires { typename Definitions::spec; } && ...);
        static_assert(ok, "dovetail: window() takes windows under their names, such as w.as(dt::partition_by(users.role_id))");
        if constexpr (ok) return detail::select_as<Items, Source, Flags>(*this, clauses.with_windows(definitions...));
        else return detail::select_after_error(*this);
    }

    /// Rows as structs of type T, field by field; dt::into<T>(statement) says the same. <dovetail/sql.hpp>.
    template <class T>
    constexpr auto into() const {
        constexpr bool is_included = requires { sizeof(shaped_statement<select_statement, T>); };
        static_assert(is_included, "dovetail: into() needs #include <dovetail/sql.hpp>");
        if constexpr (is_included) return shaped_statement<select_statement, T>::make(*this);
        else return *this;
    }

    /// Locks the rows until the transaction ends (PostgreSQL; SQLite locks the whole database): of these tables, or of all that
    /// are joined. Relationships are loaded without a lock, and what an outer join may leave out cannot be locked.
    template <class... Tables>
    constexpr auto for_update(Tables const&... of) const { return detail::add_lock<&select_flags::for_update>(*this, of...); }
    template <class... Tables>
    constexpr auto with_for_update(Tables const&... of) const { return for_update(of...); }
    /// The same, and others may lock the rows so, too: they are read, and nobody changes them.
    template <class... Tables>
    constexpr auto for_share(Tables const&... of) const { return detail::add_lock<&select_flags::for_share>(*this, of...); }
    /// The same two where only the rest of the row is meant: foreign keys that others store may point to the rows.
    template <class... Tables>
    constexpr auto for_no_key_update(Tables const&... of) const { return detail::add_lock<&select_flags::for_update, true>(*this, of...); }
    template <class... Tables>
    constexpr auto for_key_share(Tables const&... of) const { return detail::add_lock<&select_flags::for_share, true>(*this, of...); }
    /// Rows that others have locked are left out, or are an error (dt::error_category::busy), in place of waiting.
    constexpr auto skip_locked() const { return detail::add_lock<&select_flags::skip_locked>(*this); }
    constexpr auto nowait() const { return detail::add_lock<&select_flags::nowait>(*this); }
    /// FROM, for a select whose table is not that of the first thing selected, such as dt::select(dt::count()).
    template <class Table>
    constexpr auto select_from(Table const& table) const {
        constexpr bool ok = table_type<Table>, is_first = !detail::is_joined<Source>;
        static_assert(ok, "dovetail: select_from() takes a table, such as users");
        static_assert(!ok || is_first, "dovetail: select_from() names the first table; write it before the joins");
        if constexpr (ok && is_first)
            return detail::select_as<Items, typename table_facts<Table>::view, Flags>(
                *this, clauses.with_from(table_facts<Table>::values(table)));
        else if constexpr (ok) return *this;
        else return detail::select_after_error(*this);
    }

    /// The values in the order of the placeholders, for a subquery.
    constexpr auto all_values() const {
        return detail::with_counts<Flags>(
            detail::join(clauses.distinct_values, item_values, clauses.from_values, where_values, clauses.group_values,
                         clauses.having_values, clauses.window_values, order_values),
            limit_value, offset_value);
    }
};

/// Whole entities of a table: dt::select(users). Of a derived table: all of its columns.
template <table_type Table>
constexpr auto select(Table const& table) {
    using view = typename table_facts<Table>::view;
    if constexpr (!std::is_void_v<typename view::model>)
        return select_statement<selected_entity<view>, view, parts<>, parts<>, plan<>, select_flags{}>{};
    else
        return select_statement<typename Table::all_columns::type, no_source, parts<>, parts<>, plan<>, select_flags{}>{}.select_from(table);
}
template <detail::selectable... Expressions>
    requires(sizeof...(Expressions) > 0)
constexpr auto select(Expressions const&... expressions) {
    return select_statement<selected_columns<Expressions...>, typename detail::source_of<Expressions...>::type, parts<>, parts<>, plan<>,
                            select_flags{}>{{}, detail::join(expressions.values...)};
}
/// Expressions and whole tables: dt::select(users, roles.name).join(users.role). A derived table is all of its columns.
template <class... Things>
    requires(sizeof...(Things) > 0 && !(detail::selectable<Things> && ...))
constexpr auto select(Things const&... things) {
    constexpr bool ok = ((detail::selectable<Things> || table_type<Things> || detail::selected_whole<Things>) && ...);
    static_assert(ok, "dovetail: select() takes tables, columns and expressions");
    using items = detail::all_selected<Things...>;
    return select_statement<items, typename detail::source_of_items<items>::type, parts<>, parts<>, plan<>, select_flags{}>{
        {}, detail::join(bound_values<0>{}, detail::values_of_selected(things)...)};
}

}  // namespace dovetail
