// SPDX-License-Identifier: BSL-1.0
// The exact SQL of indexes over expressions, of some rows, descending and unique, on both databases.
#include "tables.hpp"

#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/functions/string.hpp>
#include <dovetail/lowering/index.hpp>

namespace {

template <class Dialect, class Model>
inline constexpr std::string_view indexes = dt::detail::texts_of_table<Dialect, Model>.additions;

template <class View>
struct AccountModel {
    static constexpr dt::table_name table = "accounts";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>, dt::index> name;
    dt::column<View, "is_active", dt::boolean> is_active;
    dt::column<View, "balance", dt::bigint> balance;
    dt::column<View, "closed", dt::nullable<dt::date>> closed;
    static constexpr auto indexes(auto const& row) {
        return std::tuple{dt::table_index<"by_lower_name">(dt::lower(row.name)).unique().where(row.is_active == true),
                          dt::table_index<"richest">(row.balance.desc(), row.id),
                          dt::table_index<"it's \"odd\"">((row.balance % 100).desc(), row.name).where(row.name != "it's", row.closed == std::nullopt),
                          dt::table_index<"initials">(dt::raw_expression<"substr(?, ?, ?)", dt::text>(row.name, 1, 2), row.balance + 7)};
    }
};
using account = dt::model<AccountModel>;

static_assert(indexes<dt::sqlite, account> ==
              R"(CREATE INDEX IF NOT EXISTS "ix_accounts_name" ON "accounts" ("name");)"
              R"(CREATE UNIQUE INDEX IF NOT EXISTS "by_lower_name" ON "accounts" ((lower("name"))) WHERE "is_active" = 1;)"
              R"(CREATE INDEX IF NOT EXISTS "richest" ON "accounts" ("balance" DESC, "id");)"
              R"(CREATE INDEX IF NOT EXISTS "it's ""odd""" ON "accounts" (("balance" % 100) DESC, "name") )"
              R"(WHERE "name" <> 'it''s' AND "closed" IS NULL;)"
              R"(CREATE INDEX IF NOT EXISTS "initials" ON "accounts" ((substr("name", 1, 2)), ("balance" + 7));)");
static_assert(indexes<dt::postgres, account> ==
              R"(CREATE INDEX IF NOT EXISTS "ix_accounts_name" ON "accounts" ("name");)"
              R"(CREATE UNIQUE INDEX IF NOT EXISTS "by_lower_name" ON "accounts" ((lower("name"))) WHERE "is_active" = TRUE;)"
              R"(CREATE INDEX IF NOT EXISTS "richest" ON "accounts" ("balance" DESC, "id");)"
              R"(CREATE INDEX IF NOT EXISTS "it's ""odd""" ON "accounts" (("balance" % 100) DESC, "name") )"
              R"(WHERE "name" <> 'it''s' AND "closed" IS NULL;)"
              R"(CREATE INDEX IF NOT EXISTS "initials" ON "accounts" ((substr("name", 1, 2)), ("balance" + 7));)");

// In a schema: of the table on PostgreSQL, of the index on SQLite. NULLs stand where PostgreSQL is told.
template <class View>
struct VisitModel {
    static constexpr dt::table_name schema = "shop", table = "visits";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "left", dt::nullable<dt::date>> left;
    static constexpr auto indexes(auto const& row) { return std::tuple{dt::table_index<"last">(row.left.desc().nulls_last())}; }
};
template <class View>
struct StayModel {
    static constexpr dt::table_name schema = "shop", table = "stays";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    static constexpr auto indexes(auto const& row) { return std::tuple{dt::table_index<"back">(row.id.desc())}; }
};
static_assert(indexes<dt::postgres, dt::model<VisitModel>> ==
              R"(CREATE INDEX IF NOT EXISTS "last" ON "shop"."visits" ("left" DESC NULLS LAST);)");
static_assert(indexes<dt::postgres, dt::model<StayModel>> == R"(CREATE INDEX IF NOT EXISTS "back" ON "shop"."stays" ("id" DESC);)");
static_assert(indexes<dt::sqlite, dt::model<StayModel>> == R"(CREATE INDEX IF NOT EXISTS "shop"."back" ON "stays" ("id" DESC);)");

// A value stands where its argument is named, not where it was given.
template <class View>
struct SwappedModel {
    static constexpr dt::table_name table = "swapped";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    static constexpr auto indexes(auto const& row) {
        return std::tuple{dt::table_index<"swapped">(dt::raw_expression<"f(?2, ?1, ?3)", dt::integer>(1, 2, row.id))};
    }
};
static_assert(indexes<dt::postgres, dt::model<SwappedModel>> == R"(CREATE INDEX IF NOT EXISTS "swapped" ON "swapped" ((f(2, 1, "id")));)");

template <class Dialect, class Model>
constexpr dt::rule broken = dt::detail::walk_survey<Dialect, dt::detail::write_indexes<Model>>.found.broken;
static_assert(broken<dt::sqlite, dt::model<VisitModel>> == dt::rule::dialect_cannot);
static_assert(broken<dt::postgres, dt::model<VisitModel>> == dt::rule::none);

// What an INSERT does where a row with the index's terms is there.
constexpr dt::table<AccountModel> accounts;
constexpr auto opened = dt::insert_into(accounts).values(accounts.name = "x", accounts.is_active = true, accounts.balance = 1);
constexpr auto deposited = opened.on_conflict(dt::index_name<"by_lower_name">).do_update(accounts.balance = accounts.balance + dt::excluded(accounts.balance)).where(accounts.id > 3);
static_assert(dt::sql<dt::sqlite>(deposited) ==
              R"(INSERT INTO "accounts" ("name", "is_active", "balance") VALUES (?, ?, ?) ON CONFLICT ((lower("name"))) WHERE "is_active" = 1 )"
              R"(DO UPDATE SET "balance" = "accounts"."balance" + "excluded"."balance" WHERE "accounts"."id" > ?)");
static_assert(dt::sql<dt::postgres>(deposited) ==
              R"(INSERT INTO "accounts" ("name", "is_active", "balance") VALUES ($1, $2, $3) ON CONFLICT ((lower("name"))) WHERE "is_active" = TRUE )"
              R"(DO UPDATE SET "balance" = "accounts"."balance" + "excluded"."balance" WHERE "accounts"."id" > $4)");

}  // namespace
