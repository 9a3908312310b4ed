// SPDX-License-Identifier: BSL-1.0
// A new row that MERGE makes has what any new row has.
//
// expect: dovetail: a NOT NULL column without default is left out; give it a value
// expect: roles.name
#include <dovetail/sqlite.hpp>
#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto merged = dt::merge_into(roles).using_(permissions).on(roles.id == permissions.id);
#ifdef MISTAKE
auto mistake() { return dt::sql<dt::postgres>(merged.when_not_matched().do_insert(roles.id = permissions.id)); }
#else
constexpr auto text = dt::sql<dt::postgres>(merged.when_not_matched().do_insert(roles.name = permissions.name));
int main() { return text.ends_with(R"(VALUES ("permissions"."name"))") ? 0 : 1; }
#endif
