// SPDX-License-Identifier: BSL-1.0
// An array has elements, and an element is no array.
//
// expect: dovetail: an array has one dimension
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>
#include <dovetail/types/array.hpp>

#include "models.hpp"

template <class View>
struct BoardModel {
    static constexpr dt::table_name table = "boards";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
#ifdef MISTAKE
    dt::column<View, "fields", dt::array<dt::array<dt::integer>>> fields;
#else
    dt::column<View, "fields", dt::array<dt::integer>> fields;
#endif
};
inline constexpr dt::table<BoardModel> boards;
inline constexpr dt::metadata games{boards};

#ifndef MISTAKE
dt::task<bool> program(Db& db) {
    co_await db.create_all(games);
    dt::new_row<BoardModel> row{.fields = std::vector{1, 2}};
    db.add(row);
    auto result = co_await db.execute(dt::select(dt::array_length(boards.fields)));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
