// SPDX-License-Identifier: BSL-1.0
// A MERGE says what it does with rows that match, or with those that do not.
//
// expect: dovetail: MERGE needs to know what to do; add .when_matched().do_update(...), or .when_not_matched().do_insert(...)
#include <dovetail/sqlite.hpp>
#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto merged = dt::merge_into(roles).using_(permissions).on(roles.id == permissions.id);
#ifdef MISTAKE
auto mistake() { return dt::sql<dt::postgres>(merged); }
#else
constexpr auto text = dt::sql<dt::postgres>(merged.when_matched().do_delete());
int main() { return text.ends_with("THEN DELETE") ? 0 : 1; }
#endif
