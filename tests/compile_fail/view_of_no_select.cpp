// SPDX-License-Identifier: BSL-1.0
// A view is a select under a name.
//
// expect: dovetail: as_select() of a view returns a select, or several put together
#include <dovetail/sqlite.hpp>

#include "models.hpp"

template <class View>
struct EverybodyModel {
    static constexpr dt::table_name table = "everybody";
    dt::column<View, "id", dt::integer> id;
#ifdef MISTAKE
    static constexpr auto as_select() { return users.id; }
#else
    static constexpr auto as_select() { return dt::select(users.id); }
#endif
};
inline constexpr dt::table<EverybodyModel> everybody;
inline constexpr dt::metadata views{everybody};

#ifndef MISTAKE
dt::task<bool> program(Db& db) {
    co_await db.create_all(views);
    auto result = co_await db.execute(dt::select(everybody.id).where(everybody.id > 2));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
