// SPDX-License-Identifier: BSL-1.0
// RETURNING: rows of an INSERT, UPDATE or DELETE, in the result classes of a select.
#include "support/models.hpp"

using namespace dovetail_test;

TEST_CASE("an insert returns what the database made of it") {
    filled_database base;
    Db db{base.engine};
    auto inserted = sync_wait(db.execute(dt::insert_into(users).values(users.username = "dan", users.role_id = 2)
                                             .returning(users.id, users.is_active, users.nickname)));
    auto const row = inserted.one();
    auto const& [id, is_active, nickname] = row;
    CHECK(id == 4);
    CHECK(is_active);
    CHECK_FALSE(nickname);
    CHECK(row[users.id] == 4);
    auto const role = sync_wait(db.execute(dt::insert_into(roles).values(roles.name = "x").returning(roles))).scalar_one();
    CHECK(role.id == 4);
    CHECK(role.name == "x");
    CHECK(sync_wait(db.scalar(dt::insert_into(roles).values(roles.name = "y").returning(roles.id))) == 5);
    CHECK(single(db, dt::insert_into(roles).values(roles.name = "zed").returning(dt::upper(roles.name))) == "ZED");
    CHECK(single(db, dt::insert_into(posts).values(posts.title = "t", posts.author_id = 1, posts.score = 20)
                         .returning(posts.score + 1)) == 21);
    sync_wait(db.rollback());
}

TEST_CASE("an update returns rows as they are afterwards") {
    filled_database base;
    Db db{base.engine};
    auto changed = sync_wait(db.execute(dt::update(posts).set(posts.score = posts.score * 2).where(posts.author_id == 1)
                                            .returning(posts.id, posts.score))).all();
    std::sort(changed.begin(), changed.end(), [](auto const& a, auto const& b) { return a[posts.id] < b[posts.id]; });
    REQUIRE(changed.size() == 2);
    CHECK(changed[0][posts.score] == 14);
    CHECK(changed[1][posts.score] == 0);
    auto const everyone = sync_wait(db.execute(dt::update(users).set(users.is_active = true).all_rows().returning(users))).scalars().all();
    CHECK(sorted_names(everyone) == "ann bob cid");
    CHECK(named(everyone, "cid").is_active);
    CHECK(sync_wait(db.execute(dt::update(users).set(users.is_active = false).where(users.id == 99).returning(users.id))).empty());
    CHECK_FALSE(sync_wait(db.execute(dt::update(users).set(users.is_active = false).where(users.id == 99).returning(users))).scalar_one_or_none());
    CHECK_THROWS_AS(sync_wait(db.execute(dt::update(users).set(users.role_id = 1).all_rows().returning(users.id))).one(),
                    dt::multiple_results_found);
    // It is not only the first row that is changed, whatever is taken of the result.
    CHECK(sync_wait(db.execute(dt::update(users).set(users.role_id = 2).all_rows().returning(users.id))).first());
    CHECK(single(db, dt::select(dt::count()).select_from(users).where(users.role_id == 2)) == 3);
    sync_wait(db.rollback());
}

TEST_CASE("a delete returns what rows were") {
    filled_database base;
    Db db{base.engine};
    auto const gone = sync_wait(db.execute(dt::delete_from(comments).where(comments.post_id == 1).returning(comments))).scalars().all();
    CHECK(sorted_names(gone) == "new new too old");
    auto texts = sync_wait(db.scalars(dt::delete_from(comments).all_rows().returning(comments.text))).all();
    CHECK(texts == std::vector<std::string>{"fine"});
    CHECK(single(db, dt::select(dt::count()).select_from(comments)) == 0);
    sync_wait(db.rollback());
    CHECK(single(db, dt::select(dt::count()).select_from(comments)) == 4);
}

TEST_CASE("returning stands for itself in the engine, too") {
    filled_database base;
    auto const id = sync_wait(base.engine.execute(dt::insert_into(roles).values(roles.name = "x").returning(roles.id))).scalar_one();
    Db db{base.engine};
    CHECK(single(db, dt::select(roles.name).where(roles.id == id)) == "x");
}

TEST_CASE("values in returning are bound behind those of the statement") {
    filled_database base;
    Db db{base.engine};
    auto const row = sync_wait(db.execute(dt::update(posts).set(posts.score = 5).where(posts.id == 1)
                                              .returning(posts.score + 10, dt::coalesce(posts.reviewer_id, 77), posts.id * 3))).one();
    CHECK(row.get<0>() == 15);
    CHECK(row.get<1>() == 2);
    CHECK(row.get<2>() == 3);
    sync_wait(db.rollback());
}

TEST_CASE("an error of a statement that returns rows") {
    filled_database base;
    Db db{base.engine};
    CHECK(failure(db.execute(dt::insert_into(roles).values(roles.name = "admin").returning(roles.id))).category() == dt::error_category::unique);
    sync_wait(db.rollback());
    CHECK(failure(base.engine.execute(dt::update(users).set(users.role_id = 99).all_rows().returning(users))).category() ==
          dt::error_category::foreign_key);
    CHECK(single(db, dt::select(dt::count()).select_from(roles)) == 3);
}
