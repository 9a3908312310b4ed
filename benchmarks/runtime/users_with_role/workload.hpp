// SPDX-License-Identifier: BSL-1.0
//
// users_with_role: 10,000 users, each with its role inside, by one joined statement.
#pragma once

#include "../registry.hpp"

namespace benchmarks::users_with_role {

inline constexpr int user_count = 10'000;
inline constexpr const char* sql =
    "SELECT users.id, users.username, users.email, users.role_id, roles.id, roles.name "
    "FROM users LEFT OUTER JOIN roles ON roles.id = users.role_id";

template <class Users>
std::size_t checksum(const Users& users) {
    if (!checking_results) return users.size();
    digest sum;
    for (const auto& user : users) {
        sum.add(user.id);
        sum.add(user.username);
        sum.add(user.email);
        sum.add(user.role_id);
        sum.add(user.role.id);
        sum.add(user.role.name);
    }
    return sum.value();
}

}  // namespace benchmarks::users_with_role
