// SPDX-License-Identifier: BSL-1.0
// A default is a value of its column.
//
// expect: dovetail: this default_value is no value of the column's SQL type, or is longer than its dt::string<n>
// lines(g++): 30
// lines(clang++): 50
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;

template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
#ifdef MISTAKE
    dt::column<View, "rank", dt::integer, dt::default_value<"first">> rank;
#else
    dt::column<View, "rank", dt::integer, dt::default_value<1>> rank;
#endif
    dt::column<View, "code", dt::string<5>, dt::default_value<"first">> code;
    dt::column<View, "share", dt::nullable<dt::real>, dt::default_value<1>> share;
};
inline constexpr dt::table<UserModel> users;
inline constexpr dt::metadata tables{users};

dt::task<int> run() {
    dt::engine<dt::sqlite> engine{":memory:"};
    dt::session<dt::sqlite> db{engine};
    co_await db.create_all(tables);
    co_return 0;
}
int main() { return dt::sync_wait(run()); }
