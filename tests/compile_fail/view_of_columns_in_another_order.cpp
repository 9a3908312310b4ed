// SPDX-License-Identifier: BSL-1.0
// A view's columns are those of its select, by their names.
//
// expect: dovetail: a view's columns stand in the order of its select and have the names there; give another name by expression.as(label)
#include <dovetail/sqlite.hpp>

#include "models.hpp"

template <class View>
struct ActiveUserModel {
    static constexpr dt::table_name table = "active_users";
    dt::column<View, "id", dt::integer> id;
    dt::column<View, "username", dt::string<50>> username;
#ifdef MISTAKE
    static constexpr auto as_select() { return dt::select(users.username, users.id).where(users.is_active == true); }
#else
    static constexpr auto as_select() { return dt::select(users.id, users.username).where(users.is_active == true); }
#endif
};
inline constexpr dt::table<ActiveUserModel> active_users;
inline constexpr dt::metadata views{active_users};

#ifndef MISTAKE
dt::task<bool> program(Db& db) {
    co_await db.create_all(views);
    auto result = co_await db.execute(dt::select(active_users.username).order_by(active_users.id));
    co_return result.scalars().all() == std::vector<std::string>{"ann", "bob"};
}
int main() { return run(program); }
#endif
