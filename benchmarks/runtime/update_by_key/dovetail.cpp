// SPDX-License-Identifier: BSL-1.0
#include "../models.hpp"
#include "workload.hpp"

#include <optional>

namespace benchmarks::update_by_key {
namespace {

using namespace models;

struct state {
    filled_engine engine{data_sizes{.users = user_count}};
    changes values;
};
std::optional<state> current;

void setup() { current.emplace(); }

dt::task<std::size_t> update_all(state& it) {
    std::int64_t updated = 0;
    Db db{it.engine};
    for (const change& row : it.values.next()) {
        auto result = co_await db.execute(dt::update(users).set(users.email = row.email).where(users.id == row.id));
        updated += result.row_count();
    }
    co_await db.commit();
    if (!checking_results) co_return static_cast<std::size_t>(updated);
    auto stored = co_await db.execute(dt::select(users.id, users.email).order_by(users.id));
    std::vector<change> rows;
    for (auto& [id, email] : stored.all()) rows.push_back(change{id, email});
    co_return checksum(rows);
}
std::size_t run() { return dt::sync_wait(update_all(*current)); }

const registration mine{{"update_by_key", "dovetail", setup, run}};

}  // namespace
}  // namespace benchmarks::update_by_key
