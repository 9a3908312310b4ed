// SPDX-License-Identifier: BSL-1.0
// Common mistakes, and who finds them: most of them the compiler.
#include "sample_data.hpp"

// 1. Forgetting co_await db.commit() after making changes.
//    The session rolls back when it ends, and says on stderr that changes are lost.
dt::task<void> forget_to_commit(auto& engine) {
    dt::session db{engine};
    db.add(NewGroup{.name = "debating"});
    expect(db.has_changes(), "the session knows that something is not committed");
    co_return;
}
dt::task<void> commit_is_forgotten(auto& engine) {
    co_await forget_to_commit(engine);
    auto found = co_await engine.execute(dt::select(groups).where(groups.name == "debating"));
    expect(found.empty(), "what was not committed is not there");
}

// 2. Not handling scalar_one_or_none(): it can be none.
//    A dt::maybe<User> is no User; one that is taken for a User without a look throws.
template <class T>
concept has_username = requires(T user) { user.username; };
static_assert(has_username<User> && !has_username<dt::maybe<User>>);
static_assert(!std::is_convertible_v<dt::maybe<User>, User>);

dt::task<std::string> username_of(Db auto& db, int user_id) {
    auto result = co_await db.execute(dt::select(users).where(users.id == user_id));
    auto const user = result.scalar_one_or_none();
    co_return user->username;
}
dt::task<void> none_is_not_handled(Db auto& db) {
    expect(co_await username_of(db, 1) == "john", "there is such a user");
    expect(co_await error_of(username_of(db, 99)) == dt::error_category::no_result, "there is none");
}

// 3. Not using joinedload for relationships, causing N+1 queries.
//    What is not loaded is not there: db.load sends a statement, user.role never does. A function says what it
//    needs.
template <class T>
concept has_role_name = requires(T user) { user.role.name; };
static_assert(!has_role_name<User>);
static_assert(has_role_name<dt::with<User, users.role>>);

std::string title_of(dt::with<User, users.role> const& user) { return user.username + ", " + user.role.name; }
static_assert(!std::is_invocable_v<decltype(title_of), User>);

dt::task<void> role_is_not_loaded(Db auto& db) {
    auto const query = dt::select(users).options(dt::joinedload(users.role)).where(users.id == 1);
    auto result = co_await db.execute(query);
    expect(title_of(result.scalar_one()) == "john, admin", "joined");
}

// 4. Mixing sync and async.
//    A statement that is not awaited is not sent. Where its value is dropped that is a warning, and an error with
//    -Werror=unused-result; and sync_wait, which would block the thread inside a running task, is refused there.
dt::task<void> block(Db auto& db) {
    auto query = [](Db auto& of) -> dt::task<void> { co_await of.flush(); };
    dt::sync_wait(query(db));
    co_return;
}
dt::task<void> sync_and_async_are_mixed(Db auto& db) {
    auto const before = db.statement_count();
    auto not_awaited = db.execute(dt::select(users));
    expect(db.statement_count() == before, "nothing was sent");
    auto result = co_await not_awaited;
    expect(result.size() == 10, "now it is");

    expect(co_await error_of(block(db)) == dt::error_category::usage, "use co_await instead");
}

// 5. Forgetting result.unique() when using joinedload with one-to-many relationships.
//    It cannot be forgotten: rows are folded as they arrive, and unique() changes nothing.
dt::task<void> unique_is_forgotten(Db auto& db) {
    std::int64_t rows = 0;
    db.on_statement([&](dt::statement_event const& e) { rows = e.rows; });
    auto result = co_await db.execute(dt::select(users).options(dt::joinedload(users.user_groups)));
    db.on_statement({});
    expect(rows == 12, "john and ann, who have two groups, are in two rows each");
    expect(result.scalars().all().size() == 10, "but each user is there once");
}

dt::task<void> example(auto& engine) {
    {
        dt::session db{engine};
        co_await fill(db);
    }
    co_await commit_is_forgotten(engine);
    dt::session db{engine};
    co_await none_is_not_handled(db);
    co_await role_is_not_loaded(db);
    co_await sync_and_async_are_mixed(db);
    co_await unique_is_forgotten(db);
}

int main(int argc, char** argv) {
    run_on_database(argc, argv, [](auto& engine) { return example(engine); });
    return exit_status();
}
