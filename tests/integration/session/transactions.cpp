// SPDX-License-Identifier: BSL-1.0
// transaction() and begin_nested(): committed when the coroutine returns, undone when it throws or is dropped.
#include "support/models.hpp"
#include "support/suspended.hpp"

using namespace dovetail_test;

namespace {

std::string role_names(filled_database& base) {
    Db db{base.engine};
    return names(sync_wait(db.execute(dt::select(roles).order_by(roles.id))).all());
}
/// Adds a role and flushes it.
dt::task<int> add_role(Db& db, std::string name) {
    NewRole fresh{.name = std::move(name)};
    auto role = db.add(std::move(fresh));
    co_await db.flush();
    co_return role->id;
}

}  // namespace

TEST_CASE("committed when it returns, with its value") {
    filled_database base;
    Db db{base.engine};
    auto const work = [](Db& tx) -> dt::task<int> {
        (void)tx.add(NewRole{.name = "pending at the end"});
        co_return co_await add_role(tx, "one");
    };
    CHECK(sync_wait(db.transaction(work)) == 5);
    CHECK_FALSE(db.in_transaction());
    CHECK(role_names(base) == "admin member guest pending at the end one");
}

TEST_CASE("rolled back when it throws, and the exception passes") {
    filled_database base;
    Db db{base.engine};
    auto guest = *sync_wait(db.get(roles, 3));
    auto const work = [&](Db& tx) -> dt::task<void> {
        guest->name = "changed";
        (void)co_await add_role(tx, "one");
        throw std::runtime_error("no more");
    };
    CHECK_THROWS_WITH(sync_wait(db.transaction(work)), "no more");
    CHECK_FALSE(db.in_transaction());
    CHECK(guest->name == "guest");
    CHECK(role_names(base) == "admin member guest");
    auto const empty = [](Db&) -> dt::task<void> { co_return; };
    sync_wait(db.transaction(empty));
}

TEST_CASE("what cannot be committed is rolled back") {
    filled_database base;
    Db db{base.engine};
    auto const work = [&](Db& tx) -> dt::task<void> {
        (void)co_await add_role(tx, "one");
        (void)tx.add(NewRole{.name = "admin"});
    };
    CHECK(failure(db.transaction(work)).category() == dt::error_category::unique);
    CHECK_FALSE(db.in_transaction());
    // A deferred key is checked by COMMIT.
    if (is_postgres) execute_text(base.engine, "ALTER TABLE users ALTER CONSTRAINT users_role_id_fkey DEFERRABLE");
    auto const late = [&](Db& tx) -> dt::task<void> {
        if constexpr (is_postgres) (void)co_await tx.execute(dt::raw<"SET CONSTRAINTS ALL DEFERRED">());
        else (void)co_await tx.execute(dt::raw<"PRAGMA defer_foreign_keys = ON">());
        (void)co_await tx.execute(dt::update(users).set(users.role_id = 99).where(users.id == 1));
    };
    CHECK(failure(db.transaction(late)).category() == dt::error_category::foreign_key);
    CHECK_FALSE(db.in_transaction());
    CHECK(role_names(base) == "admin member guest");
}

TEST_CASE("a transaction inside another is a savepoint") {
    filled_database base;
    Db db{base.engine};
    auto guest = *sync_wait(db.get(roles, 3));
    recorded_statements sent(db);
    auto const work = [&](Db& tx) -> dt::task<void> {
        (void)co_await add_role(tx, "outer");
        guest->name = "outer guest";
        dt::tracked<Role> inside = guest;
        auto const fails = [&](Db& nested) -> dt::task<void> {
            (void)co_await add_role(nested, "inner");
            inside = nested.add(NewRole{.name = "pending"});
            guest->name = "inner guest";
            co_await nested.flush();
            guest->name = "not flushed";
            throw std::runtime_error("inner");
        };
        bool caught = false;
        try {
            co_await tx.transaction(fails);
        } catch (std::runtime_error const&) {
            caught = true;
        }
        CHECK(caught);
        CHECK(guest->name == "outer guest");
        CHECK_FALSE(inside.is_persistent());
        auto const succeeds = [](Db& nested) -> dt::task<void> { (void)co_await add_role(nested, "kept"); };
        co_await tx.transaction(succeeds);
    };
    sync_wait(db.transaction(work));
    CHECK(guest->name == "outer guest");
    CHECK(role_names(base) == "admin member outer guest outer kept");
    CHECK(std::count(sent.control.begin(), sent.control.end(), "COMMIT") == 1);
    CHECK(std::count(sent.control.begin(), sent.control.end(), "ROLLBACK") == 0);
}

TEST_CASE("savepoints in savepoints, undone to each level") {
    filled_database base;
    Db db{base.engine};
    auto guest = *sync_wait(db.get(roles, 3));
    auto const innermost = [&](Db& tx) -> dt::task<void> {
        guest->name = "three";
        (void)co_await add_role(tx, "c");
    };
    auto const middle = [&](Db& tx) -> dt::task<void> {
        guest->name = "two";
        (void)co_await add_role(tx, "b");
        co_await tx.begin_nested(innermost);
        CHECK(guest->name == "three");
        throw std::runtime_error("middle");
    };
    auto const outer = [&](Db& tx) -> dt::task<void> {
        guest->name = "one";
        (void)co_await add_role(tx, "a");
        try {
            co_await tx.begin_nested(middle);
        } catch (std::runtime_error const&) {
        }
        CHECK(guest->name == "one");
        co_await tx.begin_nested(innermost);
    };
    sync_wait(db.transaction(outer));
    CHECK(guest->name == "three");
    CHECK(role_names(base) == "admin member three a c");
}

TEST_CASE("begin_nested without a transaction keeps the session's open") {
    filled_database base;
    Db db{base.engine};
    auto const work = [](Db& tx) -> dt::task<int> { co_return co_await add_role(tx, "nested"); };
    CHECK(sync_wait(db.begin_nested(work)) == 4);
    CHECK(db.in_transaction());
    sync_wait(db.rollback());
    CHECK(role_names(base) == "admin member guest");
}

TEST_CASE("objects removed in a savepoint come back") {
    filled_database base;
    Db db{base.engine};
    auto comment = *sync_wait(db.get(comments, 1));
    auto const work = [&](Db& tx) -> dt::task<void> {
        co_await tx.remove(comment);
        co_await tx.flush();
        CHECK_FALSE(comment.is_persistent());
        throw std::runtime_error("stop");
    };
    CHECK_THROWS(sync_wait(db.begin_nested(work)));
    CHECK(comment.is_persistent());
    comment->text = "alive";
    sync_wait(db.commit());
    CHECK(single(db, dt::select(comments.text).where(comments.id == 1)) == "alive");
}

TEST_CASE("a failed flush in a savepoint undoes the savepoint only") {
    filled_database base;
    Db db{base.engine};
    auto const outer = [&](Db& tx) -> dt::task<void> {
        (void)co_await add_role(tx, "before");
        auto const inner = [](Db& nested) -> dt::task<void> {
            (void)co_await add_role(nested, "inner");
            (void)co_await add_role(nested, "admin");
        };
        bool failed = false;
        try {
            co_await tx.begin_nested(inner);
        } catch (dt::error const& problem) {
            failed = problem.category() == dt::error_category::unique;
        }
        CHECK(failed);
        (void)co_await add_role(tx, "after");
    };
    sync_wait(db.transaction(outer));
    CHECK(role_names(base) == "admin member guest before after");
}

TEST_CASE("an error that is caught inside does not let half of the work be committed") {
    filled_database base;
    Db db{base.engine};
    auto const swallows = [](Db& tx) -> dt::task<void> {
        (void)co_await add_role(tx, "before");
        try {
            (void)co_await add_role(tx, "admin");
        } catch (dt::error const&) {
        }
        (void)co_await add_role(tx, "after");
    };
    SECTION("in a transaction") {
        CHECK(failure(db.transaction(swallows)).category() == dt::error_category::usage);
        CHECK_FALSE(db.in_transaction());
    }
    SECTION("in a savepoint") {
        CHECK(failure(db.begin_nested(swallows)).category() == dt::error_category::usage);
        sync_wait(db.commit());
    }
    SECTION("in a transaction in a transaction") {
        auto const outer = [&](Db& tx) -> dt::task<void> { co_await tx.transaction(swallows); };
        CHECK(failure(db.transaction(outer)).category() == dt::error_category::usage);
    }
    CHECK(role_names(base) == "admin member guest");
    auto const fine = [](Db& tx) -> dt::task<void> { (void)co_await add_role(tx, "fine"); };
    sync_wait(db.transaction(fine));
    CHECK(role_names(base) == "admin member guest fine");
}

TEST_CASE("a coroutine that is dropped half-way leaves nothing") {
    filled_database base;
    Db db{base.engine};
    auto guest = *sync_wait(db.get(roles, 3));
    auto const work = [&](Db& tx) -> dt::task<void> {
        guest->name = "half changed";
        (void)co_await add_role(tx, "half");
        co_await never{};
    };
    SECTION("a transaction") {
        drop_half_way(db.transaction(work));
        CHECK_FALSE(db.in_transaction());
    }
    SECTION("a savepoint") {
        (void)sync_wait(db.execute(dt::insert_into(permissions).values(permissions.name = "kept")));
        drop_half_way(db.begin_nested(work));
        CHECK(db.in_transaction());
        CHECK(single(db, dt::select(dt::count(permissions.id))) == 3);
    }
    SECTION("a transaction in a transaction") {
        auto const outer = [&](Db& tx) -> dt::task<void> {
            (void)co_await add_role(tx, "outer");
            co_await tx.transaction(work);
        };
        drop_half_way(db.transaction(outer));
        CHECK_FALSE(db.in_transaction());
    }
    CHECK(guest->name == "guest");
    sync_wait(db.commit());
    CHECK(role_names(base) == "admin member guest");
}

TEST_CASE("commit and rollback inside a transaction") {
    filled_database base;
    Db db{base.engine};
    auto const commits = [](Db& tx) -> dt::task<void> {
        (void)co_await add_role(tx, "one");
        co_await tx.commit();
        (void)co_await add_role(tx, "two");
    };
    sync_wait(db.transaction(commits));
    auto const rolls_back = [](Db& tx) -> dt::task<void> {
        (void)co_await add_role(tx, "three");
        co_await tx.rollback();
    };
    sync_wait(db.transaction(rolls_back));
    sync_wait(db.begin_nested(rolls_back));
    CHECK_FALSE(db.in_transaction());
    CHECK(role_names(base) == "admin member guest one two");
}
