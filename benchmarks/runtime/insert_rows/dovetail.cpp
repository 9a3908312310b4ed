// SPDX-License-Identifier: BSL-1.0
#include "../models.hpp"
#include "workload.hpp"

#include <optional>

namespace benchmarks::insert_rows {
namespace {

using namespace models;

std::vector<NewAccount> new_accounts() {
    std::vector<NewAccount> rows;
    for (const account& row : benchmarks::accounts(row_count))
        rows.push_back(NewAccount{.username = row.username, .email = row.email, .role_id = row.role_id});
    return rows;
}

struct state {
    filled_engine engine{data_sizes{}};
    std::vector<NewAccount> rows = new_accounts();
};
std::optional<state> current;

void setup() { current.emplace(); }

dt::task<void> empty(Engine& engine) { (void)co_await engine.execute(dt::delete_from(models::accounts).all_rows()); }
void reset() { dt::sync_wait(empty(current->engine)); }

// One statement for the user, so one transaction.
dt::task<std::size_t> insert_all(state& it) {
    auto inserted = co_await it.engine.execute(dt::insert_into(models::accounts).values(it.rows));
    if (!checking_results) co_return static_cast<std::size_t>(inserted.row_count());
    auto stored = co_await it.engine.execute(dt::select(models::accounts).order_by(models::accounts.id));
    co_return checksum(stored.scalars().all());
}
std::size_t run() { return dt::sync_wait(insert_all(*current)); }

const registration mine{{"insert_rows", "dovetail", setup, run, reset}};

}  // namespace
}  // namespace benchmarks::insert_rows
