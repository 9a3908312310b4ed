// SPDX-License-Identifier: BSL-1.0
// LIMIT, OFFSET and DISTINCT choose parents, whatever is joined to them, and keep the order.
#include "support/models.hpp"

using namespace dovetail_test;

TEST_CASE("a limit counts parents") {
    filled_database base;
    Db db{base.engine};
    auto const query = dt::select(users).order_by(users.username.desc()).options(dt::joinedload(users.groups));
    CHECK(names(sync_wait(db.execute(query.limit(2))).all()) == "cid bob");
    CHECK(names(sync_wait(db.execute(query.limit(2).offset(1))).all()) == "bob ann");
    CHECK(names(sync_wait(db.execute(query.offset(2))).all()) == "ann");
    CHECK(names(sync_wait(db.execute(query.limit(0))).all()).empty());
    CHECK(names(sync_wait(db.execute(query.offset(9))).all()).empty());
    auto const ann = sync_wait(db.execute(query.offset(2).limit(5))).scalar_one();
    CHECK(names(ann.groups) == "blue green red");
}

TEST_CASE("a limit of one is one parent with all its children") {
    filled_database base;
    Db db{base.engine};
    auto const query = dt::select(users).order_by(users.id).limit(1).options(
        dt::joinedload(users.posts).joinedload(posts.comments), dt::joinedload(users.groups), dt::joinedload(users.role));
    auto const first = sync_wait(db.execute(query)).scalar_one();
    CHECK(sorted_names(first.posts) == "first second");
    CHECK(names(named(first.posts, "first").comments) == "new new too old");
    CHECK(names(first.groups) == "blue green red");
    CHECK(first.role.name == "admin");
    CHECK(db.statement_count() == 1);
}

TEST_CASE("a limit beside to-one loads needs no subquery") {
    filled_database base;
    Db db{base.engine};
    recorded_statements sent(db);
    auto const query = dt::select(posts).order_by(posts.id.desc()).limit(2).options(dt::joinedload(posts.author), dt::joinedload(posts.reviewer));
    auto const found = sync_wait(db.execute(query)).all();
    CHECK(names(found) == "third second");
    CHECK(found[0].author.username == "bob");
    REQUIRE(sent.texts.size() == 1);
    CHECK_THAT(sent.texts[0], !contains("(SELECT"));
}

TEST_CASE("values of conditions and orders are bound in their places, inside and outside") {
    filled_database base;
    Db db{base.engine};
    // The order has parameters, so they are bound twice around the limit.
    auto const query = dt::select(users)
                           .where(users.role_id == 1, users.username.in_(std::vector<std::string>{"ann", "bob", "cid"}))
                           .order_by(dt::coalesce(users.nickname, "zz"), (users.id * -1).desc())
                           .limit(1)
                           .offset(1)
                           .options(dt::joinedload(users.groups));
    auto const found = sync_wait(db.execute(query)).scalar_one();
    CHECK(found.username == "bob");
    CHECK(names(found.groups) == "blue");
    auto const two = sync_wait(db.execute(query.limit(2).offset(0))).all();
    CHECK(names(two) == "ann bob");
}

TEST_CASE("distinct parents with their children") {
    filled_database base;
    Db db{base.engine};
    auto const query = dt::select(users).distinct().order_by(users.username).options(dt::joinedload(users.posts));
    auto const found = sync_wait(db.execute(query)).all();
    REQUIRE(names(found) == "ann bob cid");
    CHECK(names(found[0].posts) == "first second");
    CHECK(names(sync_wait(db.execute(dt::select(users).distinct().options(dt::joinedload(users.role)))).all()) == "ann bob cid");
}

TEST_CASE("an alias is wrapped under its own name") {
    filled_database base;
    Db db{base.engine};
    constexpr auto m = dt::alias<"m">(users);
    auto const query = dt::select(m).where(m.id > 0).order_by(m.username.desc()).limit(2).options(dt::joinedload(users.groups));
    auto const found = sync_wait(db.execute(query)).all();
    REQUIRE(names(found) == "cid bob");
    CHECK(names(found[1].groups) == "blue");
}

TEST_CASE("a correlated condition stands inside the subquery") {
    filled_database base;
    Db db{base.engine};
    auto const has_posts = dt::exists(dt::select(posts).where(posts.author_id == users.id, posts.score > 0));
    auto const query = dt::select(users).where(has_posts).limit(5).options(dt::joinedload(users.groups), dt::joinedload(users.posts));
    auto const found = sync_wait(db.execute(query)).scalar_one();
    CHECK(found.username == "ann");
    CHECK(sorted_names(found.posts) == "first second");
}

TEST_CASE("pages of a listing cover it, each parent once") {
    filled_database base;
    Db db{base.engine};
    for (int i = 0; i < 50; ++i) {
        auto user = db.add(NewUser{.username = "u" + std::to_string(i), .role_id = 1 + i % 3});
        sync_wait(db.flush());
        for (int j = 0; j < i % 4; ++j) (void)db.add(NewPost{.title = "t", .author_id = user->id});
    }
    std::vector<int> seen;
    for (int page = 0; page < 11; ++page) {
        auto const query = dt::select(users).order_by(users.role_id, users.username.desc()).limit(5).offset(page * 5)
                               .options(dt::joinedload(users.posts), dt::joinedload(users.role));
        for (auto const& user : sync_wait(db.execute(query)).all()) {
            seen.push_back(user.id);
            CHECK(user.role.id == user.role_id);
            if (user.id > 3) CHECK(user.posts.size() == static_cast<std::size_t>((user.id - 4) % 4));
        }
    }
    auto const all = sync_wait(db.execute(dt::select(users.id).order_by(users.role_id, users.username.desc()))).scalars().all();
    CHECK(seen == std::vector<int>(all.begin(), all.end()));
}

TEST_CASE("a negative limit is refused") {
    CHECK(error_of([] { (void)dt::select(users).limit(-1); }).category() == dt::error_category::usage);
    CHECK(error_of([] { (void)dt::select(users).offset(-1); }).category() == dt::error_category::usage);
}
