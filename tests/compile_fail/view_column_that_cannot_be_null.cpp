// SPDX-License-Identifier: BSL-1.0
// What a view selects fits into its columns.
//
// expect: dovetail: a column of this view cannot hold what is selected for it; NULL needs dt::nullable, and numbers a type that is as wide
#include <dovetail/sqlite.hpp>

#include "models.hpp"

template <class View>
struct ActiveUserModel {
    static constexpr dt::table_name table = "active_users";
    dt::column<View, "id", dt::integer> id;
    dt::column<View, "username", dt::string<50>> username;
#ifdef MISTAKE
    static constexpr auto as_select() { return dt::select(users.id, users.nickname.as(dt::label<"username">())).where(users.is_active == true); }
#else
    static constexpr auto as_select() { return dt::select(users.id, dt::coalesce(users.nickname, users.username).as(dt::label<"username">())).where(users.is_active == true); }
#endif
};
inline constexpr dt::table<ActiveUserModel> active_users;
inline constexpr dt::metadata views{active_users};

#ifndef MISTAKE
dt::task<bool> program(Db& db) {
    co_await db.create_all(views);
    auto result = co_await db.execute(dt::select(active_users.username).order_by(active_users.id));
    co_return result.scalars().all() == std::vector<std::string>{"ann", "bobby"};
}
int main() { return run(program); }
#endif
