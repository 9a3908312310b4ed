// SPDX-License-Identifier: BSL-1.0
// How a select becomes another one: with a flag, a clause, a table more.
//
//     detail::select_with<Flags.with(&select_flags::distinct)>(statement)
#pragma once

#include <dovetail/statement/join.hpp>
#include <dovetail/statement/joinedload.hpp>
#include <dovetail/statement/select_clauses.hpp>

namespace dovetail {

struct select_flags {
    bool distinct = false, limit = false, offset = false;
    bool maybe_limit = false, maybe_offset = false;         ///< left out where there is no count
    bool for_update = false, for_share = false, skip_locked = false, nowait = false;
    unsigned locked_tables = 0;     ///< of a row lock: a bit for each place in FROM that it is of; none: of all
    bool but_keys = false;          ///< of a row lock: others may point to the rows by foreign keys, or have locked them so
    bool after_error = false;       ///< a clause was wrong and is missing now, so that other rules say nothing of use
    /// Whether the rows are chosen before collections are joined to them.
    constexpr bool choose_rows() const { return distinct || limit || offset; }
    constexpr bool lock_rows() const { return for_update || for_share; }
    constexpr select_flags unlocked() const {
        auto result = *this;
        result.for_update = result.for_share = result.skip_locked = result.nowait = result.but_keys = false;
        result.locked_tables = 0;
        return result;
    }
    constexpr select_flags with(bool select_flags::*flag, bool on = true) const {
        auto result = *this;
        result.*flag = on;
        return result;
    }
    constexpr select_flags with_limit(bool may_be_none) const { return with(&select_flags::limit).with(&select_flags::maybe_limit, may_be_none); }
    constexpr select_flags with_offset(bool may_be_none) const { return with(&select_flags::offset).with(&select_flags::maybe_offset, may_be_none); }
};

template <class Base, class T> struct shaped_statement;

/// The source of a select without FROM.
struct no_source {
    static constexpr std::string_view name{};
    using model = void;
    static constexpr unsigned parameters = 0;
};

namespace detail {
/// Whether LIMIT, OFFSET or DISTINCT choose parents to which collections are joined: they go into a subquery.
template <class Items, class Source, class Plan>
constexpr bool is_wrapped(select_flags flags) {
    if constexpr (Items::is_entity) return flags.choose_rows() && loads_to_many<typename Source::model, Plan>;
    else return false;
}
/// Whether a condition is no test for NULL of the select's own column that is NOT NULL. (The check of the whole statement
/// finds the others; here the error stands where the mistake is.)
template <class Source, class Condition> inline constexpr bool decides_something = true;
template <class Source, fixed_string Name, class Type, bool IsNull>
inline constexpr bool decides_something<Source, null_test<column_expression<Source, Name, Type>, IsNull>> =
    type_facts<Type>::is_nullable;

/// What is selected when it comes from Source.
template <class Items, class Source>
struct items_from {
    using type = Items;
};
template <class View, class Source>
    requires is_joined<Source>
struct items_from<selected_entity<View>, Source> {
    using type = std::conditional_t<contains<typename null_views<Source, false>::type, View>,
                                    selected_columns<whole_table<View>>, selected_entity<View>>;
};
}  // namespace detail

template <class Items, class Source, class Where, class Order, class Plan, select_flags Flags, class Clauses = select_clauses<>>
struct select_statement;

namespace detail {

// What the functions of a select are made of. They are none of its members, since each select is a type of its own, and
// each of its members costs the compiler something.

/// The select from Source, with these flags and clauses.
template <class Items, class Source, select_flags Flags, class S, class Clauses>
constexpr auto select_as(S const& of, Clauses const& clauses) {
    return select_statement<Items, Source, typename S::conditions, typename S::order, typename S::load_plan, Flags, Clauses>{
        {}, of.item_values, of.where_values, of.order_values, of.limit_value, of.offset_value, clauses};
}
template <select_flags Flags, class S>
constexpr auto select_with(S const& of) {
    return select_as<typename S::items, typename S::source, Flags>(of, of.clauses);
}
/// With a LIMIT or OFFSET, and their names.
template <select_flags Flags, class Counts, class S>
constexpr auto select_counting(S const& of) {
    if constexpr (std::is_same_v<Counts, typename S::clauses_type::counts>) return select_with<Flags>(of);
    else return select_as<typename S::items, typename S::source, Flags>(of, of.clauses.template with_counts<Counts>());
}
/// From another source. An entity that an outer join may leave out becomes one thing of a row.
template <class S, class Made>
constexpr auto select_joined(S const& of, Made const& made) {
    using source = typename Made::source;
    return select_as<typename items_from<typename S::items, source>::type, source, S::flags>(
        of, of.clauses.with_from(join(of.clauses.from_values, made.values)));
}
/// After an error: what is joined with no table, as a table, so that this is no second error.
template <class...>
struct find_joined_alone {
    using type = no_source;
};
template <table_type First, class... Rest>
struct find_joined_alone<First, Rest...> {
    using type = typename table_facts<First>::view;
};
template <class View, fixed_string Name, class Nested, class... Rest>
struct find_joined_alone<relationship_expression<View, Name, Nested>, Rest...> {
    using type = View;
};
template <class... Given> using joined_alone = typename find_joined_alone<Given...>::type;

/// Whether this is the usual join: a table, and conditions.
template <class... Given> inline constexpr bool is_join_on = false;
template <table_type Table, class First, class... Rest>
inline constexpr bool is_join_on<Table, First, Rest...> = are_conditions<First, Rest...>;

template <join_kind Kind, join_mode Mode = join_mode::plain, class S, class Target, class... Rest>
constexpr auto add_join(S const& of, Target const& target, Rest const&... rest) {
    constexpr bool has_source = !std::is_same_v<typename S::source, no_source>;
    static_assert(has_source, "dovetail: this select names no table to join with; write select_from(table) first");
    if constexpr (has_source && is_join_on<Target, Rest...>) {
        // In this function, and not in the four that make_join() takes: large queries are made of joins, and each function
        // with a select's type in its name costs the compiler.
        using facts = table_facts<Target>;
        using source = joined<typename S::source, Kind, typename facts::view, parts<Rest...>, Mode>;
        return select_as<typename items_from<typename S::items, source>::type, source, S::flags>(
            of, of.clauses.with_from(join(of.clauses.from_values, facts::values(target), rest.values...)));
    } else if constexpr (has_source) return select_joined(of, make_join<typename S::source, Kind, Mode>(target, rest...));
    else return select_as<typename S::items, joined_alone<Target, Rest...>, S::flags>(of, of.clauses);
}
/// join() of nothing.
template <join_kind Kind, join_mode Mode = join_mode::plain, class S>
constexpr auto add_join(S const& of) {
    static_assert(std::is_void_v<S>, "dovetail: join() takes a relationship, such as users.role, or a table and the condition that "
                                     "connects it");
    return of;
}
template <class S>
constexpr auto select_after_error(S const& of) {
    return select_with<S::flags.with(&select_flags::after_error)>(of);
}
template <join_kind Kind, class S, class Table, class... Conditions>
constexpr auto add_lateral(S const& of, Table const& table, Conditions const&... conditions) {
    constexpr bool ok = table_type<Table> && are_conditions<Conditions...>;
    static_assert(ok, "dovetail: a lateral join takes a subquery or a table, and conditions");
    if constexpr (ok) {
        using source = joined<typename S::source, Kind, typename table_facts<Table>::view, parts<Conditions...>, join_mode::lateral>;
        auto const values = join(table_facts<Table>::values(table), bound_values<0>{}, conditions.values...);
        return select_joined(of, made_source<source, std::remove_const_t<decltype(values)>>{values});
    } else return of;
}
template <class Source> inline constexpr unsigned tables_in_from = 1;
template <class Left, join_kind Kind, class View, class On, join_mode Mode>
inline constexpr unsigned tables_in_from<joined<Left, Kind, View, On, Mode>> = tables_in_from<Left> + 1;
/// The bit of a view's place in FROM; 0 if it is not there.
template <class View, class Source>
inline constexpr unsigned place_in_from = std::is_same_v<View, Source>;
template <class View, class Left, join_kind Kind, class Last, class On, join_mode Mode>
inline constexpr unsigned place_in_from<View, joined<Left, Kind, Last, On, Mode>> =
    std::is_same_v<View, Last> ? 1u << (tables_in_from<Left> % 32) : place_in_from<View, Left>;
template <class Source, class Table>
constexpr bool in_from() {
    if constexpr (table_type<Table>) return place_in_from<typename table_facts<Table>::view, Source> != 0;
    else return false;
}
template <bool select_flags::*Flag, bool ButKeys = false, class S, class... Tables>
constexpr auto add_lock(S const& of, Tables const&...) {
    constexpr bool are_there = (in_from<typename S::source, Tables>() && ...);
    static_assert(are_there, "dovetail: for_update(table) and its kinds name tables that are selected from or joined before");
    constexpr auto locked = [] {
        auto result = S::flags.with(Flag).with(&select_flags::but_keys, S::flags.but_keys || ButKeys);
        if constexpr (are_there) result.locked_tables |= (place_in_from<typename table_facts<Tables>::view, typename S::source> | ... | 0u);
        return result;
    }();
    constexpr bool is_second = S::flags.lock_rows() && locked.but_keys != S::flags.but_keys;
    constexpr bool both = is_second || (locked.for_update && locked.for_share) || (locked.skip_locked && locked.nowait);
    static_assert(locked.lock_rows(),
                  "dovetail: skip_locked() and nowait() say what a row lock does with locked rows; write .for_update() or "
                  ".for_share() before");
    static_assert(!both, "dovetail: for_update(), for_share() and their kinds exclude each other, and so do skip_locked() and nowait()");
    return select_with<both ? S::flags.unlocked() : locked>(of);       // one error is enough
}
/// The values, and behind them the counts of LIMIT and OFFSET.
template <select_flags Flags, unsigned Count>
constexpr auto with_counts(bound_values<Count> const& values, std::int64_t limit, std::int64_t offset) {
    bound_values<1> const most{{count_value(limit)}}, left_out{{count_value(offset)}};
    if constexpr (Flags.limit && Flags.offset) return join(values, most, left_out);
    else if constexpr (Flags.limit) return join(values, most);
    else if constexpr (Flags.offset) return join(values, left_out);
    else return values;
}

}  // namespace detail

}  // namespace dovetail
