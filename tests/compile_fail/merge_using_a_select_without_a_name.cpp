// SPDX-License-Identifier: BSL-1.0
// The source's columns are named in conditions and values, so a query that is one has a name.
//
// expect: dovetail: using_() takes a table, or a query that has a name, such as dt::subquery<"name">(query)
#include <dovetail/sqlite.hpp>
#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
constexpr auto merged = dt::merge_into(roles).using_(dt::select(permissions.id));
#else
constexpr auto some = dt::subquery<"some">(dt::select(permissions.id));
constexpr auto text = dt::sql<dt::postgres>(dt::merge_into(roles).using_(some).on(roles.id == some[permissions.id]).when_matched().do_delete());
int main() { return text.ends_with("THEN DELETE") ? 0 : 1; }
#endif
