// SPDX-License-Identifier: BSL-1.0
// Servers that have no room, that are none, and locations that are wrong: the error says what is, and no password.
#include "proxy.hpp"
#include "server.hpp"

#include <libpq-fe.h>

#include <cstdio>

#include <unistd.h>

using namespace dovetail_test;
using namespace std::chrono_literals;
using namespace std::string_literals;
using namespace std::string_view_literals;
using category = dt::error_category;

namespace {

constexpr auto one = dt::raw<"SELECT 1", int>();

dt::error refusal(std::string const& location, dt::postgres_options how = {}) {
    Engine engine{location, std::move(how)};
    auto problem = failure(engine.execute(one));
    CHECK_THAT(problem.what(), !contains(password()));
    CHECK(engine.pool().statistics().open == 0);
    return problem;
}

/// What is written to stderr while it lives.
class written_errors {
public:
    written_errors() { ::dup2(::fileno(file_), STDERR_FILENO); }
    written_errors(written_errors const&) = delete;
    written_errors& operator=(written_errors const&) = delete;
    ~written_errors() {
        ::dup2(before_, STDERR_FILENO);
        ::close(before_);
        std::fclose(file_);
    }
    long size() const { return static_cast<long>(::lseek(::fileno(file_), 0, SEEK_END)); }

private:
    std::FILE* file_ = std::tmpfile();
    int before_ = ::dup(STDERR_FILENO);
};

/// All the connections that the server has left.
class full_server {
public:
    full_server() {
        for (;;) {
            std::unique_ptr<PGconn, void (*)(PGconn*)> made(PQconnectdb(database_url().c_str()), &PQfinish);
            if (PQstatus(made.get()) != CONNECTION_OK) return;
            taken_.push_back(std::move(made));
        }
    }
    std::size_t size() const { return taken_.size(); }
    void give_back(std::size_t count) { taken_.erase(taken_.end() - static_cast<std::ptrdiff_t>(count), taken_.end()); }

private:
    std::vector<std::unique_ptr<PGconn, void (*)(PGconn*)>> taken_;
};

/// The server's part of the protocol. (PostgreSQL's manual, "Message Formats".)
std::string message(char kind, std::string_view content) {
    std::string text(1, kind);
    for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>((content.size() + 4) >> shift);
    return text.append(content);
}
/// Up to where it is ready for statements.
std::string greeting() {
    auto const setting = [](std::string_view name, std::string_view value) {
        return message('S', std::string(name) + '\0' + std::string(value) + '\0');
    };
    return message('R', "\0\0\0\0"sv) + setting("server_version", "15.0") + setting("client_encoding", "UTF8") +
           setting("integer_datetimes", "on") + message('K', "\0\0\0\1\0\0\0\2"sv) + message('Z', "I");
}

}  // namespace

TEST_CASE("a server that is full") {
    administrator admin;
    tally counts("server full");
    Engine engine{database_url(), {.pool_size = 8}};
    {
        full_server others;
        counts.add("connections of others", static_cast<int>(others.size()));
        auto const problem = refusal(database_url());
        CHECK(problem.category() == category::connection);
        CHECK_THAT(problem.what(), contains("too many clients") || contains("connection slots"));

        // With room for two of a pool's eight, each of 64 coroutines ends.
        others.give_back(2);
        auto const ask = [&]() -> dt::task<void> {
            try {
                (void)co_await engine.execute(one);
                counts.add("served");
            } catch (dt::error const& refused) {
                counts.add(refused.category());
                CHECK(refused.category() == category::connection);
            }
        };
        std::vector<dt::task<void>> all;
        for (int i = 0; i < 64; ++i) all.push_back(ask());
        sync_wait(dt::when_all(std::move(all)));
        CHECK(counts["served"] >= 2);
        CHECK(engine.pool().statistics().open <= 2);

        // Who comes when some stand makes do with those, and does not ask the server for more again and again.
        auto const refused_before = engine.pool().statistics().failed;
        auto const look_up = [&](int times) -> dt::task<int> {
            int served = 0;
            while (served < times) served += (co_await engine.execute(one)).scalar_one();
            co_return served;
        };
        auto const transact = [&]() -> dt::task<int> {
            Db db{engine};
            int const served = (co_await db.execute(one)).scalar_one();
            co_await db.commit();
            co_return served;
        };
        std::vector<dt::task<int>> later;
        for (int i = 0; i < 64; ++i) later.push_back(i % 2 == 0 ? look_up(50) : transact());
        for (int const served : sync_wait(dt::when_all(std::move(later)))) counts.add("served by those that stand", served);
        CHECK(counts["served by those that stand"] == 32 * 50 + 32);
        CHECK(engine.pool().statistics().failed - refused_before < 64);
    }
    check_at_rest(engine, 8);
}

TEST_CASE("a server without TLS, where TLS is wanted") {
    strange_server const server("N");
    auto const problem = refusal("postgresql://x:secret@127.0.0.1:" + server.port() + "/x?sslmode=require");
    CHECK(problem.category() == category::connection);
    CHECK_THAT(problem.what(), contains("does not support SSL") && !contains("secret"));
}

TEST_CASE("servers that are none") {
    tally counts("servers that are none");
    std::string noise(3000, '\0');
    for (std::size_t i = 0; i < noise.size(); ++i) noise[i] = static_cast<char>(i * 7919 % 251);
    for (std::string const& says : {std::string("HTTP/1.1 400 Bad Request\r\n\r\n"), std::string("SSH-2.0-OpenSSH_9.2\r\n"), noise, std::string(),
                                    std::string("J\0\0\0\012mysql", 10), std::string("R\0\0\0\010\0\0\0\377", 9),
                                    std::string("R\0\0\0\010\0\0\0\0Z\0\0\0\005X", 15), std::string("EFATAL:  no\0", 12)})
        for (auto const mode : {"disable", "prefer", "require"}) {
            strange_server const server(says);
            auto const problem = refusal("host=127.0.0.1 port=" + server.port() + " user=x dbname=x password=secret sslmode=" + mode,
                                         {.connect_timeout = 5s});
            counts.add(problem.category());
            INFO(mode << " " << says.substr(0, 20) << ": " << problem.what());
            CHECK(problem.category() == category::connection);
            CHECK_THAT(problem.what(), !contains("secret"));
        }
}

TEST_CASE("servers that never say enough") {
    tally counts("servers that never say enough");
    for (std::string const& says : {std::string(), std::string("R"), std::string("R\0\0\0\010\0\0\0\0", 9)}) {
        strange_server const server(says, true);
        auto const problem = refusal("host=127.0.0.1 port=" + server.port() + " user=x dbname=x sslmode=disable", {.connect_timeout = 40ms});
        counts.add(problem.category());
        CHECK(problem.category() == category::timeout);
    }
}

TEST_CASE("a pooler's last word before it ends the connection") {
    // PgBouncer's, to whatever a connection begins with.
    std::string const last = message('E', "SFATAL\0C08P01\0Minvalid server parameter\0\0"sv) + message('Z', "I");
    strange_server const server(greeting(), true, last);
    auto const problem = refusal("host=127.0.0.1 port=" + server.port() + " user=x dbname=x sslmode=disable");
    CHECK(problem.category() == category::connection);
    CHECK_THAT(problem.what(), contains("invalid server parameter"));
}

TEST_CASE("servers that say more and more") {
    tally counts("servers that say more and more");
    std::string const row = message('D', "\0\2\0\0\0\1x\0\0\0\1y"sv);
    // Two columns, as the last of the statements with which a connection begins has, and their rows.
    std::string const rows = message('1', "") + message('2', "") + message('C', "SET\0"sv) + message('Z', "I") + message('1', "") + message('2', "") +
                             message('T', "\0\2a\0\0\0\0\0\0\0\0\0\0\x19\xff\xff\0\0\0\0\0\1b\0\0\0\0\0\0\0\0\0\0\x19\xff\xff\0\0\0\0\0\1"sv);
    std::string many_rows, notices;
    for (int i = 0; i < 1000; ++i) many_rows += row, notices += message('N', "SNOTICE\0C00000\0Mhello\0\0"sv);
    for (auto const& [says, goes_on] : {std::pair("E\x7f\xff\xff\xff"s, std::string(60'000, 'x')), {greeting(), notices}, {greeting() + rows, many_rows}}) {
        bool const connects = says.starts_with(greeting());
        strange_server const server(says, true, goes_on);
        written_errors const said;
        auto const problem = refusal("host=127.0.0.1 port=" + server.port() + " user=x dbname=x sslmode=disable",
                                     {.connect_timeout = connects ? 10s : 40ms, .response_timeout = 40ms});
        counts.add(problem.category());
        INFO(problem.what());
        CHECK(said.size() == 0);            // libpq's notices are nobody's
        CHECK(problem.category() == category::timeout);
    }
}

TEST_CASE("a wrong location is quoted without its password") {
    tally counts("wrong locations");
    for (std::string const& location :
         {std::string("postgresql://u:s3cret[@h/db"), std::string("postgresql://u:s3cret%zz@h/db"), std::string("postgresql://u:s3cret%00@h/db"),
          std::string("postgresql://u:s3/cret@127.0.0.1:1/db"), std::string("postgresql://u:s3@cret@127.0.0.1:1/db"),
          std::string("postgresql://u:s3#cret@[::1/db"), std::string("postgresql://u@127.0.0.1:1/db?password=s3cret%zz"),
          std::string("postgresql://u:s3cret@127.0.0.1:1/db?no_such_option=1"), std::string("host=127.0.0.1 password=s3 cret"),
          std::string("password=s3 cret host=127.0.0.1"), std::string("password='s3cret host=127.0.0.1"),
          std::string("host=127.0.0.1 port=1 password=s3cret")}) {
        auto const problem = refusal(location);
        counts.add(problem.category());
        INFO(location << " -> " << problem.what());
        CHECK(problem.category() == category::connection);
        CHECK_THAT(problem.what(), !contains("s3") && !contains("cret"));
    }
    for (auto const* other : {"mysql://u:s3cret@127.0.0.1/db", "postgresql+asyncpg://u:s3cret@127.0.0.1:1/db?ssl=require"})
        CHECK_THAT(refusal(other).what(), contains("does not begin with postgresql://") && !contains("s3cret"));
    CHECK_THAT(refusal("postgresql://u:s3cret@127.0.0.1:1/db?no_such_option=1").what(), contains("no_such_option"));
    CHECK_THAT(refusal("postgresql://u:s3cret@127.0.0.1:1/db").what(), contains("127.0.0.1"));
    CHECK(refusal(std::string("host=127.0.0.1\0password=s3cret", 29)).category() == category::usage);
}
