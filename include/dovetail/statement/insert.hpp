// SPDX-License-Identifier: BSL-1.0
// INSERT: one row by assignments, or new rows, or a range of them.
//
//     dt::insert_into(users).values(users.username = "ann", users.email = "a@b.c", users.role_id = 1)
//     dt::insert_into(users).values(new_users)      // std::vector<NewUser>: several rows a statement
//     dt::insert_into(users).default_values()
#pragma once

#include <dovetail/core/compiler.hpp>
#include <dovetail/schema/new_row.hpp>
#include <dovetail/statement/insert_query.hpp>

namespace dovetail {

/// INSERT of the columns that are assigned; of one row of defaults where none is.
template <class View, class Set>
struct insert_statement {
    static constexpr auto statement = statement_kind::insert;
    using source = View;
    using assignments = Set;
    using pieces = nodes<Set>;
    static constexpr unsigned parameters = Set::parameters;
    [[no_unique_address]] bound_values<Set::parameters> set_values{};

    /// What to do where a row with the same key, or unique columns, is there; without columns, any of them.
    template <class... Columns>
    constexpr auto on_conflict(Columns const&... of) const {
        constexpr bool names_any = !std::is_same_v<Set, parts<>>;
        static_assert(names_any, "dovetail: an INSERT of default_values() takes no on_conflict()");
        return detail::add_conflict(*this, of...);
    }
    /// What was inserted, as rows: columns and expressions, or the table itself.
    template <class... Things>
    constexpr auto returning(Things const&... things) const {
        return detail::add_returning(*this, things...);
    }
    constexpr auto all_values() const { return set_values; }
};

/// ON CONFLICT of new rows. Its values stand behind theirs, in each statement that is sent.
template <class Target, class Set, class Where>
struct rows_conflict {
    using target = Target;
    using assignments = Set;
    using conditions = Where;
    static constexpr unsigned parameters = Set::parameters + Where::parameters;
    [[no_unique_address]] bound_values<Set::parameters> set_values{};
    [[no_unique_address]] bound_values<Where::parameters> where_values{};
};

/// INSERT of new rows that returns what became of them; see insert_rows_statement::returning().
template <class View, class Rows, class Conflict, class Items>
struct insert_rows_returning {
    static constexpr auto statement = statement_kind::insert_rows;
    using source = View;
    using conflict_type = Conflict;
    using items = Items;
    static constexpr unsigned parameters = 0;
    Rows rows;
    [[no_unique_address]] Conflict conflict{};
};

namespace detail {
/// Whether an INSERT of new rows says more than that.
template <class S>
inline constexpr bool has_more_behind_rows = requires { typename S::items; } || !std::is_same_v<typename S::conflict_type, absent>;

template <class View, class Rows, class Target> struct rows_conflict_builder;
}  // namespace detail

/// INSERT of new rows. Rows is a reference to a range that outlives the await, or a range of its own.
template <class View, class Rows, class Conflict = absent>
struct insert_rows_statement {
    static constexpr auto statement = statement_kind::insert_rows;
    using source = View;
    using conflict_type = Conflict;
    static constexpr unsigned parameters = 0;
    Rows rows;
    [[no_unique_address]] Conflict conflict{};

    /// What was inserted, as one result: columns and expressions without values, or the table itself. Where the database
    /// makes the rows' key, they come in the order of that key, which grows in the order of the range. For others, and behind
    /// on_conflict(), no database promises an order: return what tells them apart. A row that a trigger leaves out is not there.
    /// With <dovetail/sql.hpp>.
    template <class... Things>
    constexpr auto returning(Things const&...) const& {
        return with_returned<detail::returned_items<View, Things...>>(*this);
    }
    template <class... Things>
    constexpr auto returning(Things const&...) && {
        return with_returned<detail::returned_items<View, Things...>>(std::move(*this));
    }
    /// What to do with each row for which one with the same key, or unique columns, is there; without columns, any of them. Where
    /// do_update() meets a row twice in one statement, PostgreSQL refuses it, and SQLite changes it twice. With <dovetail/sql.hpp>.
    template <class... Columns>
    constexpr auto on_conflict(Columns const&...) const& {
        return detail::rows_conflict_builder<View, Rows, detail::conflict_target<View, Columns...>>{rows};
    }
    template <class... Columns>
    constexpr auto on_conflict(Columns const&...) && {
        return detail::rows_conflict_builder<View, Rows, detail::conflict_target<View, Columns...>>{std::move(rows)};
    }
    /// The rows that do_update() changes; a conflict with another one changes nothing. Twice is AND.
    template <class... Conditions>
    constexpr auto where(Conditions const&... given) && {
        constexpr bool updates = [] {
            if constexpr (std::is_same_v<Conflict, absent>) return false;
            else return !std::is_same_v<typename Conflict::assignments, parts<>>;
        }();
        static_assert(updates, "dovetail: where() chooses what do_update() changes; do_nothing() changes nothing");
        if constexpr (updates && detail::require_conditions<typename Conflict::conditions, Conditions...>()) {
            using chosen = rows_conflict<typename Conflict::target, typename Conflict::assignments,
                                         typename Conflict::conditions::template and_more<Conditions...>>;
            return insert_rows_statement<View, Rows, chosen>{
                std::move(rows), {conflict.set_values, detail::join(conflict.where_values, given.values...)}};
        } else return std::move(*this);
    }

private:
    template <class Items>
    static constexpr auto with_returned(insert_rows_statement self) {
        if constexpr (std::is_void_v<Items>) return self;
        else {
            static_assert(Items::parameters == 0, "dovetail: returning() of a range of new rows takes expressions without "
                                                  "values, as any number of statements is sent");
            return insert_rows_returning<View, Rows, Conflict, Items>{std::move(self.rows), self.conflict};
        }
    }
};

namespace detail {
template <class View, class Rows, class Target>
struct rows_conflict_builder {
    Rows rows;

    /// Rows that are there stay, and none is inserted in their place.
    constexpr auto do_nothing() && { return insert_rows_statement<View, Rows, rows_conflict<Target, parts<>, parts<>>>{std::move(rows)}; }
    /// Rows that are there are changed; dt::excluded(column) is what would have been inserted.
    template <class... Assignments>
    constexpr auto do_update(Assignments const&... given) && {
        if constexpr (require_conflict_update<View, Target, Assignments...>())
            return insert_rows_statement<View, Rows, rows_conflict<Target, parts<Assignments...>, parts<>>>{
                std::move(rows), {join(bound_values<0>{}, given.values...)}};
        else return std::move(*this).do_nothing();
    }
};
}  // namespace detail

namespace detail {

/// The column that a row needs and these assignments do not give; empty if there is none.
template <class Model, class... Assignments>
constexpr std::string_view left_out() {
    for (auto const& column : Model::columns) {
        if (column.missing != default_kind::none) continue;
        if (!((!is_optional_assignment<Assignments> && Assignments::column::name.view() == column.name) || ...)) return column.name;
    }
    return "";
}

template <class Model, class... Assignments>
inline constexpr finding left_out_finding =
    left_out<Model, Assignments...>().empty()
        ? finding{}
        : finding{rule::required_column_left_out, Model::table, left_out<Model, Assignments...>()};

/// The new row that values() is given, or an element of the range of them.
template <class Rows>
struct row_in {
    using type = Rows;
};
template <std::ranges::forward_range Rows>
struct row_in<Rows> {
    using type = std::remove_cvref_t<std::ranges::range_reference_t<Rows>>;
};

template <class Row, class Model>
constexpr bool require_new_row() {
    constexpr bool is_row = new_row_type<Row>;
    static_assert(is_row, "dovetail: values() takes assignments, a dt::new_row, or a range of them");
    if constexpr (is_row) {
        constexpr bool ok = new_row_of<Row, Model>;
        static_assert(ok, "dovetail: values() is given new rows of another model than the statement's");
        return ok;
    } else return false;
}

template <class View>
struct insert_builder {
    using model = typename View::model;

    /// One row, of the columns assigned; the others get what the table says. A NOT NULL column without
    /// default that is left out does not compile.
    template <class... Assignments>
        requires((is_assignment<Assignments> && ...) && sizeof...(Assignments) > 0)
    constexpr auto values(Assignments const&... given) const {
        constexpr bool ok = require_assignments<View, Assignments...>();
        if constexpr (ok && !left_out_finding<model, Assignments...>.ok())
            static_assert(verdict_of<left_out_finding<model, Assignments...>>::report());
        if constexpr (ok)
            return insert_statement<View, parts<Assignments...>>{join(given.values...)};
        else return insert_statement<View, parts<>>{};
    }
    /// One row, in which all is what the table says.
    constexpr auto default_values() const {
        if constexpr (!left_out_finding<model>.ok()) static_assert(verdict_of<left_out_finding<model>>::report());
        return insert_statement<View, parts<>>{};
    }
    /// The columns that a select's rows are inserted into, by .from(select).
    template <class... Columns>
    constexpr auto columns(Columns const&...) const {
        constexpr bool are_columns = (is_column_of<View, Columns> && ...) && sizeof...(Columns) > 0;
        static_assert(are_columns, "dovetail: columns() takes columns of the table that is inserted into");
        if constexpr (are_columns) {
            constexpr bool assignable = ((model::columns[model::column_index(Columns::name)].missing != default_kind::generated) && ...);
            static_assert(assignable, "dovetail: the database computes this column; it cannot be inserted");
            if constexpr (!left_out_finding<model, inserted_column<Columns>...>.ok())
                static_assert(verdict_of<left_out_finding<model, inserted_column<Columns>...>>::report());
            return insert_columns_builder<View, Columns...>{};
        } else return insert_columns_builder<View>{};
    }
    /// Several new rows, which are copied.
    template <class Row, class... More>
        requires(!is_assignment<Row> && sizeof...(More) > 0)
    constexpr auto values(Row const& first, More const&... more) const {
        constexpr bool is_row = require_new_row<Row, model>(), are_rows = is_row && (std::is_same_v<Row, More> && ...);
        static_assert(are_rows || !is_row, "dovetail: several things in values() are assignments, or new rows of one model");
        if constexpr (are_rows) return values(std::vector<Row>{first, more...});
        else return insert_statement<View, parts<>>{};
    }
    /// A new row, or a range of new rows, several a statement. An lvalue is referred to and must live until the
    /// await is over; a range given as an rvalue is moved in.
    template <class Rows>
        requires(!is_assignment<std::remove_cvref_t<Rows>>)
    constexpr auto values(Rows&& rows) const {
        using plain = std::remove_cvref_t<Rows>;
        if constexpr (!require_new_row<typename row_in<plain>::type, model>()) return insert_statement<View, parts<>>{};
        else if constexpr (std::ranges::forward_range<plain>) {
            if constexpr (std::is_lvalue_reference_v<Rows>) {
                auto view = std::ranges::subrange(std::ranges::begin(rows), std::ranges::end(rows));
                return insert_rows_statement<View, decltype(view)>{view};
            } else return insert_rows_statement<View, plain>{std::move(rows)};
        } else {
            refuse_awaited_temporary<Rows>();
            auto view = std::ranges::subrange(std::addressof(rows), std::addressof(rows) + 1);
            return insert_rows_statement<View, decltype(view)>{view};
        }
    }
};

}  // namespace detail

template <class Table>
constexpr auto insert_into(Table const&) {
    constexpr bool ok = table_type<Table>;
    static_assert(ok, "dovetail: insert_into() takes a table, such as users");
    if constexpr (ok) {
        static_assert(detail::require_table<typename table_facts<Table>::view::model>());
        return detail::insert_builder<typename table_facts<Table>::view>{};
    } else return detail::mutation_after_error{};
}

}  // namespace dovetail
