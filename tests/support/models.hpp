// SPDX-License-Identifier: BSL-1.0
//
// Models that the integration tests share: each kind of relationship once.
#pragma once

#include "support/database.hpp"

#include <algorithm>
#include <stdexcept>

namespace dovetail_test {

template <class View> struct RoleModel;
template <class View> struct PermissionModel;
template <class View> struct RolePermissionModel;
template <class View> struct UserModel;
template <class View> struct ProfileModel;
template <class View> struct GroupModel;
template <class View> struct UserGroupModel;
template <class View> struct PostModel;
template <class View> struct CommentModel;

template <class View>
struct RoleModel {
    static constexpr dt::table_name table = "roles";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>, dt::unique> name;
    dt::one_to_many<View, "users", UserModel> users;
    dt::many_to_many<View, "permissions", PermissionModel, RolePermissionModel> permissions;
};

template <class View>
struct PermissionModel {
    static constexpr dt::table_name table = "permissions";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>> name;
    dt::many_to_many<View, "roles", RoleModel, RolePermissionModel> roles;
};

/// An association whose pairs are its key.
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
    dt::many_to_many<View, "groups", GroupModel, UserGroupModel, dt::order_by<"name">> groups;
    dt::one_to_many<View, "posts", PostModel, "author_id"> posts;
    dt::one_to_many<View, "reviews", PostModel, "reviewer_id"> reviews;
};

template <class View>
struct ProfileModel {
    static constexpr dt::table_name table = "profiles";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "bio", dt::text> bio;
    dt::column<View, "user_id", dt::integer, dt::unique, dt::foreign_key<UserModel, dt::on_delete::cascade>> user_id;
    dt::one_to_one<View, "user", UserModel> user;
};

template <class View>
struct GroupModel {
    static constexpr dt::table_name table = "groups";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>> name;
    dt::many_to_many<View, "users", UserModel, UserGroupModel, dt::order_by_desc<"username">> users;
};

/// An association without a key, in which a pair may stand twice.
template <class View>
struct UserGroupModel {
    static constexpr dt::table_name table = "user_groups";
    dt::column<View, "user_id", dt::integer, dt::foreign_key<UserModel>> user_id;
    dt::column<View, "group_id", dt::integer, dt::foreign_key<GroupModel>> group_id;
};

/// Two keys to one table, one of them nullable.
template <class View>
struct PostModel {
    static constexpr dt::table_name table = "posts";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "title", dt::string<100>> title;
    dt::column<View, "score", dt::integer, dt::default_value<0>> score;
    dt::column<View, "author_id", dt::integer, dt::index, dt::foreign_key<UserModel>> author_id;
    dt::column<View, "reviewer_id", dt::nullable<dt::integer>, dt::foreign_key<UserModel>> reviewer_id;
    dt::many_to_one<View, "author", UserModel, "author_id"> author;
    dt::many_to_one<View, "reviewer", UserModel, "reviewer_id"> reviewer;
    dt::one_to_many<View, "comments", CommentModel, dt::order_by_desc<"written">, dt::order_by<"id">> comments;
};

template <class View>
struct CommentModel {
    static constexpr dt::table_name table = "comments";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "text", dt::text> text;
    dt::column<View, "written", dt::date> written;
    dt::column<View, "post_id", dt::integer, dt::foreign_key<PostModel, dt::on_delete::cascade>> post_id;
    dt::many_to_one<View, "post", PostModel> post;
};

using Role = dt::entity<RoleModel>;
using Permission = dt::entity<PermissionModel>;
using User = dt::entity<UserModel>;
using Profile = dt::entity<ProfileModel>;
using Group = dt::entity<GroupModel>;
using Post = dt::entity<PostModel>;
using Comment = dt::entity<CommentModel>;
using NewRole = dt::new_row<RoleModel>;
using NewPermission = dt::new_row<PermissionModel>;
using NewRolePermission = dt::new_row<RolePermissionModel>;
using NewUser = dt::new_row<UserModel>;
using NewProfile = dt::new_row<ProfileModel>;
using NewGroup = dt::new_row<GroupModel>;
using NewUserGroup = dt::new_row<UserGroupModel>;
using NewPost = dt::new_row<PostModel>;
using NewComment = dt::new_row<CommentModel>;

inline constexpr dt::table<RoleModel> roles;
inline constexpr dt::table<PermissionModel> permissions;
inline constexpr dt::table<RolePermissionModel> role_permissions;
inline constexpr dt::table<UserModel> users;
inline constexpr dt::table<ProfileModel> profiles;
inline constexpr dt::table<GroupModel> groups;
inline constexpr dt::table<UserGroupModel> user_groups;
inline constexpr dt::table<PostModel> posts;
inline constexpr dt::table<CommentModel> comments;

/// In no useful order: create_all finds it.
inline constexpr dt::metadata tables{comments, posts, user_groups, groups,     profiles,
                                     users,    roles, permissions, role_permissions};

/// A database with these tables and a few rows:
///
///     admin (read, write): ann, bob        member (read): cid        guest: nobody
///     ann: groups red, blue, green; posts 1 (comments 1, 2, 3; reviewed by bob), 2 (no comments; reviewed by cid)
///     bob: groups blue; post 3 (comment 4; not reviewed); profile
///     cid: nothing, nickname "c", inactive; profile
class filled_database : public empty_database {
public:
    filled_database();      // compiled once for all tests: it costs more than most of them
};

/// A member of each element: names(user.groups, &Group::name).
template <class Range, class Member>
auto each(Range const& range, Member member) {
    std::vector<std::remove_cvref_t<decltype(std::invoke(member, *std::begin(range)))>> all;
    for (auto const& element : range) all.push_back(std::invoke(member, element));
    return all;
}

/// The name of an entity, whatever it is called.
template <class Entity>
std::string const& name_of(Entity const& entity) {
    if constexpr (requires { entity.username; }) return entity.username;
    else if constexpr (requires { entity.title; }) return entity.title;
    else if constexpr (requires { entity.text; }) return entity.text;
    else return entity.name;
}
/// Names in the order of the range, for short comparisons: "red blue".
template <class Range>
std::string names(Range const& range) {
    std::string all;
    for (auto const& element : range) all += (all.empty() ? "" : " ") + name_of(element);
    return all;
}
/// The same in alphabetical order, for what the database gives in any order.
template <class Range>
std::string sorted_names(Range const& range) {
    std::vector<std::string> sorted;
    for (auto const& element : range) sorted.push_back(name_of(element));
    std::sort(sorted.begin(), sorted.end());
    std::string all;
    for (auto const& name : sorted) all += (all.empty() ? "" : " ") + name;
    return all;
}
/// The element of that name.
template <class Range>
auto const& named(Range const& range, std::string_view name) {
    for (auto const& element : range)
        if (name_of(element) == name) return element;
    throw std::runtime_error("there is no element of that name");
}

}  // namespace dovetail_test
