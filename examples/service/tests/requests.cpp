// SPDX-License-Identifier: BSL-1.0
// Real requests to the service, on both databases.
#include "client.hpp"

#include "support/postgres_server.hpp"

#include <filesystem>
#include <thread>
#include <vector>

using namespace service_test;
using dovetail_test::contains;

namespace {

/// The service over an empty database.
std::string empty_database(std::string const& kind) {
    if (kind == "postgres") return dovetail_test::emptied_database();
    for (char const* const end : {"", "-wal", "-shm"}) std::filesystem::remove(std::string("service.db") + end);
    return "sqlite:service.db";
}

struct service_with_people : running_service {
    explicit service_with_people(std::string const& kind) : running_service(empty_database(kind)) {
        client to(*this);
        REQUIRE(to.post("/roles", R"({"name":"admin"})").body == R"({"id":1,"name":"admin"})");
        REQUIRE(to.post("/roles", R"({"name":"member"})").status == 201);
        for (auto const* name : {"red", "blue"}) REQUIRE(to.post("/groups", R"({"name":")" + std::string(name) + R"("})").status == 201);
    }
};

std::string user(std::string const& name, std::string const& more = R"("role_id":1)") {
    return R"({"username":")" + name + R"(","email":")" + name + R"(@example.com",)" + more + "}";
}

}  // namespace

TEST_CASE("service: users are made, read, changed and removed") {
    service_with_people service(GENERATE(as<std::string>(), "sqlite", "postgres"));
    client to(service);

    auto const made = to.post("/users", user("ann", R"("role_id":1,"group_ids":[1,2])"));
    CHECK(made.status == 201);
    CHECK_THAT(made.body, contains(R"("username":"ann","email":"ann@example.com","is_active":true,"created_at":"20)"));
    CHECK_THAT(made.body, contains(R"("role":{"id":1,"name":"admin"},"groups":[{"id":2,"name":"blue"},{"id":1,"name":"red"}])"));
    CHECK(to.get("/users/1").body == made.body);

    auto const changed = to.patch("/users/1", R"({"username":"anna","is_active":false,"role_id":2,"group_ids":[1]})");
    CHECK(changed.status == 200);
    CHECK_THAT(changed.body, contains(R"("username":"anna","email":"ann@example.com","is_active":false)"));
    CHECK_THAT(changed.body, contains(R"("role":{"id":2,"name":"member"},"groups":[{"id":1,"name":"red"}])"));
    CHECK(to.get("/users/1").body == changed.body);
    CHECK(to.patch("/users/1", "{}").body == changed.body);

    auto const removed = to.remove("/users/1");
    CHECK(removed.status == 204);
    CHECK(removed.body.empty());
    CHECK(to.get("/users/1").status == 404);
    CHECK(to.get("/users").body == R"({"users":[],"next":null})");

    CHECK(to.patch("/groups/1", R"({"name":"green"})").body == R"({"id":1,"name":"green"})");
    CHECK(to.get("/groups/1").body == R"({"id":1,"name":"green"})");
    CHECK(to.remove("/groups/1").status == 204);
    CHECK(to.get("/groups").body == R"({"groups":[{"id":2,"name":"blue"}],"next":null})");
    CHECK(to.get("/roles").body == R"({"roles":[{"id":1,"name":"admin"},{"id":2,"name":"member"}],"next":null})");
}

TEST_CASE("service: a list has pages") {
    service_with_people service(GENERATE(as<std::string>(), "sqlite", "postgres"));
    client to(service);
    for (char const name : std::string("abcde")) REQUIRE(to.post("/users", user(std::string(1, name))).status == 201);

    auto const first = to.get("/users?limit=2").body;
    CHECK_THAT(first, contains(R"("username":"a")") && contains(R"("username":"b")") && !contains(R"("username":"c")"));
    CHECK_THAT(first, contains(R"("role":{"id":1,"name":"admin"})"));
    CHECK_THAT(first, contains(R"("next":"/users?after=2&limit=2")"));
    auto const last = to.get("/users?after=4&limit=2").body;
    CHECK_THAT(last, contains(R"("username":"e")") && !contains(R"("username":"d")"));
    CHECK_THAT(last, contains(R"("next":null)"));
    for (char const* const wrong : {"limit=0", "limit=101", "limit=x", "after=-1", "after=99999999999", "page=2", "=", "limit"})
        CHECK(to.get("/users?" + std::string(wrong)).status == 422);
}

TEST_CASE("service: every error has its status") {
    service_with_people service(GENERATE(as<std::string>(), "sqlite", "postgres"));
    client to(service);
    REQUIRE(to.post("/users", user("ann")).status == 201);

    for (char const* const nothing : {"/users/99", "/users/x", "/users/1/2", "/users/99999999999", "/", "/nobody", "/nobody?limit=x", "/users/-1"})
        CHECK(to.get(nothing).status == 404);
    CHECK(to.patch("/users/99", R"({"is_active":true})").status == 404);
    CHECK(to.patch("/groups/99", R"({"name":"x"})").status == 404);
    CHECK(to.remove("/users/99").status == 404);

    CHECK(to.post("/users", user("ann")).status == 409);
    CHECK(to.post("/roles", R"({"name":"admin"})").status == 409);
    CHECK(to.remove("/roles/1").status == 409);         // ann has it

    for (char const* const no_json : {"", "{", "[1,", "nonsense", "{\"username\":\"\xff\"}", "{\"name\":\"a\"} more"})
        CHECK(to.post("/users", no_json).status == 400);
    for (std::string const& wrong :
         {std::string("[]"), std::string("{}"), user("bob", R"("role_id":"1")"), user("bob", R"("role_id":1.5)"),
          user("bob", R"("role_id":99999999999)"), user("bob", R"("role_id":1,"x":1)"), user("bob", R"("role_id":77)"),
          user("bob", R"("role_id":1,"group_ids":[77])"), user("bob", R"("role_id":1,"group_ids":7)"), user(""),
          user("bob", R"("role_id":1,"is_active":1)"), user(std::string(51, 'x'))})
        CHECK(to.post("/users", wrong).status == 422);
    CHECK(to.get("/users").body.find("bob") == std::string::npos);

    auto const not_allowed = to.ask(http::verb::put, "/users/1");
    CHECK(not_allowed.status == 405);
    CHECK(not_allowed.allow == "GET, HEAD, PATCH, DELETE");
    CHECK(to.ask(http::verb::delete_, "/groups").allow == "GET, HEAD, POST");
    to.send("FORGET /users HTTP/1.1\r\n\r\n");
    CHECK(to.read().status == 405);

    CHECK(client(service).post("/users", user(std::string(70'000, 'x'))).status == 413);
    client headers(service);
    headers.send("GET / HTTP/1.1\r\nX-Long: " + std::string(9'000, 'x'));
    CHECK(headers.read().status == 431);
    CHECK(to.get("/users/1").status == 200);            // the connection has outlived all of it
}

TEST_CASE("service: several requests at once, of which some want the header alone") {
    service_with_people service("sqlite");
    client to(service);
    to.send("HEAD /roles HTTP/1.1\r\n\r\nHEAD /roles/9 HTTP/1.1\r\n\r\nGET /roles HTTP/1.1\r\n\r\n");
    auto const header = to.read(false), missing = to.read(false), whole = to.read();
    CHECK(header.status == 200);
    CHECK(header.length == std::to_string(whole.body.size()));
    CHECK(missing.status == 404);
    CHECK(whole.status == 200);
}

TEST_CASE("service: a client that asks whether it may send a body is told so first") {
    service_with_people service("sqlite");
    client to(service);
    auto const ask = [&](std::size_t size) {
        to.send("POST /roles HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n");
    };
    std::string const body = R"({"name":"guest"})";
    ask(body.size());
    CHECK(to.read().status == 100);
    to.send(body);
    CHECK(to.read().status == 201);
    ask(70'000);
    CHECK(to.read().status == 413);
}

TEST_CASE("service: while the database is away it says so, and goes on when it is back") {
    service_with_people service("postgres");
    using dovetail_test::server_execute;
    auto const database = dovetail_test::server_value("SELECT quote_ident(current_database())");
    client to(service);
    server_execute("ALTER DATABASE " + database + " CONNECTION LIMIT 0");
    server_execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = 'dovetail' AND datname = current_database()");
    auto const away = to.get("/roles");
    auto const still_away = to.post("/roles", R"({"name":"guest"})");
    server_execute("ALTER DATABASE " + database + " CONNECTION LIMIT -1");
    CHECK(away.status == 503);
    CHECK(away.body == R"({"error":"the database is not available; try again"})");
    CHECK(still_away.status == 503);
    CHECK(to.get("/roles").status == 200);
    CHECK(to.post("/roles", R"({"name":"guest"})").status == 201);
}

TEST_CASE("service: what is no request harms nobody") {
    service_with_people service("sqlite");
    for (std::string const& bytes : {std::string("nonsense\r\n\r\n"), std::string(3000, '\0'), std::string("GET\r\n\r\n"),
                                    std::string("POST /roles HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\nGET /roles HTTP/1.1\r\n\r\n"),
                                    std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")}) {
        client garbage(service);
        garbage.send(bytes);
        garbage.end_sending();
        try {
            CHECK(garbage.read().status == 400);
        } catch (boost::system::system_error const&) {      // closed without a word
        }
    }
    {
        client leaves(service);
        leaves.send("POST /users HTTP/1.1\r\nContent-Length: 100\r\n\r\n{");
    }
    CHECK(client(service).get("/roles").status == 200);
}

TEST_CASE("service: many clients at once") {
    service_with_people service(GENERATE(as<std::string>(), "sqlite", "postgres"));
    std::vector<std::string> wrong(20);
    {
        std::vector<std::jthread> clients;
        for (int i = 0; i < 20; ++i)
            clients.emplace_back([&, i] {
                try {
                    client to(service);
                    auto const name = "user" + std::to_string(i);
                    auto const made = to.post("/users", user(name, R"("role_id":2,"group_ids":[2])"));
                    if (made.status != 201) throw std::runtime_error(made.body);
                    auto const id = made.body.substr(6, made.body.find(',') - 6);            // {"id":7,...
                    if (auto const changed = to.patch("/users/" + id, R"({"is_active":false,"group_ids":[1]})"); changed.status != 200)
                        throw std::runtime_error(changed.body);
                    for (int k = 0; k < 5; ++k)
                        if (auto const seen = to.get("/users?limit=100"); seen.body.find(name) == std::string::npos)
                            throw std::runtime_error(seen.body);
                } catch (std::exception const& failure) {
                    wrong[static_cast<std::size_t>(i)] = failure.what();
                }
            });
    }
    CHECK(wrong == std::vector<std::string>(20));
    service.signal(SIGTERM);
    CHECK(service.wait() == 0);
}

TEST_CASE("service: many clients change one user") {
    service_with_people service(GENERATE(as<std::string>(), "sqlite", "postgres"));
    REQUIRE(client(service).post("/users", user("ann")).status == 201);
    std::vector<int> changed(8);
    {
        std::vector<std::jthread> clients;
        for (auto& count : changed)
            clients.emplace_back([&] {
                client to(service);
                for (char const* const groups : {"[1]", "[2,1]", "[]", "[1,2]", "[2]"})
                    count += to.patch("/users/1", R"({"group_ids":)" + std::string(groups) + "}").status == 200;
            });
    }
    CHECK(changed == std::vector<int>(8, 5));
}

TEST_CASE("service: it ends by a signal, and idle connections with it") {
    service_with_people service(GENERATE(as<std::string>(), "sqlite", "postgres"));
    client idle(service), fresh(service);
    CHECK(idle.get("/roles/1").status == 200);
    service.signal(GENERATE(SIGTERM, SIGINT));
    CHECK(idle.is_closed());
    CHECK(fresh.is_closed());
    CHECK(service.wait() == 0);
    CHECK_FALSE(service.accepts());
}

TEST_CASE("service: a database that is locked, a connection that breaks, an end in the middle") {
    service_with_people service("postgres");
    using dovetail_test::server_execute;
    using dovetail_test::server_value;
    // (pg_stat_activity would not change before the end of this transaction.)
    std::string const waits = "FROM pg_locks WHERE relation = 'roles'::regclass AND NOT granted";
    auto const until_it_waits = [&] {
        while (server_value("SELECT count(*) " + waits) != "1") {}
    };

    server_execute("BEGIN; LOCK TABLE roles");
    answer broken;
    std::jthread first([&] { broken = client(service).get("/roles"); });
    until_it_waits();
    CHECK(client(service).get("/groups").status == 200);            // others are served meanwhile
    server_execute("SELECT pg_terminate_backend(pid) " + waits);
    first.join();
    CHECK(broken.status == 503);

    answer late;
    std::jthread second([&] { late = client(service).get("/roles"); });
    until_it_waits();
    service.signal(SIGTERM);
    while (service.accepts()) {}
    server_execute("ROLLBACK");
    second.join();
    CHECK(late.status == 200);
    CHECK_THAT(late.body, contains("admin"));
    CHECK(service.wait() == 0);
    // A server's process notices the end of its connection by itself.
    while (server_value("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'dovetail' AND datname = current_database()") != "0") {}
}
