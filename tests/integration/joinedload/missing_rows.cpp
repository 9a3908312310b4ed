// SPDX-License-Identifier: BSL-1.0
// Keys that point nowhere, which enforced foreign keys prevent: an error that says where, never a lost row.
// And the inner join, which drops parents because it is asked to.
#include "support/trees.hpp"

using namespace dovetail_test;

namespace {

/// A database whose foreign keys are not enforced, so that its keys may point nowhere.
struct careless_database : unchecked_database {
    careless_database() {
        create(tables);
        create(tree_tables);
        Db db{engine};
        (void)db.add(NewRole{.name = "admin"});
        for (int role : {1, 1, 77}) (void)db.add(NewUser{.username = "user " + std::to_string(++count), .role_id = role});
        sync_wait(db.commit());
    }
    int count = 0;
};

}  // namespace

TEST_CASE("a NOT NULL key without its row is an error that names table, column and row") {
    careless_database base;
    Db db{base.engine};
    auto const problem = failure(db.execute(dt::select(users).order_by(users.id).options(dt::joinedload(users.role))));
    CHECK(problem.category() == dt::error_category::data);
    CHECK_THAT(problem.what(), contains("\"users\".\"role_id\"") && contains("row 3") && contains("\"roles\""));
    CHECK(problem.statement().starts_with("SELECT"));
    // The session goes on, and without the load the row is there.
    CHECK(names(sync_wait(db.execute(dt::select(users).order_by(users.id))).all()) == "user 1 user 2 user 3");
}

TEST_CASE("a nullable key that is set, but without its row, is an error, too") {
    careless_database base;
    Db db{base.engine};
    (void)db.add(NewPost{.title = "fine", .author_id = 1});
    (void)db.add(NewPost{.title = "dangling", .author_id = 1, .reviewer_id = 99});
    auto const problem = failure(db.execute(dt::select(posts).order_by(posts.id).options(dt::joinedload(posts.reviewer))));
    CHECK(problem.category() == dt::error_category::data);
    CHECK_THAT(problem.what(), contains("\"posts\".\"reviewer_id\"") && contains("row 2"));
    sync_wait(db.rollback());
}

TEST_CASE("beneath collections, and beneath to-one") {
    careless_database base;
    Db db{base.engine};
    (void)db.add(NewPost{.title = "by nobody", .author_id = 3, .reviewer_id = 1});
    auto const below = failure(db.execute(dt::select(users).where(users.id == 1).options(
        dt::joinedload(users.reviews).joinedload(posts.author).joinedload(users.role))));
    CHECK(below.category() == dt::error_category::data);
    CHECK_THAT(below.what(), contains("\"users\".\"role_id\""));
    sync_wait(db.rollback());
}

TEST_CASE("an association that points nowhere") {
    careless_database base;
    Db db{base.engine};
    (void)sync_wait(db.execute(dt::insert_into(user_groups).values(user_groups.user_id = 1, user_groups.group_id = 5)));
    auto const problem = failure(db.execute(dt::select(users).where(users.id == 1).options(dt::joinedload(users.groups))));
    CHECK(problem.category() == dt::error_category::data);
    CHECK_THAT(problem.what(), contains("\"user_groups\".\"group_id\"") && contains("\"groups\""));
    // From the other side the association's row belongs to no group, and none is lost.
    CHECK(sync_wait(db.execute(dt::select(groups).options(dt::joinedload(groups.users)))).all().empty());
    sync_wait(db.rollback());
}

TEST_CASE("a tree whose parent is gone") {
    careless_database base;
    Db db{base.engine};
    (void)db.add(NewNode{.name = "orphan", .parent_id = 42});
    CHECK(failure(db.execute(dt::select(nodes).options(dt::joinedload(nodes.parent)))).category() == dt::error_category::data);
    CHECK(sync_wait(db.execute(dt::select(nodes).options(dt::joinedload(nodes.children)))).scalar_one().name == "orphan");
    sync_wait(db.rollback());
}

TEST_CASE("an inner join finds only parents with a related row") {
    filled_database base;
    Db db{base.engine};
    auto const by_reviewer = dt::select(posts).order_by(posts.id).options(dt::joinedload(posts.reviewer, dt::innerjoin));
    auto const found = sync_wait(db.execute(by_reviewer)).all();
    REQUIRE(names(found) == "first second");
    CHECK(found[0].reviewer->username == "bob");
    auto const with_groups = sync_wait(db.execute(dt::select(users).options(dt::joinedload(users.groups, dt::innerjoin)))).all();
    REQUIRE(names(with_groups) == "ann bob");
    CHECK(names(with_groups[0].groups) == "blue green red");
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(with_groups[0])>, dt::with<User, users.groups>>);
}

TEST_CASE("an inner join beneath a left join drops nothing above it") {
    filled_database base;
    Db db{base.engine};
    // "third" has no reviewer, "first" has one without a nickname: both stay.
    auto const query = dt::select(posts).order_by(posts.id).options(
        dt::joinedload(posts.reviewer).joinedload(users.role, dt::innerjoin));
    auto const found = sync_wait(db.execute(query)).all();
    REQUIRE(names(found) == "first second third");
    CHECK(found[0].reviewer->role.name == "admin");
    CHECK_FALSE(found[2].reviewer);
}
