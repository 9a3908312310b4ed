// SPDX-License-Identifier: BSL-1.0
// The code of docs/sql.md.
#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/sql.hpp>
#include <dovetail/sqlite.hpp>

#include <iostream>

namespace dt = dovetail;

template <class View> struct CustomerModel;
template <class View> struct OrderModel;

template <class View>
struct CustomerModel {
    static constexpr dt::table_name table = "customers";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<80>> name;
    dt::column<View, "city", dt::nullable<dt::string<80>>> city;
    dt::column<View, "referrer_id", dt::nullable<dt::integer>, dt::foreign_key<CustomerModel>> referrer_id;
    dt::one_to_many<View, "orders", OrderModel> orders;
};
template <class View>
struct OrderModel {
    static constexpr dt::table_name table = "orders";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "total", dt::integer> total;
    dt::column<View, "customer_id", dt::integer, dt::foreign_key<CustomerModel>> customer_id;
    dt::many_to_one<View, "customer", CustomerModel> customer;
};
using Customer = dt::entity<CustomerModel>;
using NewCustomer = dt::new_row<CustomerModel>;
using NewOrder = dt::new_row<OrderModel>;
inline constexpr dt::table<CustomerModel> customers;
inline constexpr dt::table<OrderModel> orders;
inline constexpr dt::metadata tables{customers, orders};
using Db = dt::session<dt::sqlite>;

inline constexpr dt::label<"spent"> spent;
inline constexpr dt::label<"place"> place;
inline constexpr dt::label<"number"> number;
inline constexpr dt::label<"city"> city;

dt::task<void> best_customers(Db& db) {
    auto result = co_await db.execute(dt::select(customers, dt::sum(orders.total).as(spent))
                                          .left_join(customers.orders)
                                          .group_by(customers.id)
                                          .having(dt::count(orders.id) > 0)
                                          .order_by(spent.desc()));
    for (auto const& row : result.all()) std::cout << row[customers].name << " " << *row[spent] << "\n";
}

dt::task<void> who_sent_whom(Db& db) {
    constexpr auto referrer = dt::alias<"referrer">(customers);
    auto result = co_await db.execute(
        dt::select(customers.name, referrer.name).left_join(referrer, referrer.id == customers.referrer_id));
    for (auto const& [name, by] : result.all())       // a std::string, and a std::optional: the join is an outer one
        std::cout << name << " by " << by.value_or("nobody") << "\n";
}

dt::task<void> largest_order_of_each(Db& db) {
    constexpr auto ranked = dt::subquery<"ranked">(
        dt::select(orders.customer_id, orders.total,
                   dt::row_number().over(dt::partition_by(orders.customer_id).order_by(orders.total.desc())).as(place)));
    auto result = co_await db.execute(dt::select(customers.name, ranked[orders.total])
                                          .join(ranked, ranked[orders.customer_id] == customers.id)
                                          .where(ranked[place] == 1));
    for (auto const& [name, total] : result.all()) std::cout << name << " " << total << "\n";
}

dt::task<void> everyone_sent_by(Db& db, int id) {
    auto const sent = dt::recursive_cte<"sent">(
        dt::select(customers.id, customers.name).where(customers.id == id), [](auto const& sent) {
            return dt::select(customers.id, customers.name).join(sent, customers.referrer_id == sent[customers.id]);
        });
    auto result = co_await db.execute(dt::with_(sent)(dt::select(sent).order_by(sent[customers.id])));
    for (auto const& [number, name] : result.all()) std::cout << number << " " << name << "\n";
}

struct Line {
    std::string name;
    std::optional<std::string> city;
    std::int64_t orders;
};

dt::task<std::vector<Line>> summary(Db& db) {
    auto result = co_await db.execute(dt::select(customers.name, customers.city, dt::count(orders.id))
                                          .left_join(customers.orders)
                                          .group_by(customers.id)
                                          .into<Line>());
    co_return result.all();
}

constexpr auto by_city = dt::select(customers).where(customers.city == dt::param<"city">).limit(dt::param<"most">);

dt::task<std::size_t> living_in(Db& db, std::string_view city) {
    auto result = co_await db.execute(by_city, dt::arg<"city"> = city, dt::arg<"most"> = 100);
    co_return result.all().size();
}

struct Filter {
    std::optional<std::string> name, city;
    std::optional<int> least_order;
    std::string sort = "name";
    std::optional<std::int64_t> limit;
};

auto search(Filter const& by) {
    return dt::select(customers)
        .distinct()
        .join_when_used(customers.orders)
        .where(dt::when(by.name, [](auto const& name) { return customers.name.startswith(name); }),
               dt::when(by.city, [](auto const& city) { return customers.city == city; }),
               dt::when(by.least_order, [](int total) { return orders.total >= total; }))
        .order_by(dt::choose(by.sort, dt::choice<"name">(customers.name, customers.id),
                             dt::choice<"newest">(customers.id.desc())))
        .limit(by.limit);
}

auto rename(int id, std::optional<std::string> name, std::optional<std::string> city) {
    return dt::update(customers)
        .set(dt::when(name, [](auto const& given) { return customers.name = given; }),
             dt::when(city, [](auto const& given) { return customers.city = given; }))
        .where(customers.id == id);
}

dt::predicate<customers> lives_in(std::string city) { return customers.city == city; }
dt::predicate<customers> has_spent(int total) {
    return customers.id.in_(dt::select(orders.customer_id).where(orders.total >= total));
}

constexpr auto by_name = dt::keyset(customers.name, customers.id);

dt::task<void> print_pages(Db& db) {
    std::optional<decltype(by_name)::cursor> cursor;                   // empty: the first page
    for (;;) {
        auto result = co_await db.execute(by_name.apply(dt::select(customers), cursor).limit(2));
        auto const page = result.scalars().all();
        if (page.empty()) break;
        for (auto const& customer : page) std::cout << customer.name << "\n";
        cursor = by_name.cursor_of(page.back());
    }
}

constexpr auto moved = dt::values<"moved">(number, city).row(1, "Rome").row(9, "Oslo");
constexpr auto move_them =
    dt::merge_into(customers)
        .using_(moved).on(customers.id == moved[number])
        .when_matched(customers.city == moved[city]).do_nothing()
        .when_matched().do_update(customers.city = moved[city])
        .when_not_matched().do_insert(customers.id = moved[number], customers.name = "new", customers.city = moved[city]);
static_assert(dt::sql<dt::postgres>(move_them).starts_with(R"(MERGE INTO "customers" USING (VALUES )"));

dt::task<int> run() {
    dt::engine<dt::sqlite> engine{":memory:"};
    Db db{engine};
    co_await db.create_all(tables);
    std::vector<NewCustomer> const some{NewCustomer{.name = "Ann", .city = "Bonn"}, NewCustomer{.name = "Bob", .referrer_id = 1},
                                        NewCustomer{.name = "Cid", .city = "Bonn", .referrer_id = 2}};
    (void)co_await db.execute(dt::insert_into(customers).values(some));
    std::vector<NewOrder> const made{{.total = 5, .customer_id = 1}, {.total = 9, .customer_id = 1}, {.total = 4, .customer_id = 3}};
    (void)co_await db.execute(dt::insert_into(orders).values(made));
    co_await best_customers(db);
    co_await who_sent_whom(db);
    co_await largest_order_of_each(db);
    co_await everyone_sent_by(db, 1);
    co_await print_pages(db);
    auto const lines = co_await summary(db);
    Filter const filter{.name = {}, .city = "Bonn", .least_order = 5, .limit = {}}, nothing;
    auto found = co_await db.execute(search(filter));
    auto all = co_await db.execute(search(nothing));
    auto rich = co_await db.execute(dt::select(customers).where(lives_in("Bonn") || has_spent(9)));
    auto const neighbours = co_await living_in(db, "Bonn");
    auto renamed = co_await db.execute(rename(3, "Cyd", std::nullopt));
    bool const ok = renamed.row_count() == 1 && lines.size() == 3 && found.all().size() == 1 && all.all().size() == 3 && rich.all().size() == 2;
    co_return ok && neighbours == 2 ? 0 : 1;
}

int main() { return dt::sync_wait(run()); }
