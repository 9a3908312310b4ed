// SPDX-License-Identifier: BSL-1.0
// The models of these examples: users have one role and many groups, roles have many permissions.
//
// Both directions of each relationship are declared, as with SQLAlchemy's back_populates, and checked against each
// other. A column is NOT NULL unless its type is dt::nullable<...>.
#pragma once

#include "database.hpp"

template <class View> struct RoleModel;
template <class View> struct PermissionModel;
template <class View> struct RolePermissionModel;
template <class View> struct GroupModel;
template <class View> struct UserGroupModel;

template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";

    dt::column<View, "id", dt::integer, dt::primary_key, dt::index> id;
    dt::column<View, "username", dt::string<50>, dt::unique> username;
    dt::column<View, "email", dt::string<100>, dt::unique> email;
    dt::column<View, "hashed_password", dt::string<255>> hashed_password;
    dt::column<View, "is_active", dt::boolean, dt::default_value<true>> is_active;
    dt::column<View, "created_at", dt::datetime, dt::default_now> created_at;
    dt::column<View, "role_id", dt::integer, dt::foreign_key<RoleModel>> role_id;

    dt::many_to_one<View, "role", RoleModel> role;
    dt::one_to_many<View, "user_groups", UserGroupModel, dt::order_by<"joined_on">> user_groups;
    dt::many_to_many<View, "groups", GroupModel, UserGroupModel, dt::order_by<"name">> groups;
};

template <class View>
struct RoleModel {
    static constexpr dt::table_name table = "roles";

    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>, dt::unique> name;

    dt::one_to_many<View, "users", UserModel, dt::order_by<"username">> users;
    dt::many_to_many<View, "permissions", PermissionModel, RolePermissionModel, dt::order_by<"name">> permissions;
};

template <class View>
struct PermissionModel {
    static constexpr dt::table_name table = "permissions";

    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>, dt::unique> name;

    dt::many_to_many<View, "roles", RoleModel, RolePermissionModel, dt::order_by<"name">> roles;
};

template <class View>
struct GroupModel {
    static constexpr dt::table_name table = "groups";

    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>, dt::unique> name;

    dt::one_to_many<View, "user_groups", UserGroupModel, dt::order_by<"joined_on">> user_groups;
    dt::many_to_many<View, "users", UserModel, UserGroupModel, dt::order_by<"username">> users;
};

// The association tables. Their two keys are the primary key together; a row goes with either of its ends.

template <class View>
struct RolePermissionModel {
    static constexpr dt::table_name table = "role_permissions";

    dt::column<View, "role_id", dt::integer, dt::primary_key,
               dt::foreign_key<RoleModel, dt::on_delete::cascade>> role_id;
    dt::column<View, "permission_id", dt::integer, dt::primary_key,
               dt::foreign_key<PermissionModel, dt::on_delete::cascade>> permission_id;
};

template <class View>
struct UserGroupModel {
    static constexpr dt::table_name table = "user_groups";

    dt::column<View, "user_id", dt::integer, dt::primary_key,
               dt::foreign_key<UserModel, dt::on_delete::cascade>> user_id;
    dt::column<View, "group_id", dt::integer, dt::primary_key,
               dt::foreign_key<GroupModel, dt::on_delete::cascade>> group_id;
    dt::column<View, "joined_on", dt::date, dt::default_now> joined_on;     // a column of the association's own

    dt::many_to_one<View, "user", UserModel> user;
    dt::many_to_one<View, "group", GroupModel> group;
};

// Plain values, what an INSERT needs, and the tables to write queries over.

using User = dt::entity<UserModel>;
using Role = dt::entity<RoleModel>;
using Permission = dt::entity<PermissionModel>;
using Group = dt::entity<GroupModel>;
using UserGroup = dt::entity<UserGroupModel>;

using NewUser = dt::new_row<UserModel>;
using NewRole = dt::new_row<RoleModel>;
using NewPermission = dt::new_row<PermissionModel>;
using NewRolePermission = dt::new_row<RolePermissionModel>;
using NewGroup = dt::new_row<GroupModel>;
using NewUserGroup = dt::new_row<UserGroupModel>;

inline constexpr dt::table<UserModel> users;
inline constexpr dt::table<RoleModel> roles;
inline constexpr dt::table<PermissionModel> permissions;
inline constexpr dt::table<RolePermissionModel> role_permissions;
inline constexpr dt::table<GroupModel> groups;
inline constexpr dt::table<UserGroupModel> user_groups;

inline constexpr dt::metadata tables{users, roles, permissions, role_permissions, groups, user_groups};
