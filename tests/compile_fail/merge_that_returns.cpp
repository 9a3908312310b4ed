// SPDX-License-Identifier: BSL-1.0
// PostgreSQL's MERGE returns nothing before its version 17.
//
// expect: dovetail: MERGE returns no rows, only row_count(); select them afterwards
#include <dovetail/sqlite.hpp>
#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto merged = dt::merge_into(roles).using_(permissions).on(roles.id == permissions.id).when_matched().do_delete();
#ifdef MISTAKE
auto mistake() { return dt::sql<dt::postgres>(merged.returning(roles.id)); }
#else
constexpr auto text = dt::sql<dt::postgres>(merged);
int main() { return text.ends_with("THEN DELETE") ? 0 : 1; }
#endif
