// SPDX-License-Identifier: BSL-1.0
// The tables of the service: users, each with a role and in groups. The same for every database.
#pragma once

#include <dovetail.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace service {

namespace dt = dovetail;

template <class View> struct UserModel;
template <class View> struct GroupModel;
template <class View> struct UserGroupModel;

template <class View>
struct RoleModel {
    static constexpr dt::table_name table = "roles";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>, dt::unique> name;
    dt::one_to_many<View, "users", UserModel> users;

    static constexpr auto checks(auto const& row) {
        return std::tuple{dt::check_constraint<"role_name_length">(dt::length(row.name).between(1, 50))};
    }
};

template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "username", dt::string<50>, dt::unique> username;
    dt::column<View, "email", dt::string<100>, dt::unique> email;
    dt::column<View, "is_active", dt::boolean, dt::default_value<true>> is_active;
    dt::column<View, "created_at", dt::datetime, dt::default_now> created_at;
    dt::column<View, "role_id", dt::integer, dt::foreign_key<RoleModel>> role_id;
    dt::many_to_one<View, "role", RoleModel> role;
    dt::many_to_many<View, "groups", GroupModel, UserGroupModel, dt::order_by<"name">> groups;

    static constexpr auto checks(auto const& row) {
        return std::tuple{dt::check_constraint<"username_length">(dt::length(row.username).between(1, 50)),
                          dt::check_constraint<"email_has_an_at">(row.email.like("%_@_%") && dt::length(row.email) <= 100)};
    }
};

template <class View>
struct GroupModel {
    static constexpr dt::table_name table = "groups";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>, dt::unique> name;
    dt::many_to_many<View, "users", UserModel, UserGroupModel, dt::order_by<"username">> users;

    static constexpr auto checks(auto const& row) {
        return std::tuple{dt::check_constraint<"group_name_length">(dt::length(row.name).between(1, 50))};
    }
};

template <class View>
struct UserGroupModel {
    static constexpr dt::table_name table = "user_groups";
    dt::column<View, "user_id", dt::integer, dt::primary_key, dt::foreign_key<UserModel, dt::on_delete::cascade>> user_id;
    dt::column<View, "group_id", dt::integer, dt::primary_key, dt::foreign_key<GroupModel, dt::on_delete::cascade>> group_id;
};

using Role = dt::entity<RoleModel>;
using User = dt::entity<UserModel>;
using Group = dt::entity<GroupModel>;
using NewUser = dt::new_row<UserModel>;
using NewUserGroup = dt::new_row<UserGroupModel>;

inline constexpr dt::table<RoleModel> roles;
inline constexpr dt::table<UserModel> users;
inline constexpr dt::table<GroupModel> groups;
inline constexpr dt::table<UserGroupModel> user_groups;
inline constexpr dt::metadata tables{roles, users, groups, user_groups};

/// A user in a list, and a user alone.
using ListedUser = dt::with<User, users.role>;
using WholeUser = dt::with<User, users.role, users.groups>;

/// What a request says of a user; what it leaves out stays as it is.
struct UserChange {
    std::optional<std::string> username, email;
    std::optional<bool> is_active;
    std::optional<int> role_id;
    std::optional<std::vector<int>> group_ids;
};

}  // namespace service
