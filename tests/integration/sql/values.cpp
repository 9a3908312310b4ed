// SPDX-License-Identifier: BSL-1.0
// VALUES: rows of the program beside those of the database.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr dt::label<"id"> id;
constexpr dt::label<"name"> name;
constexpr dt::label<"factor"> factor;
constexpr auto wanted = dt::values<"wanted">(id, name).row(1, "first").row(3, "o'hara").row(9, "nobody");
}  // namespace

TEST_CASE("rows of the program") {
    gives(dt::select(wanted).order_by(wanted[id]),
          {"1 | first", "3 | o'hara", "9 | nobody"});
}
TEST_CASE("rows of the program joined with a table") {
    gives(dt::select(wanted[name], customers.name).select_from(wanted).left_join(customers, customers.id == wanted[id]).order_by(wanted[id]),
          {"first | ann", "o'hara | cid", "nobody | NULL"});
}
TEST_CASE("a table of one column") {
    auto const ids = dt::values<"ids">(id).row(2).row(4);
    gives(dt::select(customers.name).join(ids, ids[id] == customers.id).order_by(customers.id), {"bob", "dot"});
}
TEST_CASE("numbers with fractions and NULL") {
    auto const rates = dt::values<"rates">(name, factor).row("tools", std::optional(1.5)).row("toys", std::optional<double>());
    gives(dt::select(products.name, products.stock * rates[factor]).join(rates, rates[name] == products.category)
              .where(products.id.in_(std::vector{1, 2, 7})).order_by(products.id),
          {"anvil | 4.5", "bucket | 75", "globe | NULL"});
}
TEST_CASE("a select without a table") {
    gives(dt::select(dt::literal(1), dt::literal("it's"), dt::literal(true), dt::literal(0.5)),
          {"1 | it's | true | 0.5"});
}
TEST_CASE("rows that are not there") {
    gives(dt::select(wanted[id]).select_from(wanted).where(dt::not_(dt::exists(dt::select(customers).where(customers.id == wanted[id])))),
          {"9"});
}
