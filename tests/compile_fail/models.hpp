// SPDX-License-Identifier: BSL-1.0
// Models that the rules share, and a database in memory with a few rows for the corrected programs.
//
// A rule includes <dovetail/sqlite.hpp> itself, first of all, since g++ takes a precompiled header in that place only.
#pragma once

namespace dt = dovetail;

template <class View> struct UserModel;
template <class View> struct PostModel;
template <class View> struct PermissionModel;
template <class View> struct RolePermissionModel;

template <class View>
struct RoleModel {
    static constexpr dt::table_name table = "roles";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>, dt::unique> name;
    dt::one_to_many<View, "users", UserModel> users;
    dt::many_to_many<View, "permissions", PermissionModel, RolePermissionModel, dt::order_by<"name">> permissions;
};

template <class View>
struct PermissionModel {
    static constexpr dt::table_name table = "permissions";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>, dt::unique> name;
    dt::many_to_many<View, "roles", RoleModel, RolePermissionModel> roles;
};

template <class View>
struct RolePermissionModel {
    static constexpr dt::table_name table = "role_permissions";
    dt::column<View, "role_id", dt::integer, dt::primary_key, dt::foreign_key<RoleModel>> role_id;
    dt::column<View, "permission_id", dt::integer, dt::primary_key, dt::foreign_key<PermissionModel>> permission_id;
};

template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "username", dt::string<50>, dt::unique> username;
    dt::column<View, "email", dt::string<100>, dt::unique> email;
    dt::column<View, "nickname", dt::nullable<dt::string<50>>> nickname;
    dt::column<View, "is_active", dt::boolean, dt::default_value<true>> is_active;
    dt::column<View, "role_id", dt::integer, dt::foreign_key<RoleModel>> role_id;
    dt::many_to_one<View, "role", RoleModel> role;
    dt::one_to_many<View, "posts", PostModel> posts;
};

template <class View>
struct PostModel {
    static constexpr dt::table_name table = "posts";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "title", dt::string<100>> title;
    dt::column<View, "score", dt::integer, dt::default_value<0>> score;
    dt::column<View, "twice_the_score", dt::bigint, dt::generated<"score * 2">> twice_the_score;
    dt::column<View, "author_id", dt::integer, dt::foreign_key<UserModel>> author_id;
    dt::many_to_one<View, "author", UserModel> author;
};

using User = dt::entity<UserModel>;
using Role = dt::entity<RoleModel>;
using Post = dt::entity<PostModel>;
using NewUser = dt::new_row<UserModel>;
using NewRole = dt::new_row<RoleModel>;
using NewPermission = dt::new_row<PermissionModel>;
using NewRolePermission = dt::new_row<RolePermissionModel>;
using NewPost = dt::new_row<PostModel>;

inline constexpr dt::table<RoleModel> roles;
inline constexpr dt::table<PermissionModel> permissions;
inline constexpr dt::table<RolePermissionModel> role_permissions;
inline constexpr dt::table<UserModel> users;
inline constexpr dt::table<PostModel> posts;

using Db = dt::session<dt::sqlite>;

#ifndef MISTAKE
inline constexpr dt::metadata tables{roles, permissions, role_permissions, users, posts};

/// Two roles, two permissions that the first of them has, three users (ann and bob of the first role), three posts.
inline dt::task<void> fill(Db& db) {
    co_await db.create_all(tables);
    auto const admin = db.add(NewRole{.name = "admin"});
    auto const guest = db.add(NewRole{.name = "guest"});
    auto const write = db.add(NewPermission{.name = "write"});
    auto const read = db.add(NewPermission{.name = "read"});
    co_await db.flush();
    db.add(NewRolePermission{.role_id = admin->id, .permission_id = write->id});
    db.add(NewRolePermission{.role_id = admin->id, .permission_id = read->id});
    auto const ann = db.add(NewUser{.username = "ann", .email = "ann@example.com", .role_id = admin->id});
    auto const bob =
        db.add(NewUser{.username = "bob", .email = "bob@example.com", .nickname = "bobby", .role_id = admin->id});
    db.add(NewUser{.username = "eve", .email = "eve@example.org", .is_active = false, .role_id = guest->id});
    co_await db.flush();
    db.add(NewPost{.title = "first", .score = 3, .author_id = ann->id});
    db.add(NewPost{.title = "second", .score = 5, .author_id = bob->id});
    db.add(NewPost{.title = "third", .author_id = ann->id});
    co_await db.commit();
}

/// Runs a program on such a database. For main: 0 if the program returns true.
inline int run(dt::task<bool> (*program)(Db&)) {
    dt::engine<dt::sqlite> engine{":memory:"};
    Db db{engine};
    auto const all = [&]() -> dt::task<int> {
        co_await fill(db);
        co_return co_await program(db) ? 0 : 1;
    };
    return dt::sync_wait(all());
}
#endif
