// SPDX-License-Identifier: BSL-1.0
//
// The forms of times, intervals, uuids, documents and enums.
#include "forms.hpp"

#include <dovetail/types.hpp>

#include <limits>
#include <random>

using namespace dovetail_test;
using namespace std::chrono_literals;

namespace {

enum class mood { sad, ok, happy };

}  // namespace

template <>
struct dovetail::enum_labels<mood> {
    static constexpr std::string_view name = "mood";
    static constexpr dovetail::enum_label<mood> labels[]{{mood::sad, "sad"}, {mood::ok, "it's ok"}, {mood::happy, "happy"}};
};

namespace {

TEST_CASE("A uuid is 16 bytes, read from both spellings") {
    using form = dt::value_form<dt::uuid_value>;
    constexpr dt::uuid_value id("A0EEBC99-9C0B-4EF8-bb6d-6bb9bd380a11");
    static_assert(id == dt::uuid_value("a0eebc999c0b4ef8bb6d6bb9bd380a11"));
    CHECK(id.to_string() == "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    CHECK(written<form>(id) == "a0eebc999c0b4ef8bb6d6bb9bd380a11");
    check_both_ways<form>(id);
    check_both_ways<form>(dt::uuid_value());
    for (char const* text : {"", "a0eebc99", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a111", "g0eebc999c0b4ef8bb6d6bb9bd380a11",
                             "a0eebc999-c0b-4ef8-bb6d-6bb9bd380a11", "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1}", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1g"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(dt::uuid_value(text), dt::error);
    }
    CHECK_THROWS_AS(form::load("A0EEBC99-9c0b-4ef8-bb6d-6bb9bd380a11"), std::exception);       // would not sort
    std::mt19937 random(3);
    for (int i = 0; i < 200; ++i) {
        dt::uuid_value a, b;
        for (auto& each : a.bytes) each = static_cast<std::uint8_t>(random());
        b = a;
        b.bytes[random() % 16] = static_cast<std::uint8_t>(random());
        CHECK((stored<form>(a) <=> stored<form>(b)) == (a <=> b));
        CHECK((a == b) == (std::hash<dt::uuid_value>()(a) == std::hash<dt::uuid_value>()(b)));
    }
}

TEST_CASE("A time of day reaches from 0 to 24 hours") {
    using form = dt::value_form<std::chrono::microseconds>;
    for (auto const value : {0us, 1us, 9h + 30min + 0us, 23h + 59min + 59s + 999'999us, 24h + 0us}) check_both_ways<form>(value);
    CHECK(stored<form>(9h + 30min) == "09:30:00");
    CHECK(stored<form>(9h + 250us) == "09:00:00.000250");
    CHECK(stored<form>(24h) == "24:00:00");
    CHECK(written<form>(1h) == "00000000d693a400");
    CHECK(form::load("01:02:03.5") == 1h + 2min + 3s + 500ms);
    for (char const* text : {"", "1:00:00", "24:00:01", "24:00:00.000001", "23:60:00", "23:00:60", "23:00", "23:00:00.", "23:00:00.1234567", "-01:00:00", "12:00:00Z"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(form::load(text), std::exception);
    }
    CHECK_THROWS_AS(read<form>("ffffffffffffffff"), std::invalid_argument);
    CHECK_THROWS_AS(read<form>("000000141dd76001"), std::invalid_argument);
    CHECK_THROWS_AS(dt::time::check(-1us, "shops", "opens"), dt::error);
    CHECK_THROWS_AS(dt::time::check(24h + 1us, "shops", "opens"), dt::error);
    CHECK_THROWS_AS(written<form>(25h), dt::error);
    CHECK_THROWS_AS(stored<form>(-1us), dt::error);
}

TEST_CASE("A timestamp is of the years 0000 to 9999, as a datetime is") {
    using form = dt::value_form<dt::timestamp::value_type>;
    auto const at = [](int year, unsigned month, unsigned day, std::chrono::microseconds time) {
        return std::chrono::local_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)) + time;
    };
    for (auto const value : {at(0, 1, 1, 0us), at(1969, 12, 31, 23h + 1us), at(2000, 1, 1, 0us), at(2026, 11, 22, 1h), at(9999, 12, 31, 24h - 1us)})
        check_both_ways<form>(value);
    CHECK(stored<form>(at(2026, 11, 22, 1h + 1us)) == "2026-11-22 01:00:00.000001");
    CHECK(written<form>(at(2000, 1, 1, 1us)) == "0000000000000001");
    CHECK_THROWS_AS(dt::timestamp::check(at(10'000, 1, 1, 0us), "t", "c"), dt::error);
    CHECK_THROWS_AS(dt::timestamp::check(at(-1, 12, 31, 0us), "t", "c"), dt::error);
    CHECK_THROWS_AS(written<form>(at(10'000, 1, 1, 0us)), dt::error);
    CHECK(sentence([] { read<form>("7fffffffffffffff"); }) == "infinity");
    CHECK(sentence([] { read<form>("8000000000000000"); }) == "-infinity");
    CHECK(sentence([] { read<form>("7ffffffffffffffe"); }) == "a time beyond the year 9999");
    CHECK(sentence([] { read<form>("8000000000000001"); }) == "a time before the year 0000");
    for (char const* text : {"", "2026-11-22", "2026-02-30 00:00:00", "2026-11-22 24:00:00", "2026-11-22 00:00:00+01"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(form::load(text), std::exception);
    }
}

TEST_CASE("An interval keeps its three parts") {
    using form = dt::value_form<dt::interval_value>;
    constexpr auto most = std::numeric_limits<std::int32_t>::max(), least = std::numeric_limits<std::int32_t>::min();
    constexpr auto longest = std::numeric_limits<std::int64_t>::max(), shortest = std::numeric_limits<std::int64_t>::min();
    for (auto const& value : {dt::interval_value{}, dt::interval_value{1, 2, 3}, dt::interval_value{-1, 2, -3'500'000}, dt::interval_value{0, 0, -1},
                              dt::interval_value{most, most, longest - 1}, dt::interval_value{least, least, shortest + 1},
                              dt::interval_value{0, 0, longest}, dt::interval_value{0, 0, shortest}})
        check_both_ways<form>(value);
    CHECK(dt::interval_value{1, -2, 3'500'000}.to_string() == "1 mons -2 days 00:00:03.500000");
    CHECK(dt::interval_value{0, 0, shortest}.to_string() == "0 mons 0 days -2562047788:00:54.775808");
    CHECK(written<form>(dt::interval_value{1, 2, 3}) == "00000000000000030000000200000001");
    CHECK(sentence([] { read<form>("7fffffffffffffff7fffffff7fffffff"); }) == "infinity");
    CHECK(sentence([] { read<form>("80000000000000008000000080000000"); }) == "-infinity");
    for (char const* text : {"", "1 mons", "1 mons 2 days", "1 mons 2 days 00:00", "2147483648 mons 0 days 00:00:00", "x mons 0 days 00:00:00",
                             "0 mons 0 days 2562047788:00:54.775808", "0 mons 0 days 00:00:00 "}) {
        CAPTURE(text);
        CHECK_THROWS_AS(form::parse(text), std::exception);
        CHECK_THROWS_AS(form::load("10000000000000000000000 " + std::string(text)), std::exception);
    }
}

TEST_CASE("The text of an interval sorts as PostgreSQL orders them") {
    using form = dt::value_form<dt::interval_value>;
    std::vector<dt::interval_value> const rising{{std::numeric_limits<std::int32_t>::min(), 0, 0}, {-1, 0, 0}, {0, -29, 0}, {0, 0, -86'400'000'000},
                                                 {0, 0, -1}, {0, 0, 0}, {0, 0, 1}, {0, 1, -1}, {0, 1, 0}, {0, 29, 0}, {1, 0, 0}, {0, 31, 0},
                                                 {1, 1, 1}, {12, 0, 0}, {0, 0, std::numeric_limits<std::int64_t>::max()},
                                                 {std::numeric_limits<std::int32_t>::max(), 0, 0}};
    for (std::size_t i = 0; i < rising.size(); ++i)
        for (std::size_t j = 0; j < rising.size(); ++j) CHECK((stored<form>(rising[i]) <=> stored<form>(rising[j])) == (i <=> j));
    CHECK(stored<form>(dt::interval_value{1, 2, 0}) == "10000000002764800000000 1 mons 2 days 00:00:00");
}

TEST_CASE("Documents are text") {
    using form = dt::value_form<dt::jsonb_value>;
    dt::jsonb_value const value = R"({"a": 1})";
    CHECK(written<form>(value) == "01" "7b2261223a20317d");
    CHECK(read<form>("017b7d") == dt::jsonb_value("{}"));
    CHECK_THROWS_AS(read<form>("027b7d"), std::exception);
    CHECK_THROWS_AS(read<form>(""), std::exception);
    CHECK(stored<form>(value) == R"({"a": 1})");
    CHECK(read<dt::value_form<dt::json_value>>("5b5d").text == "[]");
    CHECK(dt::json_value().text == "null");
}

TEST_CASE("An enum is its labels") {
    using form = dt::value_form<mood>;
    using type = dt::enumeration<mood>;
    for (auto const value : {mood::sad, mood::ok, mood::happy}) CHECK(form::load(stored<form>(value)) == value);
    CHECK(form::read("it's ok") == mood::ok);
    CHECK(sentence([] { form::read("fine"); }) == "the label 'fine'");
    CHECK_THROWS_AS(form::load("SAD"), std::exception);
    CHECK(sentence([] { type::check(static_cast<mood>(7), "people", "feels"); }) ==
          "dovetail: the value for people.feels is 7, which is none of its enum's values");
    CHECK_THROWS_AS(written<form>(static_cast<mood>(7)), dt::error);
    static_assert(type::formed.name == "\"mood\"");
    static_assert(type::formed.check_after == " IN ('sad', 'it''s ok', 'happy')");
    CHECK(std::string_view(form::expected) == "a label of the enum mood");
    CHECK(form::accepts(16'384));
    CHECK(!form::accepts(23));
}

}  // namespace
