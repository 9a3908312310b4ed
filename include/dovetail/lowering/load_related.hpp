// SPDX-License-Identifier: BSL-1.0
// Text that loads a relationship of objects that are there already: one statement for one object, or for many.
//
//     SELECT "user_groups"."user_id", "groups"."id", "groups"."name" FROM "groups"
//         JOIN "user_groups" ON "user_groups"."group_id" = "groups"."id" WHERE "user_groups"."user_id" = ?
//
// The first column tells whose row it is.
#pragma once

#include <dovetail/lowering/text.hpp>

namespace dovetail::detail {

template <class Model, std::size_t I, bool Many>
constexpr void write_load_related(writer& w) {
    using description = typename Model::template relationship<I>;
    using target = typename description::target;
    constexpr relationship_facts facts = relationship_of<Model, I>;
    constexpr bool between = facts.kind == relation::many_to_many;
    auto const owner = [&] {
        w.identifier(between ? facts.association : target::table);
        w.put(".");
        w.identifier(between ? facts.to_here : facts.there);
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
        w.put(" ON ");
        w.identifier(facts.association);
        w.put(".");
        w.identifier(facts.to_there);
        w.put(" = ");
        w.identifier(target::table);
        w.put(".");
        w.identifier(facts.there);
    }
    w.put(" WHERE ");
    owner();
    if (Many) {
        w.put(w.dialect.in_range);
        w.parameter();
        w.put(w.dialect.range_after);
    } else {
        w.put(" = ");
        w.parameter();
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
