// SPDX-License-Identifier: BSL-1.0
// Rows collected into JSON, text under a collation, regular expressions.
#include "integration/sql_functions/values.hpp"

#include <dovetail/functions/aggregate.hpp>
#include <dovetail/functions/string.hpp>
#include <dovetail/sql.hpp>

using namespace dovetail_test;

namespace {

template <class Statement>
std::string collected(Db& db, Statement const& statement) {
    auto const found = sync_wait(db.execute(statement)).scalar_one();
    if (!found) return "none";
    std::string text = found->text;
    std::erase(text, ' ');
    return text;
}

}  // namespace

TEST_CASE("JSON of many rows") {
    filled_database base;
    Db db{base.engine};
    auto const first = users.id <= 2;
    CHECK(collected(db, dt::select(dt::json_agg(users.id)).where(first)) == "[1,2]");
    CHECK(collected(db, dt::select(dt::json_agg(users.username)).where(users.id == 1)) == R"(["ann"])");
    CHECK(collected(db, dt::select(dt::json_agg(users.nickname)).where(users.id == 1)) == "[null]");
    CHECK(collected(db, dt::select(dt::json_agg(users.id == 1)).where(first)) == "[true,false]");
    CHECK(collected(db, dt::select(dt::json_agg(dt::json_object("id", users.id, "name", users.username))).where(users.id == 1)) ==
          R"([{"id":1,"name":"ann"}])");
    CHECK(collected(db, dt::select(dt::json_agg("x")).select_from(users).where(first)) == R"(["x","x"])");
    CHECK(collected(db, dt::select(dt::json_agg(dt::distinct(users.role_id))).where(users.role_id == 1)) == "[1]");
    CHECK(collected(db, dt::select(dt::json_agg(users.id).filter(users.id > 1)).where(first)) == "[2]");
    CHECK(collected(db, dt::select(dt::json_object_agg(users.username, users.id)).where(users.id == 1)) == R"({"ann":1})");
    CHECK(collected(db, dt::select(dt::json_object_agg(users.username, users.id == 1)).where(users.id == 1)) == R"({"ann":true})");
    CHECK(collected(db, dt::select(dt::json_agg(users.id)).where(users.id < 0)) == (is_postgres ? "none" : "[]"));
    CHECK(collected(db, dt::select(dt::json_object_agg(users.username, 1)).where(users.id < 0)) == (is_postgres ? "none" : "{}"));
}

TEST_CASE("any aggregate") {
    filled_database base;
    Db db{base.engine};
    constexpr auto greatest = dt::aggregate_function<"max", dt::nullable<dt::integer>>(users.id);
    auto const rows = dt::select(greatest, greatest.filter(users.id < 3), dt::aggregate_function<"count", dt::bigint>(dt::distinct(users.role_id))).where(users.id <= 3);
    auto const [all, some, roles_of_them] = sync_wait(db.execute(rows)).one();
    CHECK(all == 3);
    CHECK(some == 2);
    CHECK(roles_of_them == single(db, dt::select(dt::count(dt::distinct(users.role_id))).where(users.id <= 3)));
    auto const beside = sync_wait(db.execute(dt::select(users.id, greatest.over(dt::window())).where(users.id <= 3).order_by(users.id))).all();
    REQUIRE(beside.size() == 3);
    CHECK(beside[0].get<1>() == 3);
}
