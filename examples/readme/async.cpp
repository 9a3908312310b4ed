// SPDX-License-Identifier: BSL-1.0
// The code of docs/async.md.
#include <dovetail/asio.hpp>
#include <dovetail/sqlite.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <filesystem>
#include <iostream>

namespace dt = dovetail;
namespace asio = boost::asio;

template <class View>
struct CityModel {
    static constexpr dt::table_name table = "cities";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::text, dt::unique> name;
    dt::column<View, "visits", dt::integer, dt::default_value<0>> visits;
};
using NewCity = dt::new_row<CityModel>;
inline constexpr dt::table<CityModel> cities;
inline constexpr dt::metadata tables{cities};

using Engine = dt::engine<dt::sqlite>;
using Db = dt::session<dt::sqlite>;

dt::task<void> fill(Engine& engine) {
    Db db{engine};
    co_await db.create_all(tables);
    for (auto const* name : {"Bern", "Oslo", "Rome"}) {
        NewCity city{.name = name};
        (void)db.add(std::move(city));
    }
    co_await db.commit();
}

dt::task<std::string> name_of(Engine& engine, int id) {
    auto found = co_await engine.execute(dt::select(cities.name).where(cities.id == id));
    co_return found.scalar_one();
}

dt::task<int> visit(Engine& engine, int id) {
    Db db{engine};                                           // a session for each task
    auto city = co_await db.get(cities, id);
    int const visits = (*city)->visits + 1;
    (*city)->visits = visits;
    co_await db.commit();
    co_return visits;
}

dt::task<int> run(Engine& engine) {
    co_await fill(engine);
    auto const [bern, oslo] = co_await dt::when_all(name_of(engine, 1), name_of(engine, 2));
    std::cout << bern << " and " << oslo << "\n";

    std::vector<dt::task<int>> visits;
    for (int id = 1; id <= 3; ++id) visits.push_back(visit(engine, id));
    auto const counted = co_await dt::when_all(std::move(visits));      // std::vector<int>
    co_return static_cast<int>(counted.size());
}

asio::awaitable<void> greet(Engine& engine, int id) {
    asio::steady_timer pause(co_await asio::this_coro::executor, std::chrono::milliseconds(1));
    co_await pause.async_wait(asio::use_awaitable);                         // Asio's own operations,
    auto const name = co_await dt::as_awaitable(name_of(engine, id));       // and dovetail's
    std::cout << "hello from " << name << "\n";
}

asio::awaitable<bool> visit_in_time(Engine& engine, int id) {
    using namespace asio::experimental::awaitable_operators;
    asio::steady_timer limit(co_await asio::this_coro::executor, std::chrono::seconds(5));
    auto const first = co_await (dt::as_awaitable(visit(engine, id)) || limit.async_wait(asio::use_awaitable));
    co_return first.index() == 0;       // otherwise the visit was dropped, and its session rolled back
}

void serve(Engine& engine) {
    asio::io_context io;
    for (int id = 1; id <= 3; ++id) asio::co_spawn(io, greet(engine, id), asio::detached);
    asio::co_spawn(io, visit_in_time(engine, 1), [](std::exception_ptr failure, bool in_time) {
        if (failure) std::rethrow_exception(failure);                       // out of io.run()
        std::cout << (in_time ? "in time\n" : "too late\n");
    });
    io.run();
}

int main() {
    dt::sqlite_options how;
    how.threads = 2;                    // SQLite's calls block, so they run on these
    how.begin = dt::sqlite_options::begin_mode::immediate;      // sessions read before they write
    std::filesystem::remove("async.db");
    Engine engine{"async.db", how};
    int const visits = dt::sync_wait(run(engine));
    serve(engine);
    return visits == 3 ? 0 : 1;
}
