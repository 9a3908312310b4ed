// SPDX-License-Identifier: BSL-1.0
// db.load of a tracked object gives handles, which share the session's objects.
#include "support/trees.hpp"

using namespace dovetail_test;

TEST_CASE("handles of related objects, one statement each") {
    filled_database base;
    Db db{base.engine};
    auto const ann = *sync_wait(db.get(users, 1));
    auto const before = db.statement_count();
    dt::tracked<Role> const role = sync_wait(db.load(ann, users.role));
    CHECK(role->name == "admin");
    CHECK(role == *sync_wait(db.get(roles, 1)));
    std::optional<dt::tracked<Profile>> const profile = sync_wait(db.load(ann, users.profile));
    CHECK_FALSE(profile);
    std::vector<dt::tracked<Post>> const written = sync_wait(db.load(ann, users.posts));
    REQUIRE(written.size() == 2);
    CHECK(sync_wait(db.load(ann, users.groups)).at(0)->name == "blue");
    CHECK(db.statement_count() == before + 4);

    written[0]->title = "changed";
    role->name = "boss";
    sync_wait(db.commit());
    CHECK(single(db, dt::select(posts.title).where(posts.id == 1)) == "changed");
    CHECK(single(db, dt::select(roles.name).where(roles.id == 1)) == "boss");
}

TEST_CASE("with a key that was changed and flushed") {
    filled_database base;
    Db db{base.engine};
    auto const ann = *sync_wait(db.get(users, 1));
    ann->role_id = 2;
    CHECK(sync_wait(db.load(ann, users.role))->name == "member");
    CHECK(single(db, dt::select(users.role_id).where(users.id == 1)) == 2);
    sync_wait(db.rollback());
    CHECK(sync_wait(db.load(ann, users.role))->name == "admin");
}

TEST_CASE("of an object that is new") {
    filled_database base;
    Db db{base.engine};
    auto const role = db.add(NewRole{.name = "new"});
    sync_wait(db.flush());
    auto const user = db.add(NewUser{.username = "u", .role_id = role->id});
    CHECK(sync_wait(db.load(user, users.role)) == role);
    CHECK(user.is_persistent());
    CHECK(sync_wait(db.load(role, roles.users)).at(0) == user);
    sync_wait(db.rollback());
}

TEST_CASE("up and down a tree, always the same objects") {
    tree_database base;
    Db db{base.engine};
    auto const root = *sync_wait(db.get(nodes, 1));
    auto const below = sync_wait(db.load(root, nodes.children));
    REQUIRE(below.size() == 2);
    CHECK(*sync_wait(db.load(below[0], nodes.parent)) == root);
    CHECK(sync_wait(db.load(root, nodes.children)).at(0) == below[0]);
    CHECK_FALSE(sync_wait(db.load(root, nodes.parent)));
    CHECK(sync_wait(db.load(below[0], nodes.children)).at(1)->name == "ab");
}
