// SPDX-License-Identifier: BSL-1.0
// ON CONFLICT: what an INSERT does where a row with its key is there already.
//
//     dt::insert_into(users).values(...).on_conflict(users.username).do_nothing()
//     dt::insert_into(users).values(...).on_conflict(users.username).do_update(users.email = dt::excluded(users.email))
//         .where(users.is_active == true)
#pragma once

#include <dovetail/statement/mutation.hpp>

namespace dovetail {

/// Insert, with what happens on a conflict of Target's columns: Set, where Where holds; nothing, if Set is empty.
template <class Insert, class Target, class Set, class Where>
struct upsert_statement {
    static constexpr auto statement = statement_kind::upsert;
    using source = typename Insert::source;
    using insert_type = Insert;
    using target = Target;
    using assignments = Set;
    using conditions = Where;
    using pieces = nodes<Insert, Set, Where>;
    static constexpr unsigned parameters = Insert::parameters + Set::parameters + Where::parameters;
    Insert insert;
    [[no_unique_address]] bound_values<Set::parameters> set_values{};
    [[no_unique_address]] bound_values<Where::parameters> where_values{};

    /// The rows that are updated; a conflict with another one changes nothing. Twice is AND.
    template <class... Conditions>
    constexpr auto where(Conditions const&... given) const {
        constexpr bool updates = !std::is_same_v<Set, parts<>>;
        static_assert(updates, "dovetail: where() chooses what do_update() changes; do_nothing() changes nothing");
        if constexpr (updates && detail::require_conditions<Where, Conditions...>())
            return upsert_statement<Insert, Target, Set, typename Where::template and_more<Conditions...>>{
                insert, set_values, detail::join(where_values, given.values...)};
        else return *this;
    }
    /// What was inserted or updated, as rows; not what do_nothing() or where() left as it was.
    template <class... Things>
    constexpr auto returning(Things const&... things) const {
        return detail::add_returning(*this, things...);
    }
    constexpr auto all_values() const { return detail::join(insert.all_values(), set_values, where_values); }
};

/// The value that the INSERT wanted to store in a column.
template <class View, fixed_string Name, class Type>
constexpr auto excluded(column_expression<View, Name, Type> const&) {
    return column_expression<expression_view<typename View::model, "excluded">, Name, Type>{};
}

/// A unique index that a model declares by `indexes(row)`: on_conflict(dt::index_name<"one_active_of_a_name">).
template <fixed_string Name>
struct named_conflict {
    static constexpr auto name = Name;
    static constexpr unsigned parameters = 0;
};
template <fixed_string Name>
inline constexpr named_conflict<Name> index_name{};

namespace detail {

/// Whether these columns, in any order, are all of `wanted`.
template <class... Columns, class Names>
constexpr bool are_all_of(Names const& wanted) {
    std::string_view const given[]{Columns::name...};
    for (std::string_view name : given) {
        int times = 0;
        for (std::string_view other : given) times += other == name;
        bool found = false;
        for (std::string_view other : wanted) found = found || other == name;
        if (times != 1 || !found) return false;
    }
    return sizeof...(Columns) == std::size(wanted);
}
template <class... Columns>
constexpr bool is_unique_constraint(void*) {
    return false;
}
template <class... Columns, fixed_string... Names>
constexpr bool is_unique_constraint(unique_on<Names...>*) {
    return are_all_of<Columns...>(unique_on<Names...>::columns);
}
template <class... Columns, class... Constraints>
constexpr bool is_any_of(constraints<Constraints...>*) {
    return (is_unique_constraint<Columns...>(static_cast<Constraints*>(nullptr)) || ...);
}

/// Whether the columns are the primary key, a unique column, or a unique constraint of the model.
template <class Model, class... Columns>
constexpr bool are_unique() {
    std::array<std::string_view, Model::key_count> key{};
    for (std::size_t i = 0; i < Model::key_count; ++i) key[i] = Model::columns[Model::key_columns[i]].name;
    if (are_all_of<Columns...>(key)) return true;
    for (auto const& column : Model::columns)
        if (column.is_unique && are_all_of<Columns...>(std::array{column.name})) return true;
    if constexpr (requires { typename Model::description::constraints; })
        return is_any_of<Columns...>(static_cast<typename Model::description::constraints*>(nullptr));
    else return false;
}

template <class View, class T>
inline constexpr bool is_column_of = false;
template <class View, fixed_string Name, class Type>
inline constexpr bool is_column_of<View, column_expression<View, Name, Type>> = true;

template <class Target>
inline constexpr bool is_index_name = false;
template <fixed_string Name>
inline constexpr bool is_index_name<named_conflict<Name>> = true;

template <fixed_string Name, class... Indexes>
constexpr bool has_unique_index(std::tuple<Indexes...> const*) {
    return ((Indexes::is_unique && Indexes::name.view() == Name.view()) || ...);
}
template <class View, class Target>
constexpr bool require_unique_index() {
    constexpr bool ok = [] {
        using table = typename View::model::template in_view<expression_view<typename View::model>>;
        if constexpr (requires { table::indexes(table{}); })
            return has_unique_index<Target::name>(static_cast<decltype(table::indexes(table{})) const*>(nullptr));
        else return false;
    }();
    static_assert(ok, "dovetail: on_conflict() of an index needs the name of a unique one that the model declares in indexes(row)");
    return ok;
}

template <class View, class... Columns>
constexpr bool require_conflict_columns() {
    constexpr bool are_columns = (is_column_of<View, Columns> && ...);
    static_assert(are_columns, "dovetail: on_conflict() takes columns of the table that is inserted into");
    if constexpr (are_columns && sizeof...(Columns) > 0) {
        constexpr bool ok = are_unique<typename View::model, Columns...>();
        static_assert(ok, "dovetail: on_conflict() needs the columns of the primary key or of one unique constraint of the "
                          "model; only those can conflict");
    }
    return are_columns;
}
template <class View, class... Columns>
constexpr bool require_conflict_target() {
    if constexpr (sizeof...(Columns) == 1 && (is_index_name<Columns> && ...)) return (require_unique_index<View, Columns>() && ...);
    else return require_conflict_columns<View, Columns...>();
}
/// Of do_update(), behind on_conflict() of the Target.
template <class View, class Target, class... Assignments>
constexpr bool require_conflict_update() {
    static_assert(!std::is_same_v<Target, parts<>>,
                  "dovetail: do_update() needs to know which conflict it is about; name the columns in on_conflict()");
    static_assert(sizeof...(Assignments) > 0, "dovetail: do_update() needs an assignment; do_nothing() changes nothing");
    return require_assignments<View, Assignments...>();
}

/// on_conflict() of an INSERT; what is to be done is said next.
template <class Insert, class Target>
struct conflict_builder {
    Insert insert;

    /// The row that is there stays, and no row is inserted.
    constexpr auto do_nothing() const { return upsert_statement<Insert, Target, parts<>, parts<>>{insert}; }
    /// The row that is there is changed; dt::excluded(column) is what would have been inserted.
    template <class... Assignments>
    constexpr auto do_update(Assignments const&... given) const {
        if constexpr (require_conflict_update<typename Insert::source, Target, Assignments...>())
            return upsert_statement<Insert, Target, parts<Assignments...>, parts<>>{insert, join(bound_values<0>{}, given.values...)};
        else return do_nothing();
    }
};

template <class View, class... Columns>
using conflict_target = std::conditional_t<require_conflict_target<View, Columns...>(), parts<Columns...>, parts<>>;

template <class Insert, class... Columns>
constexpr auto add_conflict(Insert const& insert, Columns const&...) {
    return conflict_builder<Insert, conflict_target<typename Insert::source, Columns...>>{insert};
}

}  // namespace detail
}  // namespace dovetail
