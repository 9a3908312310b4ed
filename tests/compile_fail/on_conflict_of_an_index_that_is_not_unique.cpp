// SPDX-License-Identifier: BSL-1.0
// Only in a unique index can rows conflict.
//
// expect: dovetail: on_conflict() of an index needs the name of a unique one that the model declares in indexes(row)
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

template <class View>
struct LabelModel {
    static constexpr dt::table_name table = "labels";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::text> name;
    static constexpr auto indexes(auto const& row) {
        return std::tuple{dt::table_index<"by_name">(dt::lower(row.name)).unique(), dt::table_index<"newest">(row.id.desc())};
    }
};
inline constexpr dt::table<LabelModel> labels;

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    co_await db.execute(dt::insert_into(labels).values(labels.name = "x").on_conflict(dt::index_name<"newest">).do_nothing());
}
#else
dt::task<bool> program(Db& db) {
    co_await db.create_all(dt::metadata{labels});
    auto changed = co_await db.execute(dt::insert_into(labels).values(labels.name = "x").on_conflict(dt::index_name<"by_name">).do_nothing());
    co_return changed.row_count() == 1;
}
int main() { return run(program); }
#endif
