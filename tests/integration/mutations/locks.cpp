// SPDX-License-Identifier: BSL-1.0
// Row locks and sequences, which PostgreSQL has; and what stands for them on SQLite.
#include "support/models.hpp"

using namespace dovetail_test;

#if defined(DOVETAIL_TEST_POSTGRES)

TEST_CASE("rows that another session has locked") {
    filled_database base;
    Db mine{base.engine}, other{base.engine};
    auto const locked = sync_wait(mine.execute(dt::select(users).where(users.id == 1).for_update())).scalar_one();
    CHECK(locked.username == "ann");
    auto const rest = dt::select(users.id).order_by(users.id).for_update();
    CHECK(sync_wait(other.scalars(rest.skip_locked())).all() == std::vector{2, 3});
    CHECK(single(other, dt::select(users.username).where(users.id == 1)) == "ann");      // reading does not wait
    CHECK(failure(other.execute(rest.nowait())).category() == dt::error_category::busy);
    sync_wait(other.rollback());
    CHECK(failure(other.execute(dt::select(users).where(users.id == 1).for_share().nowait())).category() == dt::error_category::busy);
    sync_wait(other.rollback());
    sync_wait(mine.rollback());
    CHECK(sync_wait(other.scalars(rest.nowait())).all().size() == 3);
    sync_wait(other.rollback());
}

TEST_CASE("rollback() has let go of the locks when it ends") {
    filled_database base;
    Db mine{base.engine}, other{base.engine};
    auto const all = dt::select(users.id).for_update();
    for (int i = 0; i < 200; ++i) {
        REQUIRE(sync_wait(mine.scalars(all.nowait())).all().size() == 3);
        sync_wait(mine.rollback());
        REQUIRE_THROWS_AS(sync_wait(other.transaction([&](Db& db) -> dt::task<void> {
            (void)co_await db.scalars(all.nowait());
            throw std::runtime_error("undone");
        })), std::runtime_error);
    }
}

TEST_CASE("locks that are shared") {
    filled_database base;
    Db mine{base.engine}, other{base.engine};
    CHECK(sync_wait(mine.execute(dt::select(users).for_share())).size() == 3);
    CHECK(sync_wait(other.execute(dt::select(users).for_share().nowait())).size() == 3);
    CHECK(sync_wait(other.execute(dt::select(users).for_update().skip_locked())).empty());
    sync_wait(other.rollback());
    sync_wait(mine.rollback());
}

TEST_CASE("locks that leave foreign keys to others") {
    filled_database base;
    Db mine{base.engine}, other{base.engine};
    CHECK(sync_wait(mine.execute(dt::select(roles).for_no_key_update())).size() > 1);
    CHECK_FALSE(sync_wait(other.execute(dt::select(roles).for_key_share().nowait())).empty());
    CHECK(sync_wait(other.execute(dt::select(roles).for_share().skip_locked())).empty());
    CHECK(sync_wait(other.execute(dt::update(users).set(users.role_id = 1).where(users.id == 2))).row_count() == 1);     // points to a locked row
    sync_wait(other.rollback());
    sync_wait(mine.rollback());
}

TEST_CASE("of a select with loaded relationships, its own table is locked") {
    filled_database base;
    Db mine{base.engine}, other{base.engine};
    auto const posts_of = dt::select(posts).where(posts.id == 1).options(dt::joinedload(posts.author), dt::joinedload(posts.reviewer));
    CHECK(sync_wait(mine.execute(posts_of.for_update())).scalar_one().author.username == "ann");
    CHECK(sync_wait(other.execute(dt::select(users).for_update().nowait())).size() == 3);
    CHECK(sync_wait(other.scalars(dt::select(posts.id).order_by(posts.id).for_update().skip_locked())).all() == std::vector{2, 3});
    sync_wait(other.rollback());
    sync_wait(mine.rollback());
    // With a collection and a limit: of the parents that are chosen.
    CHECK(sync_wait(mine.execute(dt::select(posts).options(dt::joinedload(posts.comments)).order_by(posts.id.desc()).limit(1).for_update()))
              .scalar_one().id == 3);
    CHECK(sync_wait(other.scalars(dt::select(posts.id).order_by(posts.id).for_update().skip_locked())).all() == std::vector{1, 2});
    sync_wait(other.rollback());
    sync_wait(mine.rollback());
}

TEST_CASE("of joined tables, those that are named are locked") {
    filled_database base;
    Db mine{base.engine}, other{base.engine};
    auto const of_ann = dt::select(posts.id).join(posts.author).where(users.username == "ann").order_by(posts.id);
    CHECK(sync_wait(mine.scalars(of_ann.left_join(comments, comments.post_id == posts.id).limit(1).for_update(posts))).all() == std::vector{1});
    CHECK(sync_wait(other.execute(dt::select(users).for_update().nowait())).size() == 3);
    CHECK(failure(other.execute(dt::select(posts).where(posts.id == 1).for_update().nowait())).category() == dt::error_category::busy);
    sync_wait(other.rollback());
    sync_wait(mine.rollback());
    CHECK_FALSE(sync_wait(mine.execute(of_ann.for_share())).empty());        // of both
    CHECK(sync_wait(other.execute(dt::select(users).where(users.username == "ann").for_update().skip_locked())).empty());
    sync_wait(other.rollback());
    sync_wait(mine.rollback());
}

TEST_CASE("a queue that several work off") {
    filled_database base;
    Db mine{base.engine}, other{base.engine};
    auto const next = dt::select(comments.id).order_by(comments.id).limit(1).for_update().skip_locked();
    CHECK(sync_wait(mine.scalar(next)) == 1);
    auto const taken = sync_wait(other.execute(dt::delete_from(comments).where(comments.id.in_(next)).returning(comments.text))).scalar_one();
    CHECK(taken == "new");
    sync_wait(other.commit());
    sync_wait(mine.commit());
}

TEST_CASE("sequences") {
    filled_database base;
    execute_text(base.engine, R"(CREATE SEQUENCE "role's ""numbers""" START 50)");
    execute_text(base.engine, R"(CREATE SCHEMA "S"; CREATE SEQUENCE "S"."n")");
    Db db{base.engine};
    using names = decltype(dt::nextval<"role's \"numbers\"">());
    CHECK(single(db, dt::select(names())) == 50);
    CHECK(single(db, dt::insert_into(roles).values(roles.id = names(), roles.name = "x").returning(roles.id)) == 51);
    CHECK(single(db, dt::select(dt::currval<"role's \"numbers\"">())) == 51);
    CHECK(single(db, dt::select(dt::nextval<"n", "S">())) == 1);
    CHECK(sync_wait(db.execute(dt::update(posts).set(posts.score = dt::nextval<"n", "S">() * 10).all_rows())).row_count() == 3);
    CHECK(single(db, dt::select(dt::sum(posts.score))) == 90);
    sync_wait(db.rollback());
    CHECK(single(db, dt::select(dt::nextval<"n", "S">())) == 5);      // never the same number twice
    sync_wait(db.rollback());
}

TEST_CASE("ilike") {
    filled_database base;
    CHECK(single(base.engine, dt::select(users.id).where(users.username.ilike("A_N"))) == 1);
    CHECK(sync_wait(base.engine.execute(dt::select(users.id).where(users.username.like("A_N")))).empty());
}

#endif
