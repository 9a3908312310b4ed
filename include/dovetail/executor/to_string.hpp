// SPDX-License-Identifier: BSL-1.0
// A statement as text with its values in it, for logs and for the database's own shell. It is never sent: what is sent
// is the constant dt::sql<Dialect>(statement), with the values beside it.
//
//     dt::to_string<dt::postgres>(dt::select(users.id).where(users.username == "O'Brien"))
//     // SELECT "users"."id" FROM "users" WHERE "users"."username" = 'O''Brien'
#pragma once

#include <dovetail/executor/insert_rows.hpp>
#include <dovetail/executor/sendable.hpp>
#include <dovetail/lowering/assemble.hpp>
#include <dovetail/lowering/collect.hpp>
#include <dovetail/lowering/text.hpp>
#include <dovetail/lowering/value_literal.hpp>

namespace dovetail {
namespace detail {

template <class Model, std::size_t I, class Row>
void write_new_value(writer& w, Row const& row, bool first) {
    using column = typename Model::template column<I>;
    using type = typename column::type;
    constexpr auto missing = Model::columns[I].missing;
    if constexpr (missing != default_kind::generated) {
        if (!first) w.put(", ");
        if (auto const given = get_from_new_row{}(row, std::integral_constant<std::size_t, I>())) {
            write_value_literal(w, hold<type>(*given), false);
        } else if (missing == default_kind::now) {
            w.put(Model::columns[I].stored_as == storage::date ? w.dialect.now_date : w.dialect.now_datetime);
        } else if (missing == default_kind::server || missing == default_kind::generated_key) {
            // SQLite knows no DEFAULT in the place of a value; there NULL makes a key.
            if (w.dialect.casts_results) w.put("DEFAULT");
            else if (missing == default_kind::generated_key) w.put("NULL");
            else {
                w.put("(");
                w.put(Model::columns[I].sql);
                w.put(")");
            }
        } else if constexpr (missing == default_kind::constant) {
            write_value_literal(w, hold<type>(column::template with_options<constant_default>::template get<type>()), false);
        } else w.put("NULL");
    }
}

/// INSERT of all new rows in one statement.
template <class Model, class Rows>
void write_new_rows(writer& w, Rows& rows) {
    write_insert_into<Model, true>(w);
    bool first_row = true;
    for (auto const& row : rows) {
        w.put(std::exchange(first_row, false) ? " VALUES (" : ", (");
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            bool first = true;
            ((write_new_value<Model, I>(w, row, first), first = first && Model::columns[I].missing == default_kind::generated), ...);
        }(std::make_index_sequence<Model::column_count>{});
        w.put(")");
    }
}

}  // namespace detail

/// The statement's text with its values as literals. A range is a list, as in IN (1, 2). Of an INSERT of a range of new
/// rows: one statement with all of them, whatever they are sent as.
template <dialect Dialect, class Statement>
std::string to_string(Statement const& statement) {
    if constexpr (Statement::statement == statement_kind::insert_rows) {
        return detail::written_text<Dialect>([&](writer& w) {
            detail::write_new_rows<typename Statement::source::model>(w, statement.rows);
            parameters const values = detail::collect_values(statement);
            literal_values const literals{values.begin(), &detail::write_value_literal};
            w.literals = &literals;
            detail::write_behind_rows<Statement>(w);
        });
    } else {
        static_assert(detail::require_valid<Dialect, Statement>());
        parameters const values = detail::values_of_statement<Dialect>(statement);
        literal_values const literals{values.begin(), &detail::write_value_literal};
        if constexpr (detail::walk_survey<Dialect, detail::own_walk<Statement>()>.has_choices)
            return detail::assemble(Dialect::rules, &detail::write_statement<Statement>, values, &literals).text;
        else return detail::written_text<Dialect>([&](writer& w) {
            w.literals = &literals;
            detail::write_statement<Statement>(w);
        });
    }
}

}  // namespace dovetail
