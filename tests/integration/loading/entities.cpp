// SPDX-License-Identifier: BSL-1.0
// db.load of one entity: what user.role gives in Python, in one statement.
#include "support/trees.hpp"

using namespace dovetail_test;

namespace {
User user(Db& db, int id) {
    return sync_wait(db.execute(dt::select(users).where(users.id == id))).scalar_one();
}
Post post(Db& db, int id) {
    return sync_wait(db.execute(dt::select(posts).where(posts.id == id))).scalar_one();
}
}  // namespace

TEST_CASE("each kind of relationship, one statement each") {
    filled_database base;
    Db db{base.engine};
    auto const ann = user(db, 1), bob = user(db, 2), cid = user(db, 3);
    auto sent = [&, before = db.statement_count()]() mutable { return db.statement_count() - std::exchange(before, db.statement_count()); };
    (void)sent();

    Role const role = sync_wait(db.load(ann, users.role));
    CHECK(role.name == "admin");
    CHECK(sent() == 1);

    std::optional<Profile> const profile = sync_wait(db.load(bob, users.profile));
    REQUIRE(profile);
    CHECK(profile->bio == "of bob");
    CHECK_FALSE(sync_wait(db.load(ann, users.profile)));
    CHECK(sync_wait(db.load(*profile, profiles.user))->username == "bob");
    CHECK(sent() == 3);

    std::vector<Group> const joined = sync_wait(db.load(ann, users.groups));
    CHECK(names(joined) == "blue green red");
    CHECK(sync_wait(db.load(cid, users.groups)).empty());
    CHECK(names(sync_wait(db.load(joined[0], groups.users))) == "bob ann");
    CHECK(sent() == 3);

    CHECK(names(sync_wait(db.load(ann, users.posts))) == "first second");
    CHECK(names(sync_wait(db.load(bob, users.reviews))) == "first");
    CHECK(names(sync_wait(db.load(post(db, 1), posts.comments))) == "new new too old");
    CHECK(sent() == 4);
}

TEST_CASE("over a nullable key") {
    filled_database base;
    Db db{base.engine};
    auto const reviewed = post(db, 1), other = post(db, 3);
    auto const before = db.statement_count();
    CHECK(sync_wait(db.load(reviewed, posts.reviewer))->username == "bob");
    CHECK(db.statement_count() == before + 1);
    CHECK_FALSE(sync_wait(db.load(other, posts.reviewer)));
    CHECK(sync_wait(db.load(other, posts.author)).username == "bob");
}

TEST_CASE("parents and children of a tree, and packages that depend on packages") {
    tree_database base;
    Db db{base.engine};
    auto const a = sync_wait(db.execute(dt::select(nodes).where(nodes.name == "a"))).scalar_one();
    CHECK(sync_wait(db.load(a, nodes.parent))->name == "root");
    CHECK(names(sync_wait(db.load(a, nodes.children))) == "aa ab");
    auto const root = sync_wait(db.execute(dt::select(nodes).where(nodes.name == "root"))).scalar_one();
    CHECK_FALSE(sync_wait(db.load(root, nodes.parent)));
    auto const lib = sync_wait(db.execute(dt::select(packages).where(packages.name == "lib"))).scalar_one();
    CHECK(names(sync_wait(db.load(lib, packages.depends))) == "core");
    CHECK(names(sync_wait(db.load(lib, packages.needed_by))) == "app");
    CHECK(sync_wait(db.load(lib, packages.dependencies)).at(0).kind == "Depends");
}

TEST_CASE("an entity that is a temporary, and one with other things loaded") {
    filled_database base;
    Db db{base.engine};
    CHECK(sync_wait(db.load(user(db, 1), users.role)).name == "admin");
    auto const loaded = sync_wait(db.execute(dt::select(users).where(users.id == 1).options(dt::joinedload(users.groups)))).scalar_one();
    CHECK(sync_wait(db.load(loaded, users.role)).name == "admin");
    CHECK(names(sync_wait(db.load(loaded.groups.at(0), groups.users))) == "bob ann");
}

TEST_CASE("a pair that stands twice in the association is loaded once") {
    filled_database base;
    Db db{base.engine};
    (void)sync_wait(db.execute(dt::insert_into(user_groups).values(user_groups.user_id = 1, user_groups.group_id = 3)));
    CHECK(names(sync_wait(db.load(user(db, 1), users.groups))) == "blue green red");
    std::vector<User> const all{user(db, 1), user(db, 2)};
    auto const loaded = sync_wait(db.load(all, users.groups));
    CHECK(names(loaded[0].groups) == "blue green red");
    CHECK(names(loaded[1].groups) == "blue");
    sync_wait(db.rollback());
}

TEST_CASE("what is pending is flushed before it is loaded") {
    filled_database base;
    Db db{base.engine};
    auto const ann = user(db, 1);
    (void)db.add(NewPost{.title = "pending", .author_id = 1});
    CHECK(names(sync_wait(db.load(ann, users.posts))) == "first second pending");
    sync_wait(db.rollback());
}

TEST_CASE("a key that points nowhere is an error") {
    unchecked_database base;
    base.create(tables);
    Db db{base.engine};
    (void)db.add(NewUser{.username = "lost", .role_id = 7});
    (void)db.add(NewPost{.title = "p", .author_id = 1, .reviewer_id = 9});
    sync_wait(db.commit());
    auto const problem = failure(db.load(user(db, 1), users.role));
    CHECK(problem.category() == dt::error_category::data);
    CHECK_THAT(problem.what(), contains("\"users\".\"role_id\"") && contains("\"roles\""));
    CHECK(failure(db.load(post(db, 1), posts.reviewer)).category() == dt::error_category::data);
    std::vector<User> const all{user(db, 1)};
    CHECK(failure(db.load(all, users.role)).category() == dt::error_category::data);
    CHECK(names(sync_wait(db.load(user(db, 1), users.posts))) == "p");
}
