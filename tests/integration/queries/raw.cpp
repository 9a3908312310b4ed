// SPDX-License-Identifier: BSL-1.0
// SQL as text, with bound values and a row type.
#include "support/columns.hpp"
#include "support/models.hpp"

using namespace dovetail_test;

TEST_CASE("one value, several values, entities") {
    filled_database base;
    Db db{base.engine};
    CHECK(sync_wait(db.execute(dt::raw<"SELECT count(*) FROM users", std::int64_t>())).scalar_one() == 3);
    CHECK(sync_wait(db.execute(dt::raw<"SELECT username FROM users ORDER BY id", std::string>())).all() == std::vector<std::string>{"ann", "bob", "cid"});
    auto const rows = sync_wait(db.execute(dt::raw<"SELECT id, username, nickname FROM users WHERE id > ? ORDER BY id DESC",
                                                   std::tuple<int, std::string, std::optional<std::string>>>(1))).all();
    REQUIRE(rows.size() == 2);
    auto const& [id, name, nickname] = rows[0];
    CHECK(id == 3);
    CHECK(name == "cid");
    CHECK(nickname == "c");
    CHECK_FALSE(std::get<2>(rows[1]));
    auto const users_found = sync_wait(db.execute(dt::raw<"SELECT * FROM users WHERE username LIKE ? AND role_id = ?", User>("%n%", 1))).all();
    CHECK(names(users_found) == "ann");
    CHECK(sync_wait(db.track(dt::raw<"SELECT * FROM users WHERE id = ?", User>(1))).scalar_one() == *sync_wait(db.get(users, 1)));
}

TEST_CASE("an entity with what is loaded beside it") {
    filled_database base;
    Db db{base.engine};
    using with_role = dt::with<User, users.role>;
    auto const found = sync_wait(db.execute(dt::raw<"SELECT u.*, r.* FROM users u JOIN roles r ON r.id = u.role_id ORDER BY u.id", with_role>())).all();
    REQUIRE(found.size() == 3);
    CHECK(found[2].role.name == "member");
}

TEST_CASE("values of every kind are bound") {
    filled_database base;
    Db db{base.engine};
    using namespace std::chrono_literals;
    // The value comes back, and is of that type in the database. Integers have 64 bits there, numbers are double.
    auto const echo = [&]<class T>(T value, char const* in_sqlite, char const* in_postgres) {
        constexpr auto ask = [](T const& of) {
            if constexpr (is_postgres) return dt::raw<"SELECT $1, pg_typeof($1)::text", std::tuple<T, std::string>>(of);
            else return dt::raw<"SELECT ?1, typeof(?1)", std::tuple<T, std::string>>(of);
        };
        std::tuple<T, std::string> const row = sync_wait(db.execute(ask(value))).one();
        CHECK(std::get<0>(row) == value);
        CHECK(std::get<1>(row) == (is_postgres ? in_postgres : in_sqlite));
    };
    echo(7, "integer", "bigint");
    echo(std::int16_t(-7), "integer", "bigint");
    echo(std::numeric_limits<std::int64_t>::min(), "integer", "bigint");
    echo(0.5, "real", "double precision");
    echo(0.5f, "real", "double precision");
    echo(true, "integer", "boolean");
    echo(std::string("text"), "text", "text");
    echo(std::string(1000, 'x'), "text", "text");
    echo(std::vector{std::byte{1}, std::byte{0}}, "blob", "bytea");
    echo(std::chrono::year_month_day(2026y / 11 / 22), "text", "date");
    echo(instant(1us), "text", "timestamp with time zone");
    echo(std::optional<int>(3), "integer", "bigint");
    echo(std::optional<int>(), "null", "bigint");
    echo(std::optional<std::string>("x"), "text", "text");
    echo(color{1, 2, 3}, "text", "text");
    CHECK_FALSE(sync_wait(db.execute(dt::raw<"SELECT ?", std::optional<std::string>>(std::nullopt))).scalar_one());
    CHECK(sync_wait(db.execute(dt::raw<"SELECT ?", std::string>("lit'eral"))).scalar_one() == "lit'eral");
}

TEST_CASE("statements without rows") {
    filled_database base;
    Db db{base.engine};
    CHECK(sync_wait(db.execute(dt::raw<"UPDATE users SET nickname = ? WHERE id > ?">("x", 1))).row_count() == 2);
    CHECK(sync_wait(db.execute(dt::raw<"DELETE FROM comments">())).row_count() == 4);
    CHECK(single(db, dt::select(dt::count(comments.id))) == 0);
    sync_wait(db.rollback());
    CHECK(single(db, dt::select(dt::count(comments.id))) == 4);
}

TEST_CASE("a change that gives rows") {
    filled_database base;
    Db db{base.engine};
    auto const changed = sync_wait(db.execute(
        dt::raw<"UPDATE posts SET score = score + ? WHERE score > ? RETURNING id, score", std::tuple<int, int>>(10, 0))).all();
    CHECK(changed == std::vector{std::tuple(1, 17)});
    CHECK(sync_wait(db.execute(dt::raw<"INSERT INTO roles(name) VALUES (?) RETURNING id", int>("new"))).scalar_one() == 4);
    sync_wait(db.rollback());
}

TEST_CASE("no rows, and rows that are NULL") {
    filled_database base;
    Db db{base.engine};
    CHECK(sync_wait(db.execute(dt::raw<"SELECT id FROM users WHERE 1 = 0", int>())).all().empty());
    CHECK_FALSE(sync_wait(db.execute(dt::raw<"SELECT id FROM users WHERE 1 = 0", int>())).scalar_one_or_none());
    CHECK(failure(db.execute(dt::raw<"SELECT NULL", int>())).category() == dt::error_category::data);
    CHECK_FALSE(sync_wait(db.execute(dt::raw<"SELECT NULL", std::optional<int>>())).scalar_one());
    CHECK(failure(db.execute(dt::raw<"SELECT 'x'", int>())).category() == dt::error_category::data);
    CHECK(failure(db.execute(dt::raw<"SELECT 3000000000", int>())).category() == dt::error_category::data);
}

TEST_CASE("a select of a million rows as a scalar each") {
    empty_database base;
    auto const all = sync_wait(base.engine.execute(dt::raw<
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT i FROM n", std::int64_t>())).all();
    REQUIRE(all.size() == 1'000'000);
    CHECK(all.back() == 1'000'000);
}
