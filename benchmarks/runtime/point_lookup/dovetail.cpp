// SPDX-License-Identifier: BSL-1.0
#include "../models.hpp"
#include "workload.hpp"

#include <optional>

namespace benchmarks::point_lookup {
namespace {

using namespace models;

struct state {
    filled_engine engine{data_sizes{.users = user_count}};
    std::vector<int> keys = shuffled_keys(user_count);
};
std::optional<state> current;

void setup() { current.emplace(); }

dt::task<std::size_t> find_all(state& it) {
    std::size_t sum = 0;
    for (const int key : it.keys) {
        auto result = co_await it.engine.execute(dt::select(users).where(users.id == key));
        sum += checksum(result.scalar_one_or_none());
    }
    co_return sum;
}

// The same with a coroutine for each look-up, as a program has that gives the query a name.
dt::task<dt::maybe<User>> find_user(Engine& engine, int id) {
    auto result = co_await engine.execute(dt::select(users).where(users.id == id));
    co_return result.scalar_one_or_none();
}
dt::task<std::size_t> find_all_by_task(state& it) {
    std::size_t sum = 0;
    for (const int key : it.keys) sum += checksum(co_await find_user(it.engine, key));
    co_return sum;
}

std::size_t run() { return dt::sync_wait(find_all(*current)); }
std::size_t run_by_task() { return dt::sync_wait(find_all_by_task(*current)); }

const registration mine{{"point_lookup", "dovetail", setup, run}};
const registration by_task{{"point_lookup", "dovetail_task", setup, run_by_task}};

}  // namespace
}  // namespace benchmarks::point_lookup
