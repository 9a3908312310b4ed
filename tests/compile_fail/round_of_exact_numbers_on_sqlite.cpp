// SPDX-License-Identifier: BSL-1.0
// SQLite keeps exact numbers as text, and would round them as binary ones.
//
// expect: dovetail: this database has no such statement
// expect: SQLite.round(
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>
#include <dovetail/types/numeric.hpp>

#include "models.hpp"

template <class View>
struct PriceModel {
    static constexpr dt::table_name table = "prices";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "amount", dt::numeric<12, 2>> amount;
};
inline constexpr dt::table<PriceModel> prices;

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::round(prices.amount, 1)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::round(dt::sum(posts.score))));
    co_return result.scalar_one() == 8.0;
}
int main() { return run(program); }
#endif
