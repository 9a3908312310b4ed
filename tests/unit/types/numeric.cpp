// SPDX-License-Identifier: BSL-1.0
//
// dt::numeric: PostgreSQL's binary form, SQLite's text, its limits.
#include "forms.hpp"

#include <dovetail/types/numeric.hpp>

#include <algorithm>
#include <random>

using namespace dovetail_test;
using dt::decimal;
using form = dt::value_form<decimal>;

namespace {

TEST_CASE("The binary form of a numeric is PostgreSQL's") {
    // ndigits, weight, sign, dscale, then digits to the base 10000; from SELECT numeric_send(...)
    CHECK(written<form>(decimal(0)) == "0000000000000000");
    CHECK(written<form>(decimal(1)) == "00010000000000000001");
    CHECK(written<form>(decimal("-12.5")) == "0002000040000001000c1388");
    CHECK(written<form>(decimal("0.05")) == "0001ffff0000000201f4");
    CHECK(written<form>(decimal("0.00005")) == "0001fffe000000051388");
    CHECK(written<form>(decimal("0.00012345")) == "0002ffff00000008000109" "29");
    CHECK(written<form>(decimal(10'000)) == "00010001000000000001");
    CHECK(written<form>(decimal("123456789")) == "000300020000000000010929" "1a85");
    // As the server sends a numeric(12, 2) of 1.50, with a group of zeros, with the least weight.
    CHECK(read<form>("000200000000000200011388") == decimal("1.5"));
    CHECK(read<form>("0003000000000008000113880000") == decimal("1.5"));
    CHECK(read<form>("0000000000000002") == decimal(0));
    CHECK(read<form>("00010001000000000001") == decimal(10'000));
}

TEST_CASE("Numerics that are no numbers are refused by name") {
    CHECK(sentence([] { read<form>("00000000c0000000"); }) == "NaN");
    CHECK(sentence([] { read<form>("00000000d0000020"); }) == "Infinity");
    CHECK(sentence([] { read<form>("00000000f0000020"); }) == "-Infinity");
    for (char const* bytes : {"", "0001", "ffff000000000000", "0000000012340000", "00010000000000002710", "0001000000000000ffff"}) {
        CAPTURE(bytes);
        CHECK_THROWS_AS(read<form>(bytes), std::invalid_argument);
    }
}

TEST_CASE("The text of a numeric sorts as the numbers do") {
    CHECK(stored<form>(decimal("12.50")) == "0002:12.5");
    CHECK(stored<form>(decimal("0.05")) == "0000:0.05");
    CHECK(stored<form>(decimal(0)) == "0");
    CHECK(stored<form>(decimal("-12.5")) == "-9997:87.4~");
    std::vector<decimal> numbers{0, 1, -1, 9, 10, -9, -10, decimal("1e999"), decimal("-1e999"), decimal("1e-999"), decimal("-1e-999")};
    std::mt19937 random(11);
    for (int i = 0; i < 120; ++i) {
        auto const number = decimal(std::to_string(random() % 100'000) + "e" + std::to_string(static_cast<int>(random() % 12) - 8));
        numbers.push_back(number);
        numbers.push_back(-number);
    }
    for (auto const& a : numbers) {
        check_both_ways<form>(a);
        for (auto const& b : numbers) CHECK((stored<form>(a) <=> stored<form>(b)) == (a <=> b));
    }
}

TEST_CASE("Random numbers of many digits go both ways") {
    std::mt19937 random(5);
    for (int i = 0; i < 500; ++i) {
        std::string text = random() % 2 != 0 ? "-" : "";
        for (unsigned digits = 1 + random() % 60; digits != 0; --digits) text += random() % 3 == 0 ? '0' : static_cast<char>('0' + random() % 10);
        check_both_ways<form>(decimal(text + "e-" + std::to_string(random() % 70)));
    }
    check_both_ways<form>(decimal("1e131071"));
    check_both_ways<form>(decimal("-1e-16383"));
}

TEST_CASE("Text that the form does not write is refused") {
    for (char const* text : {"", "1", "0001:12", "0002:12.50", "2:12", "0000:.5", "-0", "-9997:87.4", "-0002:12.5~", "0002:1x", "00", "0001:0"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(form::load(text), std::exception);
    }
}

TEST_CASE("A default is written as the number is") {
    for (char const* text : {"0", "-0.00", "12.50", "-12.5", "0.05", "100", "-0.007", "123456789012345678901234567890"}) {
        CAPTURE(text);
        CHECK(form::constant(std::string_view(text), true).view() == stored<form>(decimal(text)));
        CHECK(form::constant(std::string_view(text), false).view() == text);
    }
    CHECK(form::constant(-3, true).view() == stored<form>(decimal(-3)));
    CHECK(form::constant(std::numeric_limits<std::int64_t>::min(), false).view() == "-9223372036854775808");
}

TEST_CASE("A number that does not fit its column is refused, and not rounded") {
    using price = dt::numeric<5, 2>;
    for (char const* text : {"0", "999.99", "-999.99", "0.01", "100"}) CHECK_NOTHROW(price::check(decimal(text), "items", "price"));
    CHECK(sentence([] { price::check(1000, "items", "price"); }) ==
          "dovetail: the value for items.price has 4 digits before the decimal point, but the column holds at most 3");
    CHECK(sentence([] { price::check(decimal("0.001"), "items", "price"); }) ==
          "dovetail: the value for items.price has 3 digits behind the decimal point, but the column holds at most 2");
    CHECK_NOTHROW((dt::numeric<1000, 1000>::check(decimal("1e-1000"), "", "")));
    CHECK_THROWS_AS((dt::numeric<1000, 1000>::check(1, "", "")), dt::error);
}

}  // namespace
