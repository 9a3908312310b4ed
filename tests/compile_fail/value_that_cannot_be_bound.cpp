// SPDX-License-Identifier: BSL-1.0
// A raw statement binds values of the types that columns have, and types with a codec.
//
// expect: dovetail: a value of this C++ type cannot be bound; give it a dt::codec
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
struct point {
    int x, y;
};
auto const query = dt::raw<"SELECT ?", int>(point{1, 2});
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::raw<"SELECT ? + ?", int>(1, 2));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
