// SPDX-License-Identifier: BSL-1.0
#include "../c_api.hpp"
#include "workload.hpp"

#include <optional>
#include <unordered_map>

namespace benchmarks::users_with_posts_and_comments {
namespace {

using namespace c_api;

struct comment {
    std::int32_t id;
    std::int32_t post_id;
    std::string body;
};
struct post {
    std::int32_t id;
    std::int32_t user_id;
    std::string title;
    std::vector<comment> comments;
};
struct user {
    std::int32_t id;
    std::string username;
    std::string email;
    std::int32_t role_id;
    std::vector<post> posts;
};

// The statement has no ORDER BY, so the rows of one parent need not be neighbours: a parent is found by its key. They
// mostly are neighbours, so the parent of the row before is tried first. Parents are kept as positions, because the
// vectors that hold them grow.
template <class Read>
std::vector<user> select_users(sqlite3_stmt* row) {
    struct post_position {
        std::size_t user, post;
    };
    std::vector<user> users;
    std::unordered_map<std::int32_t, std::size_t> user_positions;
    std::unordered_map<std::int32_t, post_position> post_positions;

    std::int32_t last_user_id = 0, last_post_id = 0;
    std::size_t last_user = 0;
    post_position last_post{};
    bool any_user = false, any_post = false;

    for_each_row(row, [&] {
        std::int32_t user_id;
        Read::read(row, 0, user_id);
        if (!any_user || user_id != last_user_id) {
            const auto [known, is_new] = user_positions.try_emplace(user_id, users.size());
            last_user = known->second;
            last_user_id = user_id;
            any_user = true;
            if (is_new) {
                user& added = users.emplace_back();
                added.id = user_id;
                Read::read(row, 1, added.username);
                Read::read(row, 2, added.email);
                Read::read(row, 3, added.role_id);
            }
        }

        if (Read::is_null(row, 4)) return;    // a user without posts
        std::int32_t post_id;
        Read::read(row, 4, post_id);
        if (!any_post || post_id != last_post_id) {
            auto& posts = users[last_user].posts;
            const auto [known, is_new] = post_positions.try_emplace(post_id, post_position{last_user, posts.size()});
            last_post = known->second;
            last_post_id = post_id;
            any_post = true;
            if (is_new) {
                post& added = posts.emplace_back();
                added.id = post_id;
                Read::read(row, 5, added.user_id);
                Read::read(row, 6, added.title);
            }
        }

        if (Read::is_null(row, 7)) return;    // a post without comments
        // A comment comes once: its post has no other collection that could repeat it.
        comment& added = users[last_post.user].posts[last_post.post].comments.emplace_back();
        Read::read(row, 7, added.id);
        Read::read(row, 8, added.post_id);
        Read::read(row, 9, added.body);
    });
    return users;
}

template <class Read>
struct contender {
    struct state {
        connection db{sizes};
        statement select{db, sql};
    };
    static inline std::optional<state> current;

    static void setup() { current.emplace(); }
    static std::size_t run() { return checksum(select_users<Read>(current->select)); }
};

constexpr std::string_view name = "users_with_posts_and_comments";
const registration c{{name, "c", contender<by_column>::setup, contender<by_column>::run}};
const registration c_value{{name, "c_value", contender<by_value>::setup, contender<by_value>::run}};

}  // namespace
}  // namespace benchmarks::users_with_posts_and_comments
