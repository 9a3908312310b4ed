// SPDX-License-Identifier: BSL-1.0
// The session tracks objects by their key; into a table without one, rows are inserted by insert_into.
//
// expect: dovetail: this needs a model with a primary key; mark its columns dt::primary_key
// expect: VisitModel
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;

template <class View>
struct VisitModel {
    static constexpr dt::table_name table = "visits";
    dt::column<View, "page", dt::string<100>> page;
    dt::column<View, "seconds", dt::integer> seconds;
};
using NewVisit = dt::new_row<VisitModel>;
inline constexpr dt::table<VisitModel> visits;

#ifdef MISTAKE
dt::task<void> add_visit(dt::session<dt::sqlite>& db) {
    auto visit = db.add(NewVisit{.page = "/", .seconds = 3});
    co_await db.commit();
    std::puts(visit->page.c_str());
}
#else
inline constexpr dt::metadata tables{visits};

dt::task<int> run() {
    dt::engine<dt::sqlite> engine{":memory:"};
    dt::session<dt::sqlite> db{engine};
    co_await db.create_all(tables);
    NewVisit const visit{.page = "/", .seconds = 3};
    auto inserted = co_await db.execute(dt::insert_into(visits).values(visit));
    auto result = co_await db.execute(dt::select(visits).where(visits.page == "/"));
    co_return inserted.row_count() == 1 && result.scalar_one().seconds == 3 ? 0 : 1;
}
int main() { return dt::sync_wait(run()); }
#endif
