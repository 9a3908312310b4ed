// SPDX-License-Identifier: BSL-1.0
// A nickname may be NULL, which no std::string can hold.
//
// expect: dovetail: a field of this struct cannot hold what is selected for it; NULL needs a std::optional, and numbers a type that is as wide
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
struct named {
    int id;
    std::string nickname;
};
dt::task<void> nicknames(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, users.nickname).into<named>());
}
#else
struct named {
    int id;
    std::optional<std::string> nickname;
};
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, users.nickname).where(users.id == 2).into<named>());
    co_return result.scalar_one().nickname == "bobby";
}
int main() { return run(program); }
#endif
