// SPDX-License-Identifier: BSL-1.0
// The exact SQL of MERGE, and its rules.
#include "tables.hpp"

#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/lowering/cte.hpp>
#include <dovetail/lowering/merge.hpp>
#include <dovetail/lowering/values.hpp>

namespace {

template <class Statement>
constexpr std::string_view text(Statement const& statement) {
    return dt::sql<dt::postgres>(statement);
}
using dt::rule;
template <class Statement, rule Rule, dt::fixed_string Culprit, class Dialect = dt::postgres>
inline constexpr bool breaks = std::same_as<dt::check<Statement, Dialect>, dt::verdict<Rule, Culprit>>;

constexpr dt::label<"id"> id;
constexpr dt::label<"name"> name;
constexpr auto r = dt::alias<"r">(roles);
constexpr auto wanted = dt::values<"wanted">(id, name).row(1, "a").row(2, "b");

// Each step, with and without a condition of its own.
static_assert(text(dt::merge_into(roles).using_(groups).on(groups.id == roles.id).when_matched().do_nothing()) ==
              R"(MERGE INTO "roles" USING "groups" ON "groups"."id" = "roles"."id" WHEN MATCHED THEN DO NOTHING)");
static_assert(text(dt::merge_into(roles).using_(groups).on(groups.id == roles.id, roles.id > 3)
                       .when_matched(groups.name == "x", roles.name != "y").do_delete()
                       .when_matched().do_update(roles.name = groups.name, roles.id = roles.id + 1)
                       .when_not_matched(groups.id < 7).do_insert(roles.name = groups.name, roles.id = 5)
                       .when_not_matched().do_nothing()) ==
              R"(MERGE INTO "roles" USING "groups" ON "groups"."id" = "roles"."id" AND "roles"."id" > $1 )"
              R"(WHEN MATCHED AND "groups"."name" = $2 AND "roles"."name" <> $3 THEN DELETE )"
              R"(WHEN MATCHED THEN UPDATE SET "name" = "groups"."name", "id" = "roles"."id" + $4 )"
              R"(WHEN NOT MATCHED AND "groups"."id" < $5 THEN INSERT ("name", "id") VALUES ("groups"."name", $6) )"
              R"(WHEN NOT MATCHED THEN DO NOTHING)");
static_assert(text(dt::merge_into(nodes).using_(groups).on(groups.id == nodes.id).when_not_matched().do_insert()) ==
              R"(MERGE INTO "order" USING "groups" ON "groups"."id" = "order"."group" WHEN NOT MATCHED THEN INSERT DEFAULT VALUES)");
// Every kind of source, and the table under another name.
static_assert(text(dt::merge_into(r).using_(roles).on(roles.name == r.name).when_matched().do_update(r.name = roles.name)) ==
              R"(MERGE INTO "roles" AS "r" USING "roles" ON "roles"."name" = "r"."name" WHEN MATCHED THEN UPDATE SET "name" = "roles"."name")");
static_assert(text(dt::merge_into(roles).using_(wanted).on(roles.id == wanted[id]).when_matched().do_update(roles.name = wanted[name])) ==
              R"(MERGE INTO "roles" USING (VALUES (CAST($1 AS INTEGER), CAST($2 AS TEXT)), ($3, $4)) AS "wanted" ("id", "name") )"
              R"(ON "roles"."id" = "wanted"."id" WHEN MATCHED THEN UPDATE SET "name" = "wanted"."name")");
constexpr auto active = dt::select(users.id, users.username).where(users.is_active == true);
constexpr auto sub = dt::subquery<"sub">(active);
static_assert(text(dt::merge_into(roles).using_(sub).on(roles.id == sub[users.id]).when_matched(sub[users.id] > 4).do_delete()) ==
              R"(MERGE INTO "roles" USING (SELECT "users"."id", "users"."username" FROM "users" WHERE "users"."is_active" = $1) AS "sub" )"
              R"(ON "roles"."id" = "sub"."id" WHEN MATCHED AND "sub"."id" > $2 THEN DELETE)");
constexpr auto named = dt::cte<"named">(active);
static_assert(text(dt::with_(named)(dt::merge_into(roles).using_(named).on(roles.id == named[users.id]).when_matched().do_delete())) ==
              R"(WITH "named" AS (SELECT "users"."id", "users"."username" FROM "users" WHERE "users"."is_active" = $1) )"
              R"(MERGE INTO "roles" USING "named" ON "roles"."id" = "named"."id" WHEN MATCHED THEN DELETE)");
// A step may ask other tables.
static_assert(text(dt::merge_into(roles).using_(groups).on(groups.id == roles.id)
                       .when_matched(dt::exists(dt::select(users.id).where(users.role_id == roles.id))).do_nothing()
                       .when_matched().do_delete()) ==
              R"(MERGE INTO "roles" USING "groups" ON "groups"."id" = "roles"."id" WHEN MATCHED AND EXISTS (SELECT "users"."id" )"
              R"(FROM "users" WHERE "users"."role_id" = "roles"."id") THEN DO NOTHING WHEN MATCHED THEN DELETE)");

// What it returns: of both tables, and what was done.
constexpr auto renamed = dt::merge_into(roles).using_(groups).on(groups.id == roles.id).when_matched().do_update(roles.name = groups.name);
static_assert(text(renamed.returning(dt::merge_action(), roles.id, groups.name, roles.id + 1)) ==
              R"(MERGE INTO "roles" USING "groups" ON "groups"."id" = "roles"."id" WHEN MATCHED THEN UPDATE SET "name" = "groups"."name" )"
              R"(RETURNING merge_action(), "roles"."id", "groups"."name", "roles"."id" + $1)");
static_assert(text(renamed.when_not_matched().do_nothing().returning(roles)) ==
              R"(MERGE INTO "roles" USING "groups" ON "groups"."id" = "roles"."id" WHEN MATCHED THEN UPDATE SET "name" = "groups"."name" )"
              R"(WHEN NOT MATCHED THEN DO NOTHING RETURNING "roles"."id", "roles"."name")");
constexpr dt::label<"did"> did;
constexpr auto merging = dt::cte<"merging">(renamed.returning(dt::merge_action().as(did)));
static_assert(text(dt::with_(merging)(dt::select(merging[did], dt::count()).select_from(merging).group_by(merging[did]))) ==
              R"(WITH "merging" AS (MERGE INTO "roles" USING "groups" ON "groups"."id" = "roles"."id" WHEN MATCHED THEN UPDATE SET "name" )"
              R"(= "groups"."name" RETURNING merge_action() AS "did") SELECT "merging"."did", count(*) FROM "merging" GROUP BY "merging"."did")");
static_assert(std::same_as<decltype(dt::merge_action())::type, dt::text>);
static_assert(breaks<decltype(renamed.returning(users.id)), rule::column_not_in_from, "users.id">);
static_assert(breaks<decltype(dt::select(roles.id).where(dt::merge_action() == "INSERT")), rule::merge_action_elsewhere, "">);
static_assert(breaks<decltype(dt::update(roles).set(roles.id = 1).all_rows().returning(dt::merge_action())), rule::merge_action_elsewhere, "">);

constexpr auto base = dt::merge_into(roles).using_(groups).on(groups.id == roles.id);
using without_when = decltype(base);
static_assert(breaks<without_when, rule::merge_of_nothing, "">);
static_assert(breaks<decltype(base.when_matched().do_delete()), rule::dialect_cannot, "SQLite.MERGE", dt::sqlite>);
static_assert(breaks<decltype(base.when_not_matched().do_insert(roles.name = roles.name)), rule::merged_row_without_partner, "roles.name">);
static_assert(breaks<decltype(base.when_not_matched(roles.id > 1).do_nothing()), rule::merged_row_without_partner, "roles.id">);
static_assert(breaks<decltype(base.when_not_matched(users.id > 1).do_nothing()), rule::column_not_in_from, "users.id">);
static_assert(breaks<decltype(base.when_matched().do_update(roles.id = dt::max(groups.id))), rule::aggregate_in_where, "max">);
static_assert(breaks<decltype(dt::merge_into(roles).using_(groups).on(groups.id > 1).when_matched().do_delete()),
                     rule::join_not_connected, "groups">);
static_assert(breaks<decltype(dt::merge_into(roles).using_(named).on(roles.id == named[users.id]).when_matched().do_delete()),
                     rule::cte_not_in_with, "named">);
constexpr auto endless = dt::recursive_cte<"endless">(
    dt::select(users.id), [](auto const& before) { return dt::select(users.id).join(before, before[users.id] == users.id); });
static_assert(breaks<decltype(dt::with_(endless)(dt::merge_into(roles).using_(endless).on(roles.id == endless[users.id]).when_matched().do_delete())),
                     rule::dialect_cannot, "PostgreSQL.WITH RECURSIVE before MERGE">);
static_assert(breaks<decltype(dt::with_(endless)(dt::merge_into(roles).using_(endless).on(roles.id == endless[users.id]).when_matched().do_delete()
                                                     .returning(roles.id))),
                     rule::dialect_cannot, "PostgreSQL.WITH RECURSIVE before MERGE">);

}  // namespace
