// SPDX-License-Identifier: BSL-1.0
//
// point_lookup: one user of 10,000 by primary key, 10,000 times with a different key each time.
#pragma once

#include "../registry.hpp"

namespace benchmarks::point_lookup {

inline constexpr int user_count = 10'000;
inline constexpr const char* sql = "SELECT id, username, email, role_id FROM users WHERE id = ?1";

// `found` is an optional of a user, or like one.
template <class Found>
std::size_t checksum(const Found& found) {
    if (!found) return 0;
    if (!checking_results) return 1;
    digest sum;
    sum.add(found->id);
    sum.add(found->username);
    sum.add(found->email);
    sum.add(found->role_id);
    return sum.value();
}

}  // namespace benchmarks::point_lookup
