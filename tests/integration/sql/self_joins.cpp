// SPDX-License-Identifier: BSL-1.0
// A table beside itself, under other names.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr auto boss = dt::alias<"boss">(employees);
constexpr auto chief = dt::alias<"chief">(employees);
constexpr auto other = dt::alias<"other">(customers);
}  // namespace

TEST_CASE("employees and their managers") {
    gives(dt::select(employees.name, boss.name).join(employees.manager, boss).order_by(employees.id),
          {"jan | ida", "kim | ida", "lea | jan", "max | jan", "nia | kim", "oto | nia"});
}
TEST_CASE("everybody, with a manager or without") {
    gives(dt::select(employees.name, boss.name).left_join(employees.manager, boss).order_by(employees.id),
          {"ida | NULL", "jan | ida", "kim | ida", "lea | jan", "max | jan", "nia | kim", "oto | nia"});
}
TEST_CASE("two levels up") {
    gives(dt::select(employees.name, chief.name)
              .join(boss, boss.id == employees.manager_id).join(chief, chief.id == boss.manager_id).order_by(employees.id),
          {"lea | ida", "max | ida", "nia | ida", "oto | kim"});
}
TEST_CASE("pairs without repetition") {
    gives(dt::select(customers.name, other.name)
              .join(other, other.city == customers.city, other.id > customers.id).order_by(customers.id),
          {"ann | eve", "bob | dot"});
}
TEST_CASE("who earns two thirds of what the manager earns") {
    gives(dt::select(employees.name).join(employees.manager, boss).where(employees.salary * 2 >= boss.salary * 4 / 3)
              .order_by(employees.name), {"jan", "kim", "lea", "max", "oto"});
}
TEST_CASE("customers and whom they sent") {
    gives(dt::select(customers.name, dt::count(other.id))
              .left_join(other, other.referrer_id == customers.id).group_by(customers.id).order_by(customers.id),
          {"ann | 2", "bob | 1", "cid | 0", "dot | 2", "eve | 0", "fay | 0", "gus | 1", "hal | 0"});
}
TEST_CASE("the row of the greatest by a self-join") {
    auto const more = dt::alias<"more">(products);
    gives(dt::select(products.category, products.name)
              .left_join(more, more.category == products.category, more.price > products.price)
              .where(more.id == std::nullopt).order_by(products.category),
          {"paper | easel", "tools | anvil", "toys | globe"});
}
TEST_CASE("whole entities of a table and its alias") {
    gives(dt::select(employees, boss).left_join(employees.manager, boss).where(employees.id < 3).order_by(employees.id),
          {"1 | ida | NULL | NULL | 900 | 2015-04-01 | NULL | NULL | NULL | NULL | NULL | NULL",
           "2 | jan | sales | 1 | 600 | 2017-04-01 | 1 | ida | NULL | NULL | 900 | 2015-04-01"});
}
