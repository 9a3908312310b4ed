// SPDX-License-Identifier: BSL-1.0
// A constraint over several columns names columns of its own table.
//
// expect: dovetail: a constraint names a column that this model does not have
// expect: users.surname
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;

template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "first", dt::string<50>> first;
    dt::column<View, "last", dt::string<50>> last;
#ifdef MISTAKE
    using constraints = dt::constraints<dt::unique_on<"first", "surname">>;
#else
    using constraints = dt::constraints<dt::unique_on<"first", "last">>;
#endif
};
inline constexpr dt::table<UserModel> users;
inline constexpr dt::metadata tables{users};

#ifndef MISTAKE
dt::task<int> run() {
    dt::engine<dt::sqlite> engine{":memory:"};
    dt::session<dt::sqlite> db{engine};
    co_await db.create_all(tables);
    db.add(dt::new_row<UserModel>{.first = "ann", .last = "smith"});
    db.add(dt::new_row<UserModel>{.first = "ann", .last = "brown"});
    co_await db.flush();
    db.add(dt::new_row<UserModel>{.first = "ann", .last = "smith"});
    try {
        co_await db.flush();
    } catch (dt::error const& failure) {
        co_return failure.category() == dt::error_category::unique ? 0 : 1;
    }
    co_return 2;
}
int main() { return dt::sync_wait(run()); }
#endif
