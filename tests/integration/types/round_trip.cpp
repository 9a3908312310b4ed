// SPDX-License-Identifier: BSL-1.0
//
// Values of every type, at the ends of their ranges: what is read is what was written, whichever way it went.
#include "models.hpp"

using namespace dovetail_test;
using namespace std::chrono_literals;

namespace {

std::vector<NewFormed> ends_of_ranges() {
    std::vector<NewFormed> rows;
    unsigned number = 0;
    auto const row = [&]() -> NewFormed& { return rows.emplace_back(plain_formed(numbered_id(++number))); };
    for (char const* text : {"0", "-0.0001", "99999999999999999999999999.9999", "-99999999999999999999999999.9999", "18446744073709551616", "10000", "0.1"})
        row().price.value = dt::decimal(text);
    for (std::int64_t const count : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{100}, std::numeric_limits<std::int64_t>::max()}) row().cost.value = cents{count};
    for (char const* text : {"", "a", "abcde", "\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4", " x", "\n"}) row().code.value = text;
    for (auto const time : {0us, 1us, 23h + 59min + 59s + 999'999us, 24h + 0us}) row().opens.value = time;
    for (auto const at : {local(0, 1, 1), local(0, 1, 1, 1us), local(1969, 12, 31, 24h - 1us), local(2000, 1, 1), local(9999, 12, 31, 24h - 1us)}) row().starts.value = at;
    constexpr auto most = std::numeric_limits<std::int32_t>::max(), least = std::numeric_limits<std::int32_t>::min();
    for (auto const& span : {dt::interval_value{}, dt::interval_value{-1, 2, -3}, dt::interval_value{most, most, std::numeric_limits<std::int64_t>::max() - 1},
                             dt::interval_value{least, least, std::numeric_limits<std::int64_t>::min() + 1},
                             dt::interval_value{0, 0, std::numeric_limits<std::int64_t>::min()}})
        row().period.value = span;
    for (char const* text : {"null", "\"\\u00e4\"", "[1, 2.50, {}]", "  7 ", "{\"a\":1,\"a\":2}"}) row().document.value = dt::json_value(text);
    for (char const* text : {"null", "[1, 2, {}]", "{\"a\": {\"b\": \"\\\"\"}}"}) row().settings.value = dt::jsonb_value(text);
    for (auto const value : {mood::sad, mood::ok, mood::happy}) row().feels.value = value;
    row().id.value = dt::uuid_value("ffffffffffffffffffffffffffffffff");
    row().id.value = dt::uuid_value("00000000000000000000000000000000");
    return rows;
}

void check_same(Formed const& read, NewFormed const& wrote) {
    CHECK(read.id == wrote.id.value);
    CHECK(read.price == wrote.price.value);
    CHECK(read.cost == wrote.cost.value);
    CHECK(read.code == wrote.code.value);
    CHECK(read.opens == wrote.opens.value);
    CHECK(read.starts == wrote.starts.value);
    CHECK(read.period == wrote.period.value);
    CHECK(read.document == wrote.document.value);
    CHECK(read.settings == wrote.settings.value);
    CHECK(read.feels == wrote.feels.value);
}

TEST_CASE("Values of the types with headers of their own go both ways") {
    types_database db;
    auto const rows = ends_of_ranges();
    auto const way = GENERATE(0, 1, 2, 3);
    CAPTURE(way);
    Db session{db.engine};
    if (way == 0)
        for (auto const& row : rows) sync_wait(session.execute(dt::insert_into(formed).values(row)));
    else if (way == 1) CHECK(sync_wait(session.execute(dt::insert_into(formed).values(rows))).row_count() == static_cast<std::int64_t>(rows.size()));
    else if (way == 2) session.add_all(rows);
    else {      // changed from something else
        for (auto const& row : rows) {
            auto const made = session.add(plain_formed(row.id.value));
            sync_wait(session.flush());
            made->price = row.price.value;
            made->cost = row.cost.value;
            made->code = row.code.value;
            made->opens = row.opens.value;
            made->starts = row.starts.value;
            made->period = row.period.value;
            made->document = row.document.value;
            made->settings = row.settings.value;
            made->feels = row.feels.value;
        }
    }
    sync_wait(session.commit());
    for (auto const& row : rows) {
        auto const found = sync_wait(db.engine.execute(dt::select(formed).where(formed.id == row.id.value))).scalar_one();
        CAPTURE(found);
        check_same(found, row);
        Db other{db.engine};
        CHECK(**sync_wait(other.get(formed, row.id.value)) == found);
    }
}

TEST_CASE("Columns that may be NULL hold NULL, and their values") {
    types_database db;
    Db session{db.engine};
    NewMaybeFormed const empty{};
    std::vector<std::string> const tags{"a"};
    NewMaybeFormed const full{.token = first_id, .price = 3, .cost = cents{5}, .code = "a", .opens = 1h, .starts = local(1999, 1, 1), .period = dt::interval_value{1},
                              .document = "{}", .settings = "[]", .feels = mood::happy, .tags = {"a"}};
    std::vector<NewMaybeFormed> rows{empty, full, empty};
    rows[0].id.value = 10;
    rows[1].id.value = 11;
    rows[2].id.value = 12;
    sync_wait(session.execute(dt::insert_into(maybe_formed).values(rows)));
    auto const none = session.add(empty);
    sync_wait(session.commit());
    auto const all = sync_wait(session.execute(dt::select(maybe_formed).order_by(maybe_formed.id))).all();
    REQUIRE(all.size() == 4);
    for (auto const& each : all) {
        bool const is_full = each.id == 11;
        CAPTURE(each);
        CHECK(each.token == (is_full ? std::optional(first_id) : std::nullopt));
        CHECK(each.price == (is_full ? std::optional(dt::decimal(3)) : std::nullopt));
        CHECK(each.cost == (is_full ? std::optional(cents{5}) : std::nullopt));
        CHECK(each.code == (is_full ? std::optional(std::string("a")) : std::nullopt));
        CHECK(each.opens == (is_full ? std::optional(std::chrono::microseconds(1h)) : std::nullopt));
        CHECK(each.starts == (is_full ? std::optional(local(1999, 1, 1)) : std::nullopt));
        CHECK(each.period == (is_full ? std::optional(dt::interval_value{1}) : std::nullopt));
        CHECK(each.document == (is_full ? std::optional(dt::json_value("{}")) : std::nullopt));
        CHECK(each.settings == (is_full ? std::optional(dt::jsonb_value("[]")) : std::nullopt));
        CHECK(each.feels == (is_full ? std::optional(mood::happy) : std::nullopt));
        CHECK(each.tags == (is_full ? std::optional(tags) : std::nullopt));
    }
    none->feels = mood::sad;
    none->tags = tags;
    none->price = dt::decimal("-9.99");
    sync_wait(session.commit());
    auto const changed = sync_wait(db.engine.execute(dt::select(maybe_formed).where(maybe_formed.id == none->id))).scalar_one();
    CHECK(changed.feels == mood::sad);
    CHECK(changed.tags == tags);
    CHECK(changed.price == dt::decimal("-9.99"));
}

TEST_CASE("Arrays of every type go both ways, one row or many at a time") {
    types_database db;
    auto const way = GENERATE(0, 1, 2);
    CAPTURE(way);
    auto const row = plain_arrays();
    Db session{db.engine};
    std::size_t const count = way == 1 ? 3 : 1;
    std::vector<NewArrays> const several(3, row);
    if (way == 0) sync_wait(session.execute(dt::insert_into(arrays).values(row)));
    else if (way == 1) sync_wait(session.execute(dt::insert_into(arrays).values(several)));
    else session.add(row);
    sync_wait(session.commit());
    auto const all = sync_wait(db.engine.execute(dt::select(arrays))).all();
    REQUIRE(all.size() == count);
    for (auto const& read : all) {
        CHECK(read.flags == row.flags.value);
        CHECK(read.smalls == row.smalls.value);
        CHECK(read.numbers == row.numbers.value);
        CHECK(read.bigs == row.bigs.value);
        CHECK(read.ratios == row.ratios.value);
        CHECK(read.precise == row.precise.value);
        CHECK(read.words == row.words.value);
        CHECK(read.names == row.names.value);
        CHECK(read.codes == row.codes.value);
        CHECK(read.data == row.data.value);
        CHECK(read.days == row.days.value);
        CHECK(read.times == row.times.value);
        CHECK(read.prices == row.prices.value);
        CHECK(read.ids == row.ids.value);
        CHECK(read.opens == row.opens.value);
        CHECK(read.starts == row.starts.value);
        CHECK(read.periods == row.periods.value);
        CHECK(read.documents == row.documents.value);
        CHECK(read.moods == row.moods.value);
    }
}

TEST_CASE("Empty arrays are no NULLs") {
    types_database db;
    Db session{db.engine};
    NewArrays row = plain_arrays();
    row.flags.value.clear();
    row.numbers.value.clear();
    row.words.value.clear();
    row.names.value.clear();
    row.prices.value.clear();
    row.moods.value.clear();
    std::vector<NewArrays> const rows(2, row);
    sync_wait(session.execute(dt::insert_into(arrays).values(rows)));
    auto const made = session.add(row);
    sync_wait(session.commit());
    for (auto const& read : sync_wait(session.execute(dt::select(arrays)))) {
        CHECK(read.flags.empty());
        CHECK(read.numbers.empty());
        CHECK(read.words.empty());
        CHECK(read.names.empty());
        CHECK(read.prices.empty());
        CHECK(read.moods.empty());
    }
    made->moods = {mood::sad};
    made->words = {std::nullopt};
    sync_wait(session.commit());
    auto const read = sync_wait(db.engine.execute(dt::select(arrays).where(arrays.id == made->id))).scalar_one();
    CHECK(read.moods == std::vector<std::optional<mood>>{mood::sad});
    CHECK(read.words == std::vector<std::optional<std::string>>{std::nullopt});
}

TEST_CASE("Rows that no model describes hold these types too") {
    types_database db;
    Db session{db.engine};
    auto const row = plain_formed();
    sync_wait(session.execute(dt::insert_into(formed).values(row)));
    auto rows = sync_wait(session.execute(
        dt::raw<"SELECT id, price, opens, starts, period, settings, feels FROM formed",
                std::tuple<dt::uuid_value, dt::decimal, std::chrono::microseconds, dt::timestamp::value_type, dt::interval_value, dt::jsonb_value, mood>>()));
    CHECK(rows.one() == std::tuple(first_id, dt::decimal("12.5"), std::chrono::microseconds(9h + 30min), local(2026, 11, 22, 1h), dt::interval_value{1, 2, 3},
                                   dt::jsonb_value(R"({"a": 1})"), mood::ok));
}

TEST_CASE("The database has the values that were meant") {
    types_database db;
    Db session{db.engine};
    auto row = plain_formed();
    row.price.value = dt::decimal("-12.05");
    sync_wait(session.execute(dt::insert_into(formed).values(row)));
    sync_wait(session.commit());
    auto const text = [&](char const* column) { return database_text(db, "formed", column); };
    CHECK(text("id") == "11111111-2222-3333-4444-555555555555");
    CHECK(text("price") == (is_postgres ? "-12.0500" : "-9997:87.94~"));
    CHECK(text("cost") == (is_postgres ? "10.50" : "0002:10.5"));
    CHECK(text("code") == "ab");            // as text, a char(n) has lost what it is filled up with
    CHECK(text("opens") == "09:30:00");
    CHECK(text("starts") == "2026-11-22 01:00:00");
    CHECK(text("period") == (is_postgres ? "1 mon 2 days 00:00:00.000003" : "10000000002764800000003 1 mons 2 days 00:00:00.000003"));
    CHECK(text("document") == R"({"b":1,  "a":2})");
    CHECK(text("settings") == R"({"a": 1})");
    CHECK(text("feels") == "it's \"ok\"");
}

TEST_CASE("The database has the arrays that were meant") {
    types_database db;
    auto const many = GENERATE(false, true);
    Db session{db.engine};
    std::vector<NewArrays> rows(many ? 2 : 1, plain_arrays());
    sync_wait(session.execute(dt::insert_into(arrays).values(rows)));
    sync_wait(session.commit());
    auto const text = [&](char const* column) { return database_text(db, "arrays", column); };
    CHECK(text("flags") == (is_postgres ? "{t,f}" : "[true,false]"));
    CHECK(text("numbers") == (is_postgres ? "{1,NULL,-3}" : "[1,null,-3]"));
    CHECK(text("bigs") == (is_postgres ? "{-9223372036854775808,9223372036854775807}" : "[-9223372036854775808,9223372036854775807]"));
    CHECK(text("ratios") == (is_postgres ? "{0.1,-2}" : "[0.1,-2]"));
    CHECK(text("words") == (is_postgres ? "{\"\",\"NULL\",NULL,\"a \\\"b\\\\c\\\", {d}\n\"}" : R"(["","NULL",null,"a \"b\\c\", {d}\u000a"])"));
    CHECK(text("codes") == (is_postgres ? "{\"a   \",abcd}" : R"(["a","abcd"])"));
    CHECK(text("data") == (is_postgres ? R"({"\\x","\\x00ff"})" : R"(["\\x","\\x00ff"])"));
    CHECK(text("days") == (is_postgres ? R"({"0001-01-01 BC",9999-12-31})" : R"(["0000-01-01","9999-12-31"])"));
    CHECK(text("prices") == (is_postgres ? "{0.0000,-12345678901234567890.1234}" : R"(["0","-12345678901234567890.1234"])"));
    CHECK(text("opens") == (is_postgres ? "{00:00:00,24:00:00}" : R"(["00:00:00","24:00:00"])"));
    CHECK(text("periods") == (is_postgres ? R"({"-1 mons +2 days -00:00:00.000003",-2562047788:00:54.775808})"
                                          : R"(["-1 mons 2 days -00:00:00.000003","0 mons 0 days -2562047788:00:54.775808"])"));
    CHECK(text("moods") == (is_postgres ? R"({"it's \"ok\"",NULL,happy})" : R"(["it's \"ok\"",null,"happy"])"));
}

}  // namespace
