// SPDX-License-Identifier: BSL-1.0
// UPDATE by expressions, subqueries and other tables; DELETE by other tables.
#include "support/models.hpp"

using namespace dovetail_test;

TEST_CASE("columns are set to what a subquery gives") {
    filled_database base;
    Db db{base.engine};
    CHECK(sync_wait(db.execute(dt::update(posts)
                                   .set(posts.score = dt::scalar_subquery(dt::select(dt::count()).select_from(comments)
                                                                              .where(comments.post_id == posts.id, comments.id > 1)))
                                   .all_rows())).row_count() == 3);
    CHECK(sync_wait(db.scalars(dt::select(posts.score).order_by(posts.id))).all() == std::vector{2, 0, 1});
    // NULL where there is no row; values before, in and behind the subquery.
    auto const bio = dt::scalar_subquery(dt::select(profiles.bio).where(profiles.user_id == users.id, profiles.bio.like("of%")));
    static_assert(dt::type_facts<decltype(bio)::type>::is_nullable);
    CHECK(sync_wait(db.execute(dt::update(users).set(users.is_active = false, users.nickname = bio).where(users.id < 3))).row_count() == 2);
    CHECK(sync_wait(db.scalars(dt::select(users.nickname).order_by(users.id))).all() ==
          std::vector<std::optional<std::string>>{std::nullopt, "of bob", "c"});
    sync_wait(db.rollback());
}

TEST_CASE("a subquery is a value in any expression") {
    filled_database base;
    Db db{base.engine};
    auto const highest = dt::scalar_subquery(dt::select(dt::max(posts.score)));
    CHECK(sync_wait(db.scalars(dt::select(posts.id).where(posts.score == highest))).all() == std::vector{1});
    auto const p = dt::alias<"p">(posts);
    auto const count = dt::scalar_subquery(dt::select(dt::count(p.id)).where(p.author_id == users.id));
    static_assert(!dt::type_facts<decltype(count)::type>::is_nullable);
    auto const rows = sync_wait(db.execute(dt::select(users.username, count + 1).order_by(count.desc(), users.id))).all();
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].get<0>() == "ann");
    CHECK(rows[0].get<1>() == 3);
    CHECK(rows[2].get<1>() == 1);
    CHECK(single(db, dt::select(dt::scalar_subquery(dt::select(dt::count()).select_from(users)))) == 3);
    CHECK(sync_wait(db.execute(dt::delete_from(posts).where(posts.score < dt::scalar_subquery(dt::select(dt::avg(p.score)))))).row_count() == 2);
    sync_wait(db.rollback());
}

TEST_CASE("rows are updated from another table's") {
    filled_database base;
    Db db{base.engine};
    CHECK(sync_wait(db.execute(dt::update(users).set(users.nickname = roles.name).from(roles).where(users.role_id == roles.id, users.id > 1))).row_count() == 2);
    CHECK(sync_wait(db.scalars(dt::select(users.nickname).order_by(users.id))).all() ==
          std::vector<std::optional<std::string>>{std::nullopt, "admin", "member"});
    // Two tables, and one of them twice.
    auto const boss = dt::alias<"boss">(users);
    auto const changed = sync_wait(db.execute(dt::update(posts)
                                                  .set(posts.score = posts.score + users.id * 10, posts.title = boss.username)
                                                  .from(users, boss)
                                                  .where(posts.author_id == users.id, posts.reviewer_id == boss.id)
                                                  .returning(posts.id, posts.score, posts.title))).all();
    REQUIRE(changed.size() == 2);
    auto const& first = changed[0][posts.id] == 1 ? changed[0] : changed[1];
    CHECK(first[posts.score] == 17);
    CHECK(first[posts.title] == "bob");
#if defined(DOVETAIL_TEST_POSTGRES)
    auto const both = sync_wait(db.execute(dt::update(users).set(users.is_active = false).from(roles)
                                               .where(users.role_id == roles.id, users.id == 3)
                                               .returning(users.username, roles.name))).one();
    CHECK(both[roles.name] == "member");
#endif
    sync_wait(db.rollback());
}

#if defined(DOVETAIL_TEST_POSTGRES)
TEST_CASE("rows are deleted by another table's") {
    filled_database base;
    Db db{base.engine};
    auto const gone = sync_wait(db.execute(dt::delete_from(comments).using_(posts, users)
                                               .where(comments.post_id == posts.id, posts.author_id == users.id, users.username == "ann")
                                               .returning(comments.text, users.username))).all();
    CHECK(gone.size() == 3);
    CHECK(gone.at(0)[users.username] == "ann");
    CHECK(sync_wait(db.execute(dt::delete_from(comments).using_(posts).where(comments.post_id == posts.id))).row_count() == 1);
    sync_wait(db.rollback());
}
#endif

TEST_CASE("rows are deleted by a condition on another table") {
    filled_database base;
    Db db{base.engine};
    CHECK(sync_wait(db.execute(dt::delete_from(comments).where(
                        dt::exists(dt::select(posts).where(posts.id == comments.post_id, posts.score > 0))))).row_count() == 3);
    sync_wait(db.rollback());
}
