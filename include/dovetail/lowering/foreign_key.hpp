// SPDX-License-Identifier: BSL-1.0
// Text of foreign keys: within CREATE TABLE, or after all tables, for a database that refuses a key to a table that is
// not there yet. Such late keys exist only where tables point to each other in a circle.
#pragma once

#include <dovetail/lowering/table_name.hpp>
#include <dovetail/statement/ddl.hpp>

namespace dovetail::detail {

template <class Actions>
constexpr std::string_view action_name(Actions action) {
    switch (action) {
        case Actions::no_action: return "";
        case Actions::restrict_: return "RESTRICT";
        case Actions::cascade: return "CASCADE";
        case Actions::set_null: return "SET NULL";
        case Actions::set_default: return "SET DEFAULT";
    }
    return "";
}

template <class Columns>
constexpr void write_names(writer& w, Columns const& names) {
    bool first = true;
    for (std::string_view name : names) {
        w.put(first ? "(" : ", ");
        first = false;
        w.identifier(name);
    }
    w.put(")");
}

/// REFERENCES table (columns) and what happens there.
template <class Model, std::size_t K>
constexpr void write_references(writer& w) {
    using key = foreign_key_at<Model, K>;
    using target = typename key::target_model;
    w.put(" REFERENCES ");
    if (w.dialect.schemas) write_table<target>(w);
    else {          // attached databases do not refer to each other
        if (schema_of<target>() != schema_of<Model>()) w.cannot("a foreign key to another schema");
        w.identifier(target::table);
    }
    w.put(" ");
    write_names(w, target_columns_of_key<Model, K>());
    if (auto const action = action_name(key::actions.deleted); !action.empty()) {
        w.put(" ON DELETE ");
        w.put(action);
    }
    if (auto const action = action_name(key::actions.updated); !action.empty()) {
        w.put(" ON UPDATE ");
        w.put(action);
    }
}

/// For each foreign key, whether it is created after all tables.
template <class Model>
using late_keys = std::array<bool, foreign_key_count<Model>>;

/// The keys of several columns, as constraints of the table.
template <class Model, late_keys<Model> Late>
constexpr void write_composite_keys(writer& w) {
    [[maybe_unused]] auto const write_one = [&]<std::size_t K>() {
        if (Late[K]) return;
        w.put(", FOREIGN KEY ");
        write_names(w, columns_of_key<Model, K>());
        write_references<Model, K>(w);
    };
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (write_one.template operator()<Model::column_count + I>(), ...);
    }(std::make_index_sequence<composite_keys_of<Model>::count>{});
}

template <class Model, late_keys<Model> Late, class Do>
constexpr void for_late_keys(Do const& each) {
    [&]<std::size_t... K>(std::index_sequence<K...>) {
        ([&] { if constexpr (Late[K]) each.template operator()<K>(); }(), ...);
    }(std::make_index_sequence<foreign_key_count<Model>>{});
}
template <class Model, std::size_t K>
constexpr void write_key_name(writer& w, char quote) {
    auto const parts = [](auto const& to) {
        to("fk_");
        to(Model::table);
        for (std::string_view column : columns_of_key<Model, K>()) {
            to("_");
            to(column);
        }
    };
    w.made_name(parts, quote);
}

/// Adds the late keys, those that are not there: one statement, as text that is run.
template <class Model, late_keys<Model> Late>
constexpr void write_late_keys(writer& w) {
    if (Late == late_keys<Model>{}) return;
    w.put("DO $dovetail$ BEGIN");
    [[maybe_unused]] auto const add = [&]<std::size_t K>() {
        w.put(" IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = ");
        write_key_name<Model, K>(w, '\'');
        w.put(" AND conrelid = to_regclass(");
        if (constexpr auto schema = schema_of<Model>(); !schema.empty()) {
            w.put("quote_ident(");
            w.string_literal(schema);
            w.put(") || '.' || ");
        }
        w.put("quote_ident(");
        w.string_literal(Model::table);
        w.put("))) THEN ALTER TABLE ");
        write_table<Model>(w);
        w.put(" ADD CONSTRAINT ");
        write_key_name<Model, K>(w, '"');
        w.put(" FOREIGN KEY ");
        write_names(w, columns_of_key<Model, K>());
        write_references<Model, K>(w);
        w.put("; END IF;");
    };
    for_late_keys<Model, Late>(add);
    w.put(" END $dovetail$");
}
/// Drops them, before the tables. Not by DROP TABLE ... CASCADE, which drops what others built upon the table, too.
template <class Model, late_keys<Model> Late>
constexpr void write_drop_late_keys(writer& w) {
    if (Late == late_keys<Model>{}) return;
    w.put("ALTER TABLE IF EXISTS ");
    write_table<Model>(w);
    bool first = true;
    for_late_keys<Model, Late>([&]<std::size_t K>() {
        w.put(first ? " DROP CONSTRAINT IF EXISTS " : ", DROP CONSTRAINT IF EXISTS ");
        first = false;
        write_key_name<Model, K>(w, '"');
    });
}

/// The keys of a table to those that are created after it, which only a circle of keys has.
template <dialect Dialect, class Model, class... Tables>
constexpr late_keys<Model> keys_that_wait(metadata<Tables...> const*) {
    late_keys<Model> late{};
    if (!Dialect::rules.keys_need_tables) return late;
    table_id const names[]{id_of<typename table_facts<Tables>::model>...};
    bool is_there = false;
    for (auto at : metadata<Tables...>::order) {
        [&]<std::size_t... K>(std::index_sequence<K...>) {
            ((late[K] = late[K] || (is_there && pointed_table<Model, K>() == names[at])), ...);
        }(std::make_index_sequence<foreign_key_count<Model>>{});
        is_there = is_there || names[at] == id_of<Model>;
    }
    return late;
}

}  // namespace dovetail::detail
