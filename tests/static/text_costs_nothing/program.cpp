// SPDX-License-Identifier: BSL-1.0
// Statements of several kinds, and the text of each. What their texts cost at run time stands in `check`.
//
// text: SELECT "users"."id", "users"."username", "users"."email", "users"."role_id", "users.role"."id", "users.role"."name" FROM "users" LEFT OUTER JOIN "roles" AS "users.role" ON "users.role"."id" = "users"."role_id" WHERE "users"."username" = ? AND "users"."email" LIKE ? ORDER BY "users"."id" DESC
// text: UPDATE "users" SET "username" = ? WHERE "users"."id" = ?
// text: DELETE FROM "roles" WHERE "roles"."name" = ?
// text: INSERT INTO "roles" ("name") VALUES (?)
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;

template <class View>
struct RoleModel {
    static constexpr dt::table_name table = "roles";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>, dt::unique> name;
};
template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "username", dt::string<50>, dt::unique> username;
    dt::column<View, "email", dt::string<100>> email;
    dt::column<View, "role_id", dt::integer, dt::foreign_key<RoleModel>> role_id;
    dt::many_to_one<View, "role", RoleModel> role;
};
inline constexpr dt::table<UserModel> users;
inline constexpr dt::table<RoleModel> roles;
using User = dt::with<dt::entity<UserModel>, users.role>;
using Db = dt::session<dt::sqlite>;

dt::task<std::vector<User>> users_of(Db& db, std::string name) {
    auto result = co_await db.execute(dt::select(users)
                                          .where(users.username == name, users.email.like("%@example.com"))
                                          .order_by(users.id.desc())
                                          .options(dt::joinedload(users.role)));
    co_return result.scalars().all();
}

dt::task<std::int64_t> rename(Db& db, int id, std::string name) {
    auto result = co_await db.execute(dt::update(users).set(users.username = name).where(users.id == id));
    co_return result.row_count();
}

dt::task<std::int64_t> forget(Db& db, std::string role) {
    auto result = co_await db.execute(dt::delete_from(roles).where(roles.name == role));
    co_return result.row_count();
}

dt::task<std::int64_t> add(Db& db, std::string role) {
    auto result = co_await db.execute(dt::insert_into(roles).values(roles.name = role));
    co_return result.row_count();
}
