// SPDX-License-Identifier: BSL-1.0
// Functions of numbers, and random ones.
#include "integration/sql_functions/values.hpp"

#include <dovetail/functions/math.hpp>
#include <dovetail/functions/random.hpp>

#include <cmath>
#include <set>

using namespace dovetail_test;

TEST_CASE("numbers: signs and rounding") {
    filled_database base;
    Db db{base.engine};
    CHECK(value(db, dt::abs(users.id - 10)) == 9);
    CHECK(value(db, dt::abs(-2.5)) == 2.5);
    CHECK(value(db, dt::abs(std::optional<int>())) == std::nullopt);
    CHECK(value(db, dt::abs(std::optional(-3))) == 3);
    CHECK(value(db, dt::sign(users.id - 10)) == -1);
    CHECK(value(db, dt::sign(2.5)) == 1);
    CHECK(value(db, dt::round(2.4)) == 2.0);
    CHECK(value(db, dt::round(-2.6)) == -3.0);
    CHECK(value(db, dt::round(2.5)) == (is_postgres ? 2.0 : 3.0));
    CHECK(value(db, dt::round(2.346, 2)) == 2.35);
    CHECK(value(db, dt::round(users.id, 1)) == 1.0);
    CHECK(value(db, dt::ceil(2.1)) == 3.0);
    CHECK(value(db, dt::floor(-2.1)) == -3.0);
    CHECK(value(db, dt::trunc(-2.9)) == -2.0);
    CHECK(value(db, dt::ceil(users.id)) == 1.0);
    CHECK(value(db, dt::mod(-7, 3)) == -1);
    CHECK(value(db, dt::mod(users.id + 6, users.id + 2)) == 1);
}

TEST_CASE("numbers: roots, powers, angles") {
    filled_database base;
    Db db{base.engine};
    auto const is = [](double found, double expected) { return std::abs(found - expected) < 1e-12 * (1 + std::abs(expected)); };
    CHECK(is(value(db, dt::sqrt(users.id + 1)), std::sqrt(2.0)));
    CHECK(is(value(db, dt::power(users.id + 1, 10)), 1024));
    CHECK(is(value(db, dt::exp(1)), std::exp(1.0)));
    CHECK(is(value(db, dt::ln(2.0)), std::log(2.0)));
    CHECK(is(value(db, dt::log10(1000)), 3));
    CHECK(is(value(db, dt::pi()), std::acos(-1.0)));
    CHECK(is(value(db, dt::sin(1)), std::sin(1.0)));
    CHECK(is(value(db, dt::cos(users.id)), std::cos(1.0)));
    CHECK(is(value(db, dt::tan(1)), std::tan(1.0)));
    CHECK(is(value(db, dt::asin(0.5)), std::asin(0.5)));
    CHECK(is(value(db, dt::acos(0.5)), std::acos(0.5)));
    CHECK(is(value(db, dt::atan(0.5)), std::atan(0.5)));
    CHECK(is(value(db, dt::atan2(1, -1)), std::atan2(1.0, -1.0)));
    CHECK(is(value(db, dt::degrees(dt::radians(90))), 90));
    CHECK(failure(db.execute(dt::select(users.id, dt::sqrt(users.id - 2)).where(users.id == 1))).category() == dt::error_category::data);
}

TEST_CASE("greatest and least") {
    filled_database base;
    Db db{base.engine};
    CHECK(value(db, dt::greatest(users.id, 7, users.role_id)) == 7);
    CHECK(value(db, dt::least(users.id, 0.5)) == 0.5);
    CHECK(value(db, dt::greatest(users.username, "b")) == "b");
    CHECK(value(db, dt::greatest(users.username, users.nickname)) == (is_postgres ? std::optional<std::string>("ann") : std::nullopt));
}

TEST_CASE("random numbers and uuids differ from row to row") {
    filled_database base;
    Db db{base.engine};
    std::set<double> numbers;
    std::set<dt::uuid_value> uuids;
    for (auto const& [id, number, uuid] : sync_wait(db.execute(dt::select(users.id, dt::random(), dt::gen_random_uuid()))).all()) {
        CHECK(number >= 0.0);
        CHECK(number < 1.0);
        numbers.insert(number);
        uuids.insert(uuid);
        CHECK(uuid.bytes[6] >> 4 == 4);
        CHECK(uuid.bytes[8] >> 6 == 2);
    }
    CHECK(numbers.size() == 3);
    CHECK(uuids.size() == 3);
    CHECK(sync_wait(db.execute(dt::select(users).order_by(dt::random()))).size() == 3);
}
