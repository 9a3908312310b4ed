// SPDX-License-Identifier: BSL-1.0
// maybe: one row or none, which is tested before it is used.
#include "models.hpp"

#include <sstream>

using namespace dovetail_test;

// It is no T and no bool, and where a T is wanted, std::optional<T> is what it gives.
static_assert(!std::is_convertible_v<dt::maybe<int>, int>);
static_assert(!std::is_constructible_v<int, dt::maybe<int>>);
static_assert(!std::is_convertible_v<dt::maybe<std::string>, std::string>);
static_assert(!std::is_convertible_v<dt::maybe<Book>, Book>);
static_assert(!std::is_convertible_v<dt::maybe<int>, bool> && std::is_constructible_v<bool, dt::maybe<int>>);
static_assert(std::is_convertible_v<dt::maybe<int>, std::optional<int>>);
static_assert(std::is_convertible_v<int, dt::maybe<int>> && std::is_convertible_v<std::nullopt_t, dt::maybe<int>>);

TEST_CASE("a value that is there") {
    dt::maybe<std::string> some = std::string("x");
    CHECK(some);
    CHECK(some.has_value());
    CHECK(*some == "x");
    CHECK(some->size() == 1);
    CHECK(some.value() == "x");
    *some += "y";
    some->push_back('z');
    CHECK(std::as_const(some).value() == "xyz");
    CHECK(*std::as_const(some) == "xyz");
    CHECK(std::as_const(some)->size() == 3);
}

TEST_CASE("printed as a row has it, or as none") {
    auto const printed = [](auto const& of) {
        std::ostringstream out;
        out << of;
        return out.str();
    };
    CHECK(printed(dt::maybe<std::string>(std::string("x"))) == "'x'");
    CHECK(printed(dt::maybe<int>(7)) == "7");
    CHECK(printed(dt::maybe<int>()) == "(no row)");
    CHECK(printed(dt::maybe<std::optional<int>>(std::optional<int>())) == "NULL");
    Book const book{.id = 1, .title = "a", .author_id = 3};
    CHECK(printed(dt::maybe<Book>(book)) == dt::to_string(book));
}

TEST_CASE("* and -> and value() of none are errors that say what to do") {
    dt::maybe<std::string> none;
    dt::maybe<std::string> const constant = std::nullopt;
    CHECK_FALSE(none);
    CHECK_FALSE(constant.has_value());
    CHECK_THROWS_AS(*none, dt::no_result_found);
    CHECK_THROWS_AS(none->size(), dt::no_result_found);
    CHECK_THROWS_AS(none.value(), dt::no_result_found);
    CHECK_THROWS_AS(*constant, dt::no_result_found);
    CHECK_THROWS_AS(constant->size(), dt::no_result_found);
    CHECK_THROWS_AS(constant.value(), dt::no_result_found);
    CHECK_THROWS_AS(*dt::maybe<std::string>(), dt::no_result_found);
    CHECK_THROWS_AS(dt::maybe<std::string>().value(), dt::no_result_found);
    auto const problem = error_of([&] { (void)*none; });
    CHECK(problem.category() == dt::error_category::no_result);
    CHECK_THAT(problem.what(), contains("test the result before using"));
}

TEST_CASE("it becomes an optional, and is made of one when asked to") {
    dt::maybe<std::string> some = std::string("x");
    std::optional<std::string> const copied = some;
    CHECK(copied == "x");
    CHECK(*some == "x");
    std::optional<std::string> const moved = std::move(some);
    CHECK(moved == "x");
    std::optional<std::string> const empty = dt::maybe<std::string>();
    CHECK_FALSE(empty);
    CHECK(dt::maybe<std::string>(copied) == std::string("x"));
    CHECK_FALSE(dt::maybe<std::string>(empty));
    static_assert(!std::is_convertible_v<std::optional<int>, dt::maybe<int>>);
}

TEST_CASE("another value in place of none") {
    dt::maybe<std::string> const some = std::string("x");
    CHECK(some.value_or("none") == "x");
    CHECK(dt::maybe<std::string>().value_or("none") == "none");
    CHECK(dt::maybe<std::string>(std::string("y")).value_or("none") == "y");
}

TEST_CASE("comparisons") {
    CHECK(dt::maybe<int>(3) == dt::maybe<int>(3));
    CHECK(dt::maybe<int>(3) != dt::maybe<int>(4));
    CHECK(dt::maybe<int>(3) != dt::maybe<int>());
    CHECK(dt::maybe<int>() == dt::maybe<int>());
    CHECK(dt::maybe<int>() == std::nullopt);
    CHECK(std::nullopt != dt::maybe<int>(0));
    CHECK(dt::maybe<int>(3) == 3);
}

TEST_CASE("comparisons with what a value compares with") {
    dt::maybe<std::string> const some = std::string("x"), none;
    CHECK(some == "x");
    CHECK("x" == some);
    CHECK(some != "y");
    CHECK(some == std::string_view("x"));
    CHECK(some == std::string("x"));
    CHECK(none != "x");
    CHECK(none != "");
    CHECK(none != std::string());
    CHECK(dt::maybe<std::int64_t>(3) == 3);
    CHECK(dt::maybe<int>() != 0);

    // No row is not a row that holds NULL.
    using nullable = dt::maybe<std::optional<std::string>>;
    CHECK(nullable(std::optional<std::string>("x")) == "x");
    CHECK(nullable(std::optional<std::string>()) == std::optional<std::string>());
    CHECK(std::optional<std::string>() == nullable(std::optional<std::string>()));
    CHECK(nullable() != std::optional<std::string>());
    CHECK(nullable() != "");
    CHECK(nullable() == std::nullopt);
    CHECK(nullable(std::optional<std::string>()) != std::nullopt);
}

template <class A, class B>
concept can_be_compared = requires(A const& a, B const& b) { a == b; };
static_assert(can_be_compared<dt::maybe<std::string>, char const*> && can_be_compared<char const*, dt::maybe<std::string>>);
static_assert(!can_be_compared<dt::maybe<std::string>, int> && !can_be_compared<dt::maybe<int>, std::string>);
static_assert(!can_be_compared<dt::maybe<int>, dt::maybe<std::string>>);

TEST_CASE("what is moved out of it is moved") {
    dt::maybe<std::string> some = std::string(100, 'x');
    auto const* const characters = some->data();
    std::string const taken = *std::move(some);
    CHECK(taken.data() == characters);
}
