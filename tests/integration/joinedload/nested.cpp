// SPDX-License-Identifier: BSL-1.0
// joinedload of paths: to-one and to-many, three steps deep and more.
#include "support/models.hpp"

using namespace dovetail_test;

TEST_CASE("a path of to-one and to-many") {
    filled_database base;
    Db db{base.engine};
    auto const query = dt::select(users).order_by(users.id).options(dt::joinedload(users.role).joinedload(roles.permissions));
    auto const found = sync_wait(db.execute(query)).all();
    CHECK(db.statement_count() == 1);
    REQUIRE(names(found) == "ann bob cid");
    // The role of ann and bob is one row; each has a value of its own.
    CHECK(names(found[0].role.permissions) == "read write");
    CHECK(names(found[1].role.permissions) == "read write");
    CHECK(names(found[2].role.permissions) == "read");
}

TEST_CASE("a path of four collections") {
    filled_database base;
    Db db{base.engine};
    auto const query = dt::select(permissions)
                           .order_by(permissions.id)
                           .options(dt::joinedload(permissions.roles).joinedload(roles.users).joinedload(users.posts).joinedload(posts.comments));
    auto const found = sync_wait(db.execute(query)).all();
    CHECK(db.statement_count() == 1);
    REQUIRE(names(found) == "read write");
    REQUIRE(sorted_names(found[0].roles) == "admin member");
    auto const& admin = named(found[0].roles, "admin");
    REQUIRE(sorted_names(admin.users) == "ann bob");
    auto const& of_ann = named(admin.users, "ann").posts;
    REQUIRE(sorted_names(of_ann) == "first second");
    CHECK(names(named(of_ann, "first").comments) == "new new too old");
    CHECK(named(of_ann, "second").comments.empty());
    CHECK(names(named(admin.users, "bob").posts.at(0).comments) == "fine");
    auto const& member = named(found[0].roles, "member");
    REQUIRE(names(member.users) == "cid");
    CHECK(member.users[0].posts.empty());
    REQUIRE(names(found[1].roles) == "admin");
    CHECK(names(named(named(found[1].roles[0].users, "ann").posts, "first").comments) == "new new too old");
}

TEST_CASE("a path downwards and up again") {
    filled_database base;
    Db db{base.engine};
    auto const query = dt::select(comments)
                           .order_by(comments.id)
                           .options(dt::joinedload(comments.post).joinedload(posts.author).joinedload(users.role),
                                    dt::joinedload(comments.post).joinedload(posts.reviewer).joinedload(users.profile),
                                    dt::joinedload(comments.post).joinedload(posts.comments).joinedload(comments.post));
    auto const found = sync_wait(db.execute(query)).all();
    REQUIRE(names(found) == "old new new too fine");
    CHECK(found[0].post.author.role.name == "admin");
    REQUIRE(found[0].post.reviewer);
    CHECK(found[0].post.reviewer->profile->bio == "of bob");
    CHECK(names(found[1].post.comments) == "new new too old");
    CHECK(found[1].post.comments[2].post.title == "first");
    CHECK_FALSE(found[3].post.reviewer);
    CHECK(found[3].post.author.username == "bob");
    CHECK(db.statement_count() == 1);
}

TEST_CASE("collections side by side beneath a collection") {
    filled_database base;
    Db db{base.engine};
    auto const query = dt::select(roles).order_by(roles.id).options(
        dt::joinedload(roles.permissions), dt::joinedload(roles.users).joinedload(users.posts),
        dt::joinedload(roles.users).joinedload(users.groups), dt::joinedload(roles.users).joinedload(users.reviews).joinedload(posts.comments));
    auto const found = sync_wait(db.execute(query)).all();
    REQUIRE(names(found) == "admin member guest");
    CHECK(names(found[0].permissions) == "read write");
    REQUIRE(found[0].users.size() == 2);
    for (auto const& user : found[0].users) {
        bool const is_ann = user.username == "ann";
        CHECK(user.posts.size() == (is_ann ? 2 : 1));
        CHECK(names(user.groups) == (is_ann ? "blue green red" : "blue"));
        CHECK(user.reviews.size() == (is_ann ? 0 : 1));
        if (!is_ann) CHECK(names(user.reviews[0].comments) == "new new too old");
    }
    REQUIRE(found[1].users.size() == 1);
    CHECK(names(found[1].users[0].reviews) == "second");
    CHECK(found[1].users[0].reviews[0].comments.empty());
    CHECK(found[2].users.empty());
    CHECK(found[2].permissions.empty());
}

TEST_CASE("an object beneath an empty optional is not asked for") {
    filled_database base;
    Db db{base.engine};
    auto const query = dt::select(users).order_by(users.id).options(
        dt::joinedload(users.profile).joinedload(profiles.user).joinedload(users.role), dt::joinedload(users.reviews).joinedload(posts.author));
    auto const found = sync_wait(db.execute(query)).all();
    REQUIRE(names(found) == "ann bob cid");
    CHECK_FALSE(found[0].profile);
    CHECK(found[2].profile->user->role.name == "member");
    CHECK(found[2].reviews[0].author.username == "ann");
}

TEST_CASE("with() names the type that a nested load gives") {
    filled_database base;
    Db db{base.engine};
    using loaded = dt::with<User, users.groups, users.role.with(roles.permissions, roles.users.with(users.profile))>;
    auto const query = dt::select(users).where(users.id == 3).options(
        dt::joinedload(users.role).joinedload(roles.users).joinedload(users.profile), dt::joinedload(users.groups),
        dt::joinedload(users.role).joinedload(roles.permissions));
    std::vector<loaded> const found = sync_wait(db.execute(query)).scalars().all();
    REQUIRE(found.size() == 1);
    CHECK(found[0].role.users[0].profile->bio == "of cid");
    auto const same = sync_wait(db.execute(query)).scalar_one();
    CHECK(same == found[0]);
}
