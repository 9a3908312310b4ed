// SPDX-License-Identifier: BSL-1.0
// Statements as text with their values in it: every kind of value, in either database's way.
#include "support/catch.hpp"

#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/sql.hpp>
#include <dovetail/sqlite.hpp>
#include <dovetail/types.hpp>

#include <limits>

namespace dt = dovetail;

namespace {

template <class View>
struct ThingModel {
    static constexpr dt::table_name table = "t";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::nullable<dt::text>> name;
    dt::column<View, "size", dt::double_precision, dt::default_value<1>> size;
    dt::column<View, "is_new", dt::boolean, dt::default_value<true>> is_new;
    dt::column<View, "bytes", dt::nullable<dt::blob>> bytes;
    dt::column<View, "day", dt::nullable<dt::date>> day;
    dt::column<View, "at", dt::datetime, dt::default_now> at;
    dt::column<View, "price", dt::nullable<dt::numeric<10, 2>>> price;
    dt::column<View, "key", dt::nullable<dt::uuid>> key;
    dt::column<View, "tags", dt::nullable<dt::array<dt::text>>> tags;
};
constexpr dt::table<ThingModel> t;
using NewThing = dt::new_row<ThingModel>;

/// What follows WHERE.
template <class Dialect, class Condition>
std::string condition(Condition const& of) {
    auto const text = dt::to_string<Dialect>(dt::select(t.id).where(of));
    return text.substr(text.find(" WHERE ") + 7);
}
template <class Condition>
void check(Condition const& of, std::string_view on_sqlite, std::string_view on_postgres) {
    CHECK(condition<dt::sqlite>(of) == on_sqlite);
    CHECK(condition<dt::postgres>(of) == on_postgres);
}

}  // namespace

TEST_CASE("values stand in the text as literals") {
    using namespace std::chrono_literals;
    using std::string;
    check(t.name == "O'Brien \\", R"("t"."name" = 'O''Brien \')", R"("t"."name" = 'O''Brien \')");
    check(t.name == std::optional<string>(), R"("t"."name" IS NULL)", R"("t"."name" IS NOT DISTINCT FROM NULL)");
    check(t.is_new == true, R"("t"."is_new" = 1)", R"("t"."is_new" = TRUE)");
    check(t.id == -5, R"("t"."id" = -5)", R"("t"."id" = -5)");
    check(t.id == std::numeric_limits<std::int64_t>::min(), R"("t"."id" = -9223372036854775808)",
          R"("t"."id" = CAST('-9223372036854775808' AS BIGINT))");
    check(t.id + 1 > 2, R"("t"."id" + 1 > 2)", R"("t"."id" + CAST(1 AS BIGINT) > 2)");
    check(t.size == 3.0, R"("t"."size" = 3.0)", R"("t"."size" = CAST(3 AS DOUBLE PRECISION))");
    check(t.size == 0.1, R"("t"."size" = 0.1)", R"("t"."size" = CAST(0.1 AS DOUBLE PRECISION))");
    check(t.size == 1e300, R"("t"."size" = 1e+300)", R"("t"."size" = CAST(1e+300 AS DOUBLE PRECISION))");
    check(t.size < std::numeric_limits<double>::infinity(), R"("t"."size" < 9e999)", R"("t"."size" < CAST('inf' AS DOUBLE PRECISION))");
    check(t.price == dt::decimal("1.50"), R"("t"."price" = '0001:1.5')", R"("t"."price" = CAST('1.5' AS NUMERIC))");
    check(t.key == dt::uuid_value("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"), R"("t"."key" = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')",
          R"("t"."key" = CAST('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' AS UUID))");
    check(t.tags == std::vector<std::string>{"a", "b'c"}, R"("t"."tags" = '["a","b''c"]')", R"("t"."tags" = CAST('{"a","b''c"}' AS TEXT[]))");
    check(t.bytes == std::vector{std::byte{0}, std::byte{0xAF}}, R"("t"."bytes" = x'00af')", R"("t"."bytes" = CAST('\x00af' AS BYTEA))");
    check(t.day == 2026y / 11 / 22, R"("t"."day" = '2026-11-22')", R"("t"."day" = DATE '2026-11-22')");
    check(t.day == 0y / 1 / 2, R"("t"."day" = '0000-01-02')", R"("t"."day" = DATE '0001-01-02 BC')");
    check(t.at == std::chrono::sys_days(2026y / 11 / 22) + 90min, R"("t"."at" = '2026-11-22 01:30:00')",
          R"("t"."at" = TIMESTAMPTZ '2026-11-22 01:30:00+00')");
    check(t.name == string("a\0b", 3), R"("t"."name" = CAST(x'610062' AS TEXT))", R"("t"."name" = CAST(x'610062' AS TEXT))");
}

TEST_CASE("ranges are lists") {
    check(t.id.in_(std::vector{1, 2}), R"("t"."id" IN (1, 2))", R"("t"."id" IN (1, 2))");
    check(t.name.not_in(std::vector<std::string>{"a'"}), R"("t"."name" NOT IN ('a'''))", R"("t"."name" NOT IN ('a'''))");
    check(t.id.in_(std::vector<int>{}), R"("t"."id" IN ())", R"("t"."id" = ANY('{}'))");
    check(t.id.not_in(std::vector<int>{}), R"("t"."id" NOT IN ())", R"("t"."id" <> ALL('{}'))");
    check(t.name.in_(std::vector<std::optional<std::string>>{{}, "b"}), R"("t"."name" IN (NULL, 'b'))", R"("t"."name" IN (NULL, 'b'))");
    check(t.id == dt::any_(std::vector{1, 2}), R"("t"."id" IN (1, 2))", R"("t"."id" = ANY(ARRAY[1, 2]))");
    CHECK(condition<dt::postgres>(t.id < dt::all_(std::vector<int>{})) == R"("t"."id" < ALL('{}'))");
}

TEST_CASE("new rows stand in one statement") {
    std::vector<NewThing> const rows{{.name = "a"}, {.id = 7, .size = 2.5, .is_new = false}};
    auto const insert = dt::insert_into(t).values(rows);
    CHECK(dt::to_string<dt::sqlite>(insert) ==
          R"(INSERT INTO "t" ("id", "name", "size", "is_new", "bytes", "day", "at", "price", "key", "tags") VALUES )"
          R"((NULL, 'a', 1.0, 1, NULL, NULL, CURRENT_TIMESTAMP, NULL, NULL, NULL), )"
          R"((7, NULL, 2.5, 0, NULL, NULL, CURRENT_TIMESTAMP, NULL, NULL, NULL))");
    CHECK(dt::to_string<dt::postgres>(insert) ==
          R"(INSERT INTO "t" ("id", "name", "size", "is_new", "bytes", "day", "at", "price", "key", "tags") VALUES )"
          R"((DEFAULT, 'a', CAST(1 AS DOUBLE PRECISION), TRUE, NULL, NULL, now(), NULL, NULL, NULL), )"
          R"((7, NULL, CAST(2.5 AS DOUBLE PRECISION), FALSE, NULL, NULL, now(), NULL, NULL, NULL))");
}

TEST_CASE("values stand where a statement by hand has its placeholders") {
    CHECK(dt::to_string<dt::sqlite>(dt::raw<"SELECT '?', ?, ?">(1, "x?")) == "SELECT '?', 1, 'x?'");
    CHECK(dt::to_string<dt::postgres>(dt::raw<"SELECT '?', ?, ?">(1, "x?")) == "SELECT '?', 1, 'x?'");
    CHECK(dt::to_string<dt::postgres>(dt::raw<"SELECT $2, '$1', $1">(1, "x")) == "SELECT 'x', '$1', 1");
}

TEST_CASE("values of all clauses are in their places") {
    constexpr dt::label<"n"> n;
    auto const few = dt::cte<"few">(dt::select(t.name, dt::count().as(n)).where(t.size > 1.5).group_by(t.name).having(dt::count() > 2));
    CHECK(dt::to_string<dt::sqlite>(dt::with_(few)(dt::select(few[n] + 3).where(few[n] < 4).select_from(few).limit(5).offset(6))) ==
          R"(WITH "few" AS (SELECT "t"."name", count(*) AS "n" FROM "t" WHERE "t"."size" > 1.5 GROUP BY "t"."name" HAVING )"
          R"(count(*) > 2) SELECT "few"."n" + 3 FROM "few" WHERE "few"."n" < 4 LIMIT 5 OFFSET 6)");
}
