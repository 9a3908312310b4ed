// SPDX-License-Identifier: BSL-1.0
// Names of hosts are looked up beside the event loop, and the addresses given to libpq.
#include "support/models.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>

#include <dlfcn.h>
#include <netdb.h>
#include <unistd.h>

using namespace dovetail_test;
using namespace std::chrono_literals;
using category = dt::error_category;

namespace {

/// A name server that answers when it is told to.
struct slow_names {
    std::mutex mutex;
    std::condition_variable changed;
    int asked = 0;
    bool may_answer = false, has_waited_in_vain = false;

    void wait() {
        std::unique_lock lock(mutex);
        ++asked;
        if (!changed.wait_for(lock, 20s, [&] { return may_answer; })) has_waited_in_vain = true;
    }
    void answer() {
        std::lock_guard const lock(mutex);
        may_answer = true;
        changed.notify_all();
    }
    void start() {
        std::lock_guard const lock(mutex);
        may_answer = false;
        asked = 0;
    }
    bool was_told_in_time() {
        std::lock_guard const lock(mutex);
        return !has_waited_in_vain;
    }
    int count() {
        std::lock_guard const lock(mutex);
        return asked;
    }
};
/// A file of services (libpq's PGSERVICEFILE), while it lives.
class service_file {
public:
    explicit service_file(std::string const& text)
        : path_(std::filesystem::temp_directory_path() / ("dovetail_services." + std::to_string(::getpid()))) {
        std::ofstream(path_) << text;
        ::setenv("PGSERVICEFILE", path_.c_str(), 1);
    }
    service_file(service_file const&) = delete;
    service_file& operator=(service_file const&) = delete;
    ~service_file() {
        ::unsetenv("PGSERVICEFILE");
        std::filesystem::remove(path_);
    }

private:
    std::filesystem::path path_;
};

/// A URL with a service in place of the host and the port.
std::string url_of_service(std::string const& name) {
    auto url = database_url();
    auto const host = url.find('@') + 1;
    return url.erase(host, url.find('/', host) - host) + "?service=" + name;
}
std::string port_of_server() {
    auto const url = database_url();
    auto const port = url.find(':', url.find('@')) + 1;
    return url.substr(port, url.find('/', port) - port);
}

/// Never destroyed: a look-up may be under way when the program ends.
slow_names& name_server = *new slow_names;

}  // namespace

/// In place of the C library's, for libpq, too.
extern "C" int getaddrinfo(char const* name, char const* service, addrinfo const* hints, addrinfo** found) {
    auto const real = reinterpret_cast<decltype(&getaddrinfo)>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    if (name == nullptr || std::string_view(name) != "slow.test") return real(name, service, hints, found);
    name_server.wait();
    return real("127.0.0.1", service, hints, found);
}

TEST_CASE("the thread goes on while a name is looked up") {
    service_file const services("[slow_one]\nhost=slow.test\nport=" + port_of_server() + "\n");
    auto const location = GENERATE(url_with("127.0.0.1", "slow.test"), url_of_service("slow_one"));
    CAPTURE(location);
    name_server.start();
    Engine slow{location, {.pool_size = 1}};
    Engine fast{database_url(), {.pool_size = 1}};
    auto const one = dt::raw<"SELECT 1", int>();
    auto const connect = [&]() -> dt::task<int> {
        auto found = co_await slow.execute(one);
        co_return found.scalar_one();
    };
    auto const others = [&]() -> dt::task<int> {
        while (name_server.count() == 0) co_await dt::run_loop::current()->schedule();
        auto found = co_await fast.execute(one);        // a round trip, while the other waits for its address
        name_server.answer();
        co_return found.scalar_one();
    };
    auto const [first, second] = sync_wait(dt::when_all(connect(), others()));
    CHECK(first == 1);
    CHECK(second == 1);
    CHECK(name_server.was_told_in_time());
    CHECK(name_server.count() == 1);
}

TEST_CASE("every address of every host is tried") {
    for (auto const& [hosts, works] : {std::pair{"localhost", true}, {"no-such-host.invalid,localhost", true},
                                       {"127.0.0.1,localhost", true}, {"no-such-host.invalid", false}}) {
        CAPTURE(hosts);
        Engine engine{url_with("127.0.0.1", hosts), {.pool_size = 1}};
        if (works) CHECK(sync_wait(engine.execute(dt::raw<"SELECT 1", int>())).scalar_one() == 1);
        else {
            auto const problem = failure(engine.execute(dt::raw<"SELECT 1", int>()));
            CHECK(problem.category() == category::connection);
            CHECK_THAT(problem.what(), contains("PostgreSQL: cannot connect: the host \"no-such-host.invalid\" was not found"));
        }
    }
}

TEST_CASE("a service's settings are libpq's") {
    service_file const services("[here]\nhost=no-such-host.invalid,localhost\nport=" + port_of_server() + "\n");
    auto const name_of = [](std::string const& location) {
        Engine engine{location, {.pool_size = 1}};
        return sync_wait(engine.execute(dt::raw<"SELECT current_database()::text", std::string>())).scalar_one();
    };
    auto const database = database_url().substr(database_url().rfind('/') + 1);
    CHECK(name_of(url_of_service("here")) == database);
    CHECK(name_of(url_of_service("here") + "&host=127.0.0.1") == database);         // the location's own wins
    Engine engine{url_of_service("elsewhere"), {.pool_size = 1}};
    CHECK_THAT(failure(engine.execute(dt::raw<"SELECT 1", int>())).what(), contains("definition of service \"elsewhere\" not found"));
}

TEST_CASE("a name that is not found in time ends the wait") {
    name_server.start();
    Engine slow{url_with("127.0.0.1", "slow.test"), {.pool_size = 1, .connect_timeout = 20ms}};
    auto const problem = failure(slow.execute(dt::raw<"SELECT 1", int>()));
    CHECK(problem.category() == category::timeout);
    CHECK_THAT(problem.what(), contains("the host's name was not found in time"));
    name_server.answer();
    CHECK(name_server.was_told_in_time());
}
