// SPDX-License-Identifier: BSL-1.0
// joinedload of one related object: many-to-one and one-to-one, over NOT NULL and nullable keys.
#include "support/models.hpp"

using namespace dovetail_test;

TEST_CASE("a many-to-one is loaded in the same statement") {
    filled_database base;
    Db db{base.engine};
    auto const found = sync_wait(db.execute(dt::select(users).order_by(users.id).options(dt::joinedload(users.role)))).all();
    CHECK(db.statement_count() == 1);
    REQUIRE(names(found) == "ann bob cid");
    CHECK(found[0].role.name == "admin");
    CHECK(found[1].role.name == "admin");
    CHECK(found[2].role.name == "member");
    static_assert(std::is_same_v<decltype(found[0].role), Role>);
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(found[0])>, dt::with<User, users.role>>);
}

TEST_CASE("a many-to-one over a nullable key is an optional") {
    filled_database base;
    Db db{base.engine};
    auto const found = sync_wait(db.execute(dt::select(posts).order_by(posts.id).options(dt::joinedload(posts.reviewer)))).all();
    REQUIRE(names(found) == "first second third");
    static_assert(std::is_same_v<decltype(found[0].reviewer), std::optional<User>>);
    REQUIRE(found[0].reviewer);
    CHECK(found[0].reviewer->username == "bob");
    REQUIRE(found[1].reviewer);
    CHECK(found[1].reviewer->nickname == "c");
    CHECK_FALSE(found[2].reviewer);
}

TEST_CASE("two relationships to the same table are two joins") {
    filled_database base;
    Db db{base.engine};
    auto const query = dt::select(posts).order_by(posts.id).options(dt::joinedload(posts.author), dt::joinedload(posts.reviewer));
    auto const found = sync_wait(db.execute(query)).all();
    REQUIRE(found.size() == 3);
    CHECK(found[0].author.username == "ann");
    CHECK(found[0].reviewer->username == "bob");
    CHECK(found[1].author.username == "ann");
    CHECK(found[1].reviewer->username == "cid");
    CHECK(found[2].author.username == "bob");
    CHECK_FALSE(found[2].reviewer);
    CHECK(db.statement_count() == 1);
}

TEST_CASE("a one-to-one is an optional from both sides") {
    filled_database base;
    Db db{base.engine};
    auto const found = sync_wait(db.execute(dt::select(users).order_by(users.id).options(dt::joinedload(users.profile)))).all();
    REQUIRE(names(found) == "ann bob cid");
    CHECK_FALSE(found[0].profile);
    REQUIRE(found[1].profile);
    CHECK(found[1].profile->bio == "of bob");
    REQUIRE(found[2].profile);
    CHECK(found[2].profile->user_id == 3);

    auto const back = sync_wait(db.execute(dt::select(profiles).order_by(profiles.id.desc()).options(dt::joinedload(profiles.user)))).all();
    REQUIRE(back.size() == 2);
    REQUIRE(back[0].user);
    CHECK(back[0].user->username == "cid");
    CHECK(back[1].user->username == "bob");
}

TEST_CASE("conditions reach the selected table, never the joined one") {
    filled_database base;
    Db db{base.engine};
    // Another table of the same name is joined: its columns have another alias.
    auto const query = dt::select(posts).where(posts.author_id == 1).options(dt::joinedload(posts.author).joinedload(users.posts));
    auto const found = sync_wait(db.execute(query)).all();
    REQUIRE(names(found) == "first second");
    CHECK(names(found[0].author.posts) == "first second");
    CHECK(names(found[1].author.posts) == "first second");

    auto const exists = dt::exists(dt::select(users).where(users.id == posts.author_id, users.username == "bob"));
    auto const of_bob = sync_wait(db.execute(dt::select(posts).where(exists).options(dt::joinedload(posts.author)))).all();
    REQUIRE(names(of_bob) == "third");
    CHECK(of_bob[0].author.username == "bob");
}

TEST_CASE("no rows give no objects") {
    filled_database base;
    Db db{base.engine};
    auto const query = dt::select(users).where(users.id == 99).options(dt::joinedload(users.role), dt::joinedload(users.groups));
    CHECK(sync_wait(db.execute(query)).all().empty());
    CHECK_FALSE(sync_wait(db.execute(query)).scalar_one_or_none());
}

TEST_CASE("an alias is selected with its relationships") {
    filled_database base;
    Db db{base.engine};
    constexpr auto m = dt::alias<"m">(users);
    auto const query = dt::select(m).where(m.username != "bob").order_by(m.username.desc()).options(dt::joinedload(users.role));
    auto const found = sync_wait(db.execute(query)).all();
    REQUIRE(names(found) == "cid ann");
    CHECK(found[0].role.name == "member");
}
