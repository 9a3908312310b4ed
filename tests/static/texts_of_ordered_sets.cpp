// SPDX-License-Identifier: BSL-1.0
// The exact SQL of ordered-set aggregates, their types and rules.
#include "tables.hpp"

#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/expression/parameter.hpp>
#include <dovetail/lowering/ordered_set.hpp>
#include <dovetail/types/numeric.hpp>

namespace {

template <class Statement>
constexpr std::string_view text(Statement const& statement) {
    return dt::sql<dt::postgres>(statement);
}
template <class E, class Type>
constexpr bool has_type(E const&) {
    return std::same_as<typename E::type, Type>;
}
using dt::rule;
template <class Statement, rule Rule, dt::fixed_string Culprit, class Dialect = dt::postgres>
inline constexpr bool breaks = std::same_as<dt::check<Statement, Dialect>, dt::verdict<Rule, Culprit>>;

constexpr auto median = dt::percentile_cont(0.5).within_group(posts.score);
constexpr auto most = dt::mode().within_group(posts.title.desc());
static_assert(text(dt::select(median, most)) ==
              R"(SELECT percentile_cont(CAST($1 AS DOUBLE PRECISION)) WITHIN GROUP (ORDER BY "posts"."score"), )"
              R"(mode() WITHIN GROUP (ORDER BY "posts"."title" DESC) FROM "posts")");
static_assert(text(dt::select(posts.author_id, dt::percentile_disc(1).within_group(posts.score + 2).filter(posts.id > 3))
                       .group_by(posts.author_id).having(median > 4.0)) ==
              R"(SELECT "posts"."author_id", percentile_disc(CAST($1 AS DOUBLE PRECISION)) WITHIN GROUP (ORDER BY "posts"."score" + $2) )"
              R"(FILTER (WHERE "posts"."id" > $3) FROM "posts" GROUP BY "posts"."author_id" )"
              R"(HAVING percentile_cont(CAST($4 AS DOUBLE PRECISION)) WITHIN GROUP (ORDER BY "posts"."score") > $5)");

// The part of the rows by a parameter, or by what they are grouped by.
constexpr auto part = dt::percentile_cont(dt::param<"part">).within_group(posts.score);
static_assert(text(dt::select(part)) ==
              R"(SELECT percentile_cont(CAST($1 AS DOUBLE PRECISION)) WITHIN GROUP (ORDER BY "posts"."score") FROM "posts")");
static_assert(text(dt::select(dt::percentile_disc(posts.author_id / 10.0).within_group(posts.score)).group_by(posts.author_id)) ==
              R"(SELECT percentile_disc(CAST("posts"."author_id" / $1 AS DOUBLE PRECISION)) WITHIN GROUP (ORDER BY "posts"."score") )"
              R"(FROM "posts" GROUP BY "posts"."author_id")");
static_assert(breaks<decltype(dt::select(dt::percentile_disc(posts.author_id).within_group(posts.score))), rule::column_beside_aggregate,
                     "posts.author_id">);
static_assert(breaks<decltype(dt::select(dt::percentile_disc(dt::max(posts.author_id)).within_group(posts.score))), rule::nested_aggregate, "">);

static_assert(has_type<decltype(median), dt::nullable<dt::double_precision>>(median));
static_assert(has_type<decltype(most), dt::nullable<dt::string<100>>>(most));
static_assert(std::same_as<decltype(dt::percentile_disc(0).within_group(posts.reviewer_id))::type, dt::nullable<dt::integer>>);

static_assert(breaks<decltype(dt::select(median)), rule::dialect_cannot, "SQLite.WITHIN GROUP", dt::sqlite>);
static_assert(breaks<decltype(dt::select(median, posts.id)), rule::column_beside_aggregate, "posts.id">);
static_assert(breaks<decltype(dt::select(posts.id).where(median > 1.0)), rule::aggregate_in_where, "percentile_cont">);
static_assert(breaks<decltype(dt::select(dt::percentile_cont(0.5).within_group(dt::count(posts.id)))), rule::nested_aggregate, "count">);
static_assert(breaks<decltype(dt::select(median.over(dt::partition_by(posts.author_id)))), rule::dialect_cannot,
                     "PostgreSQL.WITHIN GROUP beside OVER">);
static_assert(breaks<decltype(dt::select(dt::sum(median).over(dt::window()))), rule::none, "">);

}  // namespace
