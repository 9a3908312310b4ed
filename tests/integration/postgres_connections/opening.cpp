// SPDX-License-Identifier: BSL-1.0
// Connecting: by URL, keywords and environment, with TLS; what a server's refusal is called; what a connection is set to.
#include "silent_server.hpp"

#include "support/database.hpp"

#include <cstdlib>

using namespace dovetail_test;
using category = dt::error_category;

namespace {

/// The parts of postgresql://user:password@host:port/database.
struct url_parts {
    std::string user, password, host, port, database;

    url_parts() {
        std::string_view rest = database_url();
        rest.remove_prefix(std::string_view("postgresql://").size());
        auto const take = [&](char end) {
            std::string const part(rest.substr(0, rest.find(end)));
            rest.remove_prefix(part.size() + 1);
            return part;
        };
        user = take(':');
        password = take('@');
        host = take(':');
        port = take('/');
        database = rest;
    }
};

template <class T, class Statement>
T value_from(std::string const& location, Statement const& statement, dt::postgres_options how = {}) {
    Engine engine{location, std::move(how)};
    return sync_wait(engine.execute(statement)).scalar_one();
}
std::string setting(std::string const& location, std::string const& name) {
    return value_from<std::string>(location, dt::raw<"SELECT current_setting(?)", std::string>(name));
}
constexpr auto where_we_are = dt::raw<"SELECT current_database()::text", std::string>();
constexpr auto is_encrypted = dt::raw<"SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", bool>();

dt::error refusal(std::string const& location, dt::postgres_options how = {}) {
    Engine engine{location, std::move(how)};
    auto const by_engine = failure(engine.execute(where_we_are));
    CHECK(engine.pool().statistics().open == 0);
    // And each time anew, also for a session.
    Db db{engine};
    auto const by_session = failure(db.execute(where_we_are));
    CHECK(by_session.category() == by_engine.category());
    CHECK_FALSE(db.in_transaction());
    CHECK_THAT(by_engine.what(), contains("PostgreSQL: cannot connect: "));
    return by_engine;
}

/// A variable of the environment, while it lives.
class variable {
public:
    variable(char const* name, std::string const& value) : name_(name) { ::setenv(name, value.c_str(), 1); }
    variable(variable const&) = delete;
    variable& operator=(variable const&) = delete;
    ~variable() { ::unsetenv(name_); }

private:
    char const* name_;
};

}  // namespace

TEST_CASE("a URL, keywords, or the environment say where the database is") {
    url_parts const at;
    CHECK(value_from<std::string>(database_url(), where_we_are) == at.database);
    CHECK(value_from<std::string>("postgres://" + database_url().substr(std::string_view("postgresql://").size()), where_we_are) == at.database);
    CHECK(value_from<std::string>("host=" + at.host + " port=" + at.port + " user=" + at.user + " password='" + at.password +
                                      "' dbname=" + at.database,
                                  where_we_are) == at.database);
    variable const host("PGHOST", at.host), port("PGPORT", at.port), user("PGUSER", at.user), password("PGPASSWORD", at.password),
        database("PGDATABASE", at.database);
    CHECK(value_from<std::string>("", where_we_are) == at.database);
    // What the text says counts more.
    CHECK(value_from<std::string>("dbname=dovetail_test", where_we_are) == "dovetail_test");
}

TEST_CASE("what a connection is set to") {
    for (auto [name, value] : {std::pair("TimeZone", "UTC"), {"client_encoding", "UTF8"}, {"application_name", "dovetail"},
                               {"statement_timeout", "0"}, {"standard_conforming_strings", "on"}})
        CHECK(setting(database_url(), name) == value);
    CHECK(setting(database_url() + "?application_name=shop&options=-c%20work_mem%3D1MB", "application_name") == "shop");
    CHECK(setting(database_url() + "?application_name=shop&options=-c%20work_mem%3D1MB", "work_mem") == "1MB");
    CHECK(setting(database_url() + "?options=-c%20TimeZone%3DAsia/Tokyo", "TimeZone") == "UTC");
}

TEST_CASE("a refused connection is an error of its category, with the server's sentence") {
    url_parts const at;
    SECTION("the password") {
        auto const problem = refusal(url_with(at.password, "wrong"));
        CHECK(problem.category() == category::connection);
        CHECK_THAT(problem.what(), contains("password authentication failed for user \"dovetail\""));
        CHECK_THAT(problem.what(), !contains("wrong"));
    }
    SECTION("the user") {
        auto const problem = refusal(url_with("//" + at.user + ":", "//nobody:"));
        CHECK(problem.category() == category::connection);
        CHECK_THAT(problem.what(), contains("\"nobody\"") && !contains(at.password));
    }
    SECTION("the database") {
        auto const problem = refusal(url_with("/" + at.database, "/nowhere"));
        CHECK(problem.category() == category::connection);
        CHECK_THAT(problem.what(), contains("database \"nowhere\" does not exist"));
    }
    SECTION("the port") {
        auto const problem = refusal(url_with(":" + at.port + "/", ":1/"));
        CHECK(problem.category() == category::connection);
        CHECK_THAT(problem.what(), contains("Connection refused") && !contains(at.password));
    }
    SECTION("the host") {
        auto const problem = refusal(url_with("@" + at.host, "@no-such-host.invalid"));
        CHECK(problem.category() == category::connection);
        CHECK_THAT(problem.what(), contains("no-such-host.invalid"));
    }
    SECTION("the text") {
        CHECK(refusal("postgresql://[").category() == category::connection);
        CHECK_THAT(refusal("host=127.0.0.1 no_such_option=1").what(), contains("no_such_option"));
        CHECK_THAT(refusal(database_url() + "?sslmode=maybe").what(), contains("sslmode"));
    }
    SECTION("a setting") {
        CHECK_THAT(refusal(database_url() + "?options=-c%20no_such_setting%3D1").what(), contains("no_such_setting"));
    }
}

TEST_CASE("TLS, and who the server is") {
    auto const authority = "&sslrootcert=" + server_file("ca.crt");
    CHECK(value_from<bool>(database_url() + "?sslmode=require", is_encrypted));
    CHECK_FALSE(value_from<bool>(database_url() + "?sslmode=disable", is_encrypted));
    CHECK(value_from<bool>(database_url() + "?sslmode=verify-full" + authority, is_encrypted));
    auto const unknown = refusal(database_url() + "?sslmode=verify-full&sslrootcert=" + server_file("no_such_file"));
    CHECK(unknown.category() == category::connection);
    CHECK_THAT(unknown.what(), contains("no_such_file"));
    // The certificate is of 127.0.0.1.
    auto const other = refusal(url_with("127.0.0.1", "localhost") + "?sslmode=verify-full&hostaddr=127.0.0.1" + authority);
    CHECK(other.category() == category::connection);
    CHECK_THAT(other.what(), contains("localhost"));
    CHECK(value_from<bool>(url_with("127.0.0.1", "localhost") + "?sslmode=verify-ca&hostaddr=127.0.0.1" + authority, is_encrypted));
}

TEST_CASE("a server that says nothing is waited for as long as it is allowed") {
    silent_server const server;
    using namespace std::chrono_literals;
    auto const problem = refusal(server.location(), {.connect_timeout = 20ms});
    CHECK(problem.category() == category::timeout);
    CHECK_THAT(problem.what(), contains("cannot connect: the server at \"127.0.0.1\", port " + server.port() + ", gave no answer in time"));
}

TEST_CASE("a silent host leaves time for the others") {
    silent_server const silent;
    url_parts const real;
    auto const location = [&](std::string const& ports) {
        return "host=127.0.0.1,127.0.0.1,127.0.0.1 port=" + ports + " user=" + real.user + " password=" + real.password + " dbname=" + real.database;
    };
    using namespace std::chrono_literals;
    CHECK(value_from<std::string>(location("1," + silent.port() + "," + real.port), where_we_are, {.connect_timeout = 3s}) == real.database);
    // Not by an engine, which waits beside others, but blocking the thread.
    auto const db = dovetail::postgres_backend::connect(location(silent.port() + ",1," + real.port), 3s, *dt::poll_loop::of_this_thread());
    CHECK(PQport(db.get()) == real.port);

    auto const none = refusal(location("1," + silent.port() + ",1"), {.connect_timeout = 60ms});
    CHECK(none.category() == category::connection);
    CHECK_THAT(none.what(), contains("port " + silent.port() + ", gave no answer in time; ") && contains("Connection refused") && !contains(real.password));
    auto const late = refusal(location(silent.port() + "," + silent.port() + "," + silent.port()), {.connect_timeout = 60ms});
    CHECK(late.category() == category::timeout);
}

TEST_CASE("a location's own limit for connecting counts for each of its hosts") {
    auto const limit = [](std::string const& location) {
        return dovetail::postgres_backend::connect_limit(dovetail::postgres_backend::server_settings(location), std::chrono::seconds(10));
    };
    using namespace std::chrono_literals;
    CHECK(limit("host=a,b") == 10s);
    CHECK(limit("postgresql://a/b?connect_timeout=3") == 3s);
    CHECK(limit("host=a,b connect_timeout=3") == 6s);
    CHECK(limit("host=a connect_timeout=0") == 0s);
    CHECK(limit("host=a connect_timeout=-1") == 0s);
    CHECK(limit("dbname=a connect_timeout=2") == 2s);
    for (auto const* wrong : {"soon", "3s", "99999999999"}) {
        auto const problem = refusal("host=127.0.0.1 port=1 connect_timeout=" + std::string(wrong));
        CHECK(problem.category() == category::connection);
        CHECK_THAT(problem.what(), contains("the connect_timeout \"" + std::string(wrong) + "\" is no number of seconds"));
    }
}

TEST_CASE("nothing is opened before it is needed") {
    Engine engine{"host=127.0.0.1 port=1"};
    CHECK(engine.pool().statistics().opened == 0);
    Db db{engine};
    sync_wait(db.commit());
    sync_wait(db.rollback());
    CHECK(engine.pool().statistics().opened == 0);
}

TEST_CASE("a pool without room is refused") {
    CHECK(error_of([] { Engine engine{"", {.pool_size = 0}}; }).category() == category::usage);
}

TEST_CASE("statements are prepared once, unless it is chosen otherwise") {
    constexpr auto prepared = dt::raw<"SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT %'", std::int64_t>();
    for (bool const named : {true, false}) {
        Engine engine{database_url(), {.pool_size = 1, .named_statements = named}};
        for (int i = 0; i < 3; ++i)
            CHECK(sync_wait(engine.execute(dt::raw<"SELECT ? + 1", std::int64_t>(i))).scalar_one() == i + 1);
        auto const first = sync_wait(engine.execute(prepared)).scalar_one();
        CHECK(sync_wait(engine.execute(prepared)).scalar_one() == (named ? 2 : 0));
        CHECK(first == (named ? 2 : 0));
    }
}

TEST_CASE("a statement that takes too long is stopped by the server") {
    using namespace std::chrono_literals;
    Engine engine{database_url(), {.pool_size = 1, .statement_timeout = 10ms}};
    auto const problem = failure(engine.execute(dt::raw<"SELECT 1 FROM pg_sleep(600)", int>()));
    CHECK(problem.category() == category::timeout);
    CHECK(problem.sqlstate() == "57014");
    CHECK(sync_wait(engine.execute(where_we_are)).size() == 1);
    CHECK(engine.pool().statistics().opened == 1);
}

TEST_CASE("a server that gives no answer in time is given up") {
    using namespace std::chrono_literals;
    Engine engine{database_url(), {.pool_size = 1, .response_timeout = 100ms}};
    CHECK(failure(engine.execute(dt::raw<"SELECT 1 FROM pg_sleep(600)", int>())).category() == category::timeout);
    CHECK(sync_wait(engine.execute(where_we_are)).size() == 1);
    CHECK(engine.pool().statistics().lost == 1);
    // The server finds out that nobody waits for it any more.
    while (server_value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
                        "AND query LIKE '%pg_sleep%'") != "0") {
    }
}
