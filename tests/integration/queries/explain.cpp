// SPDX-License-Identifier: BSL-1.0
// EXPLAIN: the plan of a statement, which is not run.
#include "support/models.hpp"

#include <dovetail/sql.hpp>

using namespace dovetail_test;

namespace {
bool names(std::vector<dt::plan_step> const& plan, std::string_view text) {
    return std::any_of(plan.begin(), plan.end(), [&](auto const& step) { return step.detail.find(text) != std::string::npos; });
}
/// Each step belongs to one before it.
void check_tree(std::vector<dt::plan_step> const& plan) {
    REQUIRE(!plan.empty());
    for (std::size_t i = 0; i < plan.size(); ++i) {
        CHECK(!plan[i].detail.empty());
        CHECK(plan[i].cost.has_value() == is_postgres);
        CHECK(plan[i].rows.has_value() == is_postgres);
        bool is_known = plan[i].parent == 0;
        for (std::size_t before = 0; before < i; ++before) is_known = is_known || plan[before].id == plan[i].parent;
        CHECK(is_known);
    }
}
}  // namespace

TEST_CASE("a query's plan has its steps") {
    filled_database base;
    auto const plan = sync_wait(base.engine.explain(dt::select(users.username, dt::count(posts.id)).join(users.posts)
                                                        .where(users.id > 1, users.username.in_(std::vector<std::string>{"a", "b"}))
                                                        .group_by(users.id).order_by(users.username).limit(3)));
    check_tree(plan);
    CHECK(plan.size() > 1);
    CHECK(names(plan, "posts"));
    CHECK(names(plan, "users"));
}

TEST_CASE("a wrapped query's values stand inside and outside") {
    filled_database base;
    Db db{base.engine};
    check_tree(sync_wait(db.explain(dt::select(users).options(dt::joinedload(users.posts)).where(users.id < 3).order_by(users.id + 1).limit(2))));
    constexpr dt::label<"n"> n;
    auto const busy = dt::cte<"busy">(dt::select(posts.author_id, dt::count().as(n)).where(posts.score > 0).group_by(posts.author_id));
    check_tree(sync_wait(db.explain(dt::with_(busy)(dt::select(busy[n]).select_from(busy).where(busy[n] > 1)))));
    sync_wait(db.rollback());
}

TEST_CASE("a mutation is explained and not made") {
    filled_database base;
    Db db{base.engine};
    auto const plan = sync_wait(db.explain(dt::delete_from(comments).where(comments.post_id == 1)));
    check_tree(plan);
    CHECK(names(plan, "comments"));
    CHECK(single(db, dt::select(dt::count()).select_from(comments)) == 4);
    sync_wait(db.rollback());
}

TEST_CASE("a statement with parameters is explained with their values") {
    filled_database base;
    constexpr auto by_name = dt::select(users.id).where(users.username == dt::param<"name">);
    check_tree(sync_wait(base.engine.explain(by_name, dt::arg<"name"> = "ann")));
}
