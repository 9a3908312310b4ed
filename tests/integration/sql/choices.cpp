// SPDX-License-Identifier: BSL-1.0
// Choices at run time: the text that is put together is the database's own, whatever is left out.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {

struct filter {
    std::optional<std::string> category, supplier;
    std::optional<int> least_price;
    bool in_stock = false;
    std::vector<int> ids;
    std::string sort = "name";
    std::optional<std::int64_t> limit, offset;
};
auto search(filter const& by) {
    return dt::select(products.name, products.price)
        .join_when_used(products.supplier)
        .where(dt::when(by.category, [](auto const& category) { return products.category == category; }),
               dt::when(by.supplier, [](auto const& name) { return suppliers.name == name; }),
               dt::when(by.least_price, [](int price) { return products.price >= price; }),
               dt::or_(dt::when(by.in_stock, products.stock > 0), dt::when(!by.ids.empty(), products.id.in_(by.ids))))
        .order_by(dt::choose(by.sort, dt::choice<"name">(products.name), dt::choice<"price">(products.price.desc(), products.id),
                             dt::choice<"supplier">(suppliers.name, products.name)))
        .limit(by.limit)
        .offset(by.offset);
}
dt::predicate<customers> lives_in(std::string city) { return customers.city == city; }
dt::predicate<customers> owes() { return customers.balance < 0; }

constexpr auto balances = dt::select(customers.name, customers.city, customers.balance).where(customers.id < 3).order_by(customers.id);
auto change(int id, std::optional<std::string> city, std::optional<int> more) {
    return dt::update(customers)
        .set(dt::when(city, [](auto const& name) { return customers.city = name; }),
             dt::when(more, [](int amount) { return customers.balance = customers.balance + amount; }))
        .where(customers.id == id);
}

}  // namespace

TEST_CASE("conditions that are asked for") {
    gives(search({.category = "tools"}), {"anvil | 5000", "bucket | 700", "clamp | 1200"});
    gives(search({.category = "tools", .least_price = 1000, .in_stock = true}), {"anvil | 5000"});
    gives(search({.least_price = 2500, .sort = "price"}), {"anvil | 5000", "easel | 4500", "globe | 2500"});
    gives(search({.category = "paper", .in_stock = true, .ids = {3, 4}}), {"diary | 900", "easel | 4500", "folder | 150", "ink | 300"});
    gives(search({.category = "tools", .ids = {2, 3}, .sort = "price"}), {"clamp | 1200", "bucket | 700"});
}
TEST_CASE("joins that a condition or an order asks for") {
    gives(search({.supplier = "core"}), {"easel | 4500", "folder | 150", "globe | 2500"});
    gives(search({.category = "toys", .sort = "supplier"}), {"hoop | 700", "globe | 2500"});
}
TEST_CASE("counts that are asked for") {
    gives(search({.sort = "price", .limit = 2}), {"anvil | 5000", "easel | 4500"});
    gives(search({.category = "tools", .offset = 1}), {"bucket | 700", "clamp | 1200"});
    gives(search({.sort = "price", .limit = 1, .offset = 2}), {"globe | 2500"});
    gives(dt::bind(dt::select(products.name).order_by(products.id).limit(dt::param<"count">).offset(dt::param<"first">),
                   dt::arg<"count"> = 2, dt::arg<"first"> = 3), {"diary", "easel"});
}
TEST_CASE("choices and counts of queries put together") {
    auto const ids = [](std::optional<int> least, std::optional<int> limit, std::optional<int> offset) {
        return dt::union_all(dt::select(customers.id).where(dt::when(least, [](int id) { return customers.id >= id; }), customers.id < 4),
                             dt::select(suppliers.id).where(suppliers.id == 1))
            .order_by(customers.id)
            .limit(limit)
            .offset(offset);
    };
    gives(ids({}, {}, {}), {"1", "1", "2", "3"});
    gives(ids(2, {}, 1), {"2", "3"});
    gives(ids({}, 2, 1), {"1", "2"});
    gives(ids(3, 1, {}), {"1"});
}
TEST_CASE("conditions without a type") {
    gives(dt::select(customers.name).where(lives_in("oslo") || owes()).order_by(customers.id), {"ann", "bob", "eve", "fay"});
    gives(dt::select(customers.name).where(!lives_in("oslo"), dt::when(false, owes())).order_by(customers.id), {"bob", "dot", "fay", "hal"});
}
TEST_CASE("assignments that are asked for") {
    changes(change(1, "bonn", 5), balances, {"ann | bonn | 505", "bob | rome | -20"});
    changes(change(2, std::nullopt, 25), balances, {"ann | oslo | 500", "bob | rome | 5"});
    changes(change(2, "it's", std::nullopt), balances, {"ann | oslo | 500", "bob | it's | -20"});
}
TEST_CASE("columns of a new row that are asked for") {
    auto const add = [](std::optional<int> id, std::optional<int> stock) {
        return dt::insert_into(products).values(dt::when(id, [](int given) { return products.id = given; }), products.name = "saw",
                                                products.category = "tools", products.price = 5, products.supplier_id = 1,
                                                dt::when(stock, [](int given) { return products.stock = given; }));
    };
    changes(add(77, std::nullopt), dt::select(products.id, products.stock).where(products.name == "saw"), {"77 | 0"});
    changes(add(77, 3), dt::select(products.id, products.stock).where(products.name == "saw"), {"77 | 3"});
}
TEST_CASE("pages by keys") {
    constexpr auto by_price = dt::keyset(products.price.desc(), products.name);
    std::optional<decltype(by_price)::cursor> cursor;
    gives(by_price.apply(dt::select(products), cursor).limit(1), {"1 | anvil | tools | 5000 | 40.5 | 1 | 3"});
    auto const first = sync_wait(shop_database::get().engine().execute(by_price.apply(dt::select(products), cursor).limit(3))).scalars().all();
    cursor = by_price.cursor_of(first.back());
    gives(by_price.apply(dt::select(products), cursor).limit(2),
          {"3 | clamp | tools | 1200 | 0.75 | 2 | 0", "4 | diary | paper | 900 | 0.5 | 2 | 20"});
}
