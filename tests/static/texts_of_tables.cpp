// SPDX-License-Identifier: BSL-1.0
// The exact SQL of tables on SQLite: columns, defaults, keys, constraints, indexes.
#include "tables.hpp"

namespace {

template <class Model>
inline constexpr auto const& texts = dt::detail::texts_of_table<dt::sqlite, Model>;

template <class View>
struct EverythingModel {
    static constexpr dt::table_name table = "everything";
    dt::column<View, "small", dt::smallint, dt::primary_key> small;
    dt::column<View, "code", dt::string<2>, dt::primary_key> code;
    dt::column<View, "big", dt::bigint, dt::index> big;
    dt::column<View, "ratio", dt::real, dt::default_value<0.5>> ratio;
    dt::column<View, "exact", dt::double_precision, dt::default_value<-2>> exact;
    dt::column<View, "flag", dt::boolean, dt::default_value<false>> flag;
    dt::column<View, "title", dt::text, dt::default_value<"it's">> title;
    dt::column<View, "data", dt::nullable<dt::blob>> data;
    dt::column<View, "day", dt::date, dt::default_now> day;
    dt::column<View, "token", dt::text, dt::server_default<"hex(randomblob(4))">> token;
    dt::column<View, "double", dt::bigint, dt::generated<"big * 2">> twice;
    dt::column<View, "role", dt::nullable<dt::string<50>>, dt::unique, dt::index,
               dt::references<RoleModel, "name", dt::on_delete::set_null, dt::on_update::cascade>> role;
    using constraints = dt::constraints<dt::unique_on<"big", "ratio">, dt::index_on<"title", "day">>;
    static constexpr auto checks(auto const& row) {
        return std::tuple{dt::check_constraint<"big_range">(row.big >= 0 && row.big < 150),
                          dt::check_constraint<"a \"check\"">(row.title != "it's" || row.flag == true)};
    }
};

static_assert(texts<dt::model<EverythingModel>>.create ==
              R"(CREATE TABLE IF NOT EXISTS "everything" ()"
              R"("small" SMALLINT NOT NULL, )"
              R"("code" VARCHAR(2) NOT NULL, )"
              R"("big" BIGINT NOT NULL, )"
              R"("ratio" REAL NOT NULL DEFAULT 0.5, )"
              R"("exact" DOUBLE PRECISION NOT NULL DEFAULT -2, )"
              R"("flag" BOOLEAN NOT NULL DEFAULT 0, )"
              R"("title" TEXT NOT NULL DEFAULT 'it''s', )"
              R"("data" BLOB, )"
              R"("day" DATE NOT NULL DEFAULT CURRENT_DATE, )"
              R"("token" TEXT NOT NULL DEFAULT (hex(randomblob(4))), )"
              R"("double" BIGINT GENERATED ALWAYS AS (big * 2) STORED NOT NULL, )"
              R"("role" VARCHAR(50) UNIQUE REFERENCES "roles" ("name") ON DELETE SET NULL ON UPDATE CASCADE, )"
              R"(PRIMARY KEY ("small", "code"), UNIQUE ("big", "ratio"), )"
              R"(CONSTRAINT "big_range" CHECK ("big" >= 0 AND "big" < 150), )"
              R"(CONSTRAINT "a ""check""" CHECK ("title" <> 'it''s' OR "flag" = 1)))");
// A unique column has its index already.
static_assert(texts<dt::model<EverythingModel>>.additions ==
              R"(CREATE INDEX IF NOT EXISTS "ix_everything_big" ON "everything" ("big");)"
              R"(CREATE INDEX IF NOT EXISTS "ix_everything_title_day" ON "everything" ("title", "day");)");
static_assert(texts<dt::model<EverythingModel>>.drop == R"(DROP TABLE IF EXISTS "everything")");

// The key that the database makes is INTEGER, whatever its width; one that is a foreign key, too, is not made.
static_assert(texts<dt::model<UserModel>>.create ==
              R"(CREATE TABLE IF NOT EXISTS "users" ("id" INTEGER NOT NULL PRIMARY KEY, )"
              R"("username" VARCHAR(50) NOT NULL UNIQUE, "nickname" VARCHAR(50), "is_active" BOOLEAN NOT NULL DEFAULT 1, )"
              R"("created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, )"
              R"("role_id" INTEGER NOT NULL REFERENCES "roles" ("id")))");
static_assert(texts<dt::model<UserModel>>.additions.empty());
static_assert(texts<dt::model<MemberModel>>.create ==
              R"(CREATE TABLE IF NOT EXISTS "members" ("id" INTEGER NOT NULL PRIMARY KEY, )"
              R"("user_id" INTEGER NOT NULL REFERENCES "users" ("id"), )"
              R"("group_id" INTEGER NOT NULL REFERENCES "groups" ("id"), "since" DATE NOT NULL DEFAULT CURRENT_DATE))");
static_assert(texts<dt::model<ProfileModel>>.create ==
              R"(CREATE TABLE IF NOT EXISTS "profiles" )"
              R"(("user_id" INTEGER NOT NULL PRIMARY KEY REFERENCES "users" ("id") ON DELETE CASCADE, )"
              R"("bio" TEXT NOT NULL, "picture" BLOB))");
static_assert(texts<dt::model<RolePermissionModel>>.create ==
              R"(CREATE TABLE IF NOT EXISTS "role_permissions" ("role_id" INTEGER NOT NULL REFERENCES "roles" ("id"), )"
              R"("permission_id" INTEGER NOT NULL REFERENCES "permissions" ("id"), )"
              R"(PRIMARY KEY ("role_id", "permission_id")))");
static_assert(texts<dt::model<NodeModel>>.create ==
              R"(CREATE TABLE IF NOT EXISTS "order" ("group" INTEGER NOT NULL PRIMARY KEY, "say ""select""" VARCHAR(10), )"
              R"("parent" INTEGER REFERENCES "order" ("group")))");
static_assert(texts<dt::model<NodeModel>>.drop == R"(DROP TABLE IF EXISTS "order")");

// How a column's text is compared.
template <class View>
struct CollatedModel {
    static constexpr dt::table_name table = "collated";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<10>, dt::unique, dt::collation<"NOCASE">> name;
};
static_assert(texts<dt::model<CollatedModel>>.create == R"(CREATE TABLE IF NOT EXISTS "collated" ("id" INTEGER NOT NULL PRIMARY KEY, )"
                                                       R"("name" VARCHAR(10) COLLATE "NOCASE" NOT NULL UNIQUE))");

// Each table comes after those it points to.
constexpr auto sorted = dt::detail::texts_in_order<dt::sqlite>(tables);
constexpr std::size_t place(std::string_view table) {
    for (std::size_t i = 0; i < sorted.size(); ++i)
        if (sorted[i].drop.ends_with(table)) return i;
    return sorted.size();
}
static_assert(sorted.size() == 9);
static_assert(place(R"("roles")") < place(R"("users")") && place(R"("users")") < place(R"("posts")"));
static_assert(place(R"("users")") < place(R"("members")") && place(R"("groups")") < place(R"("members")"));
static_assert(place(R"("permissions")") < place(R"("role_permissions")"));

// A new row gives a server default or leaves it to the server, and its values come back.
static_assert(dt::sql<dt::sqlite, decltype(dt::insert_into(dt::table<EverythingModel>()).values(
                                      std::declval<std::vector<dt::new_row<EverythingModel>>>()))> ==
              R"(INSERT INTO "everything" ("small", "code", "big", "ratio", "exact", "flag", "title", "data", "day", )"
              R"("token", "role") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, )"
              R"(CASE WHEN ? THEN ? ELSE hex(randomblob(4)) END, ?) RETURNING "token", "double")");

}  // namespace
