// SPDX-License-Identifier: BSL-1.0
// What a transaction sees and may do, as it was told to begin; and what happens to two that stand in each other's way.
#include "support/models.hpp"

using namespace dovetail_test;
using category = dt::error_category;
using begin_mode = dt::postgres_options::begin_mode;
using enum dt::postgres_options::isolation_level;

namespace {

int score(Db& db, int id) { return single(db, dt::select(posts.score).where(posts.id == id)); }
auto set_score(int id, int to) { return dt::update(posts).set(posts.score = to).where(posts.id == id); }

}  // namespace

TEST_CASE("a transaction that only reads writes nothing") {
    filled_database base;
    Db db{base.engine, {.begin = begin_mode{.read_only = true}}};
    CHECK(score(db, 1) == 7);
    auto const problem = failure(db.execute(set_score(1, 8)));
    CHECK(problem.category() == category::read_only);
    CHECK(problem.sqlstate() == "25006");
    sync_wait(db.rollback());
    (void)db.add(NewRole{.name = "new"});
    CHECK(failure(db.commit()).category() == category::read_only);
    CHECK_FALSE(db.in_transaction());
    CHECK(score(db, 1) == 7);
}

TEST_CASE("an engine may begin them all in one way") {
    filled_database base;
    Engine reading{database_url(), {.pool_size = 1, .begin = {.isolation = serializable, .read_only = true, .deferrable = true}}};
    Db db{reading};
    auto const setting = [&](std::string const& name) {
        return sync_wait(db.execute(dt::raw<"SELECT current_setting(?)", std::string>(name))).scalar_one();
    };
    CHECK(setting("transaction_isolation") == "serializable");
    CHECK(setting("transaction_read_only") == "on");
    CHECK(setting("transaction_deferrable") == "on");
    sync_wait(db.commit());
    Db writing{reading, {.begin = begin_mode{.isolation = repeatable_read}}};
    CHECK(sync_wait(writing.execute(set_score(1, 9))).row_count() == 1);
    sync_wait(writing.commit());
    CHECK(score(db, 1) == 9);
    sync_wait(db.commit());
}

TEST_CASE("what others commit is seen at once, or not before the next transaction") {
    filled_database base;
    for (auto isolation : {read_committed, repeatable_read, serializable}) {
        Db db{base.engine, {.begin = begin_mode{.isolation = isolation}}};
        int const before = score(db, 1);
        (void)sync_wait(base.engine.execute(set_score(1, before + 1)));
        CHECK(score(db, 1) == (isolation == read_committed ? before + 1 : before));
        sync_wait(db.commit());
        CHECK(score(db, 1) == before + 1);
    }
}

TEST_CASE("a row that another transaction has changed meanwhile") {
    filled_database base;
    Db db{base.engine, {.begin = begin_mode{.isolation = repeatable_read}}};
    auto const post = *sync_wait(db.get(posts, 1));
    CHECK(post->score == 7);
    (void)sync_wait(base.engine.execute(set_score(1, 70)));
    SECTION("changed by a statement") {
        auto const problem = failure(db.execute(set_score(1, 8)));
        CHECK(problem.category() == category::serialization);
        CHECK(problem.sqlstate() == "40001");
        sync_wait(db.rollback());
    }
    SECTION("changed by a flush") {
        post->score = 8;
        CHECK(failure(db.commit()).category() == category::serialization);
        CHECK_FALSE(db.in_transaction());
        CHECK(post->score == 7);
    }
    // Tried again, it goes through.
    sync_wait(db.refresh(post));
    CHECK(post->score == 70);
    post->score = 8;
    sync_wait(db.commit());
    CHECK(score(db, 1) == 8);
}

TEST_CASE("two serializable transactions that read what the other writes: one of them fails") {
    filled_database base;
    Db first{base.engine, {.begin = begin_mode{.isolation = serializable}}}, second{base.engine, {.begin = begin_mode{.isolation = serializable}}};
    CHECK(single(first, dt::select(dt::sum(posts.score))) == 5);
    CHECK(single(second, dt::select(dt::sum(posts.score))) == 5);
    (void)sync_wait(first.execute(set_score(1, 5)));
    (void)sync_wait(second.execute(set_score(2, 5)));
    sync_wait(first.commit());
    CHECK(failure(second.commit()).category() == category::serialization);
    CHECK_FALSE(second.in_transaction());
    CHECK(score(second, 2) == 0);
}

TEST_CASE("two transactions that wait for each other: one of them is told so, and the other goes on") {
    filled_database base;
    Db first{base.engine}, second{base.engine};
    (void)sync_wait(first.execute(set_score(1, 10)));
    (void)sync_wait(second.execute(set_score(2, 20)));
    auto const cross = [](Db& db, int id) -> dt::task<std::optional<category>> {
        auto const statement = set_score(id, 30);
        std::optional<category> failed;
        try {
            (void)co_await db.execute(statement);
        } catch (dt::error const& problem) {
            failed = problem.category();
        }
        // It holds its locks until then, and the other waits for them.
        if (failed) co_await db.rollback();
        co_return failed;
    };
    auto const [one, other] = sync_wait(dt::when_all(cross(first, 2), cross(second, 1)));
    CHECK(one.has_value() != other.has_value());
    CHECK((one ? *one : *other) == category::deadlock);
    Db& survivor = one ? second : first;
    sync_wait(survivor.commit());
    CHECK(score(survivor, one ? 1 : 2) == 30);
    CHECK(score(survivor, one ? 2 : 1) == (one ? 20 : 10));
}

TEST_CASE("a lock that is not waited for") {
    filled_database base;
    Db holder{base.engine}, other{base.engine};
    (void)sync_wait(holder.execute(set_score(1, 10)));
    CHECK(failure(other.execute(dt::raw<"SELECT id FROM posts WHERE id = 1 FOR UPDATE NOWAIT", int>())).category() == category::busy);
    sync_wait(other.rollback());
    sync_wait(holder.rollback());
}

TEST_CASE("a commit of a transaction that an error has ended") {
    filled_database base;
    Db db{base.engine};
    auto const guest = *sync_wait(db.get(roles, 3));
    guest->name = "changed";
    sync_wait(db.flush());
    CHECK(failure(db.execute(dt::raw<"SELECT 1 / 0", int>())).category() == category::data);
    CHECK(db.in_transaction());
    auto const problem = failure(db.commit());
    CHECK(problem.category() == category::other);
    CHECK_THAT(problem.what(), contains("an earlier error has failed this transaction"));
    CHECK_FALSE(db.in_transaction());
    CHECK(guest->name == "guest");
    sync_wait(db.commit());
}
