// SPDX-License-Identifier: BSL-1.0
//
// The data of all workloads. It is a list of SQL statements, so that every contender can run them over its own
// connection and start from the same rows:
//
//     for (const std::string& sql : data_statements({.users = 10'000})) ...
#pragma once

#include <string>
#include <vector>

namespace benchmarks {

struct data_sizes {
    int users = 0;
    int posts_per_user = 0;        // but users with a number that 100 divides have none
    int comments_per_post = 0;     // but posts with a number that 50 divides have none
    int wide = 0;                  // rows of the table with 25 columns
};

inline constexpr int role_count = 10;

// CREATE TABLE for every table, then the rows; deterministic.
std::vector<std::string> data_statements(const data_sizes& sizes);

// The values that insert_rows and update_by_key write, made before anything is measured.
struct account {
    std::string username;
    std::string email;
    int role_id;
};
std::vector<account> accounts(int count);

// A user's e-mail address: `version` 0 is what data_statements() stores, others have the same length.
std::string email_of_user(int id, int version);

// The numbers 1 to count in an order that jumps about, for access by key.
std::vector<int> shuffled_keys(int count);

}  // namespace benchmarks
