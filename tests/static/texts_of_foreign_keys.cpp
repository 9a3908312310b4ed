// SPDX-License-Identifier: BSL-1.0
// Foreign keys of several columns, and joins by the only foreign key between two tables.
#include "tables.hpp"

#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/lowering/cte.hpp>
#include <dovetail/lowering/ddl.hpp>
#include <dovetail/lowering/load_related.hpp>

template <class View> struct ReturnModel;
template <class View>
struct LineModel {
    static constexpr dt::table_name table = "lines";
    dt::column<View, "order_id", dt::integer, dt::primary_key> order_id;
    dt::column<View, "number", dt::smallint, dt::primary_key> number;
    dt::column<View, "product", dt::string<20>> product;
    dt::one_to_many<View, "returns", ReturnModel, dt::order_by<"id">> returns;
};
template <class View>
struct ReturnModel {
    static constexpr dt::table_name table = "returns";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "order_id", dt::integer> order_id;
    dt::column<View, "line", dt::smallint> line;
    dt::column<View, "role_id", dt::integer, dt::foreign_key<RoleModel>> role_id;
    dt::many_to_one<View, "of", LineModel> of;
    using constraints = dt::constraints<dt::unique_on<"order_id", "line">,
                                        dt::foreign_key_on<"order_id", "line">::to<LineModel, dt::on_delete::cascade, dt::on_update::restrict_>>;
};
/// Two tables that point to each other by several columns each.
template <class View> struct RightModel;
template <class View>
struct LeftModel {
    static constexpr dt::table_name table = "lefts";
    dt::column<View, "a", dt::integer, dt::primary_key> a;
    dt::column<View, "b", dt::integer, dt::primary_key> b;
    using constraints = dt::constraints<dt::foreign_key_on<"a", "b">::to<RightModel>>;
};
template <class View>
struct RightModel {
    static constexpr dt::table_name table = "rights";
    dt::column<View, "c", dt::integer, dt::primary_key> c;
    dt::column<View, "d", dt::integer, dt::primary_key> d;
    dt::column<View, "e", dt::nullable<dt::integer>> e;
    using constraints = dt::constraints<dt::foreign_key_on<"d", "e">::to<LeftModel>>;
};
template <class View>
struct WrongModel {
    static constexpr dt::table_name table = "wrong";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "line", dt::integer> line;
    using constraints = dt::constraints<dt::foreign_key_on<"id", "line">::to<LineModel>>;
};
/// A many-to-many by way of keys of several columns, and one that is of one column.
template <class View> struct TruckModel;
template <class View> struct LoadingModel;
template <class View>
struct FreightModel {
    static constexpr dt::table_name table = "freights";
    dt::column<View, "order_id", dt::integer, dt::primary_key> order_id;
    dt::column<View, "number", dt::smallint, dt::primary_key> number;
    dt::many_to_many<View, "trucks", TruckModel, LoadingModel, dt::order_by<"id">> trucks;
};
template <class View>
struct TruckModel {
    static constexpr dt::table_name table = "trucks";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::many_to_many<View, "freights", FreightModel, LoadingModel> freights;
};
template <class View>
struct LoadingModel {
    static constexpr dt::table_name table = "loadings";
    dt::column<View, "truck_id", dt::integer, dt::primary_key, dt::foreign_key<TruckModel>> truck_id;
    dt::column<View, "order_id", dt::integer, dt::primary_key> order_id;
    dt::column<View, "line", dt::smallint, dt::primary_key> line;
    using constraints = dt::constraints<dt::foreign_key_on<"order_id", "line">::to<FreightModel>>;
};
template <class View>
struct LongModel {
    static constexpr dt::table_name table = "long";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "line", dt::smallint> line;
    using constraints = dt::constraints<dt::foreign_key_on<"id", "line", "id">::to<LineModel>>;
};

namespace {

inline constexpr dt::table<LineModel> lines;
inline constexpr dt::table<ReturnModel> returns;
inline constexpr dt::table<LeftModel> lefts;
inline constexpr dt::table<RightModel> rights;

template <class Statement>
constexpr bool is(Statement const& statement, std::string_view expected) {
    return dt::sql<dt::sqlite>(statement) == expected && dt::sql<dt::postgres>(statement) == expected;
}

// Definitions; the table that is pointed to comes first.
constexpr auto on_sqlite = dt::detail::texts_in_order<dt::sqlite>(dt::metadata{returns, lines, roles});
static_assert(on_sqlite[0].create.find("\"lines\"") != std::string_view::npos);
static_assert(on_sqlite[2].create ==
              R"(CREATE TABLE IF NOT EXISTS "returns" ("id" INTEGER NOT NULL PRIMARY KEY, "order_id" INTEGER NOT NULL, )"
              R"("line" SMALLINT NOT NULL, "role_id" INTEGER NOT NULL REFERENCES "roles" ("id"), UNIQUE ("order_id", "line"), )"
              R"(FOREIGN KEY ("order_id", "line") REFERENCES "lines" ("order_id", "number") ON DELETE CASCADE ON UPDATE RESTRICT))");
constexpr auto circle = dt::detail::texts_in_order<dt::postgres>(dt::metadata{lefts, rights});
static_assert(circle[0].create == R"(CREATE TABLE IF NOT EXISTS "lefts" ("a" INTEGER NOT NULL, "b" INTEGER NOT NULL, PRIMARY KEY ("a", "b")))");
static_assert(circle[0].late_keys.find(R"(ALTER TABLE "lefts" ADD CONSTRAINT "fk_lefts_a_b" FOREIGN KEY ("a", "b") REFERENCES "rights" ("c", "d"))") !=
              std::string_view::npos);
static_assert(circle[0].drop_late_keys == R"(ALTER TABLE IF EXISTS "lefts" DROP CONSTRAINT IF EXISTS "fk_lefts_a_b")");
static_assert(circle[1].create ==
              R"(CREATE TABLE IF NOT EXISTS "rights" ("c" INTEGER NOT NULL, "d" INTEGER NOT NULL, "e" INTEGER, )"
              R"(PRIMARY KEY ("c", "d"), FOREIGN KEY ("d", "e") REFERENCES "lefts" ("a", "b")))");

template <template <class> class M>
inline constexpr dt::finding finding_of = dt::model_finding<dt::model<M>>;
static_assert(finding_of<ReturnModel>.ok() && finding_of<LeftModel>.ok());
static_assert(finding_of<WrongModel>.broken == dt::rule::foreign_key_type_differs && finding_of<WrongModel>.name == "line");
static_assert(finding_of<LongModel>.broken == dt::rule::foreign_key_of_another_size);

// Joins, from either side of a key, and with any of the tables before.
static_assert(is(dt::select(users.id).join(roles), R"(SELECT "users"."id" FROM "users" JOIN "roles" ON "roles"."id" = "users"."role_id")"));
static_assert(is(dt::select(roles.id).left_join(users),
                 R"(SELECT "roles"."id" FROM "roles" LEFT OUTER JOIN "users" ON "users"."role_id" = "roles"."id")"));
static_assert(is(dt::select(users.id).join(members).join(groups),
                 R"(SELECT "users"."id" FROM "users" JOIN "members" ON "members"."user_id" = "users"."id" )"
                 R"(JOIN "groups" ON "groups"."id" = "members"."group_id")"));
constexpr auto r = dt::alias<"r">(roles);
static_assert(is(dt::select(users.id).join(r), R"(SELECT "users"."id" FROM "users" JOIN "roles" AS "r" ON "r"."id" = "users"."role_id")"));
static_assert(is(dt::select(lines.product).join(returns),
                 R"(SELECT "lines"."product" FROM "lines" JOIN "returns" ON "returns"."order_id" = "lines"."order_id" )"
                 R"(AND "returns"."line" = "lines"."number")"));
static_assert(is(dt::select(returns.id).full_join(lines).join(users, users.id == returns.id),
                 R"(SELECT "returns"."id" FROM "returns" FULL OUTER JOIN "lines" ON "lines"."order_id" = "returns"."order_id" )"
                 R"(AND "lines"."number" = "returns"."line" JOIN "users" ON "users"."id" = "returns"."id")"));
constexpr auto sub = dt::subquery<"sub">(dt::select(groups.id));
static_assert(is(dt::select(users.id).join(sub, sub[groups.id] == users.id).join(roles),
                 R"(SELECT "users"."id" FROM "users" JOIN (SELECT "groups"."id" FROM "groups") AS "sub" ON "sub"."id" = "users"."id" )"
                 R"(JOIN "roles" ON "roles"."id" = "users"."role_id")"));

// Relationships over such a key.
static_assert(is(dt::select(returns.id).join(returns.of),
                 R"(SELECT "returns"."id" FROM "returns" JOIN "lines" ON "lines"."order_id" = "returns"."order_id" )"
                 R"(AND "lines"."number" = "returns"."line")"));
static_assert(is(dt::select(returns).options(dt::joinedload(returns.of)),
                 R"(SELECT "returns"."id", "returns"."order_id", "returns"."line", "returns"."role_id", "returns.of"."order_id", )"
                 R"("returns.of"."number", "returns.of"."product" FROM "returns" LEFT OUTER JOIN "lines" AS "returns.of" ON )"
                 R"("returns.of"."order_id" = "returns"."order_id" AND "returns.of"."number" = "returns"."line")"));
static_assert(is(dt::select(lines.product).left_join(lines.returns),
                 R"(SELECT "lines"."product" FROM "lines" LEFT OUTER JOIN "returns" ON "returns"."order_id" = "lines"."order_id" )"
                 R"(AND "returns"."line" = "lines"."number")"));
static_assert(std::same_as<decltype(dt::with<dt::entity<ReturnModel>, returns.of>::of), dt::entity<LineModel>>);

// Loaded later, of one and of many.
template <class Dialect, auto Walk>
inline constexpr std::string_view walk = dt::detail::view_of_walk<Dialect, Walk>;
using line = dt::model<LineModel>;
static_assert(walk<dt::sqlite, dt::detail::write_load_related<line, 0, false>> ==
              R"(SELECT "returns"."order_id", "returns"."line", "returns"."id", "returns"."order_id", "returns"."line", "returns"."role_id" )"
              R"(FROM "returns" WHERE ("returns"."order_id", "returns"."line") = (?, ?) ORDER BY "returns"."id")");
static_assert(walk<dt::sqlite, dt::detail::write_load_related<line, 0, true>> ==
              R"(SELECT "returns"."order_id", "returns"."line", "returns"."id", "returns"."order_id", "returns"."line", "returns"."role_id" )"
              R"(FROM "returns" WHERE ("returns"."order_id", "returns"."line") IN (SELECT dovetail_element(?, rowid), value )"
              R"(FROM dovetail_range(?)) ORDER BY "returns"."id")");
static_assert(walk<dt::postgres, dt::detail::write_load_related<dt::model<ReturnModel>, 0, true>> ==
              R"(SELECT "lines"."order_id", "lines"."number", "lines"."order_id", "lines"."number", "lines"."product" FROM "lines" )"
              R"(WHERE ("lines"."order_id", "lines"."number") IN (SELECT * FROM unnest($1::BIGINT[], $2::BIGINT[])))");

// A many-to-many, whose pairs are its primary key's.
inline constexpr dt::table<FreightModel> freights;
inline constexpr dt::table<TruckModel> trucks;
static_assert(finding_of<FreightModel>.ok() && finding_of<TruckModel>.ok() && finding_of<LoadingModel>.ok());
static_assert(walk<dt::postgres, dt::detail::write_load_related<dt::model<FreightModel>, 0, true>> ==
              R"(SELECT "loadings"."order_id", "loadings"."line", "trucks"."id" FROM "trucks" JOIN "loadings" ON )"
              R"("loadings"."truck_id" = "trucks"."id" WHERE ("loadings"."order_id", "loadings"."line") IN (SELECT * FROM unnest($1::BIGINT[], $2::BIGINT[])) )"
              R"(ORDER BY "trucks"."id")");
static_assert(walk<dt::sqlite, dt::detail::write_load_related<dt::model<TruckModel>, 0, false>> ==
              R"(SELECT "loadings"."truck_id", "freights"."order_id", "freights"."number" FROM "freights" JOIN "loadings" ON )"
              R"("loadings"."order_id" = "freights"."order_id" AND "loadings"."line" = "freights"."number" WHERE "loadings"."truck_id" = ?)");
static_assert(is(dt::select(trucks.id).join(trucks.freights),
                 R"(SELECT "trucks"."id" FROM "trucks" JOIN "loadings" ON "loadings"."truck_id" = "trucks"."id" )"
                 R"(JOIN "freights" ON "freights"."order_id" = "loadings"."order_id" AND "freights"."number" = "loadings"."line")"));
static_assert(is(dt::select(freights).options(dt::joinedload(freights.trucks)),
                 R"(SELECT "freights"."order_id", "freights"."number", "freights.trucks:through"."truck_id", "freights.trucks"."id" )"
                 R"(FROM "freights" LEFT OUTER JOIN "loadings" AS "freights.trucks:through" ON )"
                 R"("freights.trucks:through"."order_id" = "freights"."order_id" AND "freights.trucks:through"."line" = "freights"."number" )"
                 R"(LEFT OUTER JOIN "trucks" AS "freights.trucks" ON "freights.trucks"."id" = "freights.trucks:through"."truck_id" )"
                 R"(ORDER BY "freights"."order_id", "freights"."number", "freights.trucks"."id")"));

}  // namespace
