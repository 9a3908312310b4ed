// SPDX-License-Identifier: BSL-1.0
#include "../models.hpp"
#include "workload.hpp"

#include <optional>

namespace benchmarks::users_with_posts_and_comments {
namespace {

using namespace models;

using UserWithPosts = dt::with<User, users.posts.with(posts.comments)>;

dt::task<std::vector<UserWithPosts>> users_with_posts(Engine& engine) {
    auto result =
        co_await engine.execute(dt::select(users).options(dt::joinedload(users.posts).joinedload(posts.comments)));
    co_return result.scalars().all();
}

std::optional<filled_engine> engine;

void setup() { engine.emplace(sizes); }
std::size_t run() { return checksum(dt::sync_wait(users_with_posts(*engine))); }

const registration mine{{"users_with_posts_and_comments", "dovetail", setup, run}};

}  // namespace
}  // namespace benchmarks::users_with_posts_and_comments
