// SPDX-License-Identifier: BSL-1.0
// A check is about one row.
//
// expect: dovetail: a check, an index or a computed column sees the row that it is about and nothing else
// lines(g++): 30
// lines(clang++): 50
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;

template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "rank", dt::integer> rank;
#ifdef MISTAKE
    static constexpr auto checks(auto const& row) { return std::tuple{dt::check_constraint<"ranks">(row.rank < dt::count())}; }
#else
    static constexpr auto checks(auto const& row) { return std::tuple{dt::check_constraint<"ranks">(row.rank.in_(1, 2, 3))}; }
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
