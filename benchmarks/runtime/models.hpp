// SPDX-License-Identifier: BSL-1.0
//
// The tables of data.cpp as dovetail's models, and a database in memory filled with data_statements().
#pragma once

#include "data.hpp"

#include <dovetail/sqlite.hpp>

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

template <class View>
struct WideModel {
    static constexpr dt::table_name table = "wide";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "i1", dt::integer> i1;
    dt::column<View, "i2", dt::integer> i2;
    dt::column<View, "i3", dt::integer> i3;
    dt::column<View, "i4", dt::integer> i4;
    dt::column<View, "i5", dt::integer> i5;
    dt::column<View, "i6", dt::integer> i6;
    dt::column<View, "i7", dt::integer> i7;
    dt::column<View, "i8", dt::integer> i8;
    dt::column<View, "b1", dt::bigint> b1;
    dt::column<View, "b2", dt::bigint> b2;
    dt::column<View, "b3", dt::bigint> b3;
    dt::column<View, "b4", dt::bigint> b4;
    dt::column<View, "b5", dt::bigint> b5;
    dt::column<View, "b6", dt::bigint> b6;
    dt::column<View, "b7", dt::bigint> b7;
    dt::column<View, "b8", dt::bigint> b8;
    dt::column<View, "d1", dt::double_precision> d1;
    dt::column<View, "d2", dt::double_precision> d2;
    dt::column<View, "d3", dt::double_precision> d3;
    dt::column<View, "d4", dt::double_precision> d4;
    dt::column<View, "t1", dt::text> t1;
    dt::column<View, "t2", dt::text> t2;
    dt::column<View, "t3", dt::text> t3;
    dt::column<View, "t4", dt::text> t4;
};

using User = dt::entity<UserModel>;
using Account = dt::entity<AccountModel>;
using NewAccount = dt::new_row<AccountModel>;
using Wide = dt::entity<WideModel>;

inline constexpr dt::table<RoleModel> roles;
inline constexpr dt::table<UserModel> users;
inline constexpr dt::table<PostModel> posts;
inline constexpr dt::table<CommentModel> comments;
inline constexpr dt::table<AccountModel> accounts;
inline constexpr dt::table<WideModel> wide;

using Engine = dt::engine<dt::sqlite>;
using Db = dt::session<dt::sqlite>;

/// An engine over a database in memory that holds the data. Its one connection stays open.
class filled_engine : public Engine {
public:
    explicit filled_engine(const data_sizes& sizes) : Engine(":memory:") {
        dt::lease<dt::sqlite> connection(pool());    // the statements are text made at run time, so past the typed interface
        for (const std::string& sql : data_statements(sizes)) connection->execute(sql);
    }
};

}  // namespace benchmarks::models
