// SPDX-License-Identifier: BSL-1.0
#include "../models.hpp"
#include "workload.hpp"

#include <optional>

namespace benchmarks::users_with_role {
namespace {

using namespace models;

dt::task<std::vector<dt::with<User, users.role>>> users_with_role(Engine& engine) {
    auto result = co_await engine.execute(dt::select(users).options(dt::joinedload(users.role)));
    co_return result.scalars().all();
}

std::optional<filled_engine> engine;

void setup() { engine.emplace(data_sizes{.users = user_count}); }
std::size_t run() { return checksum(dt::sync_wait(users_with_role(*engine))); }

const registration mine{{"users_with_role", "dovetail", setup, run}};

}  // namespace
}  // namespace benchmarks::users_with_role
