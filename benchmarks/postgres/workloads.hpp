// SPDX-License-Identifier: BSL-1.0
//
// What the contenders share: sizes, statements, the rows of those that are written by hand, and checksums that take any
// contender's rows. benchmarks/README.md defines the workloads.
#pragma once

#include "../runtime/data.hpp"
#include "../runtime/registry.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace benchmarks::postgres {

inline constexpr int user_count = 10'000;
inline constexpr int authors = 2'000;           // the users that have posts
inline constexpr int posts_per_author = 5;      // but users with a number that 100 divides have none
inline constexpr int wide_count = 10'000;
inline constexpr int lookup_count = 2'000;      // one by one
inline constexpr int coroutines = 64;
inline constexpr int lookups_each = 100;        // of each of the coroutines
inline constexpr int account_count = 10'000;

namespace sql {

inline constexpr const char* point_lookup = "SELECT id, username, email, role_id FROM users WHERE id = $1";
inline constexpr const char* select_4 = "SELECT id, username, email, role_id FROM users";
inline constexpr const char* select_25 =
    "SELECT id, i1, i2, i3, i4, i5, i6, b1, b2, b3, b4, b5, d1, d2, d3, d4, at1, at2, at3, n1, n2, t1, t2, t3, t4 FROM wide";
inline constexpr const char* users_with_posts =
    "SELECT users.id, users.username, users.email, users.role_id, posts.id, posts.user_id, posts.title "
    "FROM users LEFT OUTER JOIN posts ON posts.user_id = users.id WHERE users.id <= $1";
inline constexpr const char* insert = "INSERT INTO accounts (username, email, role_id) VALUES ($1, $2, $3) RETURNING id";

}  // namespace sql

using instant = std::chrono::sys_time<std::chrono::microseconds>;

struct user {
    std::int32_t id;
    std::string username, email;
    std::int32_t role_id;
};
struct post {
    std::int32_t id, user_id;
    std::string title;
};
struct user_with_posts : user {
    std::vector<post> posts;
};
// NUMERIC(14, 2) as text, which is exact.
struct exact_number {
    std::string text;
    std::string_view to_string(int) const { return text; }
};
struct wide {
    std::int32_t id, i1, i2, i3, i4, i5, i6;
    std::int64_t b1, b2, b3, b4, b5;
    double d1, d2, d3, d4;
    instant at1, at2, at3;
    exact_number n1, n2;
    std::string t1, t2, t3, t4;
};

// Reads each column of a row of `wide` in its order.
template <class Row, class Read>
void read_wide(Row& to, Read read) {
    int column = 0;
    const auto all = [&](auto&... values) { (read(column++, values), ...); };
    all(to.id, to.i1, to.i2, to.i3, to.i4, to.i5, to.i6, to.b1, to.b2, to.b3, to.b4, to.b5, to.d1, to.d2, to.d3, to.d4, to.at1,
        to.at2, to.at3, to.n1, to.n2, to.t1, to.t2, to.t3, to.t4);
}

// Users with posts out of rows. Those of one user mostly are neighbours, but SQL does not promise it.
class posts_fold {
public:
    // The user of a row; `is_new` if it was not seen before.
    user_with_posts& user_of(std::int32_t id, bool& is_new) {
        is_new = false;
        if (users_.empty() || id != users_[last_].id) {
            const auto [known, added] = positions_.try_emplace(id, users_.size());
            last_ = known->second;
            is_new = added;
            if (added) users_.emplace_back().id = id;
        }
        return users_[last_];
    }
    std::vector<user_with_posts> take() { return std::move(users_); }

private:
    std::vector<user_with_posts> users_;
    std::unordered_map<std::int32_t, std::size_t> positions_;
    std::size_t last_ = 0;
};

// The keys that are looked up, and those of one of several that share the work.
std::vector<int> const& lookup_keys();
inline int lookup_key(int coroutine, int i) { return lookup_keys()[static_cast<std::size_t>(coroutine * lookups_each + i)]; }
// What is inserted.
std::vector<account> const& new_accounts();

// Of the server that the benchmarks run on; from the environment.
const char* url();
// Makes the tables and their rows.
void fill();
// Of insert_rows: empties the table; what it holds.
void empty_accounts();
std::size_t accounts_checksum();

// --- checksums

template <class User>
void add_user(digest& sum, User const& user) {
    sum.add(user.id);
    sum.add(user.username);
    sum.add(user.email);
    sum.add(user.role_id);
}
// Look-ups that run side by side end in any order, so their sums are added.
template <class User>
std::size_t lookup_checksum(User const& user) {
    if (!checking_results) return 1;
    digest sum;
    add_user(sum, user);
    return sum.value();
}
template <class Users>
std::size_t users_checksum(Users const& users) {
    if (!checking_results) return users.size();
    digest sum;
    for (auto const& user : users) add_user(sum, user);
    return sum.value();
}
template <class Users>
std::size_t posts_checksum(Users const& users) {
    if (!checking_results) return users.size();
    std::size_t all = 0;            // the statement has no order
    for (auto const& user : users) {
        digest sum;
        add_user(sum, user);
        std::size_t posts = 0;
        for (auto const& post : user.posts) {
            digest one;
            one.add(post.id);
            one.add(post.user_id);
            one.add(post.title);
            posts += one.value();
        }
        sum.add(posts);
        all += sum.value();
    }
    return all;
}
template <class Rows>
std::size_t wide_checksum(Rows const& rows) {
    if (!checking_results) return rows.size();
    digest sum;
    for (auto const& row : rows) {
        for (auto const number : {row.id, row.i1, row.i2, row.i3, row.i4, row.i5, row.i6}) sum.add(number);
        for (auto const number : {row.b1, row.b2, row.b3, row.b4, row.b5}) sum.add(number);
        for (auto const number : {row.d1, row.d2, row.d3, row.d4}) sum.add(number);
        for (auto const time : {row.at1, row.at2, row.at3}) sum.add(static_cast<std::int64_t>(time.time_since_epoch().count()));
        sum.add(std::string_view(row.n1.to_string(2)));
        sum.add(std::string_view(row.n2.to_string(2)));
        for (auto const* text : {&row.t1, &row.t2, &row.t3, &row.t4}) sum.add(*text);
    }
    return sum.value();
}
// Behind an insert, of which every contender knows how many rows it has written.
inline std::size_t insert_checksum(std::size_t written) { return checking_results ? accounts_checksum() : written; }

}  // namespace benchmarks::postgres
