// SPDX-License-Identifier: BSL-1.0
// ANY and ALL stand beside a comparison; LIKE takes one pattern.
//
// expect: dovetail: any_() and all_() are compared by == != < <= > >=
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db, std::vector<std::string> patterns) {
    auto result = co_await db.execute(dt::select(users.id).where(users.username.like(dt::any_(patterns))));
}
#else
dt::task<bool> program(Db& db) {
    std::vector<std::string> const names = {"bob"};
    auto result = co_await db.execute(dt::select(users.id).where(users.username == dt::any_(names)));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
