// SPDX-License-Identifier: BSL-1.0
// db.load of a range: one statement for all, never one each.
#include "support/trees.hpp"

#include <list>

using namespace dovetail_test;

TEST_CASE("a to-one of all, in one statement") {
    filled_database base;
    Db db{base.engine};
    auto const all = sync_wait(db.execute(dt::select(users).order_by(users.username.desc()))).all();
    auto const before = db.statement_count();
    std::vector<dt::with<User, users.role>> const loaded = sync_wait(db.load(all, users.role));
    CHECK(db.statement_count() == before + 1);
    REQUIRE(names(loaded) == "cid bob ann");
    CHECK(loaded[0].role.name == "member");
    CHECK(loaded[1].role.name == "admin");
    CHECK(loaded[2].role.name == "admin");
    CHECK(names(all) == "cid bob ann");          // the range itself is as it was
}

TEST_CASE("a to-many of all, and then one more") {
    filled_database base;
    Db db{base.engine};
    auto const all = sync_wait(db.execute(dt::select(users).order_by(users.id))).all();
    auto const before = db.statement_count();
    auto const loaded = sync_wait(db.load(all, users.groups));
    CHECK(names(loaded[0].groups) == "blue green red");
    CHECK(names(loaded[1].groups) == "blue");
    CHECK(loaded[2].groups.empty());
    auto const more = sync_wait(db.load(loaded, users.posts));
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(more[0])>, dt::with<User, users.posts, users.groups>>);
    CHECK(names(more[0].posts) == "first second");
    CHECK(names(more[0].groups) == "blue green red");
    auto const most = sync_wait(db.load(more, users.profile));
    CHECK_FALSE(most[0].profile);
    CHECK(most[2].profile->bio == "of cid");
    CHECK(db.statement_count() == before + 3);
}

TEST_CASE("nullable keys, some of them NULL, some the same") {
    filled_database base;
    Db db{base.engine};
    (void)db.add(NewPost{.title = "fourth", .author_id = 3, .reviewer_id = 2});
    auto const all = sync_wait(db.execute(dt::select(posts).order_by(posts.id))).all();
    auto const before = db.statement_count();
    auto const loaded = sync_wait(db.load(all, posts.reviewer));
    CHECK(db.statement_count() == before + 1);
    CHECK(loaded[0].reviewer->username == "bob");
    CHECK(loaded[1].reviewer->username == "cid");
    CHECK_FALSE(loaded[2].reviewer);
    CHECK(loaded[3].reviewer->username == "bob");
    sync_wait(db.rollback());
}

TEST_CASE("an empty range, and one of which no key is set, send nothing") {
    tree_database base;
    Db db{base.engine};
    std::vector<Node> none;
    CHECK(sync_wait(db.load(none, nodes.parent)).empty());
    CHECK(db.statement_count() == 0);
    std::vector<Node> const roots = sync_wait(db.execute(dt::select(nodes).where(nodes.parent_id == std::nullopt))).all();
    auto const loaded = sync_wait(db.load(roots, nodes.parent));
    REQUIRE(loaded.size() == 1);
    CHECK_FALSE(loaded[0].parent);
    CHECK(db.statement_count() == 1);
}

TEST_CASE("the same entity twice has its own value twice") {
    filled_database base;
    Db db{base.engine};
    auto const ann = sync_wait(db.execute(dt::select(users).where(users.id == 1))).scalar_one();
    std::vector<User> const twice{ann, ann};
    auto const loaded = sync_wait(db.load(twice, users.posts));
    REQUIRE(loaded.size() == 2);
    CHECK(names(loaded[0].posts) == "first second");
    CHECK(loaded[0] == loaded[1]);
}

TEST_CASE("other ranges, and a temporary one") {
    filled_database base;
    Db db{base.engine};
    auto const all = sync_wait(db.execute(dt::select(users).order_by(users.id))).all();
    std::list<User> const list(all.begin(), all.end());
    CHECK(sync_wait(db.load(list, users.role)).at(2).role.name == "member");
    CHECK(sync_wait(db.load(std::vector<User>(all), users.role)).at(0).role.name == "admin");
    auto result = sync_wait(db.execute(dt::select(users).order_by(users.id)));
    CHECK(sync_wait(db.load(result.all(), users.posts)).at(1).posts.at(0).title == "third");
    CHECK(sync_wait(db.load(all | std::views::filter([](User const& user) { return user.id > 1; }), users.groups)).size() == 2);
}

TEST_CASE("a tree, level by level") {
    tree_database base;
    Db db{base.engine};
    auto const all = sync_wait(db.execute(dt::select(nodes).order_by(nodes.id))).all();
    auto const loaded = sync_wait(db.load(all, nodes.children));
    CHECK(names(loaded[0].children) == "a b");
    CHECK(names(loaded[1].children) == "aa ab");
    CHECK(names(loaded[3].children) == "aaa");
    CHECK(loaded[5].children.empty());
    auto const children = sync_wait(db.load(loaded[0].children, nodes.children));
    CHECK(names(children[0].children) == "aa ab");
    auto const listed = sync_wait(db.execute(dt::select(packages).order_by(packages.name))).all();
    auto const depends = sync_wait(db.load(listed, packages.depends));
    CHECK(names(depends[0].depends) == "core lib");
    CHECK(names(sync_wait(db.load(listed, packages.needed_by))[1].needed_by) == "app lib");
}

TEST_CASE("thousands, in one statement") {
    filled_database base;
    Db db{base.engine};
    std::vector<NewUser> many;
    for (int i = 0; i < 5000; ++i) many.push_back(NewUser{.username = std::to_string(i), .role_id = 1 + i % 3});
    (void)sync_wait(db.execute(dt::insert_into(users).values(many)));
    auto const all = sync_wait(db.execute(dt::select(users).where(users.id > 3))).all();
    REQUIRE(all.size() == 5000);
    auto const before = db.statement_count();
    auto const loaded = sync_wait(db.load(all, users.role));
    auto const grouped = sync_wait(db.load(all, users.groups));
    CHECK(db.statement_count() == before + 2);
    for (auto const& user : loaded) REQUIRE(user.role.id == user.role_id);
    CHECK(grouped.size() == 5000);
    sync_wait(db.rollback());
}
