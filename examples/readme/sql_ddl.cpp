// SPDX-License-Identifier: BSL-1.0
// The code of docs/sql_ddl.md.
#include <dovetail/sqlite.hpp>
#include <dovetail/functions/string.hpp>
#include <dovetail/lowering/generated.hpp>
#include <dovetail/lowering/index.hpp>

#include <iostream>

namespace dt = dovetail;

template <class View>
struct MemberModel {
    static constexpr dt::table_name table = "members";
    using comment = dt::comment<"everybody who ever joined">;

    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<80>> name;
    dt::column<View, "is_active", dt::boolean, dt::default_value<true>> is_active;
    dt::column<View, "points", dt::integer, dt::default_value<0>, dt::comment<"of this year">> points;
    dt::column<View, "doubled", dt::bigint, dt::generated<>> doubled;

    using constraints = dt::constraints<dt::index_on<"points", "name">>;
    static constexpr auto generated(auto const& row) { return std::tuple{dt::generated_as<"doubled">(row.points * 2)}; }
    static constexpr auto checks(auto const& row) {
        return std::tuple{dt::check_constraint<"points_range">(row.points >= 0 && row.points < 1000)};
    }
    static constexpr auto indexes(auto const& row) {
        return std::tuple{dt::table_index<"one_active_of_a_name">(dt::lower(row.name)).unique().where(row.is_active == true),
                          dt::table_index<"best_first">(row.points.desc(), row.id)};
    }
};
using NewMember = dt::new_row<MemberModel>;
inline constexpr dt::table<MemberModel> members;

template <class View>
struct ActiveMemberModel {
    static constexpr dt::table_name table = "active_members";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<80>> name;
    static constexpr auto as_select() { return dt::select(members.id, members.name).where(members.is_active == true); }
};
inline constexpr dt::table<ActiveMemberModel> active_members;
inline constexpr dt::metadata tables{members, active_members};

using Db = dt::session<dt::sqlite>;

dt::task<void> print_active(Db& db) {
    auto result = co_await db.execute(dt::select(active_members).where(active_members.name.startswith("A")));
    for (auto const& member : result.scalars().all()) std::cout << member.id << " " << member.name << "\n";
}

dt::task<int> run() {
    dt::engine<dt::sqlite> engine{":memory:"};
    Db db{engine};
    co_await db.create_all(tables);
    std::vector<NewMember> const some{NewMember{.name = "Ann", .points = 7}, NewMember{.name = "Abe", .is_active = false}};
    auto inserted = co_await db.execute(dt::insert_into(members).values(some));
    co_await print_active(db);
    auto count = co_await db.execute(dt::select(dt::count(active_members.id)));
    co_return inserted.row_count() == 2 && count.scalar_one() == 1 ? 0 : 1;
}

int main() { return dt::sync_wait(run()); }
