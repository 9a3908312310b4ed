// SPDX-License-Identifier: BSL-1.0
// Functions and arithmetic of dates and times.
#include "integration/sql_functions/values.hpp"

#include <dovetail/functions/date_time.hpp>
#include <dovetail/sql.hpp>
#include <dovetail/types/interval.hpp>
#include <dovetail/types/time.hpp>
#include <dovetail/types/timestamp.hpp>

using namespace dovetail_test;
using namespace std::chrono_literals;
using time_point = dt::datetime::value_type;

namespace {
time_point const at = std::chrono::sys_days(2026y / 11 / 22) + 22h + 5min + 9s + 250ms;
auto const day = 2026y / 11 / 22;      // a Sunday
dt::timestamp::value_type const clock_shows{at.time_since_epoch()};
}  // namespace

TEST_CASE("parts of times") {
    filled_database base;
    Db db{base.engine};
    CHECK(value(db, dt::extract<dt::year>(at)) == 2026);
    CHECK(value(db, dt::extract<dt::quarter>(at)) == 4);
    CHECK(value(db, dt::extract<dt::month>(at)) == 11);
    CHECK(value(db, dt::extract<dt::week>(at)) == 47);
    CHECK(value(db, dt::extract<dt::day>(at)) == 22);
    CHECK(value(db, dt::extract<dt::hour>(at)) == 22);
    CHECK(value(db, dt::extract<dt::minute>(at)) == 5);
    CHECK(value(db, dt::extract<dt::second>(at)) == 9.25);
    CHECK(value(db, dt::extract<dt::doy>(at)) == 326);
    CHECK(value(db, dt::extract<dt::dow>(at)) == 0);
    CHECK(value(db, dt::extract<dt::isodow>(at)) == 7);
    CHECK(value(db, dt::extract<dt::epoch>(at)) == static_cast<double>(at.time_since_epoch().count()) / 1e6);
    CHECK(value(db, dt::extract<dt::year>(day)) == 2026);
    CHECK(value(db, dt::extract<dt::year>(std::optional(at))) == 2026);
    CHECK(value(db, dt::extract<dt::year>(std::optional<time_point>())) == std::nullopt);
    CHECK(value(db, dt::extract<dt::week>(2027y / 1 / 3)) == 53);
    CHECK(value(db, dt::extract<dt::week>(2024y / 12 / 30)) == 1);
    CHECK(value(db, dt::extract<dt::isodow>(2026y / 11 / 23)) == 1);
    CHECK(value(db, dt::extract<dt::epoch>(1970y / 1 / 2)) == 86400.0);
    CHECK(value(db, dt::extract<dt::year>(users.created_at) > 2000) == true);
}

TEST_CASE("times that are cut") {
    filled_database base;
    Db db{base.engine};
    auto const days = [](auto date) { return time_point(std::chrono::sys_days(date)); };
    CHECK(value(db, dt::date_trunc<dt::year>(at)) == days(2026y / 1 / 1));
    CHECK(value(db, dt::date_trunc<dt::quarter>(at)) == days(2026y / 10 / 1));
    CHECK(value(db, dt::date_trunc<dt::quarter>(day)) == 2026y / 10 / 1);
    CHECK(value(db, dt::date_trunc<dt::quarter>(2026y / 3 / 31)) == 2026y / 1 / 1);
    CHECK(value(db, dt::date_trunc<dt::quarter>(2026y / 4 / 1)) == 2026y / 4 / 1);
    CHECK(value(db, dt::date_trunc<dt::month>(at)) == days(2026y / 11 / 1));
    CHECK(value(db, dt::date_trunc<dt::week>(at)) == days(2026y / 11 / 16));
    CHECK(value(db, dt::date_trunc<dt::day>(at)) == days(2026y / 11 / 22));
    CHECK(value(db, dt::date_trunc<dt::hour>(at)) == days(2026y / 11 / 22) + 22h);
    CHECK(value(db, dt::date_trunc<dt::minute>(at)) == days(2026y / 11 / 22) + 22h + 5min);
    CHECK(value(db, dt::date_trunc<dt::second>(at)) == days(2026y / 11 / 22) + 22h + 5min + 9s);
    CHECK(value(db, dt::date_trunc<dt::month>(day)) == 2026y / 11 / 1);
    CHECK(value(db, dt::date_trunc<dt::week>(day)) == 2026y / 11 / 16);
    CHECK(value(db, dt::date_trunc<dt::week>(2026y / 11 / 23)) == 2026y / 11 / 23);
}

TEST_CASE("times that are moved") {
    filled_database base;
    Db db{base.engine};
    auto const time = dt::cast<dt::datetime>(at);
    auto const date = dt::cast<dt::date>(day);
    CHECK(value(db, time + 90min) == at + 90min);
    CHECK(value(db, time - 250ms) == at - 250ms);
    CHECK(value(db, time + std::chrono::duration<double>(0.5)) == at + 500ms);
    CHECK(value(db, time - std::chrono::days(30)) == at - std::chrono::days(30));
    CHECK(value(db, time + std::chrono::months(2)) == time_point(std::chrono::sys_days(2027y / 1 / 22)) + 22h + 5min + 9s + 250ms);
    CHECK(value(db, time - std::chrono::years(1)) == time_point(std::chrono::sys_days(2025y / 11 / 22)) + 22h + 5min + 9s + 250ms);
    CHECK(value(db, date + std::chrono::days(10)) == 2026y / 12 / 2);
    CHECK(value(db, date - std::chrono::weeks(1)) == 2026y / 11 / 15);
    CHECK(value(db, date + std::chrono::months(3)) == 2027y / 2 / 22);
    CHECK(value(db, date - std::chrono::years(2)) == 2024y / 11 / 22);
    CHECK(value(db, date - dt::cast<dt::date>(2026y / 10 / 22)) == 31);
    CHECK(value(db, dt::cast<dt::date>(users.created_at) - day) <= 0x7fffffff);
    CHECK(value(db, dt::seconds_between(time, time + 90s)) == 90.0);
    CHECK(value(db, dt::seconds_between(time, time - 250ms)) == -0.25);
    CHECK(value(db, time - 250ms + 250ms == at) == true);
#if defined(DOVETAIL_TEST_POSTGRES)
    CHECK(value(db, time + dt::interval_value{.months = 1, .days = 1, .microseconds = 750'000}) ==
          time_point(std::chrono::sys_days(2026y / 12 / 23)) + 22h + 5min + 10s);
    CHECK(value(db, date - dt::interval_value{.days = 1}) == time_point(std::chrono::sys_days(2026y / 11 / 21)));
#endif
}

TEST_CASE("casts of times, unix times, now, text") {
    filled_database base;
    Db db{base.engine};
    CHECK(value(db, dt::cast<dt::date>(at)) == day);
    CHECK(value(db, dt::cast<dt::datetime>(day)) == time_point(std::chrono::sys_days(day)));
    CHECK(value(db, dt::cast<dt::datetime>("2026-11-22 22:05:09.25")) == at);
    CHECK(value(db, dt::cast<dt::date>("2026-11-22")) == day);
    CHECK(value(db, dt::cast<dt::text>(day)) == "2026-11-22");
    CHECK(value(db, dt::unix_time(at)) == 1795385109);
    CHECK(value(db, dt::from_unix_time(1795385109)) == at - 250ms);
    CHECK(value(db, dt::from_unix_time(1795385109.25)) == at);
    auto const now = std::chrono::system_clock::now();
    CHECK(value(db, dt::now()) > now - 1h);
    CHECK(value(db, dt::now()) < now + 1h);
    CHECK(value(db, dt::now() > users.created_at - 1h) == true);
    CHECK(std::chrono::sys_days(value(db, dt::current_date())) <= std::chrono::floor<std::chrono::days>(now + 1h));
    CHECK(value(db, dt::strftime<"%Y-%m-%d %H:%M:%S">(at)) == "2026-11-22 22:05:09");
    CHECK(value(db, dt::strftime<"%d.%m.%Y, day %j">(day)) == "22.11.2026, day 326");
}

TEST_CASE("times are moved by so many durations as an expression says") {
    filled_database base;
    Db db{base.engine};
    auto const time = dt::literal(at);
    auto const date = dt::literal(day);
    CHECK(value_of_user(db, 2, time + users.id * 1h) == at + 2h);
    CHECK(value_of_user(db, 2, time - 90s * (users.id + 1)) == at - 270s);
    CHECK(value_of_user(db, 2, date + users.id * std::chrono::weeks(1)) == 2026y / 12 / 6);
    CHECK(value_of_user(db, 2, date - users.id * std::chrono::months(1)) == 2026y / 9 / 22);
    CHECK(value_of_user(db, 2, time + users.id * std::chrono::years(1)) == at + (std::chrono::sys_days(2028y / 11 / 22) - std::chrono::sys_days(day)));
    CHECK(value(db, time + dt::nullif(users.id, 1) * 1h) == std::nullopt);
}

TEST_CASE("timestamps are in no time zone") {
    filled_database base;
    Db db{base.engine};
    auto const shows = [](auto date) { return dt::timestamp::value_type(std::chrono::sys_days(date).time_since_epoch()); };
    auto const time = dt::literal(clock_shows);
    CHECK(value(db, dt::extract<dt::week>(clock_shows)) == 47);
    CHECK(value(db, dt::extract<dt::hour>(time)) == 22);
    CHECK(value(db, dt::extract<dt::second>(time)) == 9.25);
    CHECK(value(db, dt::extract<dt::epoch>(time)) == static_cast<double>(at.time_since_epoch().count()) / 1e6);
    CHECK(value(db, dt::extract<dt::year>(std::optional<dt::timestamp::value_type>())) == std::nullopt);
    CHECK(value(db, dt::date_trunc<dt::quarter>(clock_shows)) == shows(2026y / 10 / 1));
    CHECK(value(db, dt::date_trunc<dt::minute>(time)) == clock_shows - 9250ms);
    CHECK(value(db, time + 90min) == clock_shows + 90min);
    CHECK(value(db, time - 250ms == clock_shows - 250ms) == true);
    CHECK(value(db, time + std::chrono::months(2)) == shows(2027y / 1 / 22) + (clock_shows - shows(day)));
    CHECK(value_of_user(db, 2, time - users.id * std::chrono::days(1)) == clock_shows - std::chrono::days(2));
    CHECK(value_of_user(db, 2, time + users.id * std::chrono::years(1)) == shows(2028y / 11 / 22) + (clock_shows - shows(day)));
    CHECK(value(db, dt::seconds_between(time, time + 90s)) == 90.0);
    CHECK(value(db, dt::seconds_between(clock_shows, time - 250ms)) == -0.25);
    CHECK(value(db, dt::strftime<"%Y-%m-%d %H:%M:%S">(time)) == "2026-11-22 22:05:09");
    CHECK(value(db, dt::cast<dt::date>(time)) == day);
    CHECK(value(db, dt::cast<dt::datetime>(time)) == at);
    CHECK(value(db, dt::cast<dt::datetime>(clock_shows)) == at);
    CHECK(value(db, dt::cast<dt::timestamp>(at)) == clock_shows);
    CHECK(value(db, dt::cast<dt::timestamp>(dt::literal(at))) == clock_shows);
    CHECK(value(db, dt::cast<dt::timestamp>(day)) == shows(day));
    CHECK(value(db, dt::cast<dt::timestamp>("2026-11-22 22:05:09.25")) == clock_shows);
#if defined(DOVETAIL_TEST_POSTGRES)
    CHECK(value(db, time + dt::interval_value{.months = 1, .days = 1}) == shows(2026y / 12 / 23) + (clock_shows - shows(day)));
    sync_wait(db.execute(dt::raw<"SET LOCAL TIME ZONE 'Asia/Tokyo'">()));
    CHECK(value(db, dt::cast<dt::timestamp>(dt::literal(at))) == clock_shows);
    CHECK(value(db, dt::cast<dt::datetime>(time)) == at);
    CHECK(value(db, dt::cast<dt::date>(dt::literal(at))) == day);
    CHECK(value(db, dt::extract<dt::hour>(dt::literal(at))) == 22);
#endif
}

TEST_CASE("parts of a time of day") {
    filled_database base;
    Db db{base.engine};
    CHECK(value(db, dt::extract<dt::hour>(std::chrono::microseconds(9h + 30min))) == 9);
    CHECK(value(db, dt::extract<dt::minute>(dt::literal(std::chrono::microseconds(9h + 30min)))) == 30);
    CHECK(value(db, dt::extract<dt::second>(std::chrono::microseconds(1min + 1500ms))) == 1.5);
    CHECK(value(db, dt::extract<dt::hour>(std::chrono::microseconds(24h))) == 24);
}
