// SPDX-License-Identifier: BSL-1.0
// A range is one parameter: any size, any element, the text stays the same.
#include <dovetail/backend/sqlite/connection.hpp>

#include "support/catch.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <ranges>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using dovetail::error_category;
using namespace dovetail::sqlite_backend;
using namespace std::string_view_literals;

constexpr statement_text by_id{R"(SELECT "id" FROM "t" WHERE "id" IN dovetail_range(?1) ORDER BY "id")", 0,
                               true};
constexpr statement_text by_name{R"(SELECT "id" FROM "t" WHERE "name" IN dovetail_range(?1) ORDER BY "id")",
                                 1, true};
constexpr statement_text not_by_id{
    R"(SELECT "id" FROM "t" WHERE "id" NOT IN dovetail_range(?1) ORDER BY "id")", 2, true};

using ids = std::vector<std::int64_t>;

ids found(connection& db, statement_text const& text, range_view const& view) {
    auto use = db.prepared(text);
    use.bind(1, &view);
    ids result;
    while (use.step()) result.push_back(use.current()[0].as_int64());
    return result;
}

struct tables : connection {
    tables() : connection(":memory:") {
        execute(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, price REAL, picture BLOB);"
            "INSERT INTO t VALUES (1, 'ann', 1.5, x'00'), (2, 'bob', 2.5, x'0102'), (3, 'cy''d', 3.5, x''),"
            "(4, '', NULL, NULL), (5, NULL, 5, NULL)");
    }
};

}  // namespace

TEST_CASE("a range of integers of any width, in any random-access range") {
    tables db;
    auto const check = [&](auto const& range) { CHECK(found(db, by_id, view_of(range)) == ids{1, 3}); };
    check(std::vector<std::int64_t>{3, 1, 77});
    check(std::vector<int>{3, 1, 77});
    check(std::array<short, 2>{1, 3});
    check(std::deque<std::uint32_t>{1, 3, 4294967295u});
    check(std::vector<std::optional<int>>{1, 3});
    check(std::views::iota(0, 2) | std::views::transform([](int i) { return 2 * i + 1; }));
    int const plain[] = {1, 3};
    check(plain);
    std::vector<int> const values{9, 3, 1};
    check(std::span(values));
    std::vector<bool> const yes{true, true};
    CHECK(found(db, by_id, view_of(yes)) == ids{1});
}

TEST_CASE("an empty range matches nothing, and NOT IN it everything") {
    tables db;
    ids const none;
    CHECK(found(db, by_id, view_of(none)).empty());
    CHECK(found(db, not_by_id, view_of(none)) == ids{1, 2, 3, 4, 5});
    std::vector<std::string> const no_names;
    CHECK(found(db, by_name, view_of(no_names)).empty());
}

TEST_CASE("a range that was not bound has no values; neither has another pointer or a number") {
    tables db;
    auto use = db.prepared(by_id);
    CHECK_FALSE(use.step());
    use.reset();
    use.bind(1, nullptr);
    CHECK_FALSE(use.step());
    use.reset();
    use.bind(1, 42);
    CHECK_FALSE(use.step());
    use.reset();
    static int other = 1;
    REQUIRE(sqlite3_bind_pointer(use.handle(), 1, &other, "carray", nullptr) == SQLITE_OK);
    CHECK_FALSE(use.step());
    auto bare = db.prepared({"SELECT count(*) FROM dovetail_range", 9, true});
    REQUIRE(bare.step());
    CHECK(bare.current()[0].as_int64() == 0);
}

TEST_CASE("duplicates are fine, NOT IN works, a NULL among the values makes NOT IN match nothing") {
    tables db;
    ids const twice{2, 2, 1, 2, 1};
    CHECK(found(db, by_id, view_of(twice)) == ids{1, 2});
    CHECK(found(db, not_by_id, view_of(twice)) == ids{3, 4, 5});
    std::vector<std::optional<int>> const with_null{1, std::nullopt};
    CHECK(found(db, by_id, view_of(with_null)) == ids{1});
    CHECK(found(db, not_by_id, view_of(with_null)).empty());
}

TEST_CASE("text: strings, views, literals, temporaries; quotes and NUL bytes") {
    tables db;
    std::vector<std::string> const strings{"cy'd", "", "nobody"};
    CHECK(found(db, by_name, view_of(strings)) == ids{3, 4});
    std::vector<std::string_view> const views{"ann", std::string_view{}};
    CHECK(found(db, by_name, view_of(views)) == ids{1, 4});
    char const* const literals[] = {"bob", "ann"};
    CHECK(found(db, by_name, view_of(literals)) == ids{1, 2});
    auto const made =
        strings | std::views::transform([](std::string const& s) { return s + std::string(s.size(), '!'); });
    CHECK(found(db, by_name, view_of(made)) == ids{4});
    std::vector<std::optional<std::string>> const optionals{std::nullopt, "bob"};
    CHECK(found(db, by_name, view_of(optionals)) == ids{2});

    std::vector<std::string> const nul{std::string("a\0b", 3), std::string("\0", 1), "\xF0\x9F\x98\x80"};
    db.execute("INSERT INTO t(id, name) VALUES (10, 'a'), (11, 'a' || char(0) || 'b'), (12, char(0)), (13, "
               "char(128512))");
    CHECK(found(db, by_name, view_of(nul)) == ids{11, 12, 13});
}

TEST_CASE("real numbers and blobs") {
    tables db;
    std::vector<double> const prices{1.5, 5.0, -1};
    CHECK(found(db, {"SELECT id FROM t WHERE price IN dovetail_range(?1)", 3, true}, view_of(prices)) ==
          ids{1, 5});
    std::vector<float> const floats{2.5F};
    CHECK(found(db, {"SELECT id FROM t WHERE price IN dovetail_range(?1)", 3, true}, view_of(floats)) ==
          ids{2});
    std::vector<std::vector<std::byte>> const pictures{{}, {std::byte{1}, std::byte{2}}};
    CHECK(found(db, {"SELECT id FROM t WHERE picture IN dovetail_range(?1) ORDER BY id", 4, true},
                view_of(pictures)) == ids{2, 3});
}

TEST_CASE("NaN in a range fails the statement, as NaN alone does") {
    tables db;
    std::vector<double> const prices{1.5, std::numeric_limits<double>::quiet_NaN()};
    statement_text const query{"SELECT id FROM t WHERE price NOT IN dovetail_range(?1)", 3, true};
    CHECK_THROWS_AS(found(db, query, view_of(prices)), dovetail::error);
    CHECK(db.statements_in_use() == 0);
}

TEST_CASE("100,000 values, looked up by index") {
    tables db;
    std::vector<int> many(100'000);
    for (std::size_t i = 0; i < many.size(); ++i)
        many[i] = static_cast<int>(many.size() - i) * 2;  // 2, 4, ... 200000
    range_view const view = view_of(many);
    CHECK(found(db, by_id, view) == ids{2, 4});
    std::vector<std::string> names(100'000, "somebody");
    names.back() = "bob";
    CHECK(found(db, by_name, view_of(names)) == ids{2});
    auto count =
        db.prepared({"SELECT count(*), sum(value), count(DISTINCT value) FROM dovetail_range(?1)", 5, true});
    count.bind(1, &view);
    REQUIRE(count.step());
    CHECK(count.current()[0].as_int64() == 100'000);
    CHECK(count.current()[1].as_int64() == 10'000'100'000);
    CHECK(count.current()[2].as_int64() == 100'000);

    std::string plan;
    auto explain =
        db.prepared({"EXPLAIN QUERY PLAN SELECT name FROM t WHERE id IN dovetail_range(?1)", 6, true});
    while (explain.step()) plan += explain.current()[3].as_text();
    INFO(plan);
    CHECK(plan.find("SEARCH t USING INTEGER PRIMARY KEY") != std::string::npos);
}

TEST_CASE("the values are compared as the column compares: affinity, collation") {
    tables db;
    std::vector<std::string> const digits{"1", "3"};
    CHECK(found(db, by_id, view_of(digits)) == ids{1, 3});  // as id IN ('1', '3')
    std::vector<int> const numbers{1};
    db.execute("INSERT INTO t(id, name) VALUES (20, '1')");
    CHECK(found(db, by_name, view_of(numbers)).empty());  // a text column compares them as they are
    db.execute("CREATE TABLE folded(id, name TEXT COLLATE NOCASE); INSERT INTO folded VALUES (1, 'ANN')");
    std::vector<std::string> const ann{"ann"};
    CHECK(found(db, {"SELECT id FROM folded WHERE name IN dovetail_range(?1)", 7, true}, view_of(ann)) ==
          ids{1});
}

TEST_CASE("a range serves twice in a statement, in a join, in a correlated subquery, in UPDATE and DELETE") {
    tables db;
    ids const some{1, 2};
    range_view const view = view_of(some);
    CHECK(
        found(db,
              {"SELECT id FROM t WHERE id IN dovetail_range(?1) OR id - 2 IN dovetail_range(?1) ORDER BY id",
               10, true},
              view) == ids{1, 2, 3, 4});
    CHECK(found(db,
                {"SELECT r.value FROM dovetail_range(?1) r JOIN t ON t.id = r.value ORDER BY 1", 11, true},
                view) == ids{1, 2});
    CHECK(found(db,
                {"SELECT id FROM t WHERE EXISTS (SELECT 1 FROM dovetail_range(?1) WHERE value = t.id + 1)",
                 12, true},
                view) == ids{1});
    CHECK(found(db,
                {"SELECT id FROM t WHERE id IN (SELECT value FROM dovetail_range(?1)) ORDER BY id", 13, true},
                view) == ids{1, 2});
    CHECK(found(db,
                {"SELECT id FROM t LEFT JOIN dovetail_range(?1) r ON r.value = t.id WHERE r.value IS NULL "
                 "ORDER BY id",
                 14, true},
                view) == ids{3, 4, 5});
    found(db, {"UPDATE t SET name = 'new' WHERE id IN dovetail_range(?1)", 15}, view);
    CHECK(db.changes() == 2);
    found(db, {"DELETE FROM t WHERE id IN dovetail_range(?1)", 16}, view);
    CHECK(db.changes() == 2);
}

TEST_CASE("a projection gives the value; one that throws fails the statement") {
    struct person {
        int id;
    };
    struct id_of {
        void operator()(person const& p, range_sink& sink) const {
            if (p.id < 0) throw std::runtime_error("a negative id");
            sink.integer(p.id);
        }
    };
    tables db;
    std::vector<person> people{{3}, {5}};
    CHECK(found(db, by_id, view_of<id_of>(people)) == ids{3, 5});
    people.push_back({-1});
    try {
        (void)found(db, by_id, view_of<id_of>(people));
        FAIL("no error");
    } catch (dovetail::error const& fault) {
        CHECK(fault.category() == error_category::other);
        CHECK(std::string(fault.what()).find("a negative id") != std::string::npos);
    }
    people.pop_back();
    CHECK(found(db, by_id, view_of<id_of>(people)) == ids{3, 5});
}

TEST_CASE("the view of a temporary does not compile") {
    constexpr auto views = []<class T>(T&& range) {
        return requires {
            view_of(static_cast<T&&>(range));
        };
    };
    STATIC_REQUIRE_FALSE(views(std::vector<int>{}));
}

TEST_CASE("ranges of one size are columns of one table") {
    tables db;
    constexpr statement_text by_both{
        R"(SELECT "id" FROM "t" WHERE ("id", "name") IN (SELECT dovetail_element(?1, rowid), value FROM dovetail_range(?2)) ORDER BY "id")",
        statement_text::uncached, true};
    auto const both = [&](range_view const& of_ids, range_view const& of_names) {
        auto use = db.prepared(by_both);
        use.bind(1, &of_ids);
        use.bind(2, &of_names);
        ids result;
        while (use.step()) result.push_back(use.current()[0].as_int64());
        return result;
    };
    std::vector<std::int64_t> const some_ids{1, 2, 3, 4, 2};
    std::vector<std::string> const names{"ann", "ann", "cy'd", "x", "bob"};
    CHECK(both(view_of(some_ids), view_of(names)) == ids{1, 2, 3});
    std::vector<std::int64_t> const fewer{1};
    CHECK(both(view_of(fewer), view_of(names)) == ids{1});          // what is behind an end is NULL, which equals nothing
    std::vector<std::int64_t> const none;
    CHECK(both(view_of(none), view_of(names)).empty());
    auto unbound = db.prepared({R"(SELECT dovetail_element(NULL, 0) IS NULL, dovetail_element(1, 0) IS NULL)"});
    REQUIRE(unbound.step());
    CHECK(unbound.current()[0].as_int64() == 1);
    CHECK(unbound.current()[1].as_int64() == 1);
}
