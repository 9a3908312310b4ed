// SPDX-License-Identifier: BSL-1.0
// The code of docs/sessions.md.
#include <dovetail/sql.hpp>
#include <dovetail/sqlite.hpp>

#include <iostream>

namespace dt = dovetail;

template <class View> struct ItemModel;

template <class View>
struct OrderModel {
    static constexpr dt::table_name table = "orders";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "customer", dt::text> customer;
    dt::one_to_many<View, "items", ItemModel> items;
};
template <class View>
struct ItemModel {
    static constexpr dt::table_name table = "items";
    dt::column<View, "order_id", dt::integer, dt::primary_key, dt::foreign_key<OrderModel>> order_id;
    dt::column<View, "line", dt::integer, dt::primary_key> line;
    dt::column<View, "pieces", dt::integer> pieces;
    dt::many_to_one<View, "order", OrderModel> order;
};
using NewOrder = dt::new_row<OrderModel>;
using NewItem = dt::new_row<ItemModel>;
inline constexpr dt::table<OrderModel> orders;
inline constexpr dt::table<ItemModel> items;
inline constexpr dt::metadata tables{orders, items};

using Db = dt::session<dt::sqlite>;

dt::task<void> place_order(Db& db, std::string customer, int pieces) {
    auto order = db.add(NewOrder{.customer = std::move(customer)});
    co_await db.flush();                                     // order->id is known from here on
    (void)db.add(NewItem{.order_id = order->id, .line = 1, .pieces = pieces});
}

dt::task<void> use(Db& db) {
    co_await db.transaction([](Db& tx) { return place_order(tx, "ann", 3); });    // commits, or rolls back

    auto item = co_await db.get(items, 1, 1);                // a key of two columns
    if (item) (*item)->pieces = 4;                           // found at the next flush; only this column is updated
    co_await db.commit();

    auto found = co_await db.track(dt::select(orders).options(dt::joinedload(orders.items)));
    for (auto const& order : found.all())
        for (auto const& each : order->items) each->pieces += 1;
    co_await db.commit();

    auto const plain = (co_await db.execute(dt::select(orders))).scalars().all();
    auto const loaded = co_await db.load(plain, orders.items);    // one statement for all orders
    std::cout << loaded.front().items.front().pieces << " pieces\n";

    try {
        co_await db.begin_nested([](Db& tx) { return place_order(tx, "bob", 1); });    // a savepoint
        (void)db.add(NewItem{.order_id = 99, .line = 1, .pieces = 1});
        co_await db.commit();
    } catch (dt::error const& problem) {
        if (problem.category() != dt::error_category::foreign_key) throw;
        std::cout << problem.what() << "\n";                 // the failed commit has rolled back by itself
    }

    if (item) co_await db.remove(*item);
    co_await db.commit();
}

dt::task<int> run() {
    dt::sqlite_options how;
    how.foreign_keys = true;                                 // the default; see sqlite_options for all of them
    dt::engine<dt::sqlite> engine{":memory:", how};
    engine.on_statement([](dt::statement_event const& sent) {
        std::cerr << sent.text << "; " << sent.rows << " rows, " << sent.duration.count() / 1000 << " us\n";
    });
    Db db{engine};
    co_await db.create_all(tables);
    co_await use(db);
    auto const query = dt::select(items).where(items.order_id == 1);
    std::cerr << dt::to_string<dt::sqlite>(query) << "\n";   // with 1 in it: for people, and for the database's shell
    auto const plan = co_await engine.explain(query);       // and db.explain()
    for (dt::plan_step const& step : plan) std::cerr << step.detail << "\n";
    auto count = co_await engine.execute(dt::select(dt::count(items.line)));
    co_return count.scalar_one() == 0 ? 0 : 1;
}

int main() { return dt::sync_wait(run()); }
