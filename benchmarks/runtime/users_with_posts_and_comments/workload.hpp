// SPDX-License-Identifier: BSL-1.0
//
// users_with_posts_and_comments: 1,000 users with their posts, and those with their comments, by one joined statement.
#pragma once

#include "../data.hpp"
#include "../registry.hpp"

namespace benchmarks::users_with_posts_and_comments {

inline constexpr data_sizes sizes{.users = 1'000, .posts_per_user = 5, .comments_per_post = 4};
inline constexpr const char* sql =
    "SELECT users.id, users.username, users.email, users.role_id, posts.id, posts.user_id, posts.title,"
    " comments.id, comments.post_id, comments.body "
    "FROM users LEFT OUTER JOIN posts ON posts.user_id = users.id"
    " LEFT OUTER JOIN comments ON comments.post_id = posts.id";

template <class Users>
std::size_t checksum(const Users& users) {
    if (!checking_results) return users.size();
    digest sum;
    for (const auto& user : users) {
        sum.add(user.id);
        sum.add(user.username);
        sum.add(user.email);
        sum.add(user.role_id);
        sum.add(user.posts.size());
        for (const auto& post : user.posts) {
            sum.add(post.id);
            sum.add(post.user_id);
            sum.add(post.title);
            sum.add(post.comments.size());
            for (const auto& comment : post.comments) {
                sum.add(comment.id);
                sum.add(comment.post_id);
                sum.add(comment.body);
            }
        }
    }
    return sum.value();
}

}  // namespace benchmarks::users_with_posts_and_comments
