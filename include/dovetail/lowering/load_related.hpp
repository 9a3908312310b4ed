// SPDX-License-Identifier: BSL-1.0
// Text that loads a relationship of objects that are there already: one statement for one object, or for many.
//
//     SELECT "user_groups"."user_id", "groups"."id", "groups"."name" FROM "groups"
//         JOIN "user_groups" ON "user_groups"."group_id" = "groups"."id" WHERE "user_groups"."user_id" = ?
//
// The first column tells whose row it is, or the first ones where the key has several. Of many objects, these come as
// ranges, one a column:
//
//     ... WHERE ("lines"."order_id", "lines"."line") IN (SELECT * FROM unnest($1::BIGINT[], $2::BIGINT[]))
//     ... WHERE ("lines"."order_id", "lines"."line") IN (SELECT dovetail_element(?, rowid), value FROM dovetail_range(?))
#pragma once

#include <dovetail/lowering/in_rows.hpp>
#include <dovetail/lowering/text.hpp>

namespace dovetail::detail {

template <class Model, std::size_t I, bool Many>
constexpr void write_load_related(writer& w) {
    using description = typename Model::template relationship<I>;
    using target = typename description::target;
    using columns = relationship_columns<Model, I>;
    constexpr relationship_facts facts = relationship_of<Model, I>;
    constexpr bool between = facts.kind == relation::many_to_many;
    constexpr std::size_t width = columns::owner.size();
    auto const column = [&](std::string_view table, std::string_view name) {
        w.identifier(table);
        w.put(".");
        w.identifier(name);
    };
    auto const owner = [&] {
        for (std::size_t i = 0; i < width; ++i) {
            if (i != 0) w.put(", ");
            column(between ? facts.association : target::table, columns::owner[i]);
        }
    };
    w.put(between && !facts.pair_is_unique ? "SELECT DISTINCT " : "SELECT ");   // a pair may stand there twice
    owner();
    w.put(", ");
    write_columns<target>(w, alias_path{nullptr, target::table});
    w.put(" FROM ");
    write_table<target>(w);
    if constexpr (between) {
        w.put(" JOIN ");
        write_table<typename description::association>(w);
        for (std::size_t i = 0; i < columns::there.size(); ++i) {
            w.put(i == 0 ? " ON " : " AND ");
            column(facts.association, columns::to_there[i]);
            w.put(" = ");
            column(target::table, columns::there[i]);
        }
    }
    w.put(" WHERE ");
    if (width > 1) w.put("(");
    owner();
    if (width > 1) w.put(")");
    if constexpr (Many) {
        if constexpr (width == 1) write_range(w, false);
        else {
            range_column types[width]{};
            for (std::size_t i = 0; i < width; ++i) {
                auto const& key = Model::columns[Model::column_index(columns::here[i])];
                types[i] = {key.stored_as, key.formed};
            }
            w.put(" IN ");
            write_rows(w, types);
        }
    } else if (width == 1) {
        w.put(" = ");
        w.parameter();
    } else {
        for (std::size_t i = 0; i < width; ++i) {
            w.put(i == 0 ? " = (" : ", ");
            w.parameter();
        }
        w.put(")");
    }
    bool first = true;
    for (auto const& option : description::options) {
        if (option.what == relationship_option::kind::key) continue;
        w.put(first ? " ORDER BY " : ", ");
        first = false;
        w.identifier(target::table);
        w.put(".");
        w.identifier(option.name());
        if (option.what == relationship_option::kind::descending) w.put(" DESC");
    }
}

}  // namespace dovetail::detail
