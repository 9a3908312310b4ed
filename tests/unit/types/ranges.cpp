// SPDX-License-Identifier: BSL-1.0
//
// Ranges: their one form, their order, and how they travel.
#include "forms.hpp"

#include <dovetail/types/array.hpp>
#include <dovetail/types/range.hpp>

#include <algorithm>
#include <limits>

using namespace dovetail_test;
using namespace std::chrono_literals;
using enum dt::range_bounds;
using ints = dt::range_value<int>;
using decimals = dt::range_value<dt::decimal>;
using days = dt::range_value<std::chrono::year_month_day>;

namespace {

constexpr auto most = std::numeric_limits<int>::max(), least = std::numeric_limits<int>::min();
dt::decimal number(char const* text) { return dt::decimal(text); }

}  // namespace

TEST_CASE("Whole numbers and days have one form") {
    CHECK(ints(1, 5) == ints(1, 4, closed));
    CHECK(ints(1, 5) == ints(0, 5, open));
    CHECK(ints(1, 5) == ints(0, 4, open_closed));
    CHECK(ints(1, 4, closed).upper() == 5);
    CHECK_FALSE(ints(1, 4, closed).upper_included());
    CHECK(ints(1, 5).lower_included());
    CHECK(days(2026y / 2 / 27, 2026y / 2 / 28, closed).upper() == 2026y / 3 / 1);
    CHECK(decimals(1, 2) != decimals(1, 2, closed));
    CHECK(decimals(1, 2, open_closed).upper_included());
}

TEST_CASE("A range may be empty, or without bounds") {
    CHECK(ints().is_empty());
    CHECK(ints(3, 3).is_empty());
    CHECK(ints(3, 4, open).is_empty());
    CHECK(ints(3, 3) == ints(7, 7, open_closed));
    CHECK_FALSE(ints(3, 3, closed).is_empty());
    CHECK(decimals(3, 3, open).is_empty());
    CHECK_FALSE(decimals(3, 4, open).is_empty());
    CHECK_FALSE(ints().lower());
    ints const all = ints::all();
    CHECK_FALSE(all.is_empty());
    CHECK_FALSE(all.lower());
    CHECK_FALSE(all.lower_included());
    CHECK(all == ints(std::nullopt, std::nullopt, closed));
    CHECK(ints(std::nullopt, 5).upper() == 5);
    CHECK(dt::range_value(1, 5) == ints(1, 5));
}

TEST_CASE("What belongs to it") {
    CHECK(ints(1, 5).contains(1));
    CHECK(ints(1, 5).contains(4));
    CHECK_FALSE(ints(1, 5).contains(5));
    CHECK_FALSE(ints().contains(0));
    CHECK(ints::all().contains(least));
    CHECK(ints(most, std::nullopt).contains(most));
    CHECK(decimals(1, 2, open_closed).contains(2));
    CHECK_FALSE(decimals(1, 2, open_closed).contains(1));
}

TEST_CASE("Bounds in the wrong order, or without a successor, are refused") {
    CHECK(sentence([] { ints(2, 1); }) == "dovetail: the lower bound of a range is greater than its upper one");
    CHECK(sentence([] { ints(1, most, closed); }).find("there is no bound behind the greatest value") != std::string::npos);
    CHECK(sentence([] { ints(most, std::nullopt, open); }).find("leave that side open") != std::string::npos);
    CHECK_THROWS_AS(days(2026y / 1 / 1, 9999y / 12 / 31, closed), dt::error);
    CHECK(ints(1, most).upper() == most);
}

TEST_CASE("Ranges of every type go both ways") {
    for (auto const& each : {ints(), ints::all(), ints(1, 5), ints(least, most), ints(std::nullopt, -3), ints(-70, std::nullopt)})
        check_both_ways<dt::value_form<ints>>(each);
    using longs = dt::range_value<std::int64_t>;
    for (auto const& each : {longs(), longs(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max())})
        check_both_ways<dt::value_form<longs>>(each);
    for (auto const bounds : {closed_open, closed, open, open_closed})
        for (auto const& each : {decimals(number("-12.5"), number("0.001"), bounds), decimals(0, std::nullopt, bounds), decimals(std::nullopt, number("1e30"), bounds)})
            check_both_ways<dt::value_form<decimals>>(each);
    check_both_ways<dt::value_form<days>>(days(0y / 1 / 1, 9999y / 12 / 31));
    using instants = dt::range_value<dt::datetime::value_type>;
    for (auto const bounds : {closed_open, closed, open, open_closed})
        check_both_ways<dt::value_form<instants>>(instants(std::chrono::sys_days(1969y / 12 / 31) + 1us, std::chrono::sys_days(2026y / 1 / 1) + 0us, bounds));
    using clocks = dt::range_value<dt::timestamp::value_type>;
    check_both_ways<dt::value_form<clocks>>(clocks(std::chrono::local_days(1y / 1 / 1) + 0us, std::chrono::local_days(9999y / 12 / 31) + 250us, closed));
}

TEST_CASE("How ranges are written") {
    using form = dt::value_form<ints>;
    CHECK(printed<form>(ints(1, 5)) == "[1,5)");
    CHECK(printed<form>(ints(std::nullopt, 5)) == "(,5)");
    CHECK(printed<form>(ints::all()) == "(,)");
    CHECK(printed<form>(ints()) == "empty");
    CHECK(stored<form>(ints(1, 5)) == "from 0001:1 to 0001:5");
    CHECK(stored<form>(ints(7, std::nullopt)) == "from 0001:7 to ~");
    CHECK(stored<form>(ints::all()) == "from * to ~");
    CHECK(stored<form>(ints()) == "empty");
    CHECK(stored<dt::value_form<decimals>>(decimals(number("1.5"), 2, open_closed)) == "from 0001:1.5 without to 0001:2 too");
    CHECK(stored<dt::value_form<days>>(days(2026y / 1 / 1, 2026y / 2 / 1)) == "from 2026-01-01 to 2026-02-01");
    CHECK(written<form>(ints(1, 5)) == "02" "0000000400000001" "0000000400000005");
    CHECK(written<form>(ints()) == "01");
    CHECK(written<form>(ints::all()) == "18");
    CHECK(written<form>(ints(std::nullopt, 5)) == "08" "0000000400000005");
    for (auto const& each : {ints(), ints::all(), ints(1, 5), ints(-5, std::nullopt)}) CHECK(form::parse(printed<form>(each)) == each);
    for (char const* text : {"", "[", "1,5", "[1;5)", "[1,5", "[a,5)", "[1,5)x"}) CHECK_THROWS_AS(form::parse(text), std::exception);
    for (char const* text : {"", "from", "from 1 to 5", "from 0001:1 to ", "from 0001:5 to 0001:1", "from 0001:1 to 0001:4 too", "from * without to ~",
                             "from 0001:1 to 0001:1", "from  to 0001:1", "empty "})
        CHECK_THROWS_AS(form::load(text), std::exception);
    for (char const* bytes : {"", "02", "0200000004000000", "020000000400000001", "02000000040000000500000004000000011", "02ffffffff00000004"})
        CHECK_THROWS_AS(read<form>(bytes), std::exception);
}

TEST_CASE("Their text sorts as they do") {
    std::vector<decimals> all{decimals(), decimals::all()};
    std::vector<std::optional<dt::decimal>> const bounds{std::nullopt, number("-10"), number("-9.5"), 0, 1, number("1.5"), 2, 10, number("10.01")};
    for (auto const& lower : bounds)
        for (auto const& upper : bounds)
            for (auto const kind : {closed_open, closed, open, open_closed})
                if (!lower || !upper || *lower <= *upper) all.emplace_back(lower, upper, kind);
    using form = dt::value_form<decimals>;
    bool same = true;
    for (auto const& a : all)
        for (auto const& b : all) same = same && (stored<form>(a) <=> stored<form>(b)) == (a <=> b);
    CHECK(same);
    using instants = dt::range_value<dt::datetime::value_type>;
    auto const start = std::chrono::sys_days(2026y / 1 / 1) + 0us;
    CHECK(stored<dt::value_form<instants>>(instants(start, start + 1s)) < stored<dt::value_form<instants>>(instants(start + 1us, start + 1s)));
}
