// SPDX-License-Identifier: BSL-1.0
// Text of CREATE TABLE, CREATE INDEX and DROP TABLE; of a view, what view.hpp writes.
#pragma once

#include <dovetail/lowering/foreign_key.hpp>
#include <dovetail/lowering/view.hpp>

namespace dovetail::detail {

/// DEFAULT with the constant of a default_value option.
template <class... Options>
struct write_default {
    template <class Type, class Option>
    static constexpr void write_if_constant(writer& w) {
        if constexpr (requires { Option::value; }) {
            using type = std::remove_const_t<decltype(Option::value)>;
            if constexpr (type_facts<Type>::stored_as == storage::formed) write_formed<Type>(w, Option::value);
            else if constexpr (std::is_integral_v<type>) {       // 1 and TRUE are of different types, by the column's choice
                if (type_facts<Type>::stored_as == storage::boolean) write_literal(w, Option::value != type{});
                else write_integer(w, static_cast<std::int64_t>(Option::value));
            } else write_literal(w, Option::value);
        }
    }
    template <class Type>
    static constexpr void constant(writer& w) {
        (write_if_constant<Type, Options>(w), ...);
    }

private:
    template <class Type, class V>
    static constexpr void write_formed(writer& w, V const& given) {
        using base = without_null<Type>;
        if constexpr (requires { given.view(); }) write_formed<Type>(w, given.view());
        else if constexpr (requires { base::form::constant(given, true); })
            w.string_literal(base::form::constant(given, !w.dialect.formed_types));
        else w.cannot("a default_value of this type");
    }
};

template <class Model, std::size_t I, late_keys<Model> Late>
constexpr void write_column_definition(writer& w) {
    constexpr auto const& column = Model::columns[I];
    w.identifier(column.name);
    w.put(" ");
    bool const is_generated_key = column.missing == default_kind::generated_key;
    if (is_generated_key && !w.dialect.generated_key.empty()) w.put(w.dialect.generated_key);
    else w.column_type(column.stored_as, column.max_length, column.formed);
    if (is_generated_key) w.put(w.dialect.generated_key_suffix);
    if (column.missing == default_kind::generated) {
        w.put(" GENERATED ALWAYS AS (");
        w.put(column.sql);
        w.put(") STORED");
    }
    if (!column.is_nullable) w.put(" NOT NULL");
    if (column.is_primary_key && Model::key_count == 1) w.put(" PRIMARY KEY");
    if (column.missing == default_kind::constant) {
        w.put(" DEFAULT ");
        Model::template column<I>::template with_options<write_default>::template constant<typename Model::template column<I>::type>(w);
    } else if (column.missing == default_kind::now) {
        w.put(" DEFAULT ");
        w.put(column.stored_as == storage::date ? w.dialect.now_date : w.dialect.now_datetime);
    } else if (column.missing == default_kind::server) {
        w.put(" DEFAULT (");
        w.put(column.sql);
        w.put(")");
    }
    if (column.stored_as == storage::formed && !w.dialect.formed_types && !column.formed->check_after.empty()) {
        w.put(" CHECK (");
        if (column.is_nullable) {
            w.identifier(column.name);
            w.put(" IS NULL OR ");
        }
        w.put(column.formed->check_before);
        w.identifier(column.name);
        w.put(column.formed->check_after);
        w.put(")");
    }
    if (column.is_unique) w.put(" UNIQUE");
    if constexpr (!std::is_void_v<typename Model::template foreign_key<I>> && !Late[I]) write_references<Model, I>(w);
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

constexpr void write_table_constraint(writer&, void*) {}
template <fixed_string... Columns>
constexpr void write_table_constraint(writer& w, unique_on<Columns...>*) {
    w.put(", UNIQUE ");
    write_names(w, unique_on<Columns...>::columns);
}
template <class... Constraints>
constexpr void write_table_constraints(writer& w, constraints<Constraints...>*) {
    (write_table_constraint(w, static_cast<Constraints*>(nullptr)), ...);
}

template <class Model, fixed_string Name, class Condition>
constexpr void write_check(writer& w, named_check<Name, Condition> const& check) {
    w.put(", CONSTRAINT ");
    w.identifier(Name);
    w.put(" CHECK (");
    with_constants<Model>(w, check.condition.values, [&] { write<Condition>(w); });
    w.put(")");
}
template <class Model>
constexpr void write_checks(writer& w) {
    using table = typename Model::template in_view<expression_view<Model>>;
    if constexpr (requires { table::checks(table{}); })
        std::apply([&](auto const&... checks) { (write_check<Model>(w, checks), ...); }, table::checks(table{}));
}

/// The statement that makes or drops a column's type, where that is one of its own.
template <class Model>
constexpr void write_types(writer& w, std::string_view formed_type::*statement, std::string_view before, std::string_view after) {
    if (!w.dialect.formed_types) return;
    auto const text = [&](column_facts const& column) {
        return column.stored_as == storage::formed ? column.formed->*statement : std::string_view();
    };
    for (std::size_t i = 0; i < Model::column_count; ++i) {
        bool is_new = !text(Model::columns[i]).empty();
        for (std::size_t j = 0; j < i; ++j) is_new = is_new && text(Model::columns[j]) != text(Model::columns[i]);
        if (!is_new) continue;
        w.put(before);
        w.put(text(Model::columns[i]));
        w.put(after);
    }
}

template <class Model, late_keys<Model> Late>
constexpr void write_table_definition(writer& w) {
    write_types<Model>(w, &formed_type::create, "", "; ");
    w.put("CREATE TABLE IF NOT EXISTS ");
    write_table<Model>(w);
    w.put(" (");
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((w.put(I == 0 ? "" : ", "), write_column_definition<Model, I, Late>(w)), ...);
    }(std::make_index_sequence<Model::column_count>{});
    if constexpr (Model::key_count > 1) {
        std::array<std::string_view, Model::key_count> names;
        for (std::size_t i = 0; i < Model::key_count; ++i) names[i] = Model::columns[Model::key_columns[i]].name;
        w.put(", PRIMARY KEY ");
        write_names(w, names);
    }
    if constexpr (requires { typename Model::description::constraints; })
        write_table_constraints(w, static_cast<typename Model::description::constraints*>(nullptr));
    write_checks<Model>(w);
    w.put(")");
}
/// CREATE TABLE, or CREATE VIEW, and the schema that it is in.
template <class Model, late_keys<Model> Late>
constexpr void write_create_table(writer& w) {
    if (w.dialect.schemas && !schema_of<Model>().empty()) {
        w.put("CREATE SCHEMA IF NOT EXISTS ");
        w.identifier(schema_of<Model>());
        w.put("; ");
    }
    if constexpr (is_view<Model>) write_create_view<Model>(w);
    else write_table_definition<Model, Late>(w);
}

template <class Model>
constexpr void write_indexed_table(writer& w) {
    w.put(" ON ");
    if (w.dialect.schemas) write_schema<Model>(w);
    w.identifier(Model::table);
}
/// An index is in its table's schema. Where schemas are attached databases, it is the index that says which.
template <class Model, class Names>
constexpr void write_index(writer& w, Names const& names) {
    w.put("CREATE INDEX IF NOT EXISTS ");
    if (!w.dialect.schemas) write_schema<Model>(w);
    w.made_name([&](auto const& to) {
        to("ix_");
        to(Model::table);
        for (std::string_view name : names) {
            to("_");
            to(name);
        }
    });
    write_indexed_table<Model>(w);
    w.put(" ");
    write_names(w, names);
    w.put(";");
}
template <class Model>
constexpr void write_table_index(writer&, void*) {}
template <class Model, fixed_string... Columns>
constexpr void write_table_index(writer& w, index_on<Columns...>*) {
    write_index<Model>(w, index_on<Columns...>::columns);
}
template <class Model, class... Constraints>
constexpr void write_table_indexes(writer& w, constraints<Constraints...>*) {
    (write_table_index<Model>(w, static_cast<Constraints*>(nullptr)), ...);
}

/// Writes an index that a model declares by indexes(row); what there are is in lowering/index.hpp.
template <class Index>
struct lower_index;

/// The indexes of a table, one statement each. A primary key or unique column has its index already.
template <class Model>
constexpr void write_indexes(writer& w) {
    for (auto const& column : Model::columns)
        if (column.has_index && !column.is_unique && !(column.is_primary_key && Model::key_count == 1))
            write_index<Model>(w, std::array{column.name});
    if constexpr (requires { typename Model::description::constraints; })
        write_table_indexes<Model>(w, static_cast<typename Model::description::constraints*>(nullptr));
    using table = typename Model::template in_view<expression_view<Model>>;
    if constexpr (requires { table::indexes(table{}); })
        std::apply(
            [&]<class... Indexes>(Indexes const&... indexes) {
                (lower_index<Indexes>::template write<Model>(w, indexes), ...);
            },
            table::indexes(table{}));
}

/// COMMENT ON the table, or view, and its columns, one statement each.
template <class Model>
constexpr void write_comments(writer& w) {
    if (!w.dialect.comments) return;
    auto const write_text = [&](std::string_view text) {
        w.put(" IS ");
        w.string_literal(text);
        w.put(";");
    };
    if constexpr (requires { Model::description::comment::text; }) {
        w.put(is_view<Model> ? "COMMENT ON VIEW " : "COMMENT ON TABLE ");
        write_table<Model>(w);
        write_text(Model::description::comment::text);
    }
    for (auto const& column : Model::columns) {
        if (column.comment.empty()) continue;
        w.put("COMMENT ON COLUMN ");
        write_table<Model>(w);
        w.put(".");
        w.identifier(column.name);
        write_text(column.comment);
    }
}
/// What is created behind the table: its indexes and its comments.
template <class Model>
constexpr void write_additions(writer& w) {
    if constexpr (!is_view<Model>) write_indexes<Model>(w);
    write_comments<Model>(w);
}

template <class Model>
constexpr void write_drop_table(writer& w) {
    if (is_view<Model>) return write_drop_view<Model>(w);
    w.put("DROP TABLE IF EXISTS ");
    write_table<Model>(w);
    write_types<Model>(w, &formed_type::drop, "; ", "");
}

/// What creates and drops one table. The late keys' texts are empty where there are none: for most tables, and where
/// the database lets a key point to a table that is not there yet.
struct table_texts {
    std::string_view create, additions, drop, late_keys{}, drop_late_keys{};
};
/// Text whose rules are checked where it is asked for: what a dialect cannot write is an error.
template <dialect Dialect, void (*Walk)(writer&)>
constexpr std::string_view checked_walk() {
    if constexpr (!walk_survey<Dialect, Walk>.found.ok())
        static_assert(verdict_of<walk_survey<Dialect, Walk>.found>::report());
    return view_of_walk<Dialect, Walk>;
}
template <dialect Dialect, class Model, late_keys<Model> Late = late_keys<Model>{}>
inline constexpr table_texts texts_of_table{checked_walk<Dialect, write_create_table<Model, Late>>(),
                                            checked_walk<Dialect, write_additions<Model>>(),
                                            view_of_walk<Dialect, write_drop_table<Model>>,
                                            view_of_walk<Dialect, write_late_keys<Model, Late>>,
                                            view_of_walk<Dialect, write_drop_late_keys<Model, Late>>};

/// The order of tables, with each view behind what it selects from. (No two select from each other.)
template <dialect Dialect, class... Models>
constexpr auto order_with_views(std::array<std::size_t, sizeof...(Models)> order) {
    if constexpr ((is_view<Models> || ...)) {
        constexpr std::size_t count = sizeof...(Models);
        std::array<std::array<bool, count>, count> uses{};
        auto const find_used = [&]<class Model>(std::type_identity<Model>, std::size_t of) {
            uses[of] = {view_uses<Dialect, Model, Models>...};
        };
        std::size_t of = 0;
        (find_used(std::type_identity<Models>(), of++), ...);
        auto const sort = [&](auto const& again, std::size_t place) -> void {      // what the one at `place` uses, before it
            for (std::size_t later = place + 1; later < count; ++later) {
                if (!uses[order[place]][order[later]]) continue;
                auto const moved = order[later];
                for (std::size_t i = later; i > place; --i) order[i] = order[i - 1];
                order[place] = moved;
                return again(again, place);
            }
        };
        for (std::size_t place = 0; place < count; ++place) sort(sort, place);
    }
    return order;
}

template <dialect Dialect, class... Tables>
constexpr auto texts_in_order(metadata<Tables...> const&) {
    using all = metadata<Tables...>;
    std::array<table_texts, sizeof...(Tables)> const given{
        texts_of_table<Dialect, typename table_facts<Tables>::model,
                       keys_that_wait<Dialect, typename table_facts<Tables>::model>(static_cast<all const*>(nullptr))>...};
    std::array<table_texts, sizeof...(Tables)> sorted{};
    constexpr auto order = order_with_views<Dialect, typename table_facts<Tables>::model...>(all::order);
    for (std::size_t i = 0; i < sizeof...(Tables); ++i) sorted[i] = given[order[i]];
    return sorted;
}

/// Gives `send` the statements that create the tables of texts_in_order(), in the order in which they must run.
template <class Texts, class Send>
void create_in_order(Texts const& texts, Send send) {
    for (auto const& each : texts) {
        send(each.create);
        if (!each.additions.empty()) send(each.additions);
    }
    for (auto const& each : texts)
        if (!each.late_keys.empty()) send(each.late_keys);
}
/// The same for those that drop them.
template <class Texts, class Send>
void drop_in_order(Texts const& texts, Send send) {
    for (auto const& each : texts)
        if (!each.drop_late_keys.empty()) send(each.drop_late_keys);
    for (std::size_t i = texts.size(); i > 0; --i) send(texts[i - 1].drop);
}

}  // namespace dovetail::detail
