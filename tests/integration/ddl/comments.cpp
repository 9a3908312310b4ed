// SPDX-License-Identifier: BSL-1.0
// Comments: PostgreSQL shows them; SQLite has none, and the tables are created all the same.
#include "support/database.hpp"

using namespace dovetail_test;

namespace {

template <class View>
struct PartModel {
    static constexpr dt::table_name table = "parts";
    using comment = dt::comment<"what isn't made here">;
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "weight", dt::double_precision, dt::comment<"in kg">> weight;
};
inline constexpr dt::table<PartModel> parts;
inline constexpr dt::metadata part_tables{parts};

}  // namespace

TEST_CASE("comments of a table and a column") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(part_tables));
    sync_wait(db.create_all(part_tables));
    CHECK(single(db, dt::select(dt::count(parts.id))) == 0);
    if constexpr (is_postgres) {
        auto rows = sync_wait(db.execute(dt::raw<"SELECT obj_description('parts'::regclass), col_description('parts'::regclass, 2)",
                                                 std::tuple<std::string, std::string>>()));
        CHECK(rows.one() == std::tuple<std::string, std::string>("what isn't made here", "in kg"));
    }
}
