// SPDX-License-Identifier: BSL-1.0
#include "data.hpp"

#include <array>
#include <cstdio>
#include <numeric>

namespace benchmarks {
namespace {

std::vector<std::string> schema() {
    return {
        "CREATE TABLE roles (id INTEGER PRIMARY KEY NOT NULL, name VARCHAR(50) NOT NULL)",
        "CREATE TABLE users (id INTEGER PRIMARY KEY NOT NULL, username VARCHAR(50) NOT NULL,"
        " email VARCHAR(100) NOT NULL, role_id INTEGER NOT NULL REFERENCES roles (id))",
        "CREATE TABLE posts (id INTEGER PRIMARY KEY NOT NULL, user_id INTEGER NOT NULL REFERENCES users (id),"
        " title VARCHAR(100) NOT NULL)",
        "CREATE INDEX posts_by_user ON posts (user_id)",
        "CREATE TABLE comments (id INTEGER PRIMARY KEY NOT NULL, post_id INTEGER NOT NULL REFERENCES posts (id),"
        " body TEXT NOT NULL)",
        "CREATE INDEX comments_by_post ON comments (post_id)",
        // What insert_rows fills: no index and no foreign key, so that what surrounds the insert shows.
        "CREATE TABLE accounts (id INTEGER PRIMARY KEY NOT NULL, username VARCHAR(50) NOT NULL,"
        " email VARCHAR(100) NOT NULL, role_id INTEGER NOT NULL)",
        "CREATE TABLE wide (id INTEGER PRIMARY KEY NOT NULL,"
        " i1 INTEGER NOT NULL, i2 INTEGER NOT NULL, i3 INTEGER NOT NULL, i4 INTEGER NOT NULL,"
        " i5 INTEGER NOT NULL, i6 INTEGER NOT NULL, i7 INTEGER NOT NULL, i8 INTEGER NOT NULL,"
        " b1 BIGINT NOT NULL, b2 BIGINT NOT NULL, b3 BIGINT NOT NULL, b4 BIGINT NOT NULL,"
        " b5 BIGINT NOT NULL, b6 BIGINT NOT NULL, b7 BIGINT NOT NULL, b8 BIGINT NOT NULL,"
        " d1 DOUBLE PRECISION NOT NULL, d2 DOUBLE PRECISION NOT NULL,"
        " d3 DOUBLE PRECISION NOT NULL, d4 DOUBLE PRECISION NOT NULL,"
        " t1 TEXT NOT NULL, t2 TEXT NOT NULL, t3 TEXT NOT NULL, t4 TEXT NOT NULL)",
    };
}

// INSERT of one row for each i in 1..count; `row` is a SELECT list over i.
std::string insert(const std::string& table, int count, const std::string& row) {
    return "WITH RECURSIVE numbers (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM numbers WHERE i < " +
           std::to_string(count) + ") INSERT INTO " + table + " SELECT " + row + " FROM numbers WHERE i <= " +
           std::to_string(count);
}

}  // namespace

std::vector<std::string> data_statements(const data_sizes& sizes) {
    auto statements = schema();
    const auto users = std::to_string(sizes.users);
    const int posts = sizes.users * sizes.posts_per_user;
    const auto post_count = std::to_string(posts);

    statements.push_back(insert("roles", role_count, "i, printf('role %d', i)"));
    statements.push_back(insert("users", sizes.users,
                                "i, printf('user_%06d', i), printf('user_%06d@mail-0.example.com', i), 1 + i % " +
                                    std::to_string(role_count)));
    if (posts > 0)    // neighbours in the table belong to different users: post i is one of user ((i - 1) % users) + 1
        statements.push_back(insert("posts", posts,
                                    "i, 1 + (i - 1) % " + users + ", printf('The %dth post of this site', i)") +
                             " AND (1 + (i - 1) % " + users + ") % 100 <> 0");
    if (posts > 0 && sizes.comments_per_post > 0)
        statements.push_back(insert("comments", posts * sizes.comments_per_post,
                                    "i, 1 + (i - 1) % " + post_count +
                                        ", printf('Comment %d: I could not agree more.', i)") +
                             " AND (1 + (i - 1) % " + post_count + ") % 50 <> 0"
                             " AND EXISTS (SELECT 1 FROM posts WHERE id = 1 + (i - 1) % " + post_count + ")");
    statements.push_back(insert(
        "wide", sizes.wide,
        "i, i + 1, i + 2, -i, i * 3, 7, i % 2, i * i % 100000, 2147483647 - i,"
        " i * 10000000000, -i * 10000000000, i, 9223372036854775807 - i, i * i, i * i * i, 0, i % 1000,"
        " i / 3.0, i * 0.25, -i * 1e10, i + 0.5,"
        " printf('short %d', i), printf('a text that does not fit into a small string %d', i), 'same',"
        " printf('%d of many', i)"));
    return statements;
}

std::vector<account> accounts(int count) {
    std::vector<account> result;
    result.reserve(static_cast<std::size_t>(count));
    for (int i = 1; i <= count; ++i) {
        std::array<char, 32> username{};
        std::snprintf(username.data(), username.size(), "user_%06d", i);
        result.push_back({username.data(), email_of_user(i, 0), 1 + i % role_count});
    }
    return result;
}

std::string email_of_user(int id, int version) {
    std::array<char, 64> email{};
    std::snprintf(email.data(), email.size(), "user_%06d@mail-%d.example.com", id, version);
    return email.data();
}

std::vector<int> shuffled_keys(int count) {
    int stride = 7919;    // any number that has no common factor with count visits every key once
    while (std::gcd(stride, count) != 1) ++stride;
    std::vector<int> keys(static_cast<std::size_t>(count));
    std::int64_t key = 0;
    for (int& k : keys) {
        key = (key + stride) % count;
        k = static_cast<int>(key) + 1;
    }
    return keys;
}

}  // namespace benchmarks
