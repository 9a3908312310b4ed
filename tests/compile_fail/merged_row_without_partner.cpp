// SPDX-License-Identifier: BSL-1.0
// A row that is not matched has no partner in the table that is merged into.
//
// expect: dovetail: when_not_matched() is about a row of the source that has no partner, so its conditions and values are of the source's columns only
// expect: roles.name
#include <dovetail/sqlite.hpp>
#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto merged = dt::merge_into(roles).using_(permissions).on(roles.id == permissions.id);
#ifdef MISTAKE
auto mistake() { return dt::sql<dt::postgres>(merged.when_not_matched().do_insert(roles.name = roles.name)); }
#else
constexpr auto text = dt::sql<dt::postgres>(merged.when_not_matched().do_insert(roles.name = permissions.name));
int main() { return text.ends_with(R"(VALUES ("permissions"."name"))") ? 0 : 1; }
#endif
