// SPDX-License-Identifier: BSL-1.0
// WITH RECURSIVE: trees, paths, series, circles.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr dt::label<"i"> i;
constexpr dt::label<"level"> level;
constexpr dt::label<"path"> path;
constexpr dt::label<"a"> a;
constexpr dt::label<"b"> b;
}  // namespace

TEST_CASE("a series of numbers") {
    auto const series = dt::recursive_cte<"series">(dt::select(dt::literal(std::int64_t{1}).as(i)), [](auto const& s) {
        return dt::select(s[i] + 1).select_from(s).where(s[i] < 5);
    });
    gives(dt::with_(series)(dt::select(series).order_by(series[i])), {"1", "2", "3", "4", "5"});
}
TEST_CASE("everybody below somebody") {
    auto const below = dt::recursive_cte<"below">(dt::select(employees.id, employees.name).where(employees.name == "jan"), [](auto const& self) {
        return dt::select(employees.id, employees.name).join(self, employees.manager_id == self[employees.id]);
    });
    gives(dt::with_(below)(dt::select(below[employees.name]).select_from(below).order_by(below[employees.id])),
          {"jan", "lea", "max"});
}
TEST_CASE("the chain above somebody") {
    auto const above = dt::recursive_cte<"above">(dt::select(employees.id, employees.name, employees.manager_id).where(employees.name == "oto"),
                                                  [](auto const& self) {
        return dt::select(employees.id, employees.name, employees.manager_id).join(self, self[employees.manager_id] == employees.id);
    });
    gives(dt::with_(above)(dt::select(above[employees.name]).select_from(above).order_by(above[employees.id])),
          {"ida", "kim", "nia", "oto"});
}
TEST_CASE("the depth in a tree") {
    auto const tree = dt::recursive_cte<"tree">(
        dt::select(employees.id, employees.name, dt::literal(std::int64_t{0}).as(level)).where(employees.manager_id == std::nullopt), [](auto const& self) {
            return dt::select(employees.id, employees.name, self[level] + 1).join(self, employees.manager_id == self[employees.id]);
        });
    gives(dt::with_(tree)(dt::select(tree[employees.name], tree[level]).select_from(tree).order_by(tree[employees.id])),
          {"ida | 0", "jan | 1", "kim | 1", "lea | 2", "max | 2", "nia | 2", "oto | 3"});
    gives(dt::with_(tree)(dt::select(tree[level], dt::count()).select_from(tree).group_by(tree[level]).order_by(tree[level])),
          {"0 | 1", "1 | 2", "2 | 3", "3 | 1"});
}
TEST_CASE("the path in a tree") {
    auto const tree = dt::recursive_cte<"tree">(
        dt::select(customers.id, dt::cast<dt::text>(customers.name).as(path)).where(customers.referrer_id == std::nullopt), [](auto const& self) {
            return dt::select(customers.id, self[path] + "/" + customers.name).join(self, customers.referrer_id == self[customers.id]);
        });
    gives(dt::with_(tree)(dt::select(tree[path]).select_from(tree).order_by(tree[path])),
          {"ann", "ann/bob", "ann/bob/dot", "ann/bob/dot/fay", "ann/bob/dot/gus", "ann/bob/dot/gus/hal", "ann/cid",
           "eve"});
}
TEST_CASE("numbers of Fibonacci") {
    auto const f = dt::recursive_cte<"f">(dt::select(dt::literal(std::int64_t{0}).as(a), dt::literal(std::int64_t{1}).as(b)), [](auto const& self) {
        return dt::select(self[b], self[a] + self[b]).select_from(self).where(self[b] < 50);
    });
    gives(dt::with_(f)(dt::select(f[a]).select_from(f).order_by(f[a], f[b])),
          {"0", "1", "1", "2", "3", "5", "8", "13", "21", "34"});
}
TEST_CASE("a circle ends where rows are different") {
    auto const r = dt::recursive_cte_distinct<"r">(dt::select(dt::literal(std::int64_t{1}).as(i)), [](auto const& self) {
        return dt::select((self[i] + 1) % 3).select_from(self);
    });
    gives(dt::with_(r)(dt::select(r).order_by(r[i])), {"0", "1", "2"});
}
TEST_CASE("days without orders are rows, too") {
    auto const months = dt::recursive_cte<"months">(dt::select(dt::literal(std::int64_t{1}).as(i)), [](auto const& s) {
        return dt::select(s[i] + 1).select_from(s).where(s[i] < 6);
    });
    gives(dt::with_(months)(dt::select(months[i], dt::count(orders.id)).select_from(months)
                                .left_join(orders, dt::extract<dt::time_part::month>(orders.placed) == months[i])
                                .group_by(months[i]).order_by(months[i])),
          {"1 | 2", "2 | 3", "3 | 3", "4 | 3", "5 | 1", "6 | 0"});
}
TEST_CASE("a step brings wider numbers") {
    auto const tree = dt::recursive_cte<"tree">(
        dt::select(employees.id, employees.name.as(path), dt::literal(0).as(level)).where(employees.manager_id == std::nullopt), [](auto const& self) {
            return dt::select(employees.id, self[path] + "/" + employees.name, self[level] + 1).join(self, employees.manager_id == self[employees.id]);
        });
    gives(dt::with_(tree)(dt::select(tree[path], tree[level]).order_by(tree[path])),
          {"ida | 0", "ida/jan | 1", "ida/jan/lea | 2", "ida/jan/max | 2", "ida/kim | 1", "ida/kim/nia | 2", "ida/kim/nia/oto | 3"});
    auto const growing = dt::recursive_cte<"growing">(dt::select(dt::literal(0).as(i), dt::literal(100).as(a)), [](auto const& self) {
        return dt::select(self[i] + 1, self[a] * 1.5).where(self[i] < 3);
    });
    gives(dt::with_(growing)(dt::select(growing).order_by(growing[i])), {"0 | 100", "1 | 150", "2 | 225", "3 | 337.5"});
    auto const powers = dt::recursive_cte<"powers">(dt::select(orders.id).where(orders.id == 3), [](auto const& self) {
        return dt::select(self[orders.id] * self[orders.id]).where(self[orders.id] < 1000000);
    });
    gives(dt::with_(powers)(dt::select(powers).order_by(powers[orders.id])), {"3", "9", "81", "6561", "43046721"});
}
TEST_CASE("a step brings NULL") {
    auto const above = dt::recursive_cte<"above">(dt::select(employees.id).where(employees.name == "oto"), [](auto const& self) {
        return dt::select(employees.manager_id).join(self, self[employees.id] == employees.id);
    });
    gives(dt::with_(above)(dt::select(above[employees.id], employees.name).left_join(employees, employees.id == above[employees.id])
                               .order_by(above[employees.id].desc().nulls_last())),
          {"7 | oto", "6 | nia", "3 | kim", "1 | ida", "NULL | NULL"});
}
TEST_CASE("a step brings text of a function") {
    auto const shouted = dt::recursive_cte<"shouted">(dt::select(customers.id, customers.name).where(customers.id == 1), [](auto const& self) {
        return dt::select(customers.id, dt::upper(customers.name)).join(self, customers.referrer_id == self[customers.id]);
    });
    gives(dt::with_(shouted)(dt::select(shouted).order_by(shouted[customers.id])),
          {"1 | ann", "2 | BOB", "3 | CID", "4 | DOT", "6 | FAY", "7 | GUS", "8 | HAL"});
}
