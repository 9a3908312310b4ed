// SPDX-License-Identifier: BSL-1.0
//
// Arrays: PostgreSQL's binary form and its literals, SQLite's JSON.
#include "forms.hpp"

#include <dovetail/types/array.hpp>
#include <dovetail/types/numeric.hpp>
#include <dovetail/types/uuid.hpp>

#include <cmath>
#include <limits>

using namespace dovetail_test;

namespace {

template <class E>
using form_of = dt::value_form<std::vector<E>>;

TEST_CASE("Arrays of every plain type go both ways") {
    using namespace std::chrono;
    check_both_ways<form_of<bool>>(std::vector<bool>{true, false});
    check_both_ways<form_of<std::int16_t>>(std::vector<std::int16_t>{-32768, 0, 32767});
    check_both_ways<form_of<std::int32_t>>(std::vector<std::int32_t>{std::numeric_limits<std::int32_t>::min(), 7});
    check_both_ways<form_of<std::int64_t>>(std::vector<std::int64_t>{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()});
    check_both_ways<form_of<float>>(std::vector<float>{0.1f, -3.4028235e38f});
    check_both_ways<form_of<double>>(std::vector<double>{0.1, 1e-300, std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()});
    check_both_ways<form_of<std::string>>(std::vector<std::string>{"", "null", "NULL", "a\"b\\c", "{},", "line\n\x01", "\xC3\xA4 \xF0\x9F\x98\x80"});
    check_both_ways<form_of<std::vector<std::byte>>>(std::vector<std::vector<std::byte>>{{}, {std::byte{0}, std::byte{255}}});
    check_both_ways<form_of<dt::date::value_type>>(std::vector<dt::date::value_type>{year(0) / 1 / 1, year(1999) / 12 / 31, year(9999) / 12 / 31});
    check_both_ways<form_of<dt::datetime::value_type>>(std::vector<dt::datetime::value_type>{dt::datetime::value_type(microseconds(-1)), dt::datetime::value_type(microseconds(1))});
    check_both_ways<form_of<dt::decimal>>(std::vector<dt::decimal>{0, dt::decimal("-12.5")});
    check_both_ways<form_of<dt::uuid_value>>(std::vector<dt::uuid_value>{dt::uuid_value("a0eebc999c0b4ef8bb6d6bb9bd380a11")});
}

TEST_CASE("An array may be empty, and its elements NULL where they are optional") {
    using form = form_of<std::optional<std::int32_t>>;
    std::vector<std::optional<std::int32_t>> const some{1, std::nullopt, 3};
    CHECK(written<form>(some) == "00000001" "00000001" "00000017" "00000003" "00000001" "00000004" "00000001" "ffffffff" "00000004" "00000003");
    CHECK(printed<form>(some) == R"({"1",NULL,"3"})");
    CHECK(stored<form>(some) == "[1,null,3]");
    check_both_ways<form>(some);
    check_both_ways<form>(std::vector<std::optional<std::int32_t>>{});
    check_both_ways<form_of<std::optional<std::string>>>(std::vector<std::optional<std::string>>{"null", std::nullopt});
    CHECK(written<form>(std::vector<std::optional<std::int32_t>>{}) == "00000000" "00000000" "00000017");
    using strict = form_of<std::int32_t>;
    CHECK(sentence([&] { read<strict>(written<form>(some)); }) == "an array with a NULL in it");
    CHECK_THROWS_AS(strict::load("[1,null]"), std::invalid_argument);
}

TEST_CASE("Texts of arrays are as the databases write them") {
    CHECK(stored<form_of<std::string>>(std::vector<std::string>{"a\"b\\", "\n"}) == R"(["a\"b\\","\u000a"])");
    CHECK(printed<form_of<std::string>>(std::vector<std::string>{"a\"b\\", "NULL"}) == R"({"a\"b\\","NULL"})");
    CHECK(stored<form_of<bool>>(std::vector<bool>{true, false}) == "[true,false]");
    CHECK(stored<form_of<double>>(std::vector<double>{0.5, std::numeric_limits<double>::infinity()}) == R"([0.5,"inf"])");
    CHECK(stored<form_of<dt::decimal>>(std::vector<dt::decimal>{dt::decimal("12.50")}) == R"(["12.5"])");
    CHECK(printed<form_of<std::vector<std::byte>>>(std::vector<std::vector<std::byte>>{{std::byte{10}}}) == R"({"\\x0a"})");
    CHECK(std::isnan(form_of<double>::load(R"(["nan"])")[0]));
}

TEST_CASE("JSON that somebody else wrote is read, if it is an array of the type") {
    CHECK(form_of<std::int32_t>::load(" [ 1 ,\n2 ] ") == std::vector<std::int32_t>{1, 2});
    CHECK(form_of<std::string>::load(R"(["\u00e4\ud83d\ude00\/\t"])")[0] == "\xC3\xA4\xF0\x9F\x98\x80/\t");
    for (char const* text : {"", "[", "]", "{}", "[1", "[1,]", "[,1]", "[1]x", "[\"1]", "[\"\\", "[\"\\u12", "[1.5]", "[99999999999]", "[[1]]", "null", "[1 2]"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(form_of<std::int32_t>::load(text), std::exception);
    }
    CHECK_THROWS_AS(form_of<std::string>::load("[1]"), std::invalid_argument);
}

TEST_CASE("Other arrays of PostgreSQL are refused by name") {
    using form = form_of<std::int32_t>;
    CHECK(sentence([] { read<form>("00000001" "00000000" "00000019" "00000001" "00000001" "00000001" "61"); }) == "an array of another type (25)");
    CHECK(sentence([] { read<form>("00000002" "00000000" "00000017" "00000001" "00000001" "00000001" "00000001" "00000004" "00000007"); }) ==
          "an array of 2 dimensions");
    CHECK_THROWS_AS(read<form>("00000001" "00000000" "00000017" "7fffffff" "00000001"), std::invalid_argument);
    CHECK_THROWS_AS(read<form>("00000001" "00000000" "00000017" "00000001" "00000001" "00000008" "00000007"), std::invalid_argument);
    CHECK(sentence([] { read<form_of<dt::date::value_type>>("00000001" "00000000" "0000043a" "00000001" "00000001" "00000004" "7fffffff"); }) == "infinity");
}

TEST_CASE("Each element is checked as its column type says") {
    CHECK(sentence([] { dt::array<dt::string<3>>::check({"abc", "abcd"}, "posts", "tags"); }) ==
          "dovetail: the value for posts.tags has 4 characters, but the column holds at most 3");
    CHECK_THROWS_AS((dt::array<dt::numeric<3, 1>>::check({dt::decimal("1.25")}, "posts", "tags")), dt::error);
    CHECK_NOTHROW((dt::array<dt::nullable<dt::numeric<3, 1>>>::check({std::nullopt}, "posts", "tags")));
}

TEST_CASE("The filling of fixed-length elements is no part of them") {
    using form = dt::array<dt::char_<3>>::form;
    static_assert(form::oid == 1014 && dt::array<dt::string<3>>::form::oid == 1015 && dt::array<dt::text>::form::oid == 1009);
    CHECK(read<form>("00000001" "00000000" "00000412" "00000001" "00000001" "00000003" "612020") == std::vector<std::string>{"a"});
}

}  // namespace
