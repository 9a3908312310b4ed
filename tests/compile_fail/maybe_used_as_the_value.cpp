// SPDX-License-Identifier: BSL-1.0
// One row or none is not one row: SQLAlchemy's scalar_one_or_none() may give None.
//
// expect: dovetail: there may be no row here;
// expect: test it, then use * or ->
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<std::string> email_of(Db& db, int id) {
    auto result = co_await db.execute(dt::select(users).where(users.id == id));
    auto user = result.scalar_one_or_none();
    co_return user.email;
}
#else
dt::task<bool> program(Db& db) {
    auto found = co_await db.execute(dt::select(users).where(users.id == 1));
    auto missing = co_await db.execute(dt::select(users).where(users.id == 77));
    auto ann = found.scalar_one_or_none();
    auto nobody = missing.scalar_one_or_none();
    if (!ann || nobody) co_return false;
    try {
        co_return (*nobody).email.empty();
    } catch (dt::no_result_found const& refused) {
        co_return ann->email == "ann@example.com" && std::string_view(refused.what()).starts_with("dovetail:");
    }
}
int main() { return run(program); }
#endif
