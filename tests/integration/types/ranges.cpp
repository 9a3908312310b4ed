// SPDX-License-Identifier: BSL-1.0
//
// Ranges in columns: both ways, compared, sorted; their operators on PostgreSQL.
#include "support/database.hpp"

#include <dovetail/functions/range.hpp>
#include <dovetail/sql.hpp>
#include <dovetail/types/array.hpp>

#include <algorithm>

using namespace dovetail_test;
using namespace std::chrono_literals;

namespace ranges_of_types {

constexpr auto every_kind = {dt::range_bounds::closed_open, dt::range_bounds::closed, dt::range_bounds::open, dt::range_bounds::open_closed};
[[maybe_unused]] constexpr auto closed = dt::range_bounds::closed, open_closed = dt::range_bounds::open_closed;

using ints = dt::range_value<std::int32_t>;
using longs = dt::range_value<std::int64_t>;
using decimals = dt::range_value<dt::decimal>;
using days = dt::range_value<std::chrono::year_month_day>;
using instants = dt::range_value<dt::datetime::value_type>;
using clocks = dt::range_value<dt::timestamp::value_type>;

template <class View>
struct BookingModel {
    static constexpr dt::table_name table = "bookings";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "seats", dt::range<dt::integer>> seats;
    dt::column<View, "numbers", dt::range<dt::bigint>> numbers;
    dt::column<View, "price", dt::range<dt::numeric<20, 4>>> price;
    dt::column<View, "days", dt::range<dt::date>> on_days;
    dt::column<View, "during", dt::range<dt::datetime>> during;
    dt::column<View, "open", dt::nullable<dt::range<dt::timestamp>>> open;
    dt::column<View, "pauses", dt::array<dt::range<dt::integer>>> pauses;
};
using Booking = dt::entity<BookingModel>;
using NewBooking = dt::new_row<BookingModel>;
inline constexpr dt::table<BookingModel> bookings;
inline constexpr dt::metadata tables{bookings};

struct some_bookings : empty_database {
    some_bookings() {
        Db db{engine};
        sync_wait(db.create_all(tables));
    }
};
NewBooking booking(ints seats) {
    return NewBooking{.seats = seats, .numbers = longs(), .price = decimals(), .on_days = days(), .during = instants(), .pauses = std::vector<ints>()};
}
std::vector<NewBooking> all_kinds() {
    std::vector<NewBooking> rows;
    for (auto const& each : {ints(), ints::all(), ints(1, 5), ints(std::numeric_limits<int>::min(), std::numeric_limits<int>::max()), ints(3, std::nullopt)}) {
        rows.push_back(booking(each));
        rows.back().pauses.value = {each, ints(), ints(1, 2)};
    }
    for (auto const bounds : every_kind) {
        rows.push_back(booking(ints(1, 9, bounds)));
        auto& row = rows.back();
        row.numbers.value = longs(-9'000'000'000, 9'000'000'000, bounds);
        row.price.value = decimals(dt::decimal("-0.5"), dt::decimal("1234567890123456.7891"), bounds);
        row.on_days.value = days(0y / 1 / 1, 9999y / 12 / 30, bounds);
        row.during.value = instants(std::chrono::sys_days(0y / 1 / 1) + 0us, std::chrono::sys_days(9999y / 12 / 31) + 24h - 1us, bounds);
        row.open.value = clocks(std::chrono::local_days(1999y / 12 / 31) + 0us, std::nullopt, bounds);
    }
    return rows;
}
void check_same(Booking const& read, NewBooking const& wrote) {
    CHECK(read.seats == wrote.seats.value);
    CHECK(read.numbers == wrote.numbers.value);
    CHECK(read.price == wrote.price.value);
    CHECK(read.on_days == wrote.on_days.value);
    CHECK(read.during == wrote.during.value);
    CHECK(read.open == wrote.open.value.value_or(std::nullopt));
    CHECK(read.pauses == wrote.pauses.value);
}

}  // namespace ranges_of_types
using namespace ranges_of_types;

TEST_CASE("Ranges go both ways, whatever the way") {
    some_bookings base;
    auto const rows = all_kinds();
    auto const way = GENERATE(0, 1, 2, 3, 4);
    CAPTURE(way);
    Db db{base.engine};
    if (way == 0)
        for (auto const& row : rows) sync_wait(db.execute(dt::insert_into(bookings).values(row)));
    else if (way == 1) sync_wait(db.execute(dt::insert_into(bookings).values(rows)));
    else if (way == 2) db.add_all(rows);
    else if (way == 3) CHECK(sync_wait(db.copy_in(bookings, rows)).row_count() == static_cast<std::int64_t>(rows.size()));
    else {
        for (auto const& row : rows) {
            auto const made = db.add(booking(ints(7, 8)));
            sync_wait(db.flush());
            made->seats = row.seats.value;
            made->numbers = row.numbers.value;
            made->price = row.price.value;
            made->on_days = row.on_days.value;
            made->during = row.during.value;
            made->open = row.open.value.value_or(std::nullopt);
            made->pauses = row.pauses.value;
        }
    }
    sync_wait(db.commit());
    auto const read = sync_wait(db.execute(dt::select(bookings).order_by(bookings.id))).scalars().all();
    REQUIRE(read.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CAPTURE(i);
        check_same(read[i], rows[i]);
    }
}

TEST_CASE("Ranges are compared as a whole") {
    some_bookings base;
    Db db{base.engine};
    std::vector<NewBooking> const rows{booking(ints(1, 5)), booking(ints()), booking(ints::all())};
    sync_wait(db.execute(dt::insert_into(bookings).values(rows)));
    auto const count = [&](auto const& condition) { return single(db, dt::select(dt::count()).select_from(bookings).where(condition)); };
    CHECK(count(bookings.seats == ints(1, 4, closed)) == 1);
    CHECK(count(bookings.seats == ints()) == 1);
    CHECK(count(bookings.seats != ints::all()) == 2);
    CHECK(count(bookings.seats.in_(std::vector{ints(), ints(1, 5), ints(2, 5)})) == 2);
    CHECK(count(bookings.seats > ints()) == 2);
    CHECK(count(bookings.open.is_null()) == 3);
    CHECK(sync_wait(db.execute(dt::raw<"SELECT seats FROM bookings ORDER BY id LIMIT 1", ints>())).scalar_one() == ints(1, 5));
}

TEST_CASE("The database sorts ranges as C++ does") {
    some_bookings base;
    Db db{base.engine};
    std::vector<decimals> all{decimals(), decimals::all()};
    std::vector<std::optional<dt::decimal>> const bounds{std::nullopt, dt::decimal("-10"), dt::decimal("-9.5"), dt::decimal(0), dt::decimal("1.5"), dt::decimal(10)};
    for (auto const& lower : bounds)
        for (auto const& upper : bounds)
            for (auto const kind : every_kind)
                if (!lower || !upper || *lower <= *upper) all.emplace_back(lower, upper, kind);
    std::ranges::reverse(all);
    std::vector<NewBooking> rows;
    for (auto const& each : all) {
        rows.push_back(booking(ints()));
        rows.back().price.value = each;
    }
    sync_wait(db.execute(dt::insert_into(bookings).values(rows)));
    auto const sorted = sync_wait(db.execute(dt::select(bookings.price).order_by(bookings.price))).scalars().all();
    std::ranges::sort(all);
    CHECK(sorted == all);
}

TEST_CASE("A bound that the column's element type cannot hold is refused") {
    some_bookings base;
    Db db{base.engine};
    decimals const finer(dt::decimal("0.00001"), std::nullopt);
    auto const problem = error_of([&] { sync_wait(db.execute(dt::update(bookings).set(bookings.price = finer).all_rows())); });
    CHECK(problem.category() == dt::error_category::data);
    CHECK_THAT(problem.what(), contains("price") && contains("5 digits behind the decimal point"));
}

#if defined(DOVETAIL_TEST_POSTGRES)
TEST_CASE("Operators and functions of ranges") {
    some_bookings base;
    Db db{base.engine};
    auto row = booking(ints(1, 5));
    row.numbers.value = longs(10, 20);
    row.price.value = decimals(dt::decimal("1.5"), dt::decimal(2), closed);
    row.on_days.value = days(2026y / 11 / 1, 2026y / 12 / 1);
    row.during.value = instants(std::chrono::sys_days(2026y / 11 / 1) + 9h, std::nullopt);
    row.open.value = clocks(std::chrono::local_days(2026y / 11 / 1) + 9h, std::chrono::local_days(2026y / 11 / 2) + 9h);
    sync_wait(db.execute(dt::insert_into(bookings).values(row)));
    auto const holds = [&](auto const& condition) { return single(db, dt::select(dt::count()).select_from(bookings).where(condition)) == 1; };
    CHECK(holds(dt::range_contains(bookings.seats, 1)));
    CHECK_FALSE(holds(dt::range_contains(bookings.seats, 5)));
    CHECK(holds(dt::range_contains(bookings.seats, ints(2, 4))));
    CHECK(holds(dt::range_contains(bookings.seats, bookings.id)));
    CHECK(holds(dt::range_contains(bookings.numbers, 19)));
    CHECK(holds(dt::range_contains(bookings.price, dt::decimal(2))));
    CHECK(holds(dt::range_contains(bookings.on_days, 2026y / 11 / 30)));
    CHECK_FALSE(holds(dt::range_contains(bookings.on_days, 2026y / 12 / 1)));
    CHECK(holds(dt::range_contains(bookings.during, std::chrono::sys_days(2030y / 1 / 1) + 0us)));
    CHECK(holds(dt::range_contains(bookings.open, std::chrono::local_days(2026y / 11 / 2) + 0us)));
    CHECK(holds(dt::range_contained_by(bookings.seats, ints(0, 9))));
    CHECK(holds(dt::range_overlaps(bookings.seats, ints(4, 9))));
    CHECK_FALSE(holds(dt::range_overlaps(bookings.seats, ints(5, 9))));
    CHECK(holds(dt::range_adjacent(bookings.seats, ints(5, 9))));
    CHECK(holds(dt::range_overlaps(ints(4, 9), bookings.seats)));
    CHECK_FALSE(holds(dt::range_is_empty(bookings.seats)));
    CHECK(single(db, dt::select(dt::range_intersection(bookings.seats, ints(3, 100)))) == ints(3, 5));
    CHECK(single(db, dt::select(dt::range_intersection(bookings.seats, ints(30, 100)))) == ints());
    CHECK(single(db, dt::select(dt::range_lower(bookings.seats))) == 1);
    CHECK(single(db, dt::select(dt::range_upper(bookings.during))) == std::nullopt);
    CHECK(single(db, dt::select(dt::range_upper(bookings.on_days))) == 2026y / 12 / 1);
}

TEST_CASE("The columns have PostgreSQL's range types") {
    some_bookings base;
    CHECK(server_value("SELECT string_agg(format_type(atttypid, atttypmod), ' ' ORDER BY attnum) FROM pg_attribute "
                       "WHERE attrelid = 'bookings'::regclass AND attnum > 1") ==
          "int4range int8range numrange daterange tstzrange tsrange int4range[]");
    server_execute("INSERT INTO bookings (seats, numbers, price, days, during, pauses) VALUES ('[1,4]', '(,5]', '(1,2.50]', '[2026-01-01,]', "
                   "'[2026-01-01 00:00+01,2026-01-02)', '{\"[1,2]\",empty}')");
    Db db{base.engine};
    auto const read = sync_wait(db.execute(dt::select(bookings))).scalar_one();
    CHECK(read.seats == ints(1, 5));
    CHECK(read.numbers == longs(std::nullopt, 6));
    CHECK(read.price == decimals(1, dt::decimal("2.5"), open_closed));
    CHECK(read.on_days == days(2026y / 1 / 1, std::nullopt));
    CHECK(read.during.lower() == std::chrono::sys_days(2025y / 12 / 31) + 23h);
    CHECK(read.pauses == std::vector{ints(1, 3), ints()});
    server_execute("UPDATE bookings SET during = '[-infinity,)'");
    CHECK_THAT(failure(db.execute(dt::select(bookings))).what(), contains("during") && contains("-infinity"));
}
#endif
