// SPDX-License-Identifier: BSL-1.0
// A row of defaults names no column that could conflict.
//
// expect: dovetail: an INSERT of default_values() takes no on_conflict()
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

template <class View>
struct TicketModel {
    static constexpr dt::table_name table = "tickets";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
};
inline constexpr dt::table<TicketModel> tickets;

#ifdef MISTAKE
auto const statement = dt::insert_into(tickets).default_values().on_conflict().do_nothing();
#else
dt::task<bool> program(Db& db) {
    co_await db.create_all(dt::metadata{tickets});
    co_await db.execute(dt::insert_into(tickets).default_values());
    auto result = co_await db.execute(dt::select(tickets.id));
    co_return result.scalar_one() == 1;
}
int main() { return run(program); }
#endif
