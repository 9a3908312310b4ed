// SPDX-License-Identifier: BSL-1.0
// Joined rows are folded by the key of their object.
//
// expect: dovetail: a joined collection is folded by the keys of its objects, and one of these models has none; mark the key's columns dt::primary_key
// expect: VisitModel
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;

template <class View> struct ClickModel;

template <class View>
struct VisitModel {
    static constexpr dt::table_name table = "visits";
#ifdef MISTAKE
    dt::column<View, "page", dt::string<100>, dt::unique> page;
#else
    dt::column<View, "page", dt::string<100>, dt::primary_key> page;
#endif
    dt::one_to_many<View, "clicks", ClickModel> clicks;
};
template <class View>
struct ClickModel {
    static constexpr dt::table_name table = "clicks";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "page", dt::string<100>, dt::references<VisitModel, "page">> page;
};
inline constexpr dt::table<VisitModel> visits;
inline constexpr dt::table<ClickModel> clicks;
inline constexpr dt::metadata tables{visits, clicks};

#ifdef MISTAKE
dt::task<void> print_clicks(dt::session<dt::sqlite>& db) {
    auto result = co_await db.execute(dt::select(visits).options(dt::joinedload(visits.clicks)));
    for (auto const& visit : result.scalars().all()) std::puts(visit.page.c_str());
}
#else
dt::task<int> run() {
    dt::engine<dt::sqlite> engine{":memory:"};
    dt::session<dt::sqlite> db{engine};
    co_await db.create_all(tables);
    auto visit = co_await db.execute(dt::insert_into(visits).values(visits.page = "/"));
    auto first = co_await db.execute(dt::insert_into(clicks).values(clicks.page = "/"));
    auto second = co_await db.execute(dt::insert_into(clicks).values(clicks.page = "/"));
    auto result = co_await db.execute(dt::select(visits).options(dt::joinedload(visits.clicks)));
    co_return visit.row_count() + first.row_count() + second.row_count() == 3 && result.scalar_one().clicks.size() == 2
        ? 0 : 1;
}
int main() { return dt::sync_wait(run()); }
#endif
