// SPDX-License-Identifier: BSL-1.0
#include "support/postgres_server.hpp"

#include <libpq-fe.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace dovetail_test {
namespace {

struct closer {
    void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
    void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using connection = std::unique_ptr<PGconn, closer>;
using result = std::unique_ptr<PGresult, closer>;

result run(PGconn* on, std::string const& text) {
    result given(PQexec(on, text.c_str()));
    auto const status = PQresultStatus(given.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(on) + text);
    return given;
}
connection open(std::string const& url) {
    connection made(PQconnectdb(url.c_str()));
    if (PQstatus(made.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(made.get()));
    // A case that left a transaction open fails the next one, and does not stop it for ever.
    run(made.get(), "SET client_min_messages = warning; SET lock_timeout = '20s'");
    return made;
}

[[noreturn]] void give_up(char const* sentence) {
    std::fprintf(stderr, "%s\n", sentence);
    std::exit(1);
}
std::string variable(char const* name) {
    char const* const value = std::getenv(name);
    if (value == nullptr || *value == '\0')
        give_up("This test needs a PostgreSQL: run it by ctest, which starts one and names it by DOVETAIL_TEST_POSTGRES "
                "and DOVETAIL_TEST_DATABASE.");
    return value;
}

/// The program's database and the connection to it.
class program_database {
public:
    static program_database& get() {
        static program_database one;
        return one;
    }
    std::string url;
    connection own;

private:
    program_database() {
        std::ifstream file(variable("DOVETAIL_TEST_POSTGRES"));
        if (!std::getline(file, url)) give_up("The file that DOVETAIL_TEST_POSTGRES names holds no URL: the server does not run.");
        auto const name = variable("DOVETAIL_TEST_DATABASE");
        auto const shared = open(url);
        run(shared.get(), "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        run(shared.get(), "CREATE DATABASE " + name);
        url.replace(url.rfind('/') + 1, std::string::npos, name);
        own = open(url);
    }
};

/// By the program's own connection; by another one where a test has stopped the server meanwhile.
result run_own(std::string const& text) {
    auto& database = program_database::get();
    try {
        return run(database.own.get(), text);
    } catch (std::runtime_error const&) {
        if (PQstatus(database.own.get()) == CONNECTION_OK) throw;
    }
    database.own = open(database.url);
    return run(database.own.get(), text);
}

}  // namespace

std::string const& database_url() { return program_database::get().url; }

std::string const& emptied_database() {
    server_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    return database_url();
}

std::string url_with(std::string const& part, std::string const& other) {
    auto url = database_url();
    auto const at = url.find(part);
    if (at == std::string::npos) throw std::runtime_error("the URL has no part " + part);
    return url.replace(at, part.size(), other);
}

std::string server_file(std::string const& name) {
    auto const url = variable("DOVETAIL_TEST_POSTGRES");
    return url.substr(0, url.rfind('/') + 1) + name;
}

void server_execute(std::string const& text) { (void)run_own(text); }

std::string server_value(std::string const& text) {
    auto const given = run_own(text);
    return PQntuples(given.get()) == 0 ? "" : PQgetvalue(given.get(), 0, 0);
}

}  // namespace dovetail_test
