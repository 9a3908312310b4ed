// SPDX-License-Identifier: BSL-1.0
#include "support/models.hpp"

namespace dovetail_test {
namespace {

void fill(Db& db) {
    using std::chrono::year_month_day;
    using namespace std::chrono_literals;
    auto const day = [](unsigned d) { return year_month_day(2026y, std::chrono::January, std::chrono::day(d)); };
    auto const noon = dt::value_of<dt::datetime>(std::chrono::sys_days(day(1))) + 12h;
    for (auto name : {"admin", "member", "guest"}) (void)db.add(NewRole{.name = name});
    for (auto name : {"read", "write"}) (void)db.add(NewPermission{.name = name});
    for (auto [role, permission] : {std::pair(1, 1), {1, 2}, {2, 1}})
        (void)db.add(NewRolePermission{.role_id = role, .permission_id = permission});
    (void)db.add(NewUser{.username = "ann", .created_at = noon, .role_id = 1});
    (void)db.add(NewUser{.username = "bob", .created_at = noon + 2h, .role_id = 1});
    (void)db.add(NewUser{.username = "cid", .nickname = "c", .is_active = false, .created_at = noon + 1h, .role_id = 2});
    (void)db.add(NewProfile{.bio = "of bob", .user_id = 2});
    (void)db.add(NewProfile{.bio = "of cid", .user_id = 3});
    for (auto name : {"red", "green", "blue"}) (void)db.add(NewGroup{.name = name});
    std::vector<NewUserGroup> const members{{.user_id = 1, .group_id = 1}, {.user_id = 1, .group_id = 3},
                                            {.user_id = 1, .group_id = 2}, {.user_id = 2, .group_id = 3}};
    (void)sync_wait(db.execute(dt::insert_into(user_groups).values(members)));
    (void)db.add(NewPost{.title = "first", .score = 7, .author_id = 1, .reviewer_id = 2});
    (void)db.add(NewPost{.title = "second", .author_id = 1, .reviewer_id = 3});
    (void)db.add(NewPost{.title = "third", .score = -2, .author_id = 2});
    (void)db.add(NewComment{.text = "old", .written = day(1), .post_id = 1});
    (void)db.add(NewComment{.text = "new", .written = day(3), .post_id = 1});
    (void)db.add(NewComment{.text = "new too", .written = day(3), .post_id = 1});
    (void)db.add(NewComment{.text = "fine", .written = day(2), .post_id = 3});
}

}  // namespace

filled_database::filled_database() {
    Db db{engine};
    sync_wait(db.create_all(tables));
    fill(db);
    sync_wait(db.commit());
}

}  // namespace dovetail_test
