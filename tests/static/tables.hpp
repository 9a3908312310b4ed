// SPDX-License-Identifier: BSL-1.0
// Tables for the static tests: every kind of relationship, every kind of column.
#pragma once

#include <dovetail/sqlite.hpp>

#include <concepts>

namespace dt = dovetail;

template <class View> struct UserModel;
template <class View> struct PostModel;
template <class View> struct PermissionModel;
template <class View> struct RolePermissionModel;
template <class View> struct GroupModel;
template <class View> struct MemberModel;
template <class View> struct ProfileModel;

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
    dt::column<View, "name", dt::string<50>> name;
    dt::many_to_many<View, "roles", RoleModel, RolePermissionModel> roles;
};

/// A pair of keys is the key.
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
    dt::column<View, "nickname", dt::nullable<dt::string<50>>> nickname;
    dt::column<View, "is_active", dt::boolean, dt::default_value<true>> is_active;
    dt::column<View, "created_at", dt::datetime, dt::default_now> created_at;
    dt::column<View, "role_id", dt::integer, dt::foreign_key<RoleModel>> role_id;
    dt::many_to_one<View, "role", RoleModel> role;
    dt::one_to_one<View, "profile", ProfileModel> profile;
    dt::many_to_many<View, "groups", GroupModel, MemberModel, dt::order_by<"name">, dt::order_by_desc<"id">> groups;
    dt::one_to_many<View, "posts", PostModel, "author_id", dt::order_by_desc<"score">> posts;
    dt::one_to_many<View, "reviews", PostModel, "reviewer_id"> reviews;
};

template <class View>
struct ProfileModel {
    static constexpr dt::table_name table = "profiles";
    dt::column<View, "user_id", dt::integer, dt::primary_key, dt::foreign_key<UserModel, dt::on_delete::cascade>> user_id;
    dt::column<View, "bio", dt::text> bio;
    dt::column<View, "picture", dt::nullable<dt::blob>> picture;
    dt::one_to_one<View, "user", UserModel> user;
};

template <class View>
struct GroupModel {
    static constexpr dt::table_name table = "groups";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>> name;
    dt::many_to_many<View, "users", UserModel, MemberModel> users;
};

/// An association with a column of its own.
template <class View>
struct MemberModel {
    static constexpr dt::table_name table = "members";
    dt::column<View, "id", dt::bigint, dt::primary_key> id;
    dt::column<View, "user_id", dt::integer, dt::foreign_key<UserModel>> user_id;
    dt::column<View, "group_id", dt::integer, dt::foreign_key<GroupModel>> group_id;
    dt::column<View, "since", dt::date, dt::default_now> since;
};

/// Two keys to one table, one of them nullable.
template <class View>
struct PostModel {
    static constexpr dt::table_name table = "posts";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "title", dt::string<100>> title;
    dt::column<View, "score", dt::integer, dt::default_value<0>> score;
    dt::column<View, "author_id", dt::integer, dt::foreign_key<UserModel>> author_id;
    dt::column<View, "reviewer_id", dt::nullable<dt::integer>, dt::foreign_key<UserModel>> reviewer_id;
    dt::many_to_one<View, "author", UserModel, "author_id"> author;
    dt::many_to_one<View, "reviewer", UserModel, "reviewer_id"> reviewer;
};

/// A tree, in a table and columns that are named like SQL's words and have quotes in their names.
template <class View>
struct NodeModel {
    static constexpr dt::table_name table = "order";
    dt::column<View, "group", dt::integer, dt::primary_key> id;
    dt::column<View, "say \"select\"", dt::nullable<dt::string<10>>> label;
    dt::column<View, "parent", dt::nullable<dt::integer>, dt::foreign_key<NodeModel>> parent_id;
    dt::many_to_one<View, "up", NodeModel> parent;
    dt::one_to_many<View, "children", NodeModel> children;
};

using User = dt::entity<UserModel>;
using Role = dt::entity<RoleModel>;
using Post = dt::entity<PostModel>;
using Node = dt::entity<NodeModel>;

inline constexpr dt::table<RoleModel> roles;
inline constexpr dt::table<PermissionModel> permissions;
inline constexpr dt::table<RolePermissionModel> role_permissions;
inline constexpr dt::table<UserModel> users;
inline constexpr dt::table<ProfileModel> profiles;
inline constexpr dt::table<GroupModel> groups;
inline constexpr dt::table<MemberModel> members;
inline constexpr dt::table<PostModel> posts;
inline constexpr dt::table<NodeModel> nodes;

inline constexpr dt::metadata tables{posts, users, roles, permissions, role_permissions, profiles, groups, members, nodes};
