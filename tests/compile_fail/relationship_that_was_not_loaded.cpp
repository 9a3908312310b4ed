// SPDX-License-Identifier: BSL-1.0
// What is loaded is part of the type: a user whose role was not loaded has none, so that no loop sends a query for each.
//
// expect: dovetail: not loaded; joinedload it
// expect: or co_await db.load(object, it)
// expect: "role"
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<std::string> role_of(Db& db, int id) {
    auto result = co_await db.execute(dt::select(users).where(users.id == id));
    auto user = result.scalar_one();
    co_return user.role.name;
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users).where(users.id == 1).options(dt::joinedload(users.role)));
    auto user = result.scalar_one();

    auto later = co_await db.execute(dt::select(users).where(users.id == 1));
    auto plain = later.scalar_one();
    auto role = co_await db.load(plain, users.role);
    co_return user.role.name == "admin" && role == user.role;
}
int main() { return run(program); }
#endif
