// SPDX-License-Identifier: BSL-1.0
// joinedload of collections: folding by identity, orders, siblings.
#include "support/models.hpp"

using namespace dovetail_test;

TEST_CASE("a one-to-many is folded into its parents") {
    filled_database base;
    Db db{base.engine};
    auto const found = sync_wait(db.execute(dt::select(users).order_by(users.id).options(dt::joinedload(users.posts)))).all();
    CHECK(db.statement_count() == 1);
    REQUIRE(names(found) == "ann bob cid");
    CHECK(names(found[0].posts) == "first second");
    CHECK(names(found[1].posts) == "third");
    CHECK(found[2].posts.empty());
}

TEST_CASE("a many-to-many goes through its association, both ways, each in its order") {
    filled_database base;
    Db db{base.engine};
    auto const found = sync_wait(db.execute(dt::select(users).order_by(users.username.desc()).options(dt::joinedload(users.groups)))).all();
    REQUIRE(names(found) == "cid bob ann");
    CHECK(found[0].groups.empty());
    CHECK(names(found[1].groups) == "blue");
    CHECK(names(found[2].groups) == "blue green red");

    auto const back = sync_wait(db.execute(dt::select(groups).order_by(groups.id).options(dt::joinedload(groups.users)))).all();
    REQUIRE(names(back) == "red green blue");
    CHECK(names(back[0].users) == "ann");
    CHECK(names(back[2].users) == "bob ann");
}

TEST_CASE("a collection is in its order, the second column deciding among equals") {
    filled_database base;
    Db db{base.engine};
    auto const post = sync_wait(db.execute(dt::select(posts).where(posts.id == 1).options(dt::joinedload(posts.comments)))).scalar_one();
    CHECK(names(post.comments) == "new new too old");
}

TEST_CASE("without an order of the query, parents keep the order of their keys beside ordered collections") {
    filled_database base;
    Db db{base.engine};
    auto const found = sync_wait(db.execute(dt::select(posts).options(dt::joinedload(posts.comments)))).all();
    CHECK(names(found) == "first second third");
    CHECK(names(found[0].comments) == "new new too old");
    CHECK(names(found[2].comments) == "fine");
}

TEST_CASE("rows of one parent need not stand side by side") {
    filled_database base;
    Db db{base.engine};
    // Every user has the same value there, so the order of rows is that of the groups' names.
    SECTION("ordered by something equal for all") {
        auto const query = dt::select(users).where(users.role_id == 1).order_by(users.role_id).options(dt::joinedload(users.groups));
        auto const found = sync_wait(db.execute(query)).all();
        REQUIRE(found.size() == 2);
        for (auto const& user : found) CHECK(names(user.groups) == (user.username == "ann" ? "blue green red" : "blue"));
    }
    SECTION("rows that SQL gives in any order") {
        using with_posts = dt::with<User, users.posts>;
        auto const query = dt::raw<R"(SELECT u.id, u.username, u.nickname, u.is_active, u.created_at, u.role_id,
            p.id, p.title, p.score, p.author_id, p.reviewer_id FROM users u LEFT JOIN posts p ON p.author_id = u.id
            ORDER BY p.score NULLS FIRST, p.id DESC)", with_posts>();
        auto const found = sync_wait(db.execute(query)).all();
        REQUIRE(names(found) == "cid bob ann");
        CHECK(found[0].posts.empty());
        CHECK(names(found[1].posts) == "third");
        CHECK(names(found[2].posts) == "second first");
    }
}

TEST_CASE("collections side by side multiply rows, not objects") {
    filled_database base;
    Db db{base.engine};
    auto const query = dt::select(users).order_by(users.id).options(
        dt::joinedload(users.reviews), dt::joinedload(users.groups), dt::joinedload(users.posts), dt::joinedload(users.profile));
    auto const found = sync_wait(db.execute(query)).all();
    REQUIRE(names(found) == "ann bob cid");
    CHECK(names(found[0].groups) == "blue green red");
    CHECK(names(found[0].posts) == "first second");
    CHECK(found[0].reviews.empty());
    CHECK(names(found[1].groups) == "blue");
    CHECK(names(found[1].posts) == "third");
    CHECK(names(found[1].reviews) == "first");
    CHECK(found[1].profile->bio == "of bob");
    CHECK(found[2].groups.empty());
    CHECK(found[2].posts.empty());
    CHECK(names(found[2].reviews) == "second");
    CHECK(db.statement_count() == 1);
}

TEST_CASE("the order of options changes nothing") {
    auto const one = dt::select(users).options(dt::joinedload(users.posts), dt::joinedload(users.role));
    auto const other = dt::select(users).options(dt::joinedload(users.role)).options(dt::joinedload(users.posts));
    static_assert(std::is_same_v<decltype(one), decltype(other)>);
}

TEST_CASE("a pair that stands twice in the association is one element") {
    filled_database base;
    Db db{base.engine};
    (void)sync_wait(db.execute(dt::insert_into(user_groups).values(user_groups.user_id = 1, user_groups.group_id = 3)));
    auto const ann = sync_wait(db.execute(dt::select(users).where(users.id == 1).options(dt::joinedload(users.groups)))).scalar_one();
    CHECK(names(ann.groups) == "blue green red");
    auto const blue = sync_wait(db.execute(dt::select(groups).where(groups.id == 3).options(
        dt::joinedload(groups.users).joinedload(users.posts)))).scalar_one();
    REQUIRE(names(blue.users) == "bob ann");
    CHECK(names(blue.users[1].posts) == "first second");
    auto const tracked = sync_wait(db.track(dt::select(users).where(users.id == 1).options(dt::joinedload(users.groups)))).scalar_one();
    CHECK(tracked->groups.size() == 3);
}

TEST_CASE("a thousand parents with three children each") {
    filled_database base;
    Db db{base.engine};
    std::vector<NewPost> many;
    for (int i = 0; i < 1000; ++i) {
        auto user = db.add(NewUser{.username = "user " + std::to_string(i), .role_id = 3});
        sync_wait(db.flush());
        for (int j = 0; j < 3; ++j) many.push_back(NewPost{.title = std::to_string(j), .score = (i * 7 + j * 3) % 11, .author_id = user->id});
    }
    (void)sync_wait(db.execute(dt::insert_into(posts).values(many)));
    auto const query = dt::select(users).where(users.role_id == 3).order_by(users.username).options(dt::joinedload(users.posts));
    auto const found = sync_wait(db.execute(query)).all();
    REQUIRE(found.size() == 1000);
    for (auto const& user : found) {
        REQUIRE(user.posts.size() == 3);
        for (auto const& post : user.posts) REQUIRE(post.author_id == user.id);
    }
    auto const back = sync_wait(db.execute(dt::select(roles).where(roles.id == 3).options(
        dt::joinedload(roles.users).joinedload(users.posts)))).scalar_one();
    REQUIRE(back.users.size() == 1000);
    CHECK(back.users[999].posts.size() == 3);
}
