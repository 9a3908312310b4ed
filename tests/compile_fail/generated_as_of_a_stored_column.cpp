// SPDX-License-Identifier: BSL-1.0
// generated(row) is about the columns that say dt::generated<>.
//
// expect: dovetail: generated(row) names a column that the model does not declare with dt::generated<>
// expect: boxes.note
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

template <class View>
struct BoxModel {
    static constexpr dt::table_name table = "boxes";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "note", dt::nullable<dt::text>> note;
    dt::column<View, "made", dt::bigint, dt::generated<>> made;
#ifdef MISTAKE
    static constexpr auto generated(auto const& row) { return std::tuple{dt::generated_as<"made">(row.id * 2), dt::generated_as<"note">(dt::lower(row.note))}; }
#else
    static constexpr auto generated(auto const& row) { return std::tuple{dt::generated_as<"made">(row.id * 2)}; }
#endif
};
inline constexpr dt::table<BoxModel> boxes;
constexpr dt::metadata more{boxes};

#ifdef MISTAKE
dt::task<void> mistake(Db& db) { co_await db.create_all(more); }
#else
dt::task<bool> program(Db& db) {
    co_await db.create_all(more);
    auto inserted = co_await db.execute(dt::insert_into(boxes).values(boxes.id = 2));
    auto made = co_await db.execute(dt::select(boxes.made));
    co_return inserted.row_count() == 1 && made.scalar_one() == 4;
}
int main() { return run(program); }
#endif
