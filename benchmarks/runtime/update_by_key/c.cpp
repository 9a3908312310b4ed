// SPDX-License-Identifier: BSL-1.0
#include "../c_api.hpp"
#include "workload.hpp"

#include <optional>

namespace benchmarks::update_by_key {
namespace {

using namespace c_api;

struct state {
    connection db{data_sizes{.users = user_count}};
    statement begin{db, "BEGIN"};
    statement commit{db, "COMMIT"};
    statement update{db, update_sql};
    statement select{db, select_sql};
    changes values;
};
std::optional<state> current;

void setup() { current.emplace(); }

std::size_t update_all(state& it) {
    std::size_t updated = 0;
    execute(it.begin);
    for (const change& row : it.values.next()) {
        bind(it.update, 1, row.email);
        bind(it.update, 2, row.id);
        execute(it.update);
        updated += static_cast<std::size_t>(sqlite3_changes(it.db));
    }
    execute(it.commit);
    return updated;
}

std::vector<change> read_back(sqlite3_stmt* row) {
    std::vector<change> users;
    for_each_row(row, [&] {
        change& added = users.emplace_back();
        by_column::read(row, 0, added.id);
        by_column::read(row, 1, added.email);
    });
    return users;
}

std::size_t run() {
    const std::size_t updated = update_all(*current);
    return checking_results ? checksum(read_back(current->select)) : updated;
}

const registration c{{"update_by_key", "c", setup, run}};

}  // namespace
}  // namespace benchmarks::update_by_key
