// SPDX-License-Identifier: BSL-1.0
// Each table is described once.
//
// expect: dovetail: two models of this metadata have the same table name
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;

template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
};
template <class View>
struct CustomerModel {
#ifdef MISTAKE
    static constexpr dt::table_name table = "users";
#else
    static constexpr dt::table_name table = "customers";
#endif
    dt::column<View, "id", dt::integer, dt::primary_key> id;
};
inline constexpr dt::table<UserModel> users;
inline constexpr dt::table<CustomerModel> customers;
inline constexpr dt::metadata tables{users, customers};

#ifndef MISTAKE
dt::task<int> run() {
    dt::engine<dt::sqlite> engine{":memory:"};
    dt::session<dt::sqlite> db{engine};
    co_await db.create_all(tables);
    auto user = co_await db.get(users, 1);
    auto customer = co_await db.get(customers, 1);
    co_return user || customer ? 1 : 0;
}
int main() { return dt::sync_wait(run()); }
#endif
