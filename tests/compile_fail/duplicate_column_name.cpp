// SPDX-License-Identifier: BSL-1.0
// Two columns of one model have two names.
//
// expect: dovetail: two columns of one model have the same name
// expect: users.email
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;

template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "email", dt::string<100>> email;
#ifdef MISTAKE
    dt::column<View, "email", dt::nullable<dt::string<100>>> second_email;
#else
    dt::column<View, "second_email", dt::nullable<dt::string<100>>> second_email;
#endif
};
inline constexpr dt::table<UserModel> users;
inline constexpr dt::metadata tables{users};

#ifndef MISTAKE
dt::task<int> run() {
    dt::engine<dt::sqlite> engine{":memory:"};
    dt::session<dt::sqlite> db{engine};
    co_await db.create_all(tables);
    auto inserted = co_await db.execute(dt::insert_into(users).values(users.email = "a@b.c"));
    auto result = co_await db.execute(dt::select(users.email, users.second_email));
    auto const [email, second] = result.one();
    co_return inserted.row_count() == 1 && email == "a@b.c" && !second ? 0 : 1;
}
int main() { return dt::sync_wait(run()); }
#endif
