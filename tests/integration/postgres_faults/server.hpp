// SPDX-License-Identifier: BSL-1.0
// The server that these tests have for themselves: to look into, to kill sessions of, to stop and to start again.
#pragma once

#include "support/database.hpp"

#include <libpq-fe.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <stdexcept>

namespace dovetail_test {

/// A superuser's connection; any thread's, one at a time.
class administrator {
public:
    administrator() : db_(connect()) {}

    /// The first value of what a statement gives.
    std::string value(std::string const& text) {
        std::unique_ptr<PGresult, void (*)(PGresult*)> const given(PQexec(db_.get(), text.c_str()), &PQclear);
        auto const status = PQresultStatus(given.get());
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(db_.get()) + text);
        return PQntuples(given.get()) == 0 ? "" : PQgetvalue(given.get(), 0, 0);
    }
    /// Ends one of dovetail's sessions; false if there is none.
    bool end_a_session() {
        return value("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + ours() + " ORDER BY random() LIMIT 1") == "t";
    }
    int sessions(std::string const& which = "true") {
        return std::stoi(value("SELECT count(*) FROM pg_stat_activity WHERE " + ours() + " AND " + which));
    }
    /// Until there are so many; it never is otherwise, so the test's time limit says that it is not.
    void wait_for_sessions(std::size_t count, std::string const& which = "true") {
        while (sessions(which) != static_cast<int>(count)) {
        }
    }

private:
    struct closer {
        void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
    };
    static std::unique_ptr<PGconn, closer> connect() {
        std::string url;
        std::ifstream file(server_file("admin_url"));
        std::getline(file, url);
        std::unique_ptr<PGconn, closer> made(PQconnectdb(url.c_str()));
        if (PQstatus(made.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(made.get()));
        return made;
    }
    static std::string ours() {
        auto const& url = database_url();
        return "application_name = 'dovetail' AND datname = '" + url.substr(url.rfind('/') + 1) + "'";
    }
    std::unique_ptr<PGconn, closer> db_;
};

/// tests/postgres/server stop, start, ...
inline void control_server(std::string const& command) {
    auto const* const script = std::getenv("DOVETAIL_TEST_POSTGRES_SERVER");
    if (script == nullptr) throw std::runtime_error("this test needs a server for itself (DOVETAIL_TEST_POSTGRES_SERVER)");
    auto const text = std::string(script) + " " + command + " " + server_file("") + " > /dev/null";
    if (std::system(text.c_str()) != 0) throw std::runtime_error("failed: " + text);
}

/// The port of the server.
inline std::string server_port() {
    auto const& url = database_url();
    auto const colon = url.rfind(':');
    return url.substr(colon + 1, url.rfind('/') - colon - 1);
}
inline std::string password() {
    auto const& url = database_url();
    auto const from = url.find(':', url.find("://") + 3) + 1;
    return url.substr(from, url.find('@') - from);
}

/// How often each thing happened, for the reader of the log.
class tally {
public:
    explicit tally(std::string of) : of_(std::move(of)) {}
    tally(tally const&) = delete;
    tally& operator=(tally const&) = delete;
    ~tally() {
        std::printf("%s:", of_.c_str());
        for (auto const& [what, count] : counts_) std::printf("  %s %d", what.c_str(), count);
        std::printf("\n");
    }
    void add(std::string_view what, int count = 1) { counts_[std::string(what)] += count; }
    void add(dt::error_category what) { add(dt::to_string(what)); }
    int operator[](std::string const& what) const {
        auto const found = counts_.find(what);
        return found == counts_.end() ? 0 : found->second;
    }
    int operator[](dt::error_category what) const { return (*this)[std::string(dt::to_string(what))]; }

private:
    std::string of_;
    std::map<std::string, int> counts_;
};

/// Nothing is in use, and the server knows as many sessions as the pool does.
inline void check_at_rest(Engine& engine, std::size_t pool_size) {
    auto const numbers = engine.pool().statistics();
    CHECK(numbers.open <= pool_size);
    CHECK(numbers.in_use == 0);
    CHECK(numbers.waiting == 0);
    administrator().wait_for_sessions(numbers.open);
    CHECK(sync_wait(engine.execute(dt::raw<"SELECT 1", int>())).scalar_one() == 1);
}

}  // namespace dovetail_test
