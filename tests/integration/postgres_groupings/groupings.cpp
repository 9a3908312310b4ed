// SPDX-License-Identifier: BSL-1.0
// ROLLUP, CUBE, GROUPING SETS: rows of several groupings.
#include "support/models.hpp"

#include <dovetail/sql.hpp>

using namespace dovetail_test;

namespace {

template <class Statement>
std::vector<std::string> rows_of(Db& db, Statement const& statement) {
    std::vector<std::string> texts;
    for (auto const& row : sync_wait(db.execute(statement)).all()) texts.push_back(dt::to_string(row));
    return texts;
}

}  // namespace

TEST_CASE("a rollup has a row for each group, and one for all") {
    filled_database base;
    Db db{base.engine};
    CHECK(rows_of(db, dt::select(posts.author_id, dt::grouping(posts.author_id), dt::count(), dt::sum(posts.score))
                          .group_by(dt::rollup(posts.author_id))
                          .order_by(posts.author_id.asc().nulls_last())) ==
          std::vector<std::string>{"(1, 0, 2, 7)", "(2, 0, 1, -2)", "(NULL, 1, 3, 5)"});
}

TEST_CASE("a cube has every subset, sets just those that are named") {
    filled_database base;
    Db db{base.engine};
    CHECK(rows_of(db, dt::select(users.role_id, users.is_active, dt::count())
                          .group_by(dt::cube(users.role_id, users.is_active))
                          .order_by(users.role_id.asc().nulls_last(), users.is_active.asc().nulls_last())) ==
          std::vector<std::string>{"(1, true, 2)", "(1, NULL, 2)", "(2, false, 1)", "(2, NULL, 1)", "(NULL, false, 1)",
                                   "(NULL, true, 2)", "(NULL, NULL, 3)"});
    CHECK(rows_of(db, dt::select(users.role_id, dt::count())
                          .group_by(dt::grouping_sets(dt::grouping_set(users.role_id), dt::grouping_set()))
                          .order_by(users.role_id.asc().nulls_last())) ==
          std::vector<std::string>{"(1, 2)", "(2, 1)", "(NULL, 3)"});
}

TEST_CASE("a cube of what has a label, and which groupings a row is of") {
    filled_database base;
    Db db{base.engine};
    constexpr dt::label<"parity"> parity;
    CHECK(rows_of(db, dt::select((users.id % 2).as(parity), users.is_active, dt::grouping(users.is_active), dt::count())
                          .group_by(dt::rollup(parity, users.is_active))
                          .order_by(parity.asc().nulls_last(), users.is_active.asc().nulls_last())) ==
          std::vector<std::string>{"(0, true, 0, 1)", "(0, NULL, 1, 1)", "(1, false, 0, 1)", "(1, true, 0, 1)", "(1, NULL, 1, 2)",
                                   "(NULL, NULL, 1, 3)"});
    CHECK(rows_of(db, dt::select(users.role_id, dt::grouping(users.role_id, users.is_active), dt::count())
                          .group_by(dt::rollup(users.role_id, users.is_active))
                          .order_by(users.role_id.asc().nulls_last(), users.is_active.asc().nulls_last())) ==
          std::vector<std::string>{"(1, 0, 2)", "(1, 1, 2)", "(2, 0, 1)", "(2, 1, 1)", "(NULL, 3, 3)"});
}
