// SPDX-License-Identifier: BSL-1.0
// result: how many rows are asked for, what each form gives, and what it says where there are others.
#include "models.hpp"

#include <memory>

using namespace dovetail_test;

namespace {

using id_and_title = dt::row<selected<books.id>, selected<books.title>>;
using title_only = dt::row<selected<books.title>>;

constexpr std::string_view query = "SELECT \"books\".\"title\" FROM \"books\"";

/// A result of that many rows: "a", "b", "c", ...
dt::result<title_only> titles(int count) {
    std::vector<title_only> rows;
    for (int i = 0; i < count; ++i) rows.push_back({{std::string(1, static_cast<char>('a' + i))}});
    return dt::result<title_only>(std::move(rows), query);
}
dt::result<id_and_title> pairs(int count) {
    std::vector<id_and_title> rows;
    for (int i = 0; i < count; ++i) rows.push_back({{i, std::string(1, static_cast<char>('a' + i))}});
    return dt::result<id_and_title>(std::move(rows), query);
}
template <class Action>
void check_none(Action action) {
    auto const problem = error_of(action);
    CHECK(problem.category() == dt::error_category::no_result);
    CHECK(problem.statement() == query);
    CHECK_THROWS_AS(action(), dt::no_result_found);
}
template <class Action>
void check_several(Action action, std::string const& count) {
    auto const problem = error_of(action);
    CHECK(problem.category() == dt::error_category::multiple_results);
    CHECK(problem.statement() == query);
    CHECK_THAT(problem.what(), contains("there are " + count));
    CHECK_THROWS_AS(action(), dt::multiple_results_found);
}

}  // namespace

TEST_CASE("rows of two columns: all, first, one, one_or_none") {
    CHECK(pairs(0).all().empty());
    CHECK(pairs(2).all() == std::vector{id_and_title{{0, "a"}}, id_and_title{{1, "b"}}});
    CHECK_FALSE(pairs(0).first());
    CHECK((*pairs(1).first())[books.title] == "a");
    CHECK(pairs(3).first()->get<0>() == 0);
    CHECK(pairs(1).one() == id_and_title{{0, "a"}});
    CHECK(*pairs(1).one_or_none() == id_and_title{{0, "a"}});
    CHECK(pairs(0).one_or_none() == std::nullopt);
    check_none([] { (void)pairs(0).one(); });
    check_several([] { (void)pairs(2).one(); }, "2");
    check_several([] { (void)pairs(3).one_or_none(); }, "3");
}

TEST_CASE("rows of one column: the scalar forms give what the row holds") {
    static_assert(std::is_same_v<decltype(titles(1).one()), title_only>);
    static_assert(std::is_same_v<decltype(titles(1).scalar_one()), std::string>);
    static_assert(std::is_same_v<decltype(titles(1).scalar_one_or_none()), dt::maybe<std::string>>);
    static_assert(std::is_same_v<decltype(titles(1).scalars()), dt::result<std::string>>);
    CHECK(titles(1).scalar_one() == "a");
    CHECK(*titles(1).scalar_one_or_none() == "a");
    CHECK_FALSE(titles(0).scalar_one_or_none());
    CHECK(*titles(3).scalar() == "a");
    CHECK_FALSE(titles(0).scalar());
    CHECK(titles(3).scalars().all() == std::vector<std::string>{"a", "b", "c"});
    check_none([] { (void)titles(0).scalar_one(); });
    check_several([] { (void)titles(2).scalar_one(); }, "2");
    check_several([] { (void)titles(26).scalar_one_or_none(); }, "26");
}

TEST_CASE("what scalars() gives is a result with the same forms, and the same statement") {
    CHECK(*titles(2).scalars().first() == "a");
    CHECK(titles(1).scalars().one() == "a");
    CHECK(titles(1).scalars().scalar_one() == "a");
    CHECK_FALSE(titles(0).scalars().one_or_none());
    check_none([] { (void)titles(0).scalars().one(); });
    check_several([] { (void)titles(2).scalars().one_or_none(); }, "2");
}

TEST_CASE("a NULL is a row, and no row is none") {
    using nickname_only = dt::row<selected<authors.nickname>>;
    dt::result<nickname_only> null_row(std::vector<nickname_only>{{{std::nullopt}}});
    dt::maybe<std::optional<std::string>> const found = null_row.scalar_one_or_none();
    REQUIRE(found);
    CHECK_FALSE(*found);
    CHECK_FALSE(dt::result<nickname_only>().scalar_one_or_none());
}

TEST_CASE("entities are one thing, tuples of one value too") {
    std::vector<Tag> const some{{.id = 1, .word = "x"}, {.id = 2, .word = "y"}};
    static_assert(std::is_same_v<decltype(dt::result<Tag>(some).scalars()), dt::result<Tag>>);
    CHECK(dt::result<Tag>(some).scalars().all() == some);
    CHECK(dt::result<Tag>(some).scalar()->word == "x");
    CHECK(dt::result<std::tuple<int>>(std::vector{std::tuple(7)}).scalar_one() == 7);
    CHECK(dt::result<int>(std::vector<int>{7}).scalar_one() == 7);
}

TEST_CASE("unique() is the result itself") {
    auto some = titles(2);
    CHECK(&some.unique() == &some);
    CHECK(titles(2).unique().scalars().all().size() == 2);
    dt::result<int> equal(std::vector<int>{1, 1});
    CHECK(equal.unique().all().size() == 2);
}

TEST_CASE("size, and a loop over the rows") {
    auto some = pairs(3);
    CHECK(some.size() == 3);
    CHECK_FALSE(some.empty());
    std::string all;
    for (auto const& [id, title] : some) all += std::to_string(id) + title;
    CHECK(all == "0a1b2c");
    CHECK(pairs(0).empty());
}

TEST_CASE("rows are moved, not copied") {
    auto const of = [](int first, int second) {
        std::vector<std::unique_ptr<int>> rows;
        rows.push_back(std::make_unique<int>(first));
        if (second != 0) rows.push_back(std::make_unique<int>(second));
        return dt::result<std::unique_ptr<int>>(std::move(rows));
    };
    CHECK(*of(1, 2).all().at(1) == 2);
    CHECK(*of(1, 0).one() == 1);
    CHECK(*of(1, 0).scalar_one() == 1);
    CHECK(*of(1, 2).scalars().all().at(0) == 1);
}

TEST_CASE("rows of bool, of which std::vector keeps bits") {
    auto const of = [](std::vector<bool> rows) { return dt::result<bool>(std::move(rows)); };
    CHECK(of({true, false}).scalars().all() == std::vector{true, false});
    CHECK(of({true, false}).first().value());
    CHECK_FALSE(of({false}).scalar_one());
    CHECK_FALSE(of({false}).scalar().value());
    int held = 0;
    for (bool const each : of({true, false, true})) held += each;
    CHECK(held == 2);
}

TEST_CASE("what a change gives counts rows") {
    CHECK(dt::mutation_result().row_count() == 0);
    CHECK(dt::mutation_result(3).row_count() == 3);
}
