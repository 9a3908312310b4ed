// SPDX-License-Identifier: BSL-1.0
// Between two texts there is none in the middle.
//
// expect: dovetail: percentile_cont() computes a number between two, so it takes numbers; percentile_disc() takes anything that has an order
#include <dovetail/sqlite.hpp>
#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto middle() { return dt::percentile_cont(0.5).within_group(posts.title); }
#else
constexpr auto text = dt::sql<dt::postgres>(dt::select(dt::percentile_disc(0.5).within_group(posts.title)));
int main() { return text.starts_with("SELECT percentile_disc(") ? 0 : 1; }
#endif
