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

TEST_CASE("a to-one of several handles, in one statement for all") {
    filled_database base;
    Db db{base.engine};
    auto const all = sync_wait(db.track(dt::select(users).order_by(users.id))).all();
    auto const before = db.statement_count();
    std::vector<dt::tracked<dt::with<User, users.role>>> const loaded = sync_wait(db.load(all, users.role));
    CHECK(db.statement_count() == before + 1);
    REQUIRE(loaded.size() == 3);
    CHECK(loaded[0]->role->name == "admin");
    CHECK(loaded[2]->role->name == "member");
    CHECK(loaded[0]->role == loaded[1]->role);
    CHECK(loaded[0]->role == *sync_wait(db.get(roles, 1)));
    CHECK(loaded[1].tracked() == all[1].tracked());

    loaded[1]->nickname = "b";
    CHECK(all[1]->nickname == "b");
    loaded[0]->role->name = "boss";
    CHECK((*loaded[1]).role.name == "boss");
    sync_wait(db.commit());
    CHECK(single(db, dt::select(users.nickname).where(users.id == 2)) == "b");
    CHECK(single(db, dt::select(roles.name).where(roles.id == 1)) == "boss");
}

TEST_CASE("collections of several handles, beside what they have loaded") {
    filled_database base;
    Db db{base.engine};
    auto result = sync_wait(db.track(dt::select(users).order_by(users.id)));
    auto const before = db.statement_count();
    auto const with_groups = sync_wait(db.load(result, users.groups));
    auto const with_posts = sync_wait(db.load(with_groups, users.posts));
    auto const loaded = sync_wait(db.load(with_posts, users.profile));
    CHECK(db.statement_count() == before + 3);
    static_assert(std::is_same_v<decltype(loaded)::value_type, dt::tracked<dt::with<User, users.profile, users.groups, users.posts>>>);
    REQUIRE(loaded.size() == 3);
    CHECK(names((*loaded[0]).groups) == "blue green red");
    CHECK(names((*loaded[0]).posts) == "first second");
    CHECK(loaded[0]->groups[0] == loaded[1]->groups[0]);
    CHECK_FALSE(loaded[0]->profile);
    CHECK((*loaded[1]->profile)->bio == "of bob");
    CHECK(loaded[2]->groups.empty());
    CHECK(loaded[2]->posts.empty());
    CHECK(loaded[1]->posts[0] == *sync_wait(db.get(posts, 3)));

    // Loaded again, it is what is there now.
    sync_wait(db.remove(loaded[0]->posts[0]));
    CHECK(names((*sync_wait(db.load(loaded, users.posts))[0]).posts) == "second");
    CHECK(names((*loaded[0]).posts) == "first second");
    sync_wait(db.rollback());
}

TEST_CASE("handles over a nullable key, and the same handle twice") {
    filled_database base;
    Db db{base.engine};
    auto all = sync_wait(db.track(dt::select(posts).order_by(posts.id))).all();
    all.push_back(all[0]);
    auto const before = db.statement_count();
    auto const loaded = sync_wait(db.load(all, posts.reviewer));
    CHECK(db.statement_count() == before + 1);
    REQUIRE(loaded.size() == 4);
    CHECK((*loaded[0]->reviewer)->username == "bob");
    CHECK((*loaded[1]->reviewer)->username == "cid");
    CHECK_FALSE(loaded[2]->reviewer);
    CHECK(loaded[3] == loaded[0]);
    CHECK(*loaded[3]->reviewer == *loaded[0]->reviewer);
}

TEST_CASE("no handles, and handles of which no key is set, send nothing") {
    tree_database base;
    Db db{base.engine};
    (void)db.add(NewNode{.name = "pending"});
    std::vector<dt::tracked<Node>> none;
    CHECK(sync_wait(db.load(none, nodes.parent)).empty());
    CHECK(db.statement_count() == 0);
    CHECK(db.has_changes());
    auto const roots = sync_wait(db.track(dt::select(nodes).where(nodes.parent_id == std::nullopt))).all();
    auto const before = db.statement_count();
    auto const loaded = sync_wait(db.load(roots, nodes.parent));
    REQUIRE(loaded.size() == 2);
    CHECK_FALSE(loaded[0]->parent);
    CHECK(db.statement_count() == before);
    sync_wait(db.rollback());
}

TEST_CASE("new and changed objects of a range are flushed before they are loaded") {
    filled_database base;
    Db db{base.engine};
    std::vector<dt::tracked<User>> all{db.add(NewUser{.username = "dan", .role_id = 2}), *sync_wait(db.get(users, 1))};
    all[1]->role_id = 3;
    auto const loaded = sync_wait(db.load(all, users.role));
    CHECK(loaded[0].is_persistent());
    CHECK(loaded[0]->role->name == "member");
    CHECK(loaded[1]->role->name == "guest");
    (void)db.add(NewPost{.title = "of dan", .author_id = all[0]->id});
    CHECK(names((*sync_wait(db.load(all, users.posts))[0]).posts) == "of dan");
    sync_wait(db.rollback());
    CHECK(sync_wait(db.load(std::vector{all[1]}, users.role))[0]->role->name == "admin");
}

TEST_CASE("objects that are not in the database have nothing to load") {
    filled_database base;
    Db db{base.engine};
    auto const lost = db.add(NewUser{.username = "lost", .role_id = 1});
    sync_wait(db.rollback());
    CHECK(failure(db.load(lost, users.role)).category() == dt::error_category::usage);
    auto const removed = *sync_wait(db.get(comments, 1));
    sync_wait(db.remove(removed));
    std::vector<dt::tracked<Comment>> const some{*sync_wait(db.get(comments, 2)), removed};
    CHECK(failure(db.load(some, comments.post)).category() == dt::error_category::usage);
    CHECK_THAT(failure(db.load(removed, comments.post)).what(), contains("load()"));
    sync_wait(db.rollback());
    CHECK(sync_wait(db.load(some, comments.post))[1]->post->title == "first");
}

TEST_CASE("a key that points nowhere is an error of the whole range") {
    unchecked_database base;
    base.create(tables);
    Db db{base.engine};
    std::vector<dt::tracked<User>> const all{db.add(NewUser{.username = "lost", .role_id = 7})};
    CHECK(failure(db.load(all, users.role)).category() == dt::error_category::data);
    CHECK(sync_wait(db.load(all, users.posts))[0]->posts.empty());
    sync_wait(db.rollback());
}

TEST_CASE("a relationship that was loaded with more beneath it is loaded again without") {
    filled_database base;
    Db db{base.engine};
    auto const query = dt::select(users).order_by(users.id).options(dt::joinedload(users.role).joinedload(roles.permissions));
    auto const handles = sync_wait(db.track(query)).all();
    auto const loaded = sync_wait(db.load(handles, users.role));
    static_assert(std::is_same_v<decltype(loaded)::value_type, dt::tracked<dt::with<User, users.role>>>);
    CHECK(loaded[2]->role == *sync_wait(db.get(roles, 2)));
    auto const plain = sync_wait(db.execute(query)).all();
    CHECK(sync_wait(db.load(plain, users.role))[2].role == *loaded[2]->role);
}
