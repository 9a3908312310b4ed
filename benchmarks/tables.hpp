// SPDX-License-Identifier: BSL-1.0
//
// The tables that the benchmarks on SQLite and on PostgreSQL share (each one's data.cpp), as dovetail's models.
#pragma once

#include <dovetail.hpp>

namespace benchmarks::models {

namespace dt = dovetail;

template <class View> struct RoleModel;
template <class View> struct UserModel;
template <class View> struct PostModel;
template <class View> struct CommentModel;

template <class View>
struct RoleModel {
    static constexpr dt::table_name table = "roles";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>> name;
    dt::one_to_many<View, "users", UserModel> users;
};

template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "username", dt::string<50>> username;
    dt::column<View, "email", dt::string<100>> email;
    dt::column<View, "role_id", dt::integer, dt::foreign_key<RoleModel>> role_id;
    dt::many_to_one<View, "role", RoleModel> role;
    dt::one_to_many<View, "posts", PostModel> posts;
};

template <class View>
struct PostModel {
    static constexpr dt::table_name table = "posts";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "user_id", dt::integer, dt::index, dt::foreign_key<UserModel>> user_id;
    dt::column<View, "title", dt::string<100>> title;
    dt::many_to_one<View, "user", UserModel> user;
    dt::one_to_many<View, "comments", CommentModel> comments;
};

template <class View>
struct CommentModel {
    static constexpr dt::table_name table = "comments";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "post_id", dt::integer, dt::index, dt::foreign_key<PostModel>> post_id;
    dt::column<View, "body", dt::text> body;
    dt::many_to_one<View, "post", PostModel> post;
};

template <class View>
struct AccountModel {
    static constexpr dt::table_name table = "accounts";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "username", dt::string<50>> username;
    dt::column<View, "email", dt::string<100>> email;
    dt::column<View, "role_id", dt::integer> role_id;
};

using User = dt::entity<UserModel>;
using Account = dt::entity<AccountModel>;
using NewAccount = dt::new_row<AccountModel>;

inline constexpr dt::table<RoleModel> roles;
inline constexpr dt::table<UserModel> users;
inline constexpr dt::table<PostModel> posts;
inline constexpr dt::table<CommentModel> comments;
inline constexpr dt::table<AccountModel> accounts;

}  // namespace benchmarks::models
