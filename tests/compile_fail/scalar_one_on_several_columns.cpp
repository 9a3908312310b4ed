// SPDX-License-Identifier: BSL-1.0
// A row of two columns is not one thing; SQLAlchemy gives the first of them, without a word.
//
// expect: dovetail: scalars(), scalar_one() and scalar_one_or_none() need a select of exactly one thing; use all(), one() or one_or_none()
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<std::string> name_of(Db& db, int id) {
    auto result = co_await db.execute(dt::select(users.username, users.email).where(users.id == id));
    co_return result.scalar_one();
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.username, users.email).where(users.id == 1));
    auto const row = result.one();
    auto const& [username, email] = row;
    co_return username == "ann" && email == "ann@example.com" && row[users.username] == username;
}
int main() { return run(program); }
#endif
