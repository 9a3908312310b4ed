// SPDX-License-Identifier: BSL-1.0
// A step without conditions takes every row, so nothing is left for one behind it.
//
// expect: dovetail: one before this takes every row, as it has no condition; let it be the last
#include <dovetail/sqlite.hpp>
#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto merged = dt::merge_into(roles).using_(permissions).on(roles.id == permissions.id);
#ifdef MISTAKE
auto mistake() { return dt::sql<dt::postgres>(merged.when_matched().do_delete().when_matched(roles.id > 1).do_nothing()); }
#else
constexpr auto text = dt::sql<dt::postgres>(merged.when_matched(roles.id > 1).do_nothing().when_matched().do_delete());
int main() { return text.ends_with("THEN DELETE") ? 0 : 1; }
#endif
