// SPDX-License-Identifier: BSL-1.0
// What MERGE did with a row is known where it returns the row.
//
// expect: dovetail: merge_action() says what a MERGE did with a row, so only the returning() of a MERGE takes it
#include <dovetail/sqlite.hpp>
#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto merged = dt::merge_into(roles).using_(permissions).on(roles.id == permissions.id).when_matched().do_delete();
#ifdef MISTAKE
auto mistake() { return dt::sql<dt::postgres>(dt::select(roles.id, dt::merge_action())); }
#else
constexpr auto text = dt::sql<dt::postgres>(merged.returning(roles.id, dt::merge_action()));
int main() { return text.ends_with("RETURNING \"roles\".\"id\", merge_action()") ? 0 : 1; }
#endif
