// SPDX-License-Identifier: BSL-1.0
// SQLite takes NULL for what is not given. A question mark in a string or a comment is no placeholder.
//
// expect: dovetail: this raw statement is not given as many values as it has placeholders
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_names(Db& db, int first, int last) {
    auto result = co_await db.execute(
        dt::raw<"SELECT username FROM users WHERE id BETWEEN ? AND ?", std::string>(first + last));
    for (auto const& name : result.scalars().all()) std::puts(name.c_str());
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::raw<"SELECT username || '?' FROM users WHERE id BETWEEN ? AND ? -- or?", std::string>(2, 2));
    co_return result.scalar_one() == "bob?";
}
int main() { return run(program); }
#endif
