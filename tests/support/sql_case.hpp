// SPDX-License-Identifier: BSL-1.0
//
// A query case: a statement, and the rows that it gives of the shop. The statement runs by dovetail, and as text in the
// database's own shell; both give the rows.
//
//     gives(dt::select(customers.name, customers.city).where(customers.id < 3).order_by(customers.id),
//           {"ann | oslo", "bob | rome"});
//
// Cells are as they print: NULL, true, 2026-01-05, 2026-01-07 12:00:00, numbers with ten digits at most, arrays as [a,b].
#pragma once

#include "support/shop.hpp"

#include <dovetail/functions.hpp>
#include <dovetail/sql.hpp>

#include <string>
#include <vector>

namespace dovetail_test {

/// A cell of a result and its kind: what the shells print differently.
struct sql_cell {
    enum kind { text, boolean, real, datetime, decimal, array } kind;
    std::string value;
};
using sql_cells = std::vector<sql_cell>;
using row_texts = std::vector<std::string>;

std::string text_of_real(double number);
std::string joined_cells(sql_cells const& row);
/// The rows of the shell's output; which kinds their cells are is known from dovetail's rows, of each part in turn.
row_texts rows_of_shell(std::string const& output, std::vector<sql_cells> const& alike);
/// Says how the rows differ, as a program's text, for a new case.
void compare_rows(row_texts const& given, row_texts const& expected, char const* whose, std::string const& statement);
row_texts sorted(row_texts rows);

template <class T>
void add_cells(sql_cells& to, T const& value);
template <class Entity, std::size_t... Column>
void add_entity(sql_cells& to, Entity const* entity, std::index_sequence<Column...>) {
    using model = typename dt::entity_facts<Entity>::model;
    if (entity == nullptr) ((void(Column), to.push_back({sql_cell::text, "NULL"})), ...);
    else (add_cells(to, dt::detail::get_member<model::column_members[Column]>(dt::detail::tie_members<model::member_count>(*entity))), ...);
}
template <class T>
void add_cells(sql_cells& to, T const& value) {
    if constexpr (dt::entity_type<T>)
        add_entity(to, &value, std::make_index_sequence<dt::entity_facts<T>::model::column_count>{});
    else if constexpr (dt::detail::is_optional<T>) {
        using plain = typename T::value_type;
        if (value) add_cells(to, *value);
        else if constexpr (dt::entity_type<plain>)
            add_entity(to, static_cast<plain const*>(nullptr), std::make_index_sequence<dt::entity_facts<plain>::model::column_count>{});
        else to.push_back({std::is_same_v<plain, bool> ? sql_cell::boolean : sql_cell::text, "NULL"});
    } else if constexpr (std::is_same_v<T, bool>) to.push_back({sql_cell::boolean, value ? "true" : "false"});
    else if constexpr (std::is_floating_point_v<T>) to.push_back({sql_cell::real, text_of_real(value)});
    else if constexpr (requires { dt::value_form<T>::is_exact_number; }) to.push_back({sql_cell::decimal, value.to_string()});
    else if constexpr (requires { typename dt::value_form<T>; typename T::value_type; requires dt::value_form<T>::is_array; }) {
        std::string text;
        for (auto const& each : value) {
            sql_cells element;
            add_cells(element, static_cast<typename T::value_type const&>(each));
            text += (text.empty() ? "" : ",") + element[0].value;
        }
        to.push_back({sql_cell::array, "[" + text + "]"});
    } else if constexpr (std::is_convertible_v<T const&, std::string_view>) to.push_back({sql_cell::text, std::string(value)});
    else {
        std::string text;
        dt::detail::print_value(text, value);
        bool const is_time = std::is_same_v<T, dt::value_of<dt::datetime>>;
        to.push_back({is_time ? sql_cell::datetime : sql_cell::text, text});
    }
}
template <class Row>
std::vector<sql_cells> cells_of(std::vector<Row> const& rows) {
    std::vector<sql_cells> all;
    for (auto const& row : rows) {
        sql_cells cells;
        if constexpr (requires { row.values; }) std::apply([&](auto const&... each) { (add_cells(cells, each), ...); }, row.values);
        else add_cells(cells, row);
        all.push_back(std::move(cells));
    }
    return all;
}
/// Compares what dovetail and the shell give.
void check_rows(std::vector<sql_cells> const& rows, row_texts const& expected, std::string const& statement);

/// The statement gives these rows in this order.
template <class Statement>
void gives(Statement const& statement, row_texts const& expected) {
    auto const rows = sync_wait(shop_database::get().engine().execute(statement)).all();
    check_rows(cells_of(rows), expected, dt::to_string<backend>(statement));
}

void check_change(std::vector<sql_cells> const& returned, row_texts const& expected, std::vector<sql_cells> const& after,
                  row_texts const& expected_after, std::string const& statements);
template <class Change, class After>
void check_changed(Change const& change, row_texts const& returned, After const& after, row_texts const& expected) {
    Db db{shop_database::get().engine()};
    std::vector<sql_cells> given;
    {
        auto result = sync_wait(db.execute(change));
        if constexpr (!std::is_same_v<decltype(result), dt::mutation_result>) given = cells_of(result.all());
    }
    auto const rows = cells_of(sync_wait(db.execute(after)).all());
    sync_wait(db.rollback());
    check_change(given, returned, rows, expected, dt::to_string<backend>(change) + ";\n" + dt::to_string<backend>(after));
}
/// The mutation makes that select give these rows. It is rolled back.
template <class Change, class After>
void changes(Change const& change, After const& after, row_texts const& expected) {
    check_changed(change, {}, after, expected);
}
/// The same for one that returns rows, in any order.
template <class Change, class After>
void returns(Change const& change, row_texts const& returned, After const& after, row_texts const& expected) {
    check_changed(change, returned, after, expected);
}

}  // namespace dovetail_test
