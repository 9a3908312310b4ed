// SPDX-License-Identifier: BSL-1.0
// Views: created behind their tables, queried as models, replaced, dropped before their tables.
#include "support/models.hpp"
#include "support/database.hpp"

using namespace dovetail_test;

namespace {

template <class View>
struct ActiveUserModel {
    static constexpr dt::table_name table = "active_users";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>> name;
    dt::column<View, "role", dt::nullable<dt::string<50>>> role;
    static constexpr auto as_select() {
        return dt::select(users.id, users.username.as(dt::label<"name">()), roles.name.as(dt::label<"role">()))
            .left_join(users.role)
            .where(users.is_active == true, users.username != "it's");
    }
};
using ActiveUser = dt::entity<ActiveUserModel>;
inline constexpr dt::table<ActiveUserModel> active_users;

template <class View>
struct RoleCountModel {
    static constexpr dt::table_name table = "role_counts";
    dt::column<View, "role", dt::nullable<dt::text>> role;
    dt::column<View, "members", dt::bigint> members;
    static constexpr auto as_select() { return dt::select(active_users.role, dt::count()).group_by(active_users.role); }
};
inline constexpr dt::table<RoleCountModel> role_counts;
inline constexpr dt::metadata views{role_counts, active_users, users, roles};

struct views_database : filled_database {
    Db db{engine};
    views_database() { sync_wait(db.create_all(views)); }
};

}  // namespace

TEST_CASE("a view is queried as its model") {
    views_database base;
    auto const expected = single(base.db, dt::select(dt::count(users.id)).where(users.is_active == true));
    auto const found = sync_wait(base.db.execute(dt::select(active_users).order_by(active_users.id))).scalars().all();
    REQUIRE(found.size() == static_cast<std::size_t>(expected));
    auto const plain = sync_wait(base.db.execute(dt::select(users).where(users.is_active == true).order_by(users.id))).scalars().all();
    for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK(found[i].id == plain[i].id);
        CHECK(found[i].name == plain[i].username);
        CHECK(found[i].role.has_value());
    }
    auto const named = dt::select(active_users.id).where(active_users.name == plain[0].username, active_users.role != "nobody");
    CHECK(single(base.db, named) == plain[0].id);
}

TEST_CASE("a view of a view, and a join with a table") {
    views_database base;
    auto const active = single(base.db, dt::select(dt::count(active_users.id)));
    CHECK(single(base.db, dt::select(dt::sum(role_counts.members))) == active);
    auto const joined = dt::select(dt::count(users.id)).join(active_users, active_users.id == users.id);
    CHECK(single(base.db, joined) == active);
}

TEST_CASE("a view shows what its tables hold") {
    views_database base;
    sync_wait(base.db.execute(dt::update(users).set(users.is_active = false).all_rows()));
    CHECK(single(base.db, dt::select(dt::count(active_users.id))) == 0);
    CHECK(sync_wait(base.db.execute(dt::select(role_counts))).all().empty());
}

TEST_CASE("views are created again, and dropped before their tables") {
    views_database base;
    sync_wait(base.db.create_all(views));
    CHECK(single(base.db, dt::select(dt::count(role_counts.members))) > 0);
    sync_wait(base.db.commit());
    constexpr dt::metadata only_views{active_users, role_counts};
    sync_wait(base.db.drop_all(only_views));
    CHECK(failure(base.db.execute(dt::select(active_users))).category() == dt::error_category::syntax);
    sync_wait(base.db.rollback());
    CHECK(single(base.db, dt::select(dt::count(users.id))) > 0);
    sync_wait(base.db.commit());
    sync_wait(base.db.create_all(only_views));
    constexpr dt::metadata everything{role_counts, active_users, comments, posts, user_groups, groups, profiles, role_permissions, permissions, users, roles};
    sync_wait(base.db.drop_all(everything));
    CHECK(failure(base.db.execute(dt::select(users))).category() == dt::error_category::syntax);
}
