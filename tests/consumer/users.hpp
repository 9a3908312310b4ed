// One model, seen by two translation units.
#pragma once

#include <dovetail/sqlite.hpp>

namespace consumer {

namespace dt = dovetail;

template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";

    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "username", dt::string<50>, dt::unique> username;
};

using User = dt::entity<UserModel>;
using NewUser = dt::new_row<UserModel>;
inline constexpr dt::table<UserModel> users;
inline constexpr dt::metadata tables{users};

using Db = dt::session<dt::sqlite>;

dt::task<void> add_users(Db& db);
dt::task<int> count_users(Db& db);

} // namespace consumer
