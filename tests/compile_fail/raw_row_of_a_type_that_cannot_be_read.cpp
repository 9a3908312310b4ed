// SPDX-License-Identifier: BSL-1.0
// What a raw statement gives is read into types that a column has.
//
// expect: dovetail: a column cannot be read into this C++ type; give it a dt::codec
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
struct price {
    explicit price(int) {}
};
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::raw<"SELECT score FROM posts", price>());
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::raw<"SELECT score FROM posts WHERE id = 1", int>());
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
