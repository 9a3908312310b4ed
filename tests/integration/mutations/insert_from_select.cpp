// SPDX-License-Identifier: BSL-1.0
// INSERT ... SELECT and INSERT ... DEFAULT VALUES.
#include "support/models.hpp"
#include "support/rows.hpp"

using namespace dovetail_test;

TEST_CASE("rows of a select are inserted") {
    filled_database base;
    Db db{base.engine};
    auto const from_users = dt::insert_into(groups).columns(groups.name).from(
        dt::select(users.username).where(users.is_active == true, users.id < 3).order_by(users.id.desc()));
    CHECK(sync_wait(db.execute(from_users)).row_count() == 2);
    CHECK(sync_wait(db.scalars(dt::select(groups.name).where(groups.id > 3).order_by(groups.id))).all() ==
          std::vector<std::string>{"bob", "ann"});
    auto const returned = sync_wait(db.execute(from_users.returning(groups))).scalars().all();
    CHECK(names(returned) == "bob ann");
    // Values in what is selected, and constants in place of columns.
    CHECK(sync_wait(db.execute(dt::insert_into(posts)
                                   .columns(posts.title, posts.score, posts.author_id)
                                   .from(dt::select(dt::coalesce(users.nickname, "none"), users.id * 10 + 1, users.id)
                                             .where(users.id >= 2)))).row_count() == 2);
    auto const made = sync_wait(db.execute(dt::select(posts.title, posts.score).where(posts.id > 3).order_by(posts.score))).all();
    REQUIRE(made.size() == 2);
    CHECK(made[0][posts.title] == "none");
    CHECK(made[0][posts.score] == 21);
    CHECK(made[1][posts.title] == "c");
    sync_wait(db.rollback());
}

TEST_CASE("rows of a select that are there already") {
    filled_database base;
    Db db{base.engine};
    // A select that ends in its table's name: ON is not the condition of a join.
    CHECK(sync_wait(db.execute(dt::insert_into(roles).columns(roles.id, roles.name).from(dt::select(groups.id, groups.name))
                                   .on_conflict(roles.id).do_update(roles.name = dt::excluded(roles.name)))).row_count() == 3);
    CHECK(sync_wait(db.scalars(dt::select(roles.name).order_by(roles.id))).all() == std::vector<std::string>{"red", "green", "blue"});
    CHECK(sync_wait(db.execute(dt::insert_into(roles).columns(roles.name)
                                   .from(dt::select(groups.name).order_by(groups.id).limit(2))
                                   .on_conflict(roles.name).do_nothing())).row_count() == 0);
    sync_wait(db.rollback());
}

TEST_CASE("a table is copied into itself") {
    filled_database base;
    Db db{base.engine};
    CHECK(sync_wait(db.execute(dt::insert_into(groups).columns(groups.name).from(dt::select(groups.name)))).row_count() == 3);
    CHECK(single(db, dt::select(dt::count()).select_from(groups)) == 6);
    sync_wait(db.rollback());
}

TEST_CASE("a row of defaults") {
    rows_database base;
    Db db{base.engine};
    CHECK(sync_wait(db.execute(dt::insert_into(defaults).default_values())).row_count() == 1);
    auto const row = sync_wait(db.execute(dt::insert_into(defaults).default_values().returning(defaults))).scalar_one();
    CHECK(row.id == 2);
    CHECK(row.number == -7);
    CHECK(row.word == "it's");
    CHECK(row.flag);
    CHECK(row.code == "AUTO");
    CHECK(row.doubled == -14);
    sync_wait(db.rollback());
}
