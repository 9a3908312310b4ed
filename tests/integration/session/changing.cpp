// SPDX-License-Identifier: BSL-1.0
// Changed objects: found by the session, only what changed is sent.
#include "support/models.hpp"
#include "support/rows.hpp"

using namespace dovetail_test;
using texts = std::vector<std::string>;

TEST_CASE("only changed columns are updated") {
    filled_database base;
    Db db{base.engine};
    auto ann = *sync_wait(db.get(users, 1));
    recorded_statements sent(db);
    ann->username = "anna";
    CHECK(db.has_changes());
    sync_wait(db.flush());
    CHECK(sent.take() == texts{placeholders(R"(UPDATE "users" SET "username" = ? WHERE "id" = ?)")});
    ann->nickname = "a";
    ann->is_active = false;
    sync_wait(db.commit());
    CHECK(sent.take() == texts{placeholders(R"(UPDATE "users" SET "nickname" = ?, "is_active" = ? WHERE "id" = ?)")});
    auto const stored = sync_wait(db.execute(dt::select(users).where(users.id == 1))).scalar_one();
    CHECK(stored == *ann);
    CHECK(stored.username == "anna");
    CHECK(stored.nickname == "a");
}

TEST_CASE("nothing is sent when nothing changed") {
    filled_database base;
    Db db{base.engine};
    auto ann = *sync_wait(db.get(users, 1));
    sync_wait(db.commit());
    recorded_statements sent(db);
    sync_wait(db.commit());
    CHECK(ann->username == "ann");
    ann->username = "ann";
    ann->nickname = std::nullopt;
    sync_wait(db.flush());
    ann->username = "other";
    ann->username = "ann";
    CHECK_FALSE(db.has_changes());
    sync_wait(db.commit());
    CHECK(sent.texts.empty());
    CHECK(sent.control.empty());
    CHECK_FALSE(db.in_transaction());
}

TEST_CASE("changing back after a flush is a change") {
    filled_database base;
    Db db{base.engine};
    auto ann = *sync_wait(db.get(users, 1));
    ann->username = "anna";
    sync_wait(db.flush());
    ann->username = "ann";
    recorded_statements sent(db);
    sync_wait(db.commit());
    CHECK(sent.texts.size() == 1);
    CHECK(single(db, dt::select(users.username).where(users.id == 1)) == "ann");
}

TEST_CASE("every kind of column can change, to NULL and back") {
    filled_database base;
    Db db{base.engine};
    auto cid = *sync_wait(db.get(users, 3));
    auto const later = cid->created_at + std::chrono::microseconds(1);
    cid->nickname = std::nullopt;
    cid->created_at = later;
    sync_wait(db.commit());
    CHECK_FALSE(sync_wait(db.execute(dt::select(users.nickname).where(users.id == 3))).scalar_one());
    CHECK(single(db, dt::select(users.created_at).where(users.id == 3)) == later);
    cid->nickname = "again";
    sync_wait(db.commit());
    CHECK(single(db, dt::select(users.nickname).where(users.id == 3)) == "again");
}

TEST_CASE("a reference that is kept shows a later change") {
    filled_database base;
    Db db{base.engine};
    auto ann = *sync_wait(db.get(users, 1));
    std::string& name = ann->username;
    sync_wait(db.commit());
    name = "by reference";
    sync_wait(db.commit());
    CHECK(single(db, dt::select(users.username).where(users.id == 1)) == "by reference");
}

TEST_CASE("changes are flushed before a query sees the table") {
    filled_database base;
    Db db{base.engine};
    auto ann = *sync_wait(db.get(users, 1));
    ann->username = "zoe";
    (void)db.add(NewRole{.name = "new"});
    CHECK(names(sync_wait(db.execute(dt::select(users).order_by(users.username))).all()) == "bob cid zoe");
    CHECK(single(db, dt::select(dt::count(roles.id))) == 4);
    auto stream = db.stream(dt::select(users.username).where(users.id == 1));
    ann->username = "yan";
    CHECK(std::get<0>(sync_wait(stream.next())->values) == "yan");
    ann->username = "xia";
    CHECK(sync_wait(db.get(users, 2)).has_value());
    sync_wait(db.rollback());
    CHECK(ann->username == "ann");
}

TEST_CASE("a change of a row that is gone is an error") {
    filled_database base;
    Db db{base.engine};
    auto comment = *sync_wait(db.get(comments, 1));
    (void)sync_wait(db.execute(dt::delete_from(comments).where(comments.id == 1)));
    comment->text = "too late";
    CHECK(failure(db.flush()).category() == dt::error_category::no_result);
    CHECK_FALSE(db.in_transaction());
    CHECK(comment->text == "old");
    comment->text = "in time";
    sync_wait(db.commit());
    CHECK(single(db, dt::select(comments.text).where(comments.id == 1)) == "in time");
}

TEST_CASE("two changes that need each other's order of statements") {
    filled_database base;
    Db db{base.engine};
    auto ann = *sync_wait(db.get(users, 1));
    auto bob = *sync_wait(db.get(users, 2));
    // Names are unique: a swap needs a step between.
    ann->username = "tmp";
    sync_wait(db.flush());
    bob->username = "ann";
    sync_wait(db.flush());
    ann->username = "bob";
    sync_wait(db.commit());
    CHECK(names(sync_wait(db.execute(dt::select(users).order_by(users.id))).all()) == "bob ann cid");
}

TEST_CASE("a computed column follows a change") {
    rows_database base;
    Db db{base.engine};
    auto row = db.add(NewDefaults{.number = 4});
    sync_wait(db.commit());
    CHECK(row->doubled == 8);
    row->number = 21;
    sync_wait(db.commit());
    CHECK(row->doubled == 42);
    CHECK(single(db, dt::select(defaults.doubled)) == 42);
    row->word = "other";
    sync_wait(db.commit());
    CHECK(row->doubled == 42);
    row->number = 1;
    sync_wait(db.flush());
    sync_wait(db.rollback());
    CHECK(row->doubled == 42);
}

TEST_CASE("refresh reads again what others changed") {
    filled_database base;
    Db db{base.engine};
    auto ann = *sync_wait(db.get(users, 1));
    (void)sync_wait(db.execute(dt::update(users).set(users.nickname = "by hand", users.username = "anne").where(users.id == 1)));
    CHECK(ann->username == "ann");
    sync_wait(db.refresh(ann));
    CHECK(ann->username == "anne");
    CHECK(ann->nickname == "by hand");
    CHECK_FALSE(db.has_changes());
    sync_wait(db.commit());

    SECTION("what is changed and not flushed is flushed first") {
        ann->username = "mine";
        sync_wait(db.refresh(ann));
        CHECK(ann->username == "mine");
        CHECK(single(db, dt::select(users.username).where(users.id == 1)) == "mine");
        sync_wait(db.rollback());
        CHECK(ann->username == "anne");
    }
    SECTION("a row that is gone") {
        (void)sync_wait(db.execute(dt::delete_from(user_groups).where(user_groups.user_id == 1)));
        (void)sync_wait(db.execute(dt::delete_from(posts).where(posts.author_id == 1)));
        (void)sync_wait(db.execute(dt::delete_from(users).where(users.id == 1)));
        CHECK(failure(db.refresh(ann)).category() == dt::error_category::no_result);
        sync_wait(db.rollback());
    }
    SECTION("an object that is not in the database") {
        auto fresh = db.add(NewRole{.name = "fresh"});
        sync_wait(db.refresh(fresh));      // flushed first
        CHECK(fresh->id == 4);
        sync_wait(db.remove(fresh));
        CHECK(failure(db.refresh(fresh)).category() == dt::error_category::usage);
        sync_wait(db.rollback());
        CHECK(failure(db.refresh(fresh)).category() == dt::error_category::usage);
    }
}

TEST_CASE("handles that outlive the session show the object, and change nothing") {
    filled_database base;
    auto const outlived = [&] {
        Db db{base.engine};
        auto ann = *sync_wait(db.get(users, 1));
        auto fresh = db.add(NewRole{.name = "fresh"});
        sync_wait(db.commit());
        return std::pair(ann, fresh);
    }();
    CHECK(outlived.first->username == "ann");
    outlived.first->username = "ghost";
    CHECK((*outlived.first).username == "ghost");
    CHECK(outlived.second->id == 4);
    Db db{base.engine};
    CHECK(single(db, dt::select(users.username).where(users.id == 1)) == "ann");
}
