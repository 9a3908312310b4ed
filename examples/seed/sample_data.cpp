// SPDX-License-Identifier: BSL-1.0
#include "sample_data.hpp"

#include <chrono>

namespace {

dt::task<void> fill_any(Db auto& db) {
    using namespace std::chrono_literals;
    using std::chrono::sys_days;

    co_await db.create_all(tables);

    auto const admin = db.add(NewRole{.name = "admin"});
    auto const member = db.add(NewRole{.name = "member"});
    auto const read = db.add(NewPermission{.name = "read"});
    auto const write = db.add(NewPermission{.name = "write"});
    auto const ban = db.add(NewPermission{.name = "ban"});
    auto const chess = db.add(NewGroup{.name = "chess"});
    auto const choir = db.add(NewGroup{.name = "choir"});
    auto const running = db.add(NewGroup{.name = "running"});
    co_await db.flush();        // the database makes the keys, which the rows below need

    for (auto const& permission : {read, write, ban})
        db.add(NewRolePermission{.role_id = admin->id, .permission_id = permission->id});
    for (auto const& permission : {read, write})
        db.add(NewRolePermission{.role_id = member->id, .permission_id = permission->id});

    // Users get the keys 1 to 10. The later the key, the earlier the user was created.
    int day = 10;
    for (std::string const name :
         {"john", "mary", "ann", "bob", "carol", "dave", "erin", "frank", "grace", "heidi"}) {
        bool const leads = name == "john" || name == "mary";
        db.add(NewUser{.username = name,
                       .email = name + "@example.com",
                       .hashed_password = "$2b$12$" + name,
                       .is_active = name != "bob",
                       .created_at = sys_days(2024y / 5 / day--),
                       .role_id = leads ? admin->id : member->id});
    }
    co_await db.flush();

    db.add(NewUserGroup{.user_id = 1, .group_id = running->id, .joined_on = 2024y / 6 / 1});
    db.add(NewUserGroup{.user_id = 1, .group_id = chess->id, .joined_on = 2024y / 6 / 2});
    db.add(NewUserGroup{.user_id = 3, .group_id = chess->id, .joined_on = 2024y / 6 / 3});
    db.add(NewUserGroup{.user_id = 3, .group_id = choir->id});
    co_await db.commit();
}

}  // namespace

dt::task<void> fill(SqliteDb& db) { return fill_any(db); }
dt::task<void> fill(PostgresDb& db) { return fill_any(db); }
