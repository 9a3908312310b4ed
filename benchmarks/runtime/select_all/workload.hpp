// SPDX-License-Identifier: BSL-1.0
//
// select_all_4x1, _4x100, _4x10000, _25x1, _25x100, _25x10000: every row of a table with 4 or 25 columns.
#pragma once

#include "../registry.hpp"

namespace benchmarks::select_all {

// So that the work is about the same for every size, a run selects a table of 1 row 10,000 times, and so on.
inline constexpr int rows_a_run = 10'000;
template <int Rows> inline constexpr int selects_a_run = rows_a_run / Rows;

inline constexpr const char* users_sql = "SELECT id, username, email, role_id FROM users";
inline constexpr const char* wide_sql =
    "SELECT id, i1, i2, i3, i4, i5, i6, i7, i8, b1, b2, b3, b4, b5, b6, b7, b8, d1, d2, d3, d4, t1, t2, t3, t4 "
    "FROM wide";

template <class Users>
std::size_t users_checksum(const Users& users) {
    if (!checking_results) return users.size();
    digest sum;
    for (const auto& user : users) {
        sum.add(user.id);
        sum.add(user.username);
        sum.add(user.email);
        sum.add(user.role_id);
    }
    return sum.value();
}

template <class Rows>
std::size_t wide_checksum(const Rows& rows) {
    if (!checking_results) return rows.size();
    digest sum;
    const auto add = [&sum](const auto&... values) { (sum.add(values), ...); };
    for (const auto& row : rows)
        add(row.id, row.i1, row.i2, row.i3, row.i4, row.i5, row.i6, row.i7, row.i8,
            row.b1, row.b2, row.b3, row.b4, row.b5, row.b6, row.b7, row.b8,
            row.d1, row.d2, row.d3, row.d4, row.t1, row.t2, row.t3, row.t4);
    return sum.value();
}

}  // namespace benchmarks::select_all
