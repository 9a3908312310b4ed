// SPDX-License-Identifier: BSL-1.0
#include "../c_api.hpp"
#include "workload.hpp"

#include <optional>

namespace benchmarks::point_lookup {
namespace {

using namespace c_api;

struct user {
    std::int32_t id;
    std::string username;
    std::string email;
    std::int32_t role_id;
};

template <class Read>
std::optional<user> find_user(sqlite3_stmt* row, int id) {
    std::optional<user> found;
    bind(row, 1, id);
    const int result = sqlite3_step(row);
    if (result == SQLITE_ROW) {
        found.emplace();
        Read::read(row, 0, found->id);
        Read::read(row, 1, found->username);
        Read::read(row, 2, found->email);
        Read::read(row, 3, found->role_id);
    }
    sqlite3_reset(row);    // a primary key finds one row at most, so there is nothing to step on to
    if (result != SQLITE_ROW && result != SQLITE_DONE) fail(row);
    return found;
}

template <class Read>
struct contender {
    struct state {
        connection db{data_sizes{.users = user_count}};
        statement select{db, sql};
        std::vector<int> keys = shuffled_keys(user_count);
    };
    static inline std::optional<state> current;

    static void setup() { current.emplace(); }
    static std::size_t run() {
        std::size_t sum = 0;
        for (const int key : current->keys) sum += checksum(find_user<Read>(current->select, key));
        return sum;
    }
};

const registration c{{"point_lookup", "c", contender<by_column>::setup, contender<by_column>::run}};
const registration c_value{{"point_lookup", "c_value", contender<by_value>::setup, contender<by_value>::run}};

}  // namespace
}  // namespace benchmarks::point_lookup
