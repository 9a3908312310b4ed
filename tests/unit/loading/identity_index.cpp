// SPDX-License-Identifier: BSL-1.0
// identity_index: found by key in whatever order keys come.
#include <dovetail/loading/identity_index.hpp>

#include "support/catch.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <numeric>
#include <optional>
#include <random>

using dovetail::detail::hash_of;
using dovetail::detail::identity_index;

namespace {

/// Checks an index against a map, over keys of which each may come several times under several parents.
template <class Key>
void check_against_map(std::vector<std::pair<std::size_t, Key>> const& keys) {
    identity_index<Key> index;
    std::map<std::pair<std::size_t, Key>, typename identity_index<Key>::place> expected;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        auto const [where, is_new] = index.find(keys[i].first, keys[i].second, i);
        auto const [at, expected_new] = expected.try_emplace(keys[i], typename identity_index<Key>::place{i, expected.size()});
        REQUIRE(is_new == expected_new);
        REQUIRE(where.position == at->second.position);
        REQUIRE(where.ordinal == at->second.ordinal);
    }
}

}  // namespace

TEST_CASE("keys in order, each several times") {
    check_against_map<std::int64_t>({{0, 1}, {0, 1}, {0, 2}, {0, 5}, {0, 5}, {0, 5}, {1, 1}, {1, 1}, {2, 7}});
}

TEST_CASE("keys out of order") {
    check_against_map<std::int64_t>({{0, 3}, {0, 1}, {0, 3}, {0, 2}, {0, 1}, {0, 2}, {0, 4}, {0, 3}});
    check_against_map<std::int64_t>({{0, 9}, {0, 8}, {0, 7}, {0, 9}, {0, 8}, {0, 7}});
    check_against_map<std::int64_t>({{1, 1}, {0, 1}, {1, 1}, {0, 1}});
}

TEST_CASE("a greater key after keys out of order") {
    check_against_map<std::int64_t>({{0, 2}, {0, 1}, {0, 9}, {0, 10}, {0, 9}, {0, 2}});
}

TEST_CASE("the least and the greatest keys") {
    constexpr auto least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
    check_against_map<std::int64_t>({{0, least}, {0, -1}, {0, 0}, {0, most}, {0, least}, {0, most}, {0, 0}, {1, most}});
}

TEST_CASE("keys of several columns") {
    using key = std::tuple<std::string, std::int32_t>;
    check_against_map<key>({{0, {"a", 2}}, {0, {"a", 1}}, {0, {"b", 1}}, {0, {"a", 2}}, {0, {"", 0}}, {0, {"b", 1}}, {3, {"a", 2}}});
}

TEST_CASE("random keys, as a map finds them") {
    std::mt19937 random(20261122);
    for (int round = 0; round < 200; ++round) {
        auto const spread = 1 + random() % 40;
        std::vector<std::pair<std::size_t, std::int64_t>> keys(random() % 200);
        for (auto& each : keys) each = {random() % 4, std::int64_t(random() % spread) - 10};
        if (round % 3 == 0) std::sort(keys.begin(), keys.end());
        if (round % 3 == 1 && keys.size() > 10) std::sort(keys.begin(), keys.end() - 5);
        check_against_map(keys);
    }
}

TEST_CASE("everything that a key may be has a hash that depends on it") {
    using namespace std::chrono_literals;
    CHECK(hash_of(std::string("a")) != hash_of(std::string("b")));
    CHECK(hash_of(std::tuple(1, std::string("a"))) == hash_of(std::tuple(1, std::string("a"))));
    CHECK(hash_of(std::tuple(1, 2)) != hash_of(std::tuple(2, 1)));
    CHECK(hash_of(std::vector{std::byte{1}, std::byte{2}}) != hash_of(std::vector{std::byte{2}, std::byte{1}}));
    CHECK(hash_of(2026y / 11 / 22) != hash_of(2026y / 11 / 23));
    CHECK(hash_of(std::chrono::sys_time<std::chrono::microseconds>(1us)) != hash_of(std::chrono::sys_time<std::chrono::microseconds>(2us)));
    CHECK(hash_of(std::optional<int>(3)) == hash_of(3));
    CHECK(hash_of(true) != hash_of(false));
}
