// SPDX-License-Identifier: BSL-1.0
// What expressions give on both databases: arithmetic, CASE, CAST, rows, ANY and ALL, LIKE, NULL, the hatches.
#include "integration/sql_functions/values.hpp"

#include <dovetail/types/json.hpp>
#include <dovetail/types/numeric.hpp>

using namespace dovetail_test;

namespace {

/// The names of the users for which the condition holds.
template <class Condition>
std::string found(Db& db, Condition const& condition) {
    return names(sync_wait(db.execute(dt::select(users).where(condition).order_by(users.id))).all());
}

template <class View>
struct PriceModel {
    static constexpr dt::table_name table = "prices";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "net", dt::double_precision> net;
    dt::column<View, "single", dt::real> single;
    dt::column<View, "small", dt::smallint> small;
    dt::column<View, "big", dt::bigint> big;
};
inline constexpr dt::table<PriceModel> prices;
inline constexpr dt::metadata price_tables{prices};

struct price_database : empty_database {
    price_database() {
        Db db{engine};
        sync_wait(db.create_all(price_tables));
        sync_wait(db.execute(dt::insert_into(prices).values(prices.id = 2'147'483'647, prices.net = 2.5, prices.single = 1.5f, prices.small = -32768,
                                                            prices.big = 9'000'000'000)));
        sync_wait(db.commit());
    }
};
template <class E>
auto price(Db& db, E const& expression) {
    return sync_wait(db.execute(dt::select(prices.id, expression))).one().template get<1>();
}

}  // namespace

TEST_CASE("arithmetic") {
    filled_database base;
    Db db{base.engine};
    CHECK(value_of_user(db, 3, users.id * 5 / 2) == 7);
    CHECK(value_of_user(db, 3, -users.id * 5 / 2) == -7);
    CHECK(value_of_user(db, 3, -users.id * 5 % 4) == -3);
    CHECK(value_of_user(db, 3, users.id * 5 % -4) == 3);
    CHECK(value_of_user(db, 3, users.id / 2.0) == 1.5);
    CHECK(value_of_user(db, 3, 10 / users.id) == 3);
    CHECK(value_of_user(db, 3, dt::cast<dt::double_precision>(users.id) / 2) == 1.5);
    CHECK(value_of_user(db, 3, users.id - (users.id - 5)) == 5);
    CHECK(value_of_user(db, 3, -(-users.id)) == 3);
    CHECK(value_of_user(db, 3, users.id / dt::nullif(users.id - 3, 0)) == std::nullopt);
    CHECK(value_of_user(db, 3, dt::case_().when(users.id == 3, 2).else_(2.5) / 4) == 0.5);
    CHECK(value_of_user(db, 3, dt::coalesce(dt::nullif(users.id, 3), 0.5) * 2) == 1.0);
    CHECK(failure(db.execute(dt::select(users.id / (users.id - 3)).where(users.id == 3))).category() == dt::error_category::data);
}

TEST_CASE("arithmetic is done in 64 bits") {
    price_database base;
    Db db{base.engine};
    CHECK(price(db, prices.id + prices.id) == 4'294'967'294);
    CHECK(price(db, prices.id * prices.small) == -70'368'744'144'896);
    CHECK(price(db, -prices.small) == 32768);
    CHECK(price(db, -(prices.id + prices.id)) == -4'294'967'294);
    CHECK(price(db, -prices.net) == -2.5);
    CHECK(price(db, prices.single / 4) == 0.375);
    CHECK(price(db, prices.big / prices.small) == -274658);
    CHECK(price(db, prices.net / prices.single > 1.6) == true);
    CHECK(failure(db.execute(dt::select(prices.id, prices.big * prices.big))).category() == dt::error_category::data);
}

TEST_CASE("CASE") {
    filled_database base;
    Db db{base.engine};
    auto const sort = dt::case_().when(users.id > 2, "last").when(users.id > 1, users.username).else_("first");
    CHECK(value(db, sort) == "first");
    CHECK(value_of_user(db, 2, sort) == "bob");
    CHECK(value_of_user(db, 3, sort) == "last");
    CHECK(value(db, dt::case_(users.id).when(2, "two")) == std::nullopt);
    CHECK(value_of_user(db, 2, dt::case_(users.id).when(2, "two")) == "two");
    CHECK(value(db, dt::case_(users.nickname).when("c", 1).else_(users.id * 10)) == 10);
    CHECK(value(db, dt::case_().when(users.nickname == "c", 1).else_(std::nullopt)) == std::nullopt);
    CHECK(value(db, dt::case_().when(users.id == 1, true).else_(false)) == true);
    using namespace std::chrono_literals;
    CHECK(value(db, dt::case_().when(users.id == 1, 2026y / 11 / 22)) == 2026y / 11 / 22);
    CHECK(found(db, dt::case_().when(users.id == 2, "x").else_("y") == "x") == "bob");
}

TEST_CASE("CAST") {
    filled_database base;
    Db db{base.engine};
    CHECK(value(db, dt::cast<dt::integer>(2.7)) == 2);
    CHECK(value(db, dt::cast<dt::integer>(-2.7)) == -2);
    CHECK(value(db, dt::cast<dt::bigint>("12")) == 12);
    CHECK(value(db, dt::cast<dt::double_precision>("2.5")) == 2.5);
    CHECK(value(db, dt::cast<dt::text>(users.id + 41)) == "42");
    CHECK(value(db, dt::cast<dt::text>(users.is_active)) == "true");
    CHECK(value(db, dt::cast<dt::integer>(users.is_active)) == 1);
    CHECK(value(db, dt::cast<dt::bigint>(users.id == 2)) == 0);
    CHECK(value(db, dt::cast<dt::boolean>(users.id - 1)) == false);
    CHECK(value(db, dt::cast<dt::boolean>(0.5)) == true);
    CHECK(value(db, dt::cast<dt::text>(users.nickname)) == std::nullopt);
    CHECK(value(db, dt::cast<dt::integer>(std::optional<double>())) == std::nullopt);
    CHECK(value(db, dt::cast<dt::bigint>(std::optional(2.5))) == 2);
    CHECK(value(db, dt::cast<dt::boolean>(std::optional<int>())) == std::nullopt);
    CHECK(value(db, dt::cast<dt::jsonb>(R"({"a": 1})")).text.starts_with("{\"a\""));
}

TEST_CASE("row values") {
    filled_database base;
    Db db{base.engine};
    CHECK(found(db, dt::tuple_(users.role_id, users.id) > dt::tuple_(1, 1)) == "bob cid");
    CHECK(found(db, dt::tuple_(users.role_id, users.username) == dt::tuple_(1, "ann")) == "ann");
    CHECK(found(db, dt::tuple_(users.role_id, users.username) != dt::tuple_(1, "ann")) == "bob cid");
    CHECK(found(db, dt::tuple_(users.id, users.id).in_(dt::select(roles.id, roles.id).where(roles.id < 3))) == "ann bob");
    CHECK(found(db, dt::tuple_(users.id, users.username).not_in(dt::select(roles.id, roles.name))) == "ann bob cid");
    CHECK(found(db, !(dt::tuple_(users.id, 1) >= dt::tuple_(2, 1)) && users.is_active) == "ann");
}

TEST_CASE("ANY and ALL") {
    filled_database base;
    Db db{base.engine};
    std::vector<int> const ids{2, 3, 9}, none;
    CHECK(found(db, users.id == dt::any_(ids)) == "bob cid");
    CHECK(found(db, users.id != dt::all_(ids)) == "ann");
    CHECK(found(db, users.id == dt::any_(none)).empty());
    CHECK(found(db, users.id != dt::all_(none)) == "ann bob cid");
    CHECK(found(db, users.id == dt::any_(dt::select(posts.author_id).where(posts.score < 0))) ==
          found(db, users.id.in_(dt::select(posts.author_id).where(posts.score < 0))));
    CHECK(found(db, users.id != dt::all_(dt::select(roles.id).where(roles.id < 3))) == "cid");
#if defined(DOVETAIL_TEST_POSTGRES)
    CHECK(found(db, users.id > dt::any_(ids)) == "cid");
    CHECK(found(db, users.id < dt::all_(ids)) == "ann");
    CHECK(found(db, users.id >= dt::all_(dt::select(roles.id).where(roles.id < 3))) == "bob cid");
    CHECK(found(db, users.id != dt::any_(ids)) == "ann bob cid");
#endif
}

TEST_CASE("text that is no pattern") {
    price_database base;
    Db db{base.engine};
    auto const holds = [&](auto const& condition) { return price(db, condition); };
    auto const text = dt::cast<dt::text>("50%_/x");
    CHECK(holds(text.startswith("50%")) == true);
    CHECK(holds(text.startswith("5_%")) == false);
    CHECK(holds(text.endswith("_/x")) == true);
    CHECK(holds(text.endswith("%")) == false);
    CHECK(holds(text.contains("%_/")) == true);
    CHECK(holds(text.contains(std::string("/%"))) == false);
    CHECK(holds(text.contains(dt::cast<dt::text>("%_"))) == true);
    CHECK(holds(text.startswith(dt::cast<dt::text>("5%"))) == false);
    CHECK(holds(text.like("50!%!_%", '!')) == true);
    CHECK(holds(text.not_like("50!%!%%", '!')) == true);
    CHECK(holds(text.like("50\\%%", '\\')) == true);
}

TEST_CASE("NULL in expressions") {
    filled_database base;
    Db db{base.engine};
    CHECK(found(db, users.nickname.is_distinct_from("c")) == "ann bob");
    CHECK(found(db, users.nickname.is_not_distinct_from("c")) == "cid");
    CHECK(found(db, users.nickname.is_distinct_from(users.nickname)).empty());
    CHECK(value(db, dt::coalesce(users.nickname, users.nickname, users.username)) == "ann");
    CHECK(value(db, dt::coalesce(users.nickname, users.nickname)) == std::nullopt);
    CHECK(value(db, dt::nullif(users.username, "ann")) == std::nullopt);
    CHECK(value_of_user(db, 2, dt::nullif(users.username, "ann")) == "bob");
    CHECK(value(db, users.nickname == "c") == std::nullopt);
    CHECK(value_of_user(db, 3, users.nickname == "c") == true);
    CHECK(value(db, dt::coalesce(users.nickname == "c", false)) == false);
    CHECK(value(db, users.nickname == "c" && users.id == 2) == false);
}

TEST_CASE("hatches and subqueries") {
    filled_database base;
    Db db{base.engine};
    CHECK(value(db, dt::raw_expression<"? * 2 + ?", dt::integer>(users.id + 1, 5) * 2) == 18);
    CHECK(value(db, dt::raw_expression<"'?' || ?", dt::text>(users.username)) == "?ann");
    CHECK(value(db, dt::function<"abs", dt::integer>(users.id - 5)) == 4);
    CHECK(value(db, dt::function<"abs", dt::nullable<dt::integer>>(std::optional<int>())) == std::nullopt);
    CHECK(value(db, dt::function<"abs", dt::nullable<dt::integer>>(std::optional<int>(-3))) == 3);
    auto const best = dt::scalar_subquery(dt::select(dt::max(posts.score)).where(posts.author_id == users.id));
    CHECK(value(db, dt::coalesce(best, -100) + 0) == sync_wait(db.execute(dt::select(dt::max(posts.score)).where(posts.author_id == 1))).scalar_one());
    CHECK(found(db, dt::exists(dt::select(posts).where(posts.author_id == users.id,
                                                       dt::exists(dt::select(comments).where(comments.post_id == posts.id, users.id > 0))))) != "");
}
