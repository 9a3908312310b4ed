// SPDX-License-Identifier: BSL-1.0
//
// update_by_key: one column of each of 10,000 users, a statement for each, in one transaction.
#pragma once

#include "../data.hpp"
#include "../registry.hpp"

namespace benchmarks::update_by_key {

inline constexpr int user_count = 10'000;
inline constexpr const char* update_sql = "UPDATE users SET email = ?1 WHERE id = ?2";
inline constexpr const char* select_sql = "SELECT id, email FROM users ORDER BY id";

struct change {
    int id;
    std::string email;
};

// SQLite does not touch a page when the new bytes are the old ones, so runs alternate between two sets of values.
class changes {
public:
    const std::vector<change>& next() { return sets_[run_++ % 2]; }

private:
    static std::vector<change> make(int version) {
        std::vector<change> result;
        for (const int id : shuffled_keys(user_count)) result.push_back({id, email_of_user(id, version)});
        return result;
    }

    std::vector<change> sets_[2] = {make(1), make(2)};
    std::size_t run_ = 0;
};

// Of the rows as read back after the run, which happens only when results are checked.
template <class Users>
std::size_t checksum(const Users& users) {
    digest sum;
    for (const auto& user : users) {
        sum.add(user.id);
        sum.add(user.email);
    }
    return sum.value();
}

}  // namespace benchmarks::update_by_key
