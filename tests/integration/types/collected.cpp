// SPDX-License-Identifier: BSL-1.0
//
// Values of every type collected into an array, and rows of them looked for among many.
#include "models.hpp"

#include <dovetail/functions/aggregate.hpp>
#include <dovetail/sql.hpp>

#include <algorithm>

using namespace dovetail_test;
using namespace std::chrono_literals;

namespace {

class collected_rows : public types_database {
public:
    collected_rows() {
        auto const first = plain_formed(numbered_id(1));
        auto other = plain_formed(numbered_id(2));
        other.price.value = dt::decimal("-1234567890123456789.125");
        other.cost.value = cents{-7};
        other.code.value = "b";
        other.opens.value = 23h + 1us;
        other.starts.value = local(1, 2, 3, 4us);
        other.period.value = dt::interval_value{-1, 3, -5};
        other.settings.value = R"({"b": [1, "x"]})";
        other.feels.value = mood::happy;
        Db db{engine};
        sync_wait(db.execute(dt::insert_into(formed).values(first)));
        sync_wait(db.execute(dt::insert_into(formed).values(other)));
        sync_wait(db.execute(dt::insert_into(maybe_formed).values(maybe_formed.id = 1, maybe_formed.token = numbered_id(7), maybe_formed.price = dt::decimal("1.25"))));
        sync_wait(db.execute(dt::insert_into(maybe_formed).values(maybe_formed.id = 2)));
        sync_wait(db.commit());
    }
    /// Whether the values of a column that are collected are those that are selected one by one.
    template <class Column>
    bool collects(Column const& column) {
        auto const some = sync_wait(engine.execute(dt::select(dt::array_agg(column)))).scalar_one();
        auto one_by_one = sync_wait(engine.execute(dt::select(column))).scalars().all();
        return some && std::ranges::is_permutation(*some, one_by_one);
    }
};

}  // namespace

TEST_CASE("Values of each type are collected as they are") {
    collected_rows db;
    CHECK(db.collects(formed.id));
    CHECK(db.collects(formed.price));
    CHECK(db.collects(formed.code));
    CHECK(db.collects(formed.opens));
    CHECK(db.collects(formed.starts));
    CHECK(db.collects(formed.period));
    CHECK(db.collects(formed.settings));
    CHECK(db.collects(formed.feels));
    CHECK(db.collects(maybe_formed.id));
    CHECK(db.collects(maybe_formed.token));
    CHECK(db.collects(maybe_formed.price));
}

TEST_CASE("Rows of each type are looked for among many") {
    collected_rows db;
    auto const found = [&](auto const& row, auto const&... values) {
        auto const wanted = std::vector{std::tuple(values...)};
        auto const with = sync_wait(db.engine.execute(dt::select(dt::count()).select_from(formed).where(row.in_(wanted)))).scalar_one();
        auto const without = sync_wait(db.engine.execute(dt::select(dt::count()).select_from(formed).where(row.not_in(wanted)))).scalar_one();
        CHECK(with + without == 2);
        return with == 1;
    };
    CHECK(found(dt::tuple_(formed.id, formed.price, formed.code), numbered_id(2), dt::decimal("-1234567890123456789.125"), std::string("b")));
    CHECK(found(dt::tuple_(formed.opens, formed.starts), 23h + 1us, local(1, 2, 3, 4us)));
    CHECK(found(dt::tuple_(formed.period, formed.feels), dt::interval_value{1, 2, 3}, mood::ok));
    CHECK(found(dt::tuple_(formed.cost, formed.id), cents{-7}, numbered_id(2)));
    CHECK_FALSE(found(dt::tuple_(formed.cost, formed.id), cents{-7}, numbered_id(1)));
}
