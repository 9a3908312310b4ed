// SPDX-License-Identifier: BSL-1.0
//
// insert_rows: 10,000 rows into the table of accounts, in one transaction.
#pragma once

#include "../registry.hpp"

namespace benchmarks::insert_rows {

inline constexpr int row_count = 10'000;

inline constexpr const char* empty_sql = "DELETE FROM accounts";
inline constexpr const char* insert_sql = "INSERT INTO accounts (username, email, role_id) VALUES (?1, ?2, ?3)";
inline constexpr const char* select_sql = "SELECT id, username, email, role_id FROM accounts ORDER BY id";

// Of the rows as read back after the run, which happens only when results are checked.
template <class Accounts>
std::size_t checksum(const Accounts& accounts) {
    digest sum;
    for (const auto& account : accounts) {
        sum.add(account.id);
        sum.add(account.username);
        sum.add(account.email);
        sum.add(account.role_id);
    }
    return sum.value();
}

}  // namespace benchmarks::insert_rows
