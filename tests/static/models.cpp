// SPDX-License-Identifier: BSL-1.0
// What is known of models: columns, keys, relationships, and the types that a load plan gives.
#include "tables.hpp"

namespace {

using users_model = dt::model<UserModel>;
using roles_model = dt::model<RoleModel>;
using posts_model = dt::model<PostModel>;
using links_model = dt::model<RolePermissionModel>;
using members_model = dt::model<MemberModel>;
using profiles_model = dt::model<ProfileModel>;
using nodes_model = dt::model<NodeModel>;

// Tables and columns.
static_assert(users_model::table == "users" && nodes_model::table == "order");
static_assert(users_model::column_count == 6 && users_model::relationship_members.size() == 5);
static_assert(users_model::column_index("username") == 1 && users_model::column_index("role") == users_model::npos);
static_assert(users_model::columns[1].is_unique && users_model::columns[1].max_length == 50);
static_assert(users_model::columns[2].is_nullable && !users_model::columns[1].is_nullable);
static_assert(nodes_model::columns[1].name == "say \"select\"");
static_assert(profiles_model::columns[0].actions.deleted == dt::on_delete::cascade);

// What a new row may leave out.
using dt::default_kind;
static_assert(users_model::columns[0].missing == default_kind::generated_key);
static_assert(users_model::columns[1].missing == default_kind::none);
static_assert(users_model::columns[2].missing == default_kind::null);
static_assert(users_model::columns[3].missing == default_kind::constant);
static_assert(users_model::columns[4].missing == default_kind::now);
static_assert(users_model::columns[5].missing == default_kind::none);

// Keys: one that the database makes, one of two columns, one that points to another table and so is not made.
static_assert(users_model::key_count == 1 && users_model::generated_key == 0);
static_assert(members_model::generated_key == 0 && members_model::columns[0].stored_as == dt::storage::bigint);
static_assert(links_model::key_count == 2 && links_model::generated_key == links_model::npos);
static_assert(links_model::key_columns[0] == 0 && links_model::key_columns[1] == 1);
static_assert(profiles_model::key_count == 1 && profiles_model::generated_key == profiles_model::npos);

// Relationships, by name.
template <class Model>
constexpr dt::relationship_facts relationship(std::string_view name) {
    dt::relationship_facts found;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((dt::relationship_of<Model, I>.name == name ? void(found = dt::relationship_of<Model, I>) : void()), ...);
    }(std::make_index_sequence<Model::relationship_members.size()>{});
    return found;
}
constexpr bool connects(dt::relationship_facts const& facts, std::string_view here, std::string_view there) {
    return facts.found == dt::relationship_facts::finding::ok && facts.here == here && facts.there == there;
}

// The foreign key is deduced where there is one,
constexpr auto user_role = relationship<users_model>("role");
static_assert(user_role.kind == dt::relation::many_to_one && connects(user_role, "role_id", "id"));
static_assert(user_role.key_is_here && !user_role.key_is_nullable);
constexpr auto role_users = relationship<roles_model>("users");
static_assert(role_users.kind == dt::relation::one_to_many && connects(role_users, "id", "role_id"));
static_assert(!role_users.key_is_here);
constexpr auto user_profile = relationship<users_model>("profile");
static_assert(user_profile.kind == dt::relation::one_to_one && connects(user_profile, "id", "user_id"));
static_assert(!user_profile.key_is_here && relationship<profiles_model>("user").key_is_here);
constexpr auto role_permissions_pair = relationship<roles_model>("permissions");
static_assert(role_permissions_pair.kind == dt::relation::many_to_many && connects(role_permissions_pair, "id", "id"));
static_assert(role_permissions_pair.association == "role_permissions");
static_assert(role_permissions_pair.to_here == "role_id" && role_permissions_pair.to_there == "permission_id");
static_assert(role_permissions_pair.pair_is_unique && !relationship<users_model>("groups").pair_is_unique);
// and named where there are more.
static_assert(connects(relationship<posts_model>("author"), "author_id", "id"));
static_assert(connects(relationship<posts_model>("reviewer"), "reviewer_id", "id"));
static_assert(relationship<posts_model>("reviewer").key_is_nullable && !relationship<posts_model>("author").key_is_nullable);
static_assert(connects(relationship<users_model>("posts"), "id", "author_id"));
static_assert(connects(relationship<users_model>("reviews"), "id", "reviewer_id"));
// In a table that points to itself, the one key serves both directions.
static_assert(connects(relationship<nodes_model>("up"), "parent", "group"));
static_assert(connects(relationship<nodes_model>("children"), "group", "parent"));

// Back-references pair by their key, not by their order.
using dt::detail::pairs;
static_assert(pairs(user_role, role_users) && pairs(role_users, user_role));
static_assert(pairs(relationship<users_model>("posts"), relationship<posts_model>("author")));
static_assert(!pairs(relationship<users_model>("posts"), relationship<posts_model>("reviewer")));
static_assert(pairs(role_permissions_pair, relationship<dt::model<PermissionModel>>("roles")));
static_assert(pairs(user_profile, relationship<profiles_model>("user")));
static_assert(pairs(relationship<nodes_model>("up"), relationship<nodes_model>("children")));
static_assert(!pairs(user_role, user_role));

// Orders of collections.
using groups_description = users_model::relationship<2>;
using order = dt::relationship_option::kind;
static_assert(groups_description::name.view() == "groups" && groups_description::options.size() == 2);
static_assert(groups_description::options[0].what == order::ascending && groups_description::options[0].name() == "name");
static_assert(groups_description::options[1].what == order::descending && groups_description::options[1].name() == "id");

// Values: columns are C++ values, and what is not loaded says so.
static_assert(std::same_as<decltype(User::id), std::int32_t> && std::same_as<decltype(User::username), std::string>);
static_assert(std::same_as<decltype(User::nickname), std::optional<std::string>>);
static_assert(std::same_as<decltype(User::created_at), std::chrono::sys_time<std::chrono::microseconds>>);
static_assert(std::same_as<decltype(User::role), dt::relationship_not_loaded<"role">>);
static_assert(std::same_as<decltype(User::posts), dt::relationship_not_loaded<"posts">>);
template <class T>
concept has_a_name = requires(T role) { role.name; };
template <class T>
concept can_be_looped_over = requires(T range) { std::ranges::begin(range); };
static_assert(has_a_name<Role> && !has_a_name<decltype(User::role)> && !can_be_looped_over<decltype(User::posts)>);

// Loaded: a value, an optional where the key may be NULL or the row may not be there, a vector.
static_assert(std::same_as<decltype(dt::with<User, users.role>::role), Role>);
static_assert(std::same_as<decltype(dt::with<Post, posts.reviewer>::reviewer), std::optional<User>>);
static_assert(std::same_as<decltype(dt::with<User, users.profile>::profile), std::optional<dt::entity<ProfileModel>>>);
static_assert(std::same_as<decltype(dt::with<User, users.posts>::posts), std::vector<Post>>);
static_assert(std::same_as<decltype(dt::with<User, users.groups>::groups), std::vector<dt::entity<GroupModel>>>);
static_assert(std::same_as<decltype(dt::with<Node, nodes.parent>::parent), std::optional<Node>>);
// Only that: what lies beneath, or beside, is not loaded.
static_assert(std::same_as<decltype(dt::with<User, users.role>::posts), dt::relationship_not_loaded<"posts">>);
static_assert(std::same_as<decltype(Role::users), dt::relationship_not_loaded<"users">>);

// A type of loaded objects is one type, whatever the order and the way in which it is asked for.
using loaded = dt::with<User, users.role.with(roles.permissions), users.groups>;
static_assert(std::same_as<loaded, dt::with<User, users.groups, users.role.with(roles.permissions)>>);
static_assert(std::same_as<loaded, dt::with<dt::with<User, users.groups>, users.role.with(roles.permissions)>>);
static_assert(std::same_as<loaded, dt::with<User, users.role, users.groups, users.role.with(roles.permissions)>>);
static_assert(!std::same_as<loaded, dt::with<User, users.role, users.groups>>);
static_assert(std::same_as<User, dt::with<User>>);
static_assert(std::same_as<decltype(loaded::role), dt::with<Role, roles.permissions>>);
static_assert(std::same_as<dt::with<Role, roles.users.with(users.posts, users.groups), roles.permissions>,
                           dt::with<Role, roles.permissions, roles.users.with(users.groups).with(users.posts)>>);

// It is what a select gives, in any order of its options, and with any kind of join.
template <class Statement>
using row_of = typename dt::detail::row_of<std::remove_const_t<Statement>>::type;
constexpr auto chained = dt::select(users).options(dt::joinedload(users.role).joinedload(roles.permissions),
                                                   dt::joinedload(users.groups));
constexpr auto in_another_order = dt::select(users)
                                      .options(dt::joinedload(users.groups))
                                      .options(dt::joinedload(users.role))
                                      .options(dt::joinedload(users.role).joinedload(roles.permissions));
constexpr auto with_with = dt::select(users).options(dt::joinedload(users.role.with(roles.permissions), dt::innerjoin),
                                                     dt::joinedload(users.groups));
constexpr auto chained_from_with = dt::select(roles).options(dt::joinedload(roles.users.with(users.groups)).joinedload(users.posts));
static_assert(std::same_as<row_of<decltype(chained)>, loaded>);
static_assert(std::same_as<row_of<decltype(chained_from_with)>, dt::with<Role, roles.users.with(users.groups, users.posts)>>);
static_assert(std::same_as<decltype(chained), decltype(in_another_order)>);
static_assert(std::same_as<row_of<decltype(with_with)>, loaded>);
static_assert(!std::same_as<decltype(chained), decltype(with_with)>);

// Rows of columns, and of aggregates.
constexpr auto columns = dt::select(users.id, users.nickname, dt::coalesce(users.nickname, "none"));
static_assert(std::same_as<decltype(row_of<decltype(columns)>::values),
                           std::tuple<std::int32_t, std::optional<std::string>, std::string>>);
constexpr auto aggregates = dt::select(dt::count(), dt::max(posts.score), dt::sum(posts.score), dt::avg(posts.score));
static_assert(std::same_as<decltype(row_of<decltype(aggregates)>::values),
                           std::tuple<std::int64_t, std::optional<std::int32_t>, std::optional<std::int64_t>,
                                      std::optional<double>>>);

// A table is an empty constant, and so is a select without values: nothing is left for run time.
static_assert(std::is_empty_v<decltype(users.username)>);
static_assert(std::is_empty_v<decltype(users.role.with(roles.permissions))>);

}  // namespace
