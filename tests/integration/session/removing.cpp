// SPDX-License-Identifier: BSL-1.0
// Removed objects: deleted by the next flush, the tables that point to others first.
#include "support/trees.hpp"

using namespace dovetail_test;

TEST_CASE("a removed object is deleted by the flush") {
    filled_database base;
    Db db{base.engine};
    auto comment = *sync_wait(db.get(comments, 1));
    sync_wait(db.remove(comment));
    CHECK(db.has_changes());
    CHECK_FALSE(comment.is_persistent());
    CHECK_FALSE(sync_wait(db.get(comments, 1)));
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::count(comments.id))) == 3);
    CHECK_FALSE(sync_wait(db.get(comments, 1)));
    CHECK(comment->text == "old");
}

TEST_CASE("a new object that is removed is never sent") {
    filled_database base;
    Db db{base.engine};
    auto role = db.add(NewRole{.name = "never"});
    sync_wait(db.remove(role));
    CHECK_FALSE(db.has_changes());
    sync_wait(db.commit());
    CHECK(db.statement_count() == 0);
    CHECK_FALSE(role.is_persistent());
    CHECK(failure(db.remove(role)).category() == dt::error_category::usage);
}

TEST_CASE("added, flushed and removed in one transaction") {
    filled_database base;
    Db db{base.engine};
    auto role = db.add(NewRole{.name = "short"});
    sync_wait(db.flush());
    sync_wait(db.remove(role));
    CHECK(failure(db.remove(role)).category() == dt::error_category::usage);
    sync_wait(db.flush());
    SECTION("and committed") { sync_wait(db.commit()); }
    SECTION("and rolled back") { sync_wait(db.rollback()); }
    CHECK_FALSE(role.is_persistent());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
}

TEST_CASE("rows that point to others are deleted first, whatever the order of remove") {
    filled_database base;
    Db db{base.engine};
    auto role = db.add(NewRole{.name = "r"});
    sync_wait(db.flush());
    auto user = db.add(NewUser{.username = "u", .role_id = role->id});
    sync_wait(db.flush());
    auto post = db.add(NewPost{.title = "p", .author_id = user->id});
    sync_wait(db.commit());
    sync_wait(db.remove(role));
    sync_wait(db.remove(post));
    sync_wait(db.remove(user));
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
    CHECK(single(db, dt::select(dt::count(users.id))) == 3);
}

TEST_CASE("rows of a tree, in any order") {
    tree_database base;
    Db db{base.engine};
    auto const a = *sync_wait(db.get(nodes, 2)), aa = *sync_wait(db.get(nodes, 4)), ab = *sync_wait(db.get(nodes, 5)), aaa = *sync_wait(db.get(nodes, 6));
    SECTION("from the leaves") {
        for (auto const& each : {aaa, ab, aa, a}) sync_wait(db.remove(each));
    }
    SECTION("from the root") {
        for (auto const& each : {a, aa, aaa, ab}) sync_wait(db.remove(each));
    }
    SECTION("mixed") {
        for (auto const& each : {aa, aaa, a, ab}) sync_wait(db.remove(each));
    }
    sync_wait(db.commit());
    CHECK(names(sync_wait(db.execute(dt::select(nodes).order_by(nodes.id))).all()) == "root b");
}

TEST_CASE("a row that others point to is not deleted, and all is rolled back") {
    filled_database base;
    Db db{base.engine};
    auto admin = *sync_wait(db.get(roles, 1));
    auto comment = *sync_wait(db.get(comments, 1));
    sync_wait(db.remove(comment));
    sync_wait(db.remove(admin));
    CHECK(failure(db.commit()).category() == dt::error_category::foreign_key);
    CHECK_FALSE(db.in_transaction());
    CHECK(admin.is_persistent());
    CHECK(comment.is_persistent());
    CHECK(single(db, dt::select(dt::count(comments.id))) == 4);
    admin->name = "boss";
    sync_wait(db.commit());
    CHECK(single(db, dt::select(roles.name).where(roles.id == 1)) == "boss");
}

TEST_CASE("what the database deletes by itself") {
    filled_database base;
    Db db{base.engine};
    auto post = *sync_wait(db.get(posts, 1));
    auto comment = *sync_wait(db.get(comments, 1));
    sync_wait(db.remove(post));
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::count(comments.id))) == 1);
    // The object of a row that a cascade deleted is not known to be gone: its change is an error, not a loss.
    comment->text = "x";
    CHECK(failure(db.commit()).category() == dt::error_category::no_result);
}

TEST_CASE("a change of an object that is removed is not sent") {
    filled_database base;
    Db db{base.engine};
    auto comment = *sync_wait(db.get(comments, 1));
    comment->text = "changed";
    sync_wait(db.remove(comment));
    recorded_statements sent(db);
    sync_wait(db.commit());
    CHECK(sent.texts == std::vector<std::string>{placeholders(R"(DELETE FROM "comments" WHERE "id" = ?)")});
}

TEST_CASE("a key that was removed may be added again") {
    filled_database base;
    Db db{base.engine};
    auto old = *sync_wait(db.get(comments, 4));
    sync_wait(db.remove(old));
    sync_wait(db.flush());
    auto fresh = db.add(NewComment{.id = 4, .text = "again", .written = old->written, .post_id = 3});
    sync_wait(db.flush());
    CHECK(*sync_wait(db.get(comments, 4)) == fresh);
    SECTION("committed") {
        sync_wait(db.commit());
        CHECK(fresh.is_persistent());
        CHECK(*sync_wait(db.get(comments, 4)) == fresh);
        CHECK(single(db, dt::select(comments.text).where(comments.id == 4)) == "again");
    }
    SECTION("rolled back") {
        sync_wait(db.rollback());
        CHECK_FALSE(fresh.is_persistent());
        CHECK(old.is_persistent());
        CHECK(*sync_wait(db.get(comments, 4)) == old);
        old->text = "still";
        sync_wait(db.commit());
        CHECK(single(db, dt::select(comments.text).where(comments.id == 4)) == "still");
    }
}
