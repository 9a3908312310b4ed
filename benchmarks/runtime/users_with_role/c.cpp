// SPDX-License-Identifier: BSL-1.0
#include "../c_api.hpp"
#include "workload.hpp"

#include <optional>

namespace benchmarks::users_with_role {
namespace {

using namespace c_api;

struct role {
    std::int32_t id;
    std::string name;
};
struct user {
    std::int32_t id;
    std::string username;
    std::string email;
    std::int32_t role_id;
    benchmarks::users_with_role::role role;
};

template <class Read>
std::vector<user> select_users(sqlite3_stmt* row) {
    std::vector<user> users;
    for_each_row(row, [&] {
        user& added = users.emplace_back();
        Read::read(row, 0, added.id);
        Read::read(row, 1, added.username);
        Read::read(row, 2, added.email);
        Read::read(row, 3, added.role_id);
        if (Read::is_null(row, 4)) throw std::runtime_error("a user without its role");
        Read::read(row, 4, added.role.id);
        Read::read(row, 5, added.role.name);
    });
    return users;
}

template <class Read>
struct contender {
    struct state {
        connection db{data_sizes{.users = user_count}};
        statement select{db, sql};
    };
    static inline std::optional<state> current;

    static void setup() { current.emplace(); }
    static std::size_t run() { return checksum(select_users<Read>(current->select)); }
};

const registration c{{"users_with_role", "c", contender<by_column>::setup, contender<by_column>::run}};
const registration c_value{{"users_with_role", "c_value", contender<by_value>::setup, contender<by_value>::run}};

}  // namespace
}  // namespace benchmarks::users_with_role
