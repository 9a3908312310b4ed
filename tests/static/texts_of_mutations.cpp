// SPDX-License-Identifier: BSL-1.0
// The exact SQL of INSERT, UPDATE and DELETE with all their clauses, of row locks, sequences and schemas, on both
// databases.
#include "tables.hpp"

#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/lowering/ddl.hpp>
#include <dovetail/lowering/load_related.hpp>

namespace {

template <class Statement>
constexpr std::string_view on_sqlite(Statement const& statement) {
    return dt::sql<dt::sqlite>(statement);
}
template <class Statement>
constexpr std::string_view on_postgres(Statement const& statement) {
    return dt::sql<dt::postgres>(statement);
}
/// Whether it is this text on SQLite, and the same with $1, $2, ... on PostgreSQL.
template <class Statement>
constexpr bool is(Statement const& statement, std::string_view text) {
    if (on_sqlite(statement) != text) return false;
    auto numbered = on_postgres(statement);
    char number = '0';
    for (char const c : text) {
        if (c == '?') {
            ++number;
            if (!numbered.starts_with('$') || numbered[1] != number) return false;
            numbered.remove_prefix(2);
        } else {
            if (!numbered.starts_with(c)) return false;
            numbered.remove_prefix(1);
        }
    }
    return numbered.empty();
}
template <class Dialect, class Statement, dt::rule Rule, dt::fixed_string Culprit>
inline constexpr bool breaks = std::same_as<dt::check<Statement, Dialect>, dt::verdict<Rule, Culprit>>;
template <class Statement, dt::fixed_string Culprit>
inline constexpr bool sqlite_cannot = breaks<dt::sqlite, Statement, dt::rule::dialect_cannot, Culprit>;

constexpr auto new_role = dt::insert_into(roles).values(roles.name = "x");
constexpr auto new_post = dt::insert_into(posts).values(posts.title = "x", posts.score = 1, posts.author_id = 2);

// RETURNING columns, expressions, or the table.
static_assert(is(new_role.returning(roles.id), R"(INSERT INTO "roles" ("name") VALUES (?) RETURNING "roles"."id")"));
static_assert(is(new_role.returning(roles),
                 R"(INSERT INTO "roles" ("name") VALUES (?) RETURNING "roles"."id", "roles"."name")"));
static_assert(is(new_post.returning(posts.id, posts.id * 2, dt::coalesce(posts.reviewer_id, 3)),
                 R"(INSERT INTO "posts" ("title", "score", "author_id") VALUES (?, ?, ?) RETURNING "posts"."id", )"
                 R"("posts"."id" * ?, coalesce("posts"."reviewer_id", ?))"));
static_assert(is(dt::update(users).set(users.nickname = "x").where(users.id == 1).returning(users.id, users.role_id),
                 R"(UPDATE "users" SET "nickname" = ? WHERE "users"."id" = ? RETURNING "users"."id", "users"."role_id")"));
static_assert(is(dt::delete_from(roles).all_rows().returning(roles), R"(DELETE FROM "roles" RETURNING "roles"."id", "roles"."name")"));
static_assert(is(dt::insert_into(nodes).values(nodes.label = "x").returning(nodes.label),
                 R"(INSERT INTO "order" ("say ""select""") VALUES (?) RETURNING "order"."say ""select""")"));
// It sees what the statement sees, as far as the database lets it.
constexpr auto r = dt::alias<"r">(roles);
static_assert(on_postgres(dt::delete_from(r).where(r.id == 1).returning(r.name)) ==
              R"(DELETE FROM "roles" AS "r" WHERE "r"."id" = $1 RETURNING "r"."name")");
static_assert(sqlite_cannot<decltype(dt::delete_from(r).where(r.id == 1).returning(r.name)), "SQLite.RETURNING of a table under an alias">);
static_assert(breaks<dt::sqlite, decltype(new_role.returning(users.id)), dt::rule::column_not_in_from, "users.id">);
static_assert(breaks<dt::postgres, decltype(new_role.returning(users.id)), dt::rule::column_not_in_from, "users.id">);
static_assert(breaks<dt::postgres, decltype(new_role.returning(dt::count())), dt::rule::dialect_cannot, "PostgreSQL.an aggregate in RETURNING">);

// ON CONFLICT.
static_assert(is(new_role.on_conflict().do_nothing(), R"(INSERT INTO "roles" ("name") VALUES (?) ON CONFLICT DO NOTHING)"));
static_assert(is(new_role.on_conflict(roles.name).do_nothing(), R"(INSERT INTO "roles" ("name") VALUES (?) ON CONFLICT ("name") DO NOTHING)"));
static_assert(is(new_role.on_conflict(roles.id).do_nothing().returning(roles.id),
                 R"(INSERT INTO "roles" ("name") VALUES (?) ON CONFLICT ("id") DO NOTHING RETURNING "roles"."id")"));
static_assert(is(new_role.on_conflict(roles.name).do_update(roles.name = dt::excluded(roles.name)),
                 R"(INSERT INTO "roles" ("name") VALUES (?) ON CONFLICT ("name") DO UPDATE SET "name" = "excluded"."name")"));
static_assert(is(new_post.on_conflict(posts.id)
                     .do_update(posts.title = dt::excluded(posts.title), posts.score = 7, posts.reviewer_id = std::nullopt)
                     .where(posts.score < dt::excluded(posts.score), posts.id > 3)
                     .returning(posts.score),
                 R"(INSERT INTO "posts" ("title", "score", "author_id") VALUES (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET )"
                 R"("title" = "excluded"."title", "score" = ?, "reviewer_id" = ? )"
                 R"(WHERE "posts"."score" < "excluded"."score" AND "posts"."id" > ? RETURNING "posts"."score")"));
static_assert(on_postgres(new_post.on_conflict(posts.id).do_update(posts.score = posts.score + dt::excluded(posts.score))) ==
              R"(INSERT INTO "posts" ("title", "score", "author_id") VALUES ($1, $2, $3) ON CONFLICT ("id") )"
              R"(DO UPDATE SET "score" = CAST("posts"."score" AS BIGINT) + "excluded"."score")");
static_assert(is(dt::insert_into(role_permissions)
                     .values(role_permissions.role_id = 1, role_permissions.permission_id = 2)
                     .on_conflict(role_permissions.permission_id, role_permissions.role_id)
                     .do_nothing(),
                 R"(INSERT INTO "role_permissions" ("role_id", "permission_id") VALUES (?, ?) )"
                 R"(ON CONFLICT ("permission_id", "role_id") DO NOTHING)"));
static_assert(is(dt::insert_into(r).values(r.name = "x").on_conflict(r.name).do_update(r.name = "y").where(r.id > 1),
                 R"(INSERT INTO "roles" AS "r" ("name") VALUES (?) ON CONFLICT ("name") DO UPDATE SET "name" = ? WHERE "r"."id" > ?)"));
// Of a range of new rows: the text that one row has on SQLite, and any number on PostgreSQL.
constexpr std::span<dt::new_row<RoleModel> const> new_roles{};
constexpr auto renamed = dt::insert_into(roles).values(new_roles).on_conflict(roles.id).do_update(roles.name = dt::excluded(roles.name)).where(roles.id > roles.id - roles.id);
static_assert(dt::sql<dt::sqlite>(dt::insert_into(roles).values(new_roles).on_conflict().do_nothing()) ==
              R"(INSERT INTO "roles" ("id", "name") VALUES (?, ?) ON CONFLICT DO NOTHING)");
static_assert(dt::sql<dt::sqlite>(renamed) == R"(INSERT INTO "roles" ("id", "name") VALUES (?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = "excluded"."name" )"
                                             R"(WHERE "roles"."id" > "roles"."id" - "roles"."id")");
// Values stand behind those of the rows.
constexpr auto added = dt::insert_into(roles).values(new_roles).on_conflict(roles.id).do_update(roles.name = dt::excluded(roles.name) + "!").where(roles.id > 3).where(roles.id < 9);
static_assert(dt::sql<dt::sqlite>(added) == R"(INSERT INTO "roles" ("id", "name") VALUES (?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = "excluded"."name" || ? )"
                                           R"(WHERE "roles"."id" > ? AND "roles"."id" < ?)");
static_assert(dt::sql<dt::postgres>(added.returning(roles.id)) ==
              R"(INSERT INTO "roles" ("name") SELECT "name" FROM unnest($1::TEXT[]) WITH ORDINALITY AS "new_rows" ("name", "dovetail_n") ORDER BY "dovetail_n" )"
              R"(ON CONFLICT ("id") DO UPDATE SET "name" = "excluded"."name" || $2 WHERE "roles"."id" > $3 AND "roles"."id" < $4 RETURNING "roles"."id")");
// The row that was to be inserted is known there only.
static_assert(breaks<dt::sqlite, decltype(new_role.returning(dt::excluded(roles.id))), dt::rule::column_not_in_from, "excluded.id">);
static_assert(breaks<dt::sqlite, decltype(dt::insert_into(roles).values(roles.name = roles.name)), dt::rule::column_not_in_from, "roles.name">);

// INSERT of a select, and of defaults.
constexpr auto from_users = dt::insert_into(roles).columns(roles.id, roles.name).from(dt::select(users.id + 1, users.username).where(users.id > 3));
static_assert(is(from_users.returning(roles.id),
                 R"(INSERT INTO "roles" ("id", "name") SELECT "users"."id" + ?, "users"."username" FROM "users" )"
                 R"(WHERE "users"."id" > ? RETURNING "roles"."id")"));
static_assert(is(from_users.on_conflict(roles.name).do_update(roles.name = "y"),
                 R"(INSERT INTO "roles" ("id", "name") SELECT "users"."id" + ?, "users"."username" FROM "users" )"
                 R"(WHERE "users"."id" > ? ON CONFLICT ("name") DO UPDATE SET "name" = ?)"));
// Behind a table's name, ON would begin the condition of a join.
static_assert(is(dt::insert_into(roles).columns(roles.name).from(dt::select(users.username)).on_conflict().do_nothing(),
                 R"(INSERT INTO "roles" ("name") SELECT "users"."username" FROM "users" WHERE TRUE ON CONFLICT DO NOTHING)"));
static_assert(is(dt::insert_into(roles).columns(roles.name).from(dt::select(users.username).limit(1)).on_conflict().do_nothing(),
                 R"(INSERT INTO "roles" ("name") SELECT "users"."username" FROM "users" LIMIT ? ON CONFLICT DO NOTHING)"));
static_assert(is(dt::insert_into(nodes).default_values(), R"(INSERT INTO "order" DEFAULT VALUES)"));
static_assert(is(dt::insert_into(nodes).default_values().returning(nodes.id),
                 R"(INSERT INTO "order" DEFAULT VALUES RETURNING "order"."group")"));

// UPDATE by subqueries and other tables.
constexpr auto best = dt::scalar_subquery(dt::select(dt::max(posts.score)).where(posts.author_id == users.id, posts.id > 1));
static_assert(is(dt::update(users).set(users.is_active = true, users.role_id = best).where(users.id == 2),
                 R"(UPDATE "users" SET "is_active" = ?, "role_id" = (SELECT max("posts"."score") FROM "posts" )"
                 R"(WHERE "posts"."author_id" = "users"."id" AND "posts"."id" > ?) WHERE "users"."id" = ?)"));
static_assert(is(dt::select(users.id, best).where(best > 3).order_by(best.desc()),
                 R"(SELECT "users"."id", (SELECT max("posts"."score") FROM "posts" WHERE "posts"."author_id" = "users"."id" )"
                 R"(AND "posts"."id" > ?) FROM "users" WHERE (SELECT max("posts"."score") FROM "posts" WHERE )"
                 R"("posts"."author_id" = "users"."id" AND "posts"."id" > ?) > ? ORDER BY (SELECT max("posts"."score") FROM )"
                 R"("posts" WHERE "posts"."author_id" = "users"."id" AND "posts"."id" > ?) DESC)"));
static_assert(is(dt::update(users).set(users.nickname = roles.name).from(roles).where(users.role_id == roles.id).returning(users.id),
                 R"(UPDATE "users" SET "nickname" = "roles"."name" FROM "roles" WHERE "users"."role_id" = "roles"."id" )"
                 R"(RETURNING "users"."id")"));
constexpr auto boss = dt::alias<"boss">(users);
static_assert(is(dt::update(posts).from(users).from(boss).set(posts.title = boss.username)
                     .where(posts.author_id == users.id, posts.reviewer_id == boss.id, users.id > 1),
                 R"(UPDATE "posts" SET "title" = "boss"."username" FROM "users", "users" AS "boss" WHERE )"
                 R"("posts"."author_id" = "users"."id" AND "posts"."reviewer_id" = "boss"."id" AND "users"."id" > ?)"));
using from_roles = decltype(dt::update(users).set(users.nickname = roles.name).from(roles).where(users.role_id == roles.id).returning(roles.name));
static_assert(dt::sql<dt::postgres, from_roles> ==
              R"(UPDATE "users" SET "nickname" = "roles"."name" FROM "roles" WHERE "users"."role_id" = "roles"."id" )"
              R"(RETURNING "roles"."name")");
static_assert(sqlite_cannot<from_roles, "SQLite.RETURNING of another table's columns">);
static_assert(breaks<dt::sqlite, decltype(dt::update(users).set(users.nickname = "x").from(roles)), dt::rule::mutation_without_condition, "users">);
static_assert(on_postgres(dt::update(posts).set(posts.title = roles.name).from(users).join(users.role, roles.id > 2).where(posts.author_id == users.id, posts.id > 3)) ==
              R"(UPDATE "posts" SET "title" = "roles"."name" FROM "users" JOIN "roles" ON "roles"."id" = "users"."role_id" AND "roles"."id" > $1 )"
              R"(WHERE "posts"."author_id" = "users"."id" AND "posts"."id" > $2)");
static_assert(is(dt::update(posts).set(posts.title = "x").from(users).left_join(roles, roles.id == users.role_id).where(posts.author_id == users.id),
                 R"(UPDATE "posts" SET "title" = ? FROM "users" LEFT OUTER JOIN "roles" ON "roles"."id" = "users"."role_id" )"
                 R"(WHERE "posts"."author_id" = "users"."id")"));
static_assert(breaks<dt::sqlite, decltype(dt::update(posts).set(posts.title = "x").from(users).join(roles, roles.id == posts.id).where(posts.author_id == users.id)),
                     dt::rule::column_not_in_from, "posts.id">);
static_assert(breaks<dt::sqlite, decltype(dt::update(posts).set(posts.title = "x").from(users).where(users.id == 1)), dt::rule::source_not_connected, "users">);
static_assert(breaks<dt::sqlite, decltype(dt::update(posts).set(posts.title = "x").from(users).join(users.role).from(roles).where(posts.author_id == users.id)),
                     dt::rule::table_twice, "roles">);

// DELETE by other tables.
constexpr auto of_admins = dt::delete_from(users).using_(roles).where(users.role_id == roles.id, roles.name == "x");
static_assert(on_postgres(of_admins) == R"(DELETE FROM "users" USING "roles" WHERE "users"."role_id" = "roles"."id" AND "roles"."name" = $1)");
static_assert(on_postgres(of_admins.using_(boss).returning(users.id, roles.name)) ==
              R"(DELETE FROM "users" USING "roles", "users" AS "boss" WHERE "users"."role_id" = "roles"."id" AND )"
              R"("roles"."name" = $1 RETURNING "users"."id", "roles"."name")");
static_assert(sqlite_cannot<decltype(of_admins), "SQLite.DELETE ... USING">);

// Row locks.
static_assert(on_postgres(dt::select(roles.id).for_update()) == R"(SELECT "roles"."id" FROM "roles" FOR UPDATE)");
static_assert(on_postgres(dt::select(roles.id).with_for_update()) == R"(SELECT "roles"."id" FROM "roles" FOR UPDATE)");
static_assert(on_postgres(dt::select(roles.id).where(roles.id > 1).order_by(roles.id).limit(1).for_update().skip_locked()) ==
              R"(SELECT "roles"."id" FROM "roles" WHERE "roles"."id" > $1 ORDER BY "roles"."id" LIMIT $2 FOR UPDATE SKIP LOCKED)");
static_assert(on_postgres(dt::select(roles.id).for_no_key_update().skip_locked()) == R"(SELECT "roles"."id" FROM "roles" FOR NO KEY UPDATE SKIP LOCKED)");
static_assert(on_postgres(dt::select(roles.id).for_key_share()) == R"(SELECT "roles"."id" FROM "roles" FOR KEY SHARE)");
static_assert(on_postgres(dt::select(roles.id).for_share().nowait()) == R"(SELECT "roles"."id" FROM "roles" FOR SHARE NOWAIT)");
static_assert(on_postgres(dt::select(posts).options(dt::joinedload(posts.reviewer)).for_update().nowait().where(posts.id == 1))
                  .ends_with(R"( WHERE "posts"."id" = $1 FOR UPDATE OF "posts" NOWAIT)"));
constexpr auto of_roles = dt::select(users.id).join(users.role).left_join(boss, boss.id == users.id);
static_assert(on_postgres(of_roles.for_update(users).skip_locked()).ends_with(R"( FOR UPDATE OF "users" SKIP LOCKED)"));
static_assert(on_postgres(of_roles.for_key_share(roles, users)).ends_with(R"( FOR KEY SHARE OF "users", "roles")"));
static_assert(on_postgres(dt::select(boss.id).for_update(boss)).ends_with(R"( AS "boss" FOR UPDATE OF "boss")"));
static_assert(on_postgres(dt::select(posts).options(dt::joinedload(posts.reviewer)).join(posts.author).for_update(posts, users)).ends_with(R"( FOR UPDATE OF "posts", "users")"));
static_assert(breaks<dt::postgres, decltype(of_roles.for_update(boss)), dt::rule::dialect_cannot, "PostgreSQL.FOR UPDATE of what an outer join may leave out">);
static_assert(breaks<dt::postgres, decltype(of_roles.for_update()), dt::rule::dialect_cannot, "PostgreSQL.FOR UPDATE of what an outer join may leave out">);
static_assert(sqlite_cannot<decltype(dt::select(roles.id).for_update()), "SQLite.SELECT ... FOR UPDATE">);
static_assert(sqlite_cannot<decltype(dt::select(roles).for_share().skip_locked()), "SQLite.SELECT ... FOR SHARE">);
static_assert(sqlite_cannot<decltype(dt::select(users).where(users.username.ilike("a%"))), "SQLite.ILIKE">);

// Sequences.
static_assert(on_postgres(dt::select(dt::nextval<"numbers">())) == R"(SELECT nextval('"numbers"'))");
static_assert(on_postgres(dt::select(dt::currval<"a \"b\" 'c'", "S">())) == R"(SELECT currval('"S"."a ""b"" ''c''"'))");
static_assert(on_postgres(dt::insert_into(posts).values(posts.id = dt::nextval<"numbers">(), posts.title = "x", posts.author_id = 1)) ==
              R"(INSERT INTO "posts" ("id", "title", "author_id") VALUES (nextval('"numbers"'), $1, $2))");
static_assert(sqlite_cannot<decltype(dt::select(dt::nextval<"numbers">())), "SQLite.a sequence">);

// Schemas.
template <class View> struct LineModel;
template <class View>
struct OrderModel {
    static constexpr dt::table_name schema = "shop", table = "orders";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "buyer", dt::string<20>, dt::index> buyer;
    dt::one_to_many<View, "lines", LineModel> lines;
};
template <class View>
struct LineModel {
    static constexpr dt::table_name schema = "shop", table = "lines";
    dt::column<View, "order_id", dt::integer, dt::primary_key, dt::foreign_key<OrderModel>> order_id;
    dt::column<View, "number", dt::integer, dt::primary_key> number;
    dt::many_to_one<View, "order", OrderModel> order;
};
/// The same name in another schema.
template <class View>
struct OldOrderModel {
    static constexpr dt::table_name schema = "old", table = "orders";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
};
constexpr dt::table<OrderModel> orders;
constexpr dt::table<LineModel> lines;
constexpr dt::table<OldOrderModel> old_orders;
constexpr dt::metadata shop{lines, old_orders, orders};

static_assert(is(dt::select(orders.id).where(orders.id == 1), R"(SELECT "orders"."id" FROM "shop"."orders" WHERE "orders"."id" = ?)"));
static_assert(is(dt::select(dt::count()).select_from(dt::alias<"o">(orders)), R"(SELECT count(*) FROM "shop"."orders" AS "o")"));
static_assert(is(dt::select(lines).options(dt::joinedload(lines.order)),
                 R"(SELECT "lines"."order_id", "lines"."number", "lines.order"."id", "lines.order"."buyer" FROM "shop"."lines" )"
                 R"(LEFT OUTER JOIN "shop"."orders" AS "lines.order" ON "lines.order"."id" = "lines"."order_id")"));
static_assert(is(dt::insert_into(orders).values(orders.buyer = "x"), R"(INSERT INTO "shop"."orders" ("buyer") VALUES (?))"));
static_assert(is(dt::update(orders).set(orders.buyer = "x").all_rows().returning(orders.id),
                 R"(UPDATE "shop"."orders" SET "buyer" = ? RETURNING "orders"."id")"));
static_assert(is(dt::delete_from(orders).where(orders.id == 1), R"(DELETE FROM "shop"."orders" WHERE "orders"."id" = ?)"));
static_assert(is(dt::insert_into(old_orders).columns(old_orders.id).from(dt::select(orders.id)),
                 R"(INSERT INTO "old"."orders" ("id") SELECT "orders"."id" FROM "shop"."orders")"));
static_assert(dt::detail::view_of_walk<dt::sqlite, dt::detail::write_load_related<dt::model<LineModel>, 0, false>> ==
              R"(SELECT "orders"."id", "orders"."id", "orders"."buyer" FROM "shop"."orders" WHERE "orders"."id" = ?)");

constexpr auto sqlite_tables = dt::detail::texts_in_order<dt::sqlite>(shop);
static_assert(sqlite_tables[0].create == R"(CREATE TABLE IF NOT EXISTS "old"."orders" ("id" INTEGER NOT NULL PRIMARY KEY))");
static_assert(sqlite_tables[1].create ==
              R"(CREATE TABLE IF NOT EXISTS "shop"."orders" ("id" INTEGER NOT NULL PRIMARY KEY, "buyer" VARCHAR(20) NOT NULL))");
static_assert(sqlite_tables[1].additions == R"(CREATE INDEX IF NOT EXISTS "shop"."ix_orders_buyer" ON "orders" ("buyer");)");
static_assert(sqlite_tables[1].drop == R"(DROP TABLE IF EXISTS "shop"."orders")");
static_assert(sqlite_tables[2].create ==
              R"(CREATE TABLE IF NOT EXISTS "shop"."lines" ("order_id" INTEGER NOT NULL REFERENCES "orders" ("id"), )"
              R"("number" INTEGER NOT NULL, PRIMARY KEY ("order_id", "number")))");
constexpr auto postgres_tables = dt::detail::texts_in_order<dt::postgres>(shop);
static_assert(postgres_tables[1].create ==
              R"(CREATE SCHEMA IF NOT EXISTS "shop"; CREATE TABLE IF NOT EXISTS "shop"."orders" ("id" INTEGER )"
              R"(GENERATED BY DEFAULT AS IDENTITY NOT NULL PRIMARY KEY, "buyer" VARCHAR(20) NOT NULL))");
static_assert(postgres_tables[1].additions == R"(CREATE INDEX IF NOT EXISTS "ix_orders_buyer" ON "shop"."orders" ("buyer");)");
static_assert(postgres_tables[2].create.find(R"(REFERENCES "shop"."orders" ("id"))") != std::string_view::npos);
static_assert(postgres_tables[2].drop == R"(DROP TABLE IF EXISTS "shop"."lines")");

}  // namespace
