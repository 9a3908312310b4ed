// SPDX-License-Identifier: BSL-1.0
//
// Values of every type as parameters: beside columns, in ranges, in UPDATE and DELETE, as keys.
#include "models.hpp"

#include <algorithm>
#include <random>

using namespace dovetail_test;
using namespace std::chrono_literals;

namespace {

class two_rows : public types_database {
public:
    two_rows() {
        auto low = plain_formed(numbered_id(1)), high = plain_formed(numbered_id(2));
        low.price.value = dt::decimal("-100.5");
        high.price.value = dt::decimal("100.5");
        high.cost.value = cents{99'999};
        high.code.value = "b";
        high.opens.value = 9h + 30min + 1us;
        high.starts.value = local(2026, 11, 22, 1h + 1us);
        high.period.value = dt::interval_value{1, 3, 0};
        high.settings.value = R"({"a": 2})";
        high.feels.value = mood::happy;
        Db db{engine};
        sync_wait(db.execute(dt::insert_into(formed).values(low)));
        sync_wait(db.execute(dt::insert_into(formed).values(high)));
        sync_wait(db.commit());
    }

    /// The numbers of the rows that fulfil a condition.
    template <class Condition>
    std::string rows(Condition const& condition) {
        std::string numbers;
        for (auto const& id : sync_wait(engine.execute(dt::select(formed.id).where(condition).order_by(formed.id))).scalars().all())
            numbers += std::to_string(id.bytes[15]);
        return numbers;
    }
};

TEST_CASE("Each type is compared with values") {
    two_rows db;
    CHECK(db.rows(formed.id == numbered_id(2)) == "2");
    CHECK(db.rows(formed.id < numbered_id(2)) == "1");
    CHECK(db.rows(formed.price == dt::decimal("100.50000000")) == "2");
    CHECK(db.rows(formed.price != 0) == "12");
    CHECK(db.rows(formed.price < 0) == "1");
    CHECK(db.rows(formed.price >= dt::decimal("-100.5")) == "12");
    CHECK(db.rows(formed.price > dt::decimal("-100.49999999999999999999999")) == "2");
    CHECK(db.rows(formed.price < dt::decimal("1e2000")) == "12");
    CHECK(db.rows(formed.price > dt::decimal("-1e20000")) == "12");
    CHECK(db.rows(formed.price.between(-101, 100)) == "1");
    CHECK(db.rows(formed.cost == cents{1050}) == "1");
    CHECK(db.rows(formed.cost > cents{1050}) == "2");
    CHECK(db.rows(formed.code == "ab") == "1");
    CHECK(db.rows(formed.code == std::string("ab")) == "1");
    CHECK(db.rows(formed.code > "ab") == "2");
    CHECK(db.rows(formed.code.like("a%")) == "1");
    CHECK(db.rows(dt::upper(formed.code) == "AB") == "1");
    CHECK(db.rows(formed.opens == 9h + 30min) == "1");
    CHECK(db.rows(formed.opens > 9h + 30min) == "2");
    CHECK(db.rows(formed.starts == local(2026, 11, 22, 1h)) == "1");
    CHECK(db.rows(formed.starts > local(2026, 11, 22, 1h)) == "2");
    CHECK(db.rows(formed.period == dt::interval_value{1, 2, 3}) == "1");
    CHECK(db.rows(formed.period > dt::interval_value{0, 32, 4}) == "2");
    CHECK(db.rows(formed.settings == dt::jsonb_value(R"({"a": 1})")) == "1");
    CHECK(db.rows(formed.feels == mood::ok) == "1");
    CHECK(db.rows(formed.feels != mood::ok) == "2");
    CHECK(db.rows(mood::happy == formed.feels) == "2");
    CHECK(db.rows(formed.feels == std::optional(mood::happy)) == "2");
    CHECK(db.rows(dt::coalesce(formed.feels, mood::sad) == mood::ok) == "1");
}

TEST_CASE("Each type is looked for in ranges") {
    two_rows db;
    std::vector<dt::uuid_value> const ids{numbered_id(2), numbered_id(7)}, no_ids;
    std::vector<dt::decimal> const prices{dt::decimal("100.5"), 7, dt::decimal("1e-10")};
    std::vector<cents> const costs{{1050}};
    std::vector<std::string> const codes{"b", "x"};
    std::vector<std::chrono::microseconds> const opens{9h + 30min};
    std::vector<dt::timestamp::value_type> const starts{local(2026, 11, 22, 1h)};
    std::vector<dt::interval_value> const periods{{1, 3, 0}};
    std::vector<dt::jsonb_value> const settings{R"({"a": 2})"};
    std::vector<mood> const moods{mood::ok, mood::sad}, no_moods;
    std::vector<std::optional<mood>> const maybe{std::nullopt, mood::happy};
    CHECK(db.rows(formed.id.in_(ids)) == "2");
    CHECK(db.rows(formed.id.not_in(ids)) == "1");
    CHECK(db.rows(formed.id.in_(no_ids)).empty());
    CHECK(db.rows(formed.id.not_in(no_ids)) == "12");
    CHECK(db.rows(formed.price.in_(prices)) == "2");
    CHECK(db.rows(formed.cost.in_(costs)) == "1");
    CHECK(db.rows(formed.code.in_(codes)) == "2");
    CHECK(db.rows(formed.opens.in_(opens)) == "1");
    CHECK(db.rows(formed.starts.in_(starts)) == "1");
    CHECK(db.rows(formed.period.in_(periods)) == "2");
    CHECK(db.rows(formed.settings.in_(settings)) == "2");
    CHECK(db.rows(formed.feels.in_(moods)) == "1");
    CHECK(db.rows(formed.feels.in_(no_moods)).empty());
    CHECK(db.rows(formed.feels.in_(maybe)) == "2");
    CHECK(db.rows(formed.feels.in_(dt::select(formed.feels).where(formed.price > 0))) == "2");
}

TEST_CASE("Arrays are compared as a whole") {
    types_database db;
    auto const row = plain_arrays();
    sync_wait(db.engine.execute(dt::insert_into(arrays).values(row)));
    auto const found = [&](auto const& condition) { return single(db.engine, dt::select(dt::count()).select_from(arrays).where(condition)) == 1; };
    CHECK(found(arrays.flags == row.flags.value));
    CHECK(found(arrays.numbers == row.numbers.value));
    CHECK(found(arrays.words == row.words.value));
    CHECK(found(arrays.names == row.names.value));
    CHECK(found(arrays.codes == row.codes.value));
    CHECK(found(arrays.data == row.data.value));
    CHECK(found(arrays.prices == row.prices.value));
    CHECK(found(arrays.ids == row.ids.value));
    CHECK(found(arrays.periods == row.periods.value));
    CHECK(found(arrays.moods == row.moods.value));
    CHECK(!found(arrays.moods == std::vector<std::optional<mood>>{mood::sad}));
    CHECK(!found(arrays.flags != row.flags.value));
}

TEST_CASE("Each type is assigned and used as a key") {
    two_rows db;
    Db session{db.engine};
    auto const change = dt::update(formed)
                            .set(formed.price = dt::decimal("7.25"), formed.cost = cents{-1}, formed.code = "zz", formed.opens = 1h, formed.starts = local(1, 1, 1),
                                 formed.period = dt::interval_value{.days = 9}, formed.document = "[]", formed.settings = "{}", formed.feels = mood::sad)
                            .where(formed.feels == mood::ok);
    CHECK(sync_wait(session.execute(change)).row_count() == 1);
    auto const changed = **sync_wait(session.get(formed, numbered_id(1)));
    CHECK(changed.price == dt::decimal("7.25"));
    CHECK(changed.cost == cents{-1});
    CHECK(changed.code == "zz");
    CHECK(changed.opens == 1h);
    CHECK(changed.starts == local(1, 1, 1));
    CHECK(changed.period == dt::interval_value{0, 9, 0});
    CHECK(changed.document.text == "[]");
    CHECK(changed.settings.text == "{}");
    CHECK(changed.feels == mood::sad);
    auto const gone = sync_wait(session.get(formed, numbered_id(2)));
    sync_wait(session.remove(*gone));
    sync_wait(session.commit());
    CHECK(db.rows(formed.price != 0) == "1");
    auto const removal = dt::delete_from(formed).where(formed.id == numbered_id(1), formed.price == dt::decimal("7.25"));
    CHECK(sync_wait(session.execute(removal)).row_count() == 1);
}

TEST_CASE("The least and the greatest value, and the number of different ones") {
    two_rows db;
    auto rows = sync_wait(db.engine.execute(dt::select(dt::min(formed.price), dt::max(formed.price), dt::max(formed.opens), dt::max(formed.starts),
                                                       dt::min(formed.period), dt::count(dt::distinct(formed.feels)))));
    auto const [low, high, opens, starts, period, moods] = rows.one();
    CHECK(low == dt::decimal("-100.5"));
    CHECK(high == dt::decimal("100.5"));
    CHECK(opens == 9h + 30min + 1us);
    CHECK(starts == local(2026, 11, 22, 1h + 1us));
    CHECK(period == dt::interval_value{1, 2, 3});
    CHECK(moods == 2);
}

TEST_CASE("The database sorts as the values do") {
    types_database db;
    std::mt19937 random(2);
    std::vector<NewFormed> rows;
    for (unsigned i = 0; i < 200; ++i) {
        auto& row = rows.emplace_back(plain_formed(numbered_id(random())));
        row.price.value = dt::decimal(std::to_string(static_cast<int>(random() % 20'001) - 10'000) + "e-" + std::to_string(random() % 5));
        row.opens.value = std::chrono::microseconds(static_cast<std::int64_t>(random() % 86'400) * 1'000'000 + (random() % 2 != 0 ? random() % 1'000'000 : 0));
        row.starts.value = local(static_cast<int>(random() % 10'000), 1 + random() % 12, 1 + random() % 28, row.opens.value);
        row.period.value = dt::interval_value{0, static_cast<std::int32_t>(random() % 7) - 3, static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000};
    }
    Db session{db.engine};
    sync_wait(session.execute(dt::insert_into(formed).values(rows)));
    auto const sorted = [&](auto const& column, auto less) {
        auto const all = sync_wait(session.execute(dt::select(column).order_by(column))).scalars().all();
        REQUIRE(all.size() == rows.size());
        CHECK(std::is_sorted(all.begin(), all.end(), less));
    };
    sorted(formed.id, std::less<>());
    sorted(formed.price, std::less<>());
    sorted(formed.opens, std::less<>());
    sorted(formed.starts, std::less<>());
    sorted(formed.period, [](auto const& a, auto const& b) { return std::pair(a.days, a.microseconds) < std::pair(b.days, b.microseconds); });
}

}  // namespace
