// SPDX-License-Identifier: BSL-1.0
// Removed objects: deleted by the next flush, the tables that point to others first.
#include "support/rows.hpp"
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

TEST_CASE("a new row with the key of one that is removed takes its place") {
    filled_database base;
    Db db{base.engine};
    auto old = *sync_wait(db.get(roles, 1));
    sync_wait(db.remove(old));
    auto fresh = db.add(NewRole{.id = 1, .name = "boss"});
    SECTION("and is found before it is flushed") { CHECK(*sync_wait(db.get(roles, 1)) == fresh); }
    SECTION("by one statement") {
        recorded_statements sent(db);
        sync_wait(db.flush());
        CHECK(sent.texts == std::vector<std::string>{placeholders(
                                R"(INSERT INTO "roles" ("id", "name") VALUES (?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name")")});
    }
    sync_wait(db.flush());
    CHECK(fresh.is_persistent());
    CHECK_FALSE(old.is_persistent());
    CHECK(*sync_wait(db.get(roles, 1)) == fresh);
    SECTION("committed") {
        fresh->name = "chief";
        sync_wait(db.commit());
        CHECK(single(db, dt::select(roles.name).where(roles.id == 1)) == "chief");
        CHECK(single(db, dt::select(dt::count(users.id)).where(users.role_id == 1)) == 2);      // who has the role keeps it
    }
    SECTION("rolled back") {
        sync_wait(db.rollback());
        CHECK_FALSE(fresh.is_persistent());
        CHECK(*sync_wait(db.get(roles, 1)) == old);
        old->name = "still";
        sync_wait(db.commit());
        CHECK(single(db, dt::select(roles.name).where(roles.id == 1)) == "still");
    }
}

TEST_CASE("so do those that are added among others, each where it was added") {
    filled_database base;
    Db db{base.engine};
    auto const one = db.add(NewPermission{.name = "one"}), two = db.add(NewPermission{.name = "two"});
    sync_wait(db.commit());
    sync_wait(db.remove(one));
    sync_wait(db.remove(two));
    auto const first = db.add(NewPermission{.name = "first"});          // its key is the database's
    auto const again = db.add(NewPermission{.id = one->id, .name = "again"});
    auto const last = db.add(NewPermission{.name = "last"});
    sync_wait(db.commit());
    CHECK(first->id > two->id);
    CHECK(last->id > first->id);
    auto const later = dt::select(permissions.name).where(permissions.id >= one->id).order_by(permissions.id);
    CHECK(sync_wait(db.execute(later)).scalars().all() == std::vector<std::string>{"again", "first", "last"});
    CHECK(*sync_wait(db.get(permissions, one->id)) == again);
}

TEST_CASE("a pair that is removed and added again") {
    filled_database base;
    Db db{base.engine};
    auto const count = single(db, dt::select(dt::count()).select_from(role_permissions));
    auto const pair = sync_wait(db.track(dt::select(role_permissions).limit(1))).scalars().one();
    sync_wait(db.remove(pair));
    auto const again = db.add(NewRolePermission{.role_id = pair->role_id, .permission_id = pair->permission_id});
    sync_wait(db.commit());
    CHECK(again.is_persistent());
    CHECK(single(db, dt::select(dt::count()).select_from(role_permissions)) == count);
}

TEST_CASE("what the database makes of a new row in another one's place") {
    rows_database base;
    Db db{base.engine};
    auto old = db.add(NewDefaults{.number = 5, .code = std::string("ours")});
    sync_wait(db.commit());
    sync_wait(db.remove(old));
    auto fresh = db.add(NewDefaults{.id = old->id, .number = 21});
    sync_wait(db.commit());
    CHECK(fresh->code == "AUTO");
    CHECK(fresh->doubled == 42);
    CHECK(fresh->word == "it's");
    CHECK(single(db, dt::select(defaults.code).where(defaults.id == old->id)) == "AUTO");
}
