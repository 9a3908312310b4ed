// SPDX-License-Identifier: BSL-1.0
// Which part of the rows lies below is a number.
//
// expect: dovetail: a percentile is a number from 0 to 1, such as 0.5
#include <dovetail/sqlite.hpp>
#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto middle() { return dt::percentile_disc("50%").within_group(posts.title); }
#else
constexpr auto text = dt::sql<dt::postgres>(dt::select(dt::percentile_disc(0.5).within_group(posts.title)));
int main() { return text.starts_with("SELECT percentile_disc(") ? 0 : 1; }
#endif
