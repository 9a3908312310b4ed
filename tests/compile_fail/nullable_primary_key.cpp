// SPDX-License-Identifier: BSL-1.0
// A key says which row it is; NULL says nothing.
//
// expect: dovetail: a primary key cannot be nullable
// expect: countries.code
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;

template <class View>
struct CountryModel {
    static constexpr dt::table_name table = "countries";
#ifdef MISTAKE
    dt::column<View, "code", dt::nullable<dt::string<2>>, dt::primary_key> code;
#else
    dt::column<View, "code", dt::string<2>, dt::primary_key> code;
#endif
    dt::column<View, "name", dt::string<100>> name;
};
inline constexpr dt::table<CountryModel> countries;
inline constexpr dt::metadata tables{countries};

#ifndef MISTAKE
dt::task<int> run() {
    dt::engine<dt::sqlite> engine{":memory:"};
    dt::session<dt::sqlite> db{engine};
    co_await db.create_all(tables);
    auto country = db.add(dt::new_row<CountryModel>{.code = "no", .name = "Norway"});
    co_await db.commit();
    auto same = co_await db.get(countries, "no");
    co_return same && *same == country ? 0 : 1;
}
int main() { return dt::sync_wait(run()); }
#endif
