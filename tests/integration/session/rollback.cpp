// SPDX-License-Identifier: BSL-1.0
// Objects follow the transaction: rolling back takes them to where it began.
#include "support/models.hpp"

using namespace dovetail_test;

TEST_CASE("changes that were flushed, and changes that were not") {
    filled_database base;
    Db db{base.engine};
    auto ann = *sync_wait(db.get(users, 1));
    ann->username = "flushed";
    sync_wait(db.flush());
    ann->username = "again";
    sync_wait(db.flush());
    ann->nickname = "not flushed";
    sync_wait(db.rollback());
    CHECK_FALSE(db.in_transaction());
    CHECK(ann->username == "ann");
    CHECK_FALSE(ann->nickname);
    CHECK_FALSE(db.has_changes());
    ann->username = "again";
    sync_wait(db.commit());
    CHECK(single(db, dt::select(users.username).where(users.id == 1)) == "again");
}

TEST_CASE("a rollback goes to the last commit, not further") {
    filled_database base;
    Db db{base.engine};
    auto ann = *sync_wait(db.get(users, 1));
    ann->username = "first";
    sync_wait(db.commit());
    ann->username = "second";
    sync_wait(db.flush());
    sync_wait(db.rollback());
    CHECK(ann->username == "first");
    sync_wait(db.rollback());
    CHECK(ann->username == "first");
    CHECK(single(db, dt::select(users.username).where(users.id == 1)) == "first");
}

TEST_CASE("new objects are no objects of the database any more") {
    filled_database base;
    Db db{base.engine};
    auto flushed = db.add(NewRole{.name = "flushed"});
    sync_wait(db.flush());
    auto pending = db.add(NewRole{.name = "pending"});
    sync_wait(db.rollback());
    CHECK_FALSE(flushed.is_persistent());
    CHECK_FALSE(pending.is_persistent());
    CHECK_FALSE(db.has_changes());
    CHECK_FALSE(sync_wait(db.get(roles, 4)));
    // Their values stay readable, and changing them sends nothing.
    CHECK(flushed->name == "flushed");
    flushed->name = "x";
    pending->name = "y";
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
    CHECK(failure(db.remove(flushed)).category() == dt::error_category::usage);
    auto again = db.add(NewRole{.name = "again"});
    sync_wait(db.commit());
    CHECK(again->id == (is_postgres ? 5 : 4));        // PostgreSQL's sequence of keys is not rolled back
    CHECK_FALSE(again == flushed);
}

TEST_CASE("removed objects come back") {
    filled_database base;
    Db db{base.engine};
    auto comment = *sync_wait(db.get(comments, 1));
    auto const before = GENERATE(as<std::string>(), "nothing", "look", "change");
    auto const after = GENERATE(as<std::string>(), "nothing", "look", "change");
    bool const flushes = GENERATE(true, false);
    auto const touch = [&](std::string const& how) {
        if (how == "look") CHECK(comment->written.ok());
        if (how == "change") comment->text += "!";
    };
    CAPTURE(before, after, flushes);
    touch(before);
    sync_wait(db.remove(comment));
    if (flushes) sync_wait(db.flush());
    touch(after);
    sync_wait(db.rollback());
    CHECK(comment.is_persistent());
    CHECK(comment->text == "old");
    CHECK(*sync_wait(db.get(comments, 1)) == comment);
    comment->text = "new";
    sync_wait(db.commit());
    CHECK(single(db, dt::select(comments.text).where(comments.id == 1)) == "new");
    sync_wait(db.remove(comment));
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::count(comments.id))) == 3);
}

TEST_CASE("what refresh read in the transaction is undone, too") {
    filled_database base;
    Db db{base.engine};
    auto guest = *sync_wait(db.get(roles, 3));
    SECTION("of an object that was looked at") { CHECK(guest->name == "guest"); }
    SECTION("of one that was not") {}
    sync_wait(db.commit());
    (void)sync_wait(db.execute(dt::update(roles).set(roles.name = "x").where(roles.id == 3)));
    sync_wait(db.refresh(guest));
    CHECK(guest->name == "x");
    sync_wait(db.rollback());
    CHECK(guest->name == "guest");
    guest->name = "x";
    sync_wait(db.commit());
    CHECK(single(db, dt::select(roles.name).where(roles.id == 3)) == "x");
}

TEST_CASE("a failed flush rolls back by itself") {
    filled_database base;
    Db db{base.engine};
    auto ann = *sync_wait(db.get(users, 1));
    ann->nickname = "flushed before";
    sync_wait(db.flush());
    auto role = db.add(NewRole{.name = "fine"});
    ann->username = "bob";                              // taken
    CHECK(failure(db.commit()).category() == dt::error_category::unique);
    CHECK_FALSE(db.in_transaction());
    CHECK(ann->username == "ann");
    CHECK_FALSE(ann->nickname);
    CHECK_FALSE(role.is_persistent());
    CHECK_FALSE(db.has_changes());
    sync_wait(db.rollback());                           // does nothing
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
    ann->username = "anna";
    sync_wait(db.commit());
    CHECK(single(db, dt::select(users.username).where(users.id == 1)) == "anna");
}

TEST_CASE("a statement that fails leaves the transaction open") {
    filled_database base;
    Db db{base.engine};
    (void)sync_wait(db.execute(dt::insert_into(roles).values(roles.name = "kept")));
    CHECK(failure(db.execute(dt::insert_into(roles).values(roles.name = "kept"))).category() == dt::error_category::unique);
    CHECK(db.in_transaction());
    if constexpr (goes_on_after_an_error) {
        sync_wait(db.commit());
        CHECK(single(db, dt::select(dt::count(roles.id))) == 4);
    } else {
        // PostgreSQL takes nothing more in this transaction, and does not commit it.
        auto const next = failure(db.execute(dt::select(roles)));
        CHECK(next.category() == dt::error_category::other);
        CHECK_THAT(next.what(), contains("current transaction is aborted"));
        CHECK_THAT(failure(db.commit()).what(), contains("rolled it back"));
        CHECK_FALSE(db.in_transaction());
        CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
    }
}

TEST_CASE("a statement that fails in a savepoint leaves the transaction as it was") {
    filled_database base;
    Db db{base.engine};
    (void)sync_wait(db.execute(dt::insert_into(roles).values(roles.name = "kept")));
    auto const fails = [](Db& nested) -> dt::task<void> {
        auto const again = dt::insert_into(roles).values(roles.name = "kept");
        (void)co_await nested.execute(again);
    };
    CHECK(failure(db.begin_nested(fails)).category() == dt::error_category::unique);
    CHECK(db.in_transaction());
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 4);
}

TEST_CASE("a range of rows is inserted as a whole or not at all") {
    filled_database base;
    Db db{base.engine};
    (void)sync_wait(db.execute(dt::insert_into(roles).values(roles.name = "kept")));
    std::vector<NewRole> many;
    for (int i = 0; i < 300; ++i) many.push_back(NewRole{.name = "role " + std::to_string(i)});
    many[250].name = std::string("admin");
    CHECK(failure(db.execute(dt::insert_into(roles).values(many))).category() == dt::error_category::unique);
    CHECK(db.in_transaction());
    many[250].name = std::string("other");
    CHECK(sync_wait(db.execute(dt::insert_into(roles).values(many))).row_count() == 300);
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 304);
    many.erase(many.begin() + 2, many.end());
    sync_wait(db.commit());
    CHECK(failure(base.engine.execute(dt::insert_into(roles).values(many))).category() == dt::error_category::unique);
    CHECK(single(db, dt::select(dt::count(roles.id))) == 304);
}
