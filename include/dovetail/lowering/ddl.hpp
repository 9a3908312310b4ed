// SPDX-License-Identifier: BSL-1.0
// Text of what creates and drops a table, or a view, with its indexes and comments; and of all of a metadata, in order.
#pragma once

#include <dovetail/lowering/create_table.hpp>
#include <dovetail/lowering/view.hpp>

namespace dovetail::detail {

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
        write_table_indexes<Model>(w, constraints_of<Model>());
    using table = typename Model::template in_view<expression_view<Model>>;
    if constexpr (requires { table::indexes(table{}); })
        if constexpr (require_constants([] { return table::indexes(table{}); }))
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
