// SPDX-License-Identifier: BSL-1.0
// db.batch(): several statements in one go.
#include "support/models.hpp"

using namespace dovetail_test;

TEST_CASE("a batch gives what each statement gives") {
    filled_database base;
    Db db{base.engine};
    auto const all = dt::select(users).order_by(users.id);
    auto const rename = dt::update(users).set(users.nickname = "b").where(users.id == 2);
    auto const count = dt::select(dt::count(posts.id));
    auto [found, changed, number] = sync_wait(db.batch(all, rename, count));
    CHECK(names(found.all()) == "ann bob cid");
    CHECK(changed.row_count() == 1);
    CHECK(number.scalar_one() == 3);
    CHECK(db.statement_count() == 3);
}

TEST_CASE("each statement of a batch sees what those before it did") {
    filled_database base;
    Db db{base.engine};
    auto const rename = dt::update(users).set(users.username = "bea").where(users.id == 2);
    auto const look = dt::select(users.username).where(users.id == 2);
    auto const gone = dt::delete_from(comments).all_rows();
    auto const left = dt::select(dt::count(comments.id));
    auto [before, changed, after, deleted, none] = sync_wait(db.batch(look, rename, look, gone, left));
    CHECK(before.scalar_one() == "bob");
    CHECK(changed.row_count() == 1);
    CHECK(after.scalar_one() == "bea");
    CHECK(deleted.row_count() == 4);
    CHECK(none.scalar_one() == 0);
    sync_wait(db.rollback());
    CHECK(single(db, look) == "bob");
}

TEST_CASE("a batch flushes first") {
    filled_database base;
    Db db{base.engine};
    (void)db.add(NewRole{.name = "new"});
    auto const count = dt::select(dt::count(roles.id));
    auto [number] = sync_wait(db.batch(count));
    CHECK(number.scalar_one() == 4);
}

TEST_CASE("joined collections fold in a batch") {
    filled_database base;
    Db db{base.engine};
    auto const loaded = dt::select(users).order_by(users.id).options(dt::joinedload(users.groups), dt::joinedload(users.role));
    auto [first, second] = sync_wait(db.batch(loaded, loaded));
    REQUIRE(first.size() == 3);
    CHECK(names(first.all()[0].groups) == "blue green red");
    CHECK(second.all()[1].role.name == "admin");
}

TEST_CASE("a statement that fails fails the batch") {
    filled_database base;
    Db db{base.engine};
    auto const good = dt::update(users).set(users.nickname = "x").where(users.id == 1);
    auto const bad = dt::update(users).set(users.username = "ann").where(users.id == 2);
    auto const behind = dt::select(dt::count(users.id));
    CHECK(failure(db.batch(good, bad, behind)).category() == dt::error_category::unique);
    sync_wait(db.rollback());
    CHECK(single(db, behind) == 3);
    CHECK(sync_wait(db.execute(dt::select(users).where(users.id == 1))).scalar_one().nickname == std::nullopt);
}

TEST_CASE("many changed objects are flushed together") {
    filled_database base;
    Db db{base.engine};
    auto all = sync_wait(db.track(dt::select(posts))).all();
    for (auto& each : all) each->score += 100;
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::sum(posts.score))) == 305);
    for (auto& each : sync_wait(db.track(dt::select(comments))).all()) sync_wait(db.remove(each));
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::count(comments.id))) == 0);
}

TEST_CASE("of many changed objects one that cannot be written undoes all") {
    filled_database base;
    Db db{base.engine};
    auto all = sync_wait(db.track(dt::select(users).order_by(users.id))).all();
    all[0]->nickname = "first";
    all[1]->username = "cid";       // taken
    all[2]->nickname = "third";
    CHECK(failure(db.commit()).category() == dt::error_category::unique);
    CHECK(all[0]->nickname == std::nullopt);
    CHECK(all[1]->username == "bob");
    CHECK(single(db, dt::select(dt::count(users.nickname))) == 1);
}
