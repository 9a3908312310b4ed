// SPDX-License-Identifier: BSL-1.0
// An index is over columns and expressions, not over names of columns.
//
// expect: dovetail: an index takes columns of its table, and expressions of them
#include <dovetail/sqlite.hpp>

#include <dovetail/lowering/index.hpp>

namespace dt = dovetail;

template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>> name;
#ifdef MISTAKE
    static constexpr auto indexes(auto const&) { return std::tuple{dt::table_index<"by_name">("name")}; }
#else
    static constexpr auto indexes(auto const& row) { return std::tuple{dt::table_index<"by_name">(row.name)}; }
#endif
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
