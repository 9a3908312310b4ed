// SPDX-License-Identifier: BSL-1.0
//
// dt::decimal: reading, printing, order.
#include "support/catch.hpp"

#include <dovetail/types/decimal.hpp>

#include <cstdint>
#include <limits>
#include <random>
#include <vector>

namespace dt = dovetail;
using dt::decimal;

namespace {

TEST_CASE("A decimal is printed as it is written, in its shortest form") {
    struct pair {
        char const *written, *printed;
    };
    pair const pairs[]{{"0", "0"}, {"-0", "0"}, {"0.000", "0"}, {"+7", "7"}, {"007", "7"}, {"12.50", "12.5"}, {"-12.50", "-12.5"},
                       {"1200", "1200"}, {"0.05", "0.05"}, {"00.050", "0.05"}, {"1e3", "1000"}, {"1.5e-3", "0.0015"},
                       {"1.50E+1", "15"}, {"-2e0", "-2"}, {"0e9", "0"},
                       {"123456789012345678901234567890.123456789", "123456789012345678901234567890.123456789"}};
    for (auto const& each : pairs) {
        CAPTURE(each.written);
        CHECK(decimal(each.written).to_string() == each.printed);
        CHECK(decimal(each.written) == decimal(each.printed));
    }
}

TEST_CASE("Zeros are added behind a decimal, and digits never cut off") {
    CHECK(decimal("12.5").to_string(2) == "12.50");
    CHECK(decimal("12").to_string(2) == "12.00");
    CHECK(decimal(0).to_string(3) == "0.000");
    CHECK(decimal("-0.125").to_string(2) == "-0.125");
}

TEST_CASE("Whole numbers become decimals, at both ends of their range") {
    CHECK(decimal(0).is_zero());
    CHECK(decimal(-7).to_string() == "-7");
    CHECK(decimal(1200u).to_string() == "1200");
    CHECK(decimal(std::numeric_limits<std::int64_t>::min()).to_string() == "-9223372036854775808");
    CHECK(decimal(std::numeric_limits<std::uint64_t>::max()).to_string() == "18446744073709551615");
    CHECK(decimal(std::int8_t{-128}).to_string() == "-128");
}

TEST_CASE("Text that is no number is refused") {
    for (char const* text : {"", "-", ".", ".5", "5.", "1.2.3", "1e", "1e+", "e5", " 1", "1 ", "0x1", "NaN", "inf", "1,5", "--1", "1e9999999"}) {
        CAPTURE(text);
        try {
            decimal const value(text);
            FAIL("no error was thrown");
        } catch (dt::error const& refused) {
            CHECK(refused.category() == dt::error_category::data);
        }
    }
}

TEST_CASE("There is room for as many digits as PostgreSQL has") {
    CHECK(decimal("1e131071").whole_digits() == 131'072);
    CHECK_THROWS_AS(decimal("1e131072"), dt::error);
    CHECK(decimal("1e-16383").decimals() == 16'383);
    CHECK_THROWS_AS(decimal("1e-16384"), dt::error);
    CHECK_THROWS_AS(decimal("1e-999999"), dt::error);
}

TEST_CASE("Its parts can be asked for") {
    decimal const value("-12.5");
    CHECK(value.is_negative());
    CHECK(value.digits() == "125");
    CHECK(value.decimals() == 1);
    CHECK(value.whole_digits() == 2);
    CHECK(decimal("0.005").digits() == "5");
    CHECK(decimal("0.005").decimals() == 3);
    CHECK(decimal("0.005").whole_digits() == 0);
    CHECK((-value).to_string() == "12.5");
    CHECK(!(-decimal(0)).is_negative());
    CHECK(static_cast<double>(value) == -12.5);
    CHECK(static_cast<double>(decimal("1e300")) == 1e300);
}

TEST_CASE("Decimals are ordered as numbers are") {
    std::vector<decimal> const rising{decimal("-1e30"), decimal("-12.51"), decimal("-12.5"), decimal("-12"), decimal("-1"), decimal("-0.5"),
                                      decimal("-0.05"), 0, decimal("0.0499"), decimal("0.05"), decimal("0.5"), 1, 9, 10, 12, decimal("12.5"),
                                      decimal("99.999"), 100, decimal("1e30")};
    for (std::size_t i = 0; i < rising.size(); ++i)
        for (std::size_t j = 0; j < rising.size(); ++j) {
            CAPTURE(rising[i].to_string(), rising[j].to_string());
            CHECK((rising[i] <=> rising[j]) == (i <=> j));
            CHECK((rising[i] == rising[j]) == (i == j));
        }
}

TEST_CASE("Equal decimals have one hash") {
    CHECK(std::hash<decimal>()(decimal("1.50")) == std::hash<decimal>()(decimal("1.5")));
}

TEST_CASE("Random decimals are ordered as their fixed-point numbers are") {
    std::mt19937 random(7);
    auto const next = [&] { return static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000; };
    for (int i = 0; i < 20'000; ++i) {
        auto const a = next(), b = i % 3 == 0 ? a + static_cast<std::int64_t>(random() % 5) - 2 : next();
        auto const text = [](std::int64_t number) { return std::to_string(number) + "e-3"; };
        CHECK((decimal(text(a)) <=> decimal(text(b))) == (a <=> b));
    }
}

}  // namespace
