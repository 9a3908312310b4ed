// SPDX-License-Identifier: BSL-1.0
//
// What does not fit a column, or its C++ type, is refused, with the column's name.
#include "models.hpp"

using namespace dovetail_test;
using namespace std::chrono_literals;

namespace {

TEST_CASE("A value that does not fit its column is refused before it is sent") {
    types_database db;
    Db session{db.engine};
    auto const made = session.add(plain_formed());
    sync_wait(session.commit());
    auto const refused = [&](char const* column, char const* part) {
        auto const error = failure(session.flush());
        CHECK(error.category() == dt::error_category::data);
        CHECK_THAT(error.what(), contains(std::string("formed.") + column + " " + part));
        sync_wait(session.rollback());
    };
    made->price = dt::decimal("123456789012345678901234567");
    refused("price", "has 27 digits before the decimal point, but the column holds at most 26");
    made->price = dt::decimal("0.00001");
    refused("price", "has 5 digits behind the decimal point, but the column holds at most 4");
    made->code = "abcdef";
    refused("code", "has 6 characters, but the column holds at most 5");
    made->code = "a ";
    refused("code", "ends in a blank");
    made->opens = -1us;
    refused("opens", "is no time of a day");
    made->opens = 24h + 1us;
    refused("opens", "is no time of a day");
    made->starts = local(10'000, 1, 1);
    refused("starts", "is no time of the years 0000 to 9999");
    made->starts = local(-1, 12, 31);
    refused("starts", "is no time of the years 0000 to 9999");
    made->period = dt::interval::most;
    refused("period", "is infinite for PostgreSQL");
    made->feels = static_cast<mood>(9);
    refused("feels", "is 9, which is none of its enum's values");

    CHECK_THAT(error_of([] { (void)(formed.price = dt::decimal("0.00001")); }).what(), contains("formed.price has 5 digits"));
    CHECK_THAT(error_of([] { (void)NewFormed{.id = first_id, .price = dt::decimal("1e26"), .cost = cents{}, .code = "", .opens = 0us, .starts = local(1, 1, 1),
                                       .period = dt::interval_value{}, .document = "1", .settings = "1", .feels = mood::ok}; })
                   .what(),
               contains("price has 27 digits"));
    CHECK_THAT(error_of([] { std::vector<std::string> const tags{"0123456789x"};
                             (void)(arrays.names = tags); })
                   .what(),
               contains("arrays.names has 11 characters"));
    CHECK(sync_wait(db.engine.execute(dt::select(formed))).scalar_one() == *made);
}

TEST_CASE("A value that no column can hold is refused in a comparison") {
    types_database db;
    auto const late = failure(db.engine.execute(dt::select(formed).where(formed.opens == 25h)));
    CHECK(late.category() == dt::error_category::data);
    CHECK_THAT(late.what(), contains("dovetail: the value for a comparison is no time of a day"));
    CHECK(failure(db.engine.execute(dt::select(formed).where(formed.starts < local(10'000, 1, 1)))).category() == dt::error_category::data);
    CHECK(failure(db.engine.execute(dt::select(formed).where(formed.period > dt::interval::least))).category() == dt::error_category::data);
    CHECK(failure(db.engine.execute(dt::select(formed).where(formed.feels == static_cast<mood>(9)))).category() == dt::error_category::data);
}

TEST_CASE("What is no JSON is refused by the database") {
    types_database db;
    Db session{db.engine};
    for (char const* text : {"", "{", "{'a': 1}", "nan"}) {
        CAPTURE(text);
        auto row = plain_formed();
        row.document.value = text;
        auto const category = failure(session.execute(dt::insert_into(formed).values(row))).category();
        CHECK(category == (is_postgres ? dt::error_category::data : dt::error_category::check));
        sync_wait(session.rollback());
    }
}

/// Puts another value into a column of the one row, as SQL.
void spoil(types_database& db, std::string const& table, std::string const& column, std::string const& sql) {
    execute_text(db.engine, "UPDATE \"" + table + "\" SET \"" + column + "\" = " + sql);
}

TEST_CASE("What the database has and the C++ type cannot hold is refused, with the column's name") {
    types_database db;
    auto const row = plain_formed();
    sync_wait(db.engine.execute(dt::insert_into(formed).values(row)));
    auto const many = plain_arrays();
    sync_wait(db.engine.execute(dt::insert_into(arrays).values(many)));
    struct fault {
        std::string table, column, sql, message;
    };
    std::vector<fault> const faults = is_postgres ? std::vector<fault>{
        {"formed", "price", "'NaN'", "holds NaN, but the model says a decimal number"},
        {"formed", "cost", "'NaN'", "holds NaN"},
        {"formed", "starts", "'infinity'", "holds infinity, but the model says a time without time zone"},
        {"formed", "starts", "'-infinity'", "holds -infinity"},
        {"formed", "starts", "'0002-01-01 BC'", "holds a time before the year 0000"},
        {"formed", "starts", "'10000-01-01'", "holds a time beyond the year 9999"},
        {"formed", "starts", "'294276-12-31'", "holds a time beyond the year 9999"},
        {"arrays", "days", "'{infinity}'", "holds infinity, but the model says an array of its type"},
        {"arrays", "days", "'{\"0002-01-01 BC\"}'", "holds a date outside of the years 0000 to 9999"},
        {"arrays", "days", "'{586524-01-21}'", "holds a date outside of the years 0000 to 9999"},
        {"arrays", "times", "'{-infinity}'", "holds -infinity"},
        {"arrays", "times", "'{294276-12-31}'", "holds a time outside of the years"},
        {"arrays", "prices", "'{NaN}'", "holds NaN"},
        {"arrays", "bigs", "'{1,NULL}'", "holds an array with a NULL in it"},
        {"arrays", "bigs", "'{{1},{2}}'", "holds an array of 2 dimensions"},
    } : std::vector<fault>{
        {"formed", "id", "'no uuid'", "holds the text 'no uuid', but the model says a uuid"},
        {"formed", "id", "upper('aaaaaaaa-2222-3333-4444-555555555555')", "but the model says a uuid"},
        {"formed", "id", "x'00'", "holds a blob of 1 bytes"},
        {"formed", "price", "'12.5'", "holds the text '12.5', but the model says a decimal number"},
        {"formed", "cost", "'0002:12.50'", "holds the text '0002:12.50'"},
        {"formed", "opens", "'24:00:01'", "but the model says a time of day"},
        {"formed", "starts", "'infinity'", "but the model says a time without time zone"},
        {"formed", "period", "'1 mon'", "but the model says an interval"},
        {"arrays", "bigs", "'[1,null]'", "but the model says an array of its type"},
        {"arrays", "bigs", "'{}'", "but the model says an array of its type"},
        {"arrays", "bigs", "'[9223372036854775808]'", "but the model says an array of its type"},
        {"arrays", "moods", "'[\"fine\"]'", "but the model says an array of its type"},
        {"arrays", "days", "'[\"2026-02-30\"]'", "but the model says an array of its type"},
    };
    for (auto const& each : faults) {
        CAPTURE(each.table, each.column, each.sql);
        // Of the other table each row is right again.
        execute_text(db.engine, "DELETE FROM formed");
        execute_text(db.engine, "DELETE FROM arrays");
        sync_wait(db.engine.execute(dt::insert_into(formed).values(row)));
        sync_wait(db.engine.execute(dt::insert_into(arrays).values(many)));
        spoil(db, each.table, each.column, each.sql);
        auto const error = error_of([&] {
            if (each.table == "formed") (void)sync_wait(db.engine.execute(dt::select(formed)));
            else (void)sync_wait(db.engine.execute(dt::select(arrays)));
        });
        CHECK(error.category() == dt::error_category::data);
        CHECK_THAT(error.what(), contains(each.message));
        CHECK_THAT(error.what(), contains(each.column));
    }
}

TEST_CASE("A label that the C++ enum lacks is refused when it is read") {
    types_database db;
    auto const row = plain_formed();
    sync_wait(db.engine.execute(dt::insert_into(formed).values(row)));
    if (is_postgres) {
        execute_text(db.engine, "ALTER TYPE \"the mood\" ADD VALUE 'new'");
        execute_text(db.engine, "UPDATE formed SET feels = 'new'");
    } else {
        execute_text(db.engine, "PRAGMA ignore_check_constraints = ON; UPDATE formed SET feels = 'new'; PRAGMA ignore_check_constraints = OFF");
    }
    auto const error = failure(db.engine.execute(dt::select(formed)));
    CHECK(error.category() == dt::error_category::data);
    CHECK_THAT(error.what(), contains("'new'"));
    CHECK_THAT(error.what(), contains("a label of the enum the mood"));
    CHECK_THAT(error.what(), contains("feels"));
}

TEST_CASE("A model whose column has another type in the database says so") {
    types_database db;
    if (!is_postgres) return;
    auto const row = plain_formed();
    sync_wait(db.engine.execute(dt::insert_into(formed).values(row)));
    execute_text(db.engine, "ALTER TABLE formed ALTER COLUMN price TYPE double precision");
    CHECK_THAT(failure(db.engine.execute(dt::select(formed))).what(), contains("holds a value of type double precision (701), but the model says a decimal number"));
}

}  // namespace
