// SPDX-License-Identifier: BSL-1.0
// Rows are changed in tables, not in views.
//
// expect: dovetail: a view has no rows of its own; change those of the tables that it selects from
#include <dovetail/sqlite.hpp>

#include "models.hpp"

template <class View>
struct ActiveUserModel {
    static constexpr dt::table_name table = "active_users";
    dt::column<View, "id", dt::integer> id;
    dt::column<View, "username", dt::string<50>> username;
    static constexpr auto as_select() { return dt::select(users.id, users.username).where(users.is_active == true); }
};
inline constexpr dt::table<ActiveUserModel> active_users;
inline constexpr dt::metadata views{active_users};

#ifdef MISTAKE
dt::task<void> add(Db& db) {
    (void)co_await db.execute(dt::insert_into(active_users).values(active_users.id = 7, active_users.username = "dan"));
}
#else
dt::task<bool> program(Db& db) {
    co_await db.create_all(views);
    (void)co_await db.execute(dt::insert_into(users).values(users.username = "dan", users.email = "dan@example.com", users.role_id = 1));
    auto result = co_await db.execute(dt::select(active_users.username).order_by(active_users.id));
    co_return result.scalars().all() == std::vector<std::string>{"ann", "bob", "dan"};
}
int main() { return run(program); }
#endif
