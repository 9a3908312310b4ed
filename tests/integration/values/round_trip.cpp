// SPDX-License-Identifier: BSL-1.0
// Every column type, both ways, to its limits; and what is refused on the way in.
#include "support/catch.hpp"
#include "support/database.hpp"

#include <cmath>
#include <limits>

namespace dt = dovetail;
using namespace dovetail_test;

namespace {

enum class level { low = 1, high = 9 };

}  // namespace

template <>
struct dovetail::codec<level> {
    using storage_type = dt::integer;
    static int to_storage(level l) { return static_cast<int>(l); }
    static level from_storage(int stored) {
        if (stored != 1 && stored != 9) throw std::invalid_argument("no such level");
        return static_cast<level>(stored);
    }
};

namespace {

template <class View>
struct SampleModel {
    static constexpr dt::table_name table = "select";        // a keyword, and quotes in a column's name
    dt::column<View, "id", dt::bigint, dt::primary_key> id;
    dt::column<View, "group", dt::smallint> small;
    dt::column<View, "or\"der", dt::integer> middle;
    dt::column<View, "large", dt::bigint> large;
    dt::column<View, "single", dt::real> single;
    dt::column<View, "double", dt::double_precision> twofold;
    dt::column<View, "flag", dt::boolean> flag;
    dt::column<View, "words", dt::text> words;
    dt::column<View, "bytes", dt::blob> bytes;
    dt::column<View, "day", dt::date> day;
    dt::column<View, "at", dt::datetime> at;
    dt::column<View, "level", level> grade;
    dt::column<View, "maybe", dt::nullable<dt::string<5>>> maybe;
    dt::column<View, "maybe_day", dt::nullable<dt::date>> maybe_day;
};
using Sample = dt::entity<SampleModel>;
using NewSample = dt::new_row<SampleModel>;
constexpr dt::table<SampleModel> samples;
constexpr dt::metadata sample_tables{samples};

using micros = std::chrono::microseconds;
constexpr dt::datetime::value_type instant(std::chrono::year_month_day day, std::int64_t in_day = 0) {
    return dt::datetime::value_type(std::chrono::sys_days(day)) + micros(in_day);
}
constexpr std::chrono::year_month_day day(int y, unsigned m, unsigned d) {
    return {std::chrono::year(y), std::chrono::month(m), std::chrono::day(d)};
}

NewSample sample() {
    return NewSample{.small = 0, .middle = 0, .large = 0, .single = 0.0f, .twofold = 0.0, .flag = false, .words = "",
                     .bytes = std::vector<std::byte>(), .day = day(2000, 1, 1), .at = instant(day(2000, 1, 1)),
                     .grade = level::low};
}

/// The row as it comes back, through a session and through a bulk insert.
Sample stored(NewSample row) {
    empty_database base;
    Db db{base.engine};
    dt::sync_wait(db.create_all(sample_tables));
    auto const again = row;
    auto const tracked = db.add(std::move(row));
    dt::sync_wait(db.commit());
    auto first = dt::sync_wait(db.execute(dt::select(samples).where(samples.id == tracked->id))).scalar_one();
    CHECK(first == *tracked);
    std::vector<NewSample> const rows{again};
    CHECK(dt::sync_wait(db.execute(dt::insert_into(samples).values(rows))).row_count() == 1);
    auto second = dt::sync_wait(db.execute(dt::select(samples).where(samples.id != tracked->id))).scalar_one();
    second.id = first.id;
    CHECK(second == first);
    return first;
}

}  // namespace

TEST_CASE("integers keep their limits") {
    auto row = sample();
    SECTION("lowest") {
        row.small = std::numeric_limits<std::int16_t>::min();
        row.middle = std::numeric_limits<std::int32_t>::min();
        row.large = std::numeric_limits<std::int64_t>::min();
    }
    SECTION("highest") {
        row.small = std::numeric_limits<std::int16_t>::max();
        row.middle = std::numeric_limits<std::int32_t>::max();
        row.large = std::numeric_limits<std::int64_t>::max();
    }
    auto const back = stored(row);
    CHECK(back.small == row.small.value);
    CHECK(back.middle == row.middle.value);
    CHECK(back.large == row.large.value);
}

TEST_CASE("floating point numbers come back equal") {
    for (double number : {0.1, -1e308, std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::infinity(), 3.0}) {
        auto row = sample();
        row.twofold = number;
        row.single = 0.1f;
        auto const back = stored(row);
        CHECK(back.twofold == number);
        CHECK(back.single == 0.1f);
    }
}

TEST_CASE("text comes back equal, whatever is in it") {
    std::string const long_text(10'000'000, 'x');
    for (std::string const& text : {std::string("O'Neil \"said\""), std::string("a\0b\0", 4), std::string("\xF0\x9F\x90\x88 c\xC3\xA9"),
                                    std::string(), long_text}) {
        auto row = sample();
        row.words = text;
        if (is_postgres && text.find('\0') != std::string::npos) {
            auto const problem = error_of([&] { stored(row); });
            CHECK(problem.category() == dt::error_category::data);
            CHECK_THAT(problem.what(), contains("NUL byte"));
            continue;
        }
        bool const equal = stored(row).words == text;
        CHECK(equal);
    }
}

TEST_CASE("bytes come back equal") {
    std::vector<std::byte> all(256);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::byte>(i);
    auto row = sample();
    row.bytes = all;
    CHECK(stored(row).bytes == all);
}

TEST_CASE("dates and times keep their limits and their microseconds") {
    for (auto const at : {instant(day(0, 1, 1)), instant(day(9999, 12, 31), 86'399'999'999), instant(day(2024, 2, 29), 1),
                          instant(day(1969, 12, 31), 86'399'000'000)}) {
        auto row = sample();
        row.at = at;
        row.day = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(at));
        auto const back = stored(row);
        CHECK(back.at == at);
        CHECK(back.day == row.day.value);
    }
}

TEST_CASE("NULL and a value of a codec come back") {
    auto row = sample();
    row.grade = level::high;
    CHECK(stored(row).grade == level::high);
    CHECK(stored(row).maybe == std::nullopt);
    row.maybe = "abc";
    row.maybe_day = day(2020, 2, 29);
    CHECK(stored(row).maybe == "abc");
    CHECK(stored(row).maybe_day == day(2020, 2, 29));
}

TEST_CASE("what does not fit is refused before it is sent") {
    auto row = sample();
    CHECK(error_of([&] { row.small = 40'000; }).category() == dt::error_category::data);
    CHECK(error_of([&] { row.middle = std::int64_t{1} << 40; }).category() == dt::error_category::data);
    CHECK(error_of([&] { row.maybe = std::string("sixsix"); }).category() == dt::error_category::data);
    CHECK_NOTHROW(row.maybe = std::string("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"));     // five characters in ten bytes
    CHECK(error_of([&] { row.day = day(2023, 2, 30); }).category() == dt::error_category::data);
    row = sample();
    row.twofold = std::numeric_limits<double>::quiet_NaN();
    if constexpr (!is_postgres) CHECK(error_of([&] { stored(row); }).category() == dt::error_category::data);
    CHECK(error_of([&] { row.at = instant(day(9999, 12, 31), 86'400'000'000); }).category() == dt::error_category::data);
}

TEST_CASE("what is no number") {
    if constexpr (is_postgres) {
        empty_database base;
        Db db{base.engine};
        dt::sync_wait(db.create_all(sample_tables));
        auto row = sample();
        row.twofold = std::numeric_limits<double>::quiet_NaN();
        row.single = -std::numeric_limits<float>::infinity();
        (void)db.add(std::move(row));
        dt::sync_wait(db.commit());
        Db other{base.engine};
        auto const back = dt::sync_wait(other.execute(dt::select(samples))).scalar_one();
        CHECK(std::isnan(back.twofold));
        CHECK(back.single == -std::numeric_limits<float>::infinity());
    } else SUCCEED("SQLite would make NULL of it, so it is refused");
}
