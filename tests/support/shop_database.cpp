// SPDX-License-Identifier: BSL-1.0
#include "support/shop.hpp"
#include "support/shop_details.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <stdexcept>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace dovetail_test {
namespace {

using std::nullopt;
using optional_text = std::optional<std::string>;
using optional_int = std::optional<int>;

constexpr auto date(int year, unsigned month, unsigned day) {
    return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day));
}
std::optional<dt::value_of<dt::datetime>> at(int month, int day, int hour) {
    return std::chrono::sys_days(date(2026, unsigned(month), unsigned(day))) + std::chrono::hours(hour);
}

/// Runs a program with a file as its input; what it prints, errors included.
std::string output_of(std::vector<std::string> const& command, std::string const& input) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe can be made");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, input.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 2);
    std::vector<char*> arguments;
    for (auto const& each : command) arguments.push_back(const_cast<char*>(each.c_str()));
    arguments.push_back(nullptr);
    pid_t child = 0;
    int const failed = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    std::string all;
    char part[4096];
    for (ssize_t got = 0; failed == 0 && (got = read(ends[0], part, sizeof part)) != 0;) {
        if (got > 0) all.append(part, static_cast<std::size_t>(got));
        else if (errno != EINTR) break;
    }
    close(ends[0]);
    if (failed != 0) throw std::runtime_error(command[0] + " cannot be run: " + std::strerror(failed));
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    if (status != 0) throw std::runtime_error(command[0] + " says: " + all);
    return all;
}

}  // namespace

shop_database& shop_database::get() {
    static shop_database one;
    return one;
}

#if defined(DOVETAIL_TEST_POSTGRES)
shop_database::shop_database() : engine_(emptied_database()) { fill(); }

std::string shop_database::shell(std::string const& statements) {
    auto const file = folder_.file("statements.sql");
    std::ofstream(file) << "SET TIME ZONE 'UTC';\n" << statements;
    return output_of({"psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-F", "\x1f", "-P", "null=NULL", database_url()}, file);
}
#else
shop_database::shop_database() : engine_(folder_.file("shop.db")) { fill(); }

std::string shop_database::shell(std::string const& statements) {
    auto const file = folder_.file("statements.sql");
    std::ofstream(file) << statements;
    return output_of({"sqlite3", "-batch", "-bail", "-list", "-separator", "\x1f", "-nullvalue", "NULL", folder_.file("shop.db")}, file);
}
#endif

void shop_database::fill() {
    Db db{engine_};
    sync_wait(db.create_all(shop_tables));
    auto const insert = [&](auto const& table, auto const& rows) { (void)sync_wait(db.execute(dt::insert_into(table).values(rows))); };

    std::vector<dt::new_row<RegionModel>> const of_regions{{.name = "north"}, {.name = "south"}, {.name = "east"}, {.name = "west"}};
    insert(regions, of_regions);

    std::vector<dt::new_row<SupplierModel>> const of_suppliers{
        {.name = "acme", .region_id = 1}, {.name = "bolt", .region_id = 2}, {.name = "core", .region_id = 2}, {.name = "dust", .region_id = 3}};
    insert(suppliers, of_suppliers);

    struct customer { char const* name; optional_text city; int region; optional_int referrer; bool vip; int year; unsigned month; int balance; };
    std::vector<dt::new_row<CustomerModel>> of_customers;
    for (auto const& [name, city, region, referrer, vip, year, month, balance] : std::initializer_list<customer>{
             {"ann", "oslo", 1, nullopt, true, 2024, 1, 500},      // 1
             {"bob", "rome", 2, 1, false, 2024, 3, -20},           // 2
             {"cid", nullopt, 2, 1, false, 2024, 3, 0},            // 3
             {"dot", "rome", 2, 2, true, 2025, 6, 120},            // 4
             {"eve", "oslo", 1, nullopt, false, 2025, 7, 120},     // 5
             {"fay", "kyiv", 3, 4, false, 2025, 7, -75},           // 6
             {"gus", nullopt, 3, 4, true, 2026, 2, 300},           // 7
             {"hal", "o'fallon", 1, 7, false, 2026, 5, 0}})        // 8
        of_customers.push_back({.name = name, .city = city, .region_id = region, .referrer_id = referrer, .is_vip = vip,
                                .joined = date(year, month, 15), .balance = balance});
    insert(customers, of_customers);

    struct employee { char const* name; optional_text department; optional_int manager; int salary; int year; };
    std::vector<dt::new_row<EmployeeModel>> of_employees;
    for (auto const& [name, department, manager, salary, year] : std::initializer_list<employee>{
             {"ida", nullopt, nullopt, 900, 2015},      // 1
             {"jan", "sales", 1, 600, 2017},            // 2
             {"kim", "stock", 1, 600, 2018},            // 3
             {"lea", "sales", 2, 400, 2020},            // 4
             {"max", "sales", 2, 450, 2021},            // 5
             {"nia", "stock", 3, 350, 2022},            // 6
             {"oto", "stock", 6, 350, 2024}})           // 7
        of_employees.push_back({.name = name, .department = department, .manager_id = manager, .salary = salary, .hired = date(year, 4, 1)});
    insert(employees, of_employees);

    struct product { char const* name; char const* category; int price; std::optional<double> weight; int supplier, stock; };
    std::vector<dt::new_row<ProductModel>> of_products;
    for (auto const& [name, category, price, weight, supplier, stock] : std::initializer_list<product>{
             {"anvil", "tools", 5000, 40.5, 1, 3},      // 1
             {"bucket", "tools", 700, 1.25, 1, 50},     // 2
             {"clamp", "tools", 1200, 0.75, 2, 0},      // 3
             {"diary", "paper", 900, 0.5, 2, 20},       // 4
             {"easel", "paper", 4500, 6, 3, 2},         // 5
             {"folder", "paper", 150, nullopt, 3, 400}, // 6
             {"globe", "toys", 2500, 2, 3, 7},          // 7
             {"hoop", "toys", 700, nullopt, 1, 12},     // 8
             {"ink", "paper", 300, 0.25, 4, 90}})       // 9: nobody ordered it
        of_products.push_back({.name = name, .category = category, .price = price, .weight = weight, .supplier_id = supplier, .stock = stock});
    insert(products, of_products);

    struct order { int customer; optional_int employee; int month, day; std::optional<int> shipped; char const* status; };
    std::vector<dt::new_row<OrderModel>> of_orders;
    for (auto const& [customer, employee, month, day, shipped, status] : std::initializer_list<order>{
             {1, 4, 1, 5, 7, "done"},             // 1
             {1, 5, 1, 20, 21, "done"},           // 2
             {2, 4, 2, 3, 9, "done"},             // 3
             {3, nullopt, 2, 3, nullopt, "open"}, // 4
             {4, 5, 2, 14, 15, "done"},           // 5
             {1, nullopt, 3, 1, nullopt, "open"}, // 6
             {5, 4, 3, 8, 30, "late"},            // 7
             {6, 2, 3, 9, nullopt, "void"},       // 8
             {4, 4, 4, 2, 4, "done"},             // 9
             {7, 5, 4, 2, nullopt, "open"},       // 10
             {2, 4, 4, 18, 20, "done"},           // 11
             {1, 4, 5, 1, nullopt, "open"}})      // 12: it has no items
        of_orders.push_back({.customer_id = customer, .employee_id = employee, .placed = date(2026, unsigned(month), unsigned(day)),
                             .shipped = shipped ? at(month, *shipped, 12) : nullopt, .status = status});
    insert(orders, of_orders);

    struct item { int order, product, quantity, discount; };
    std::vector<dt::new_row<ItemModel>> of_items;
    for (auto const& [order, product, quantity, discount] : std::initializer_list<item>{
             {1, 1, 1, 0},  {1, 2, 4, 10}, {2, 4, 2, 0},   {2, 6, 10, 5}, {3, 2, 1, 0},  {3, 3, 3, 0},   {4, 7, 1, 0}, {5, 5, 1, 20},
             {5, 4, 1, 0},  {5, 6, 20, 0}, {6, 1, 2, 10},  {7, 8, 6, 0},  {7, 7, 2, 5},  {8, 3, 1, 0},   {9, 2, 10, 15}, {9, 8, 1, 0},
             {10, 6, 100, 25}, {11, 4, 3, 0}, {11, 5, 1, 0}})
        of_items.push_back({.order_id = order, .product_id = product, .quantity = quantity, .discount = discount});
    insert(items, of_items);

    sync_wait(db.create_all(detail_tables));
    using words = std::vector<std::string>;
    using sizes = std::vector<std::optional<int>>;
    std::vector<dt::new_row<DetailModel>> const of_details{
        {.product_id = 1, .cost = dt::decimal("4100.50"), .rating = dt::decimal("-0.5"), .tags = words{"heavy", "iron"}, .sizes = sizes{10, 20},
         .spec = R"({"color": "black", "parts": [1, 2]})"},
        {.product_id = 2, .cost = dt::decimal("612.05"), .rating = dt::decimal("12"), .tags = words{"light"}, .sizes = sizes{std::nullopt, 5},
         .spec = R"({"color": "red"})"},
        {.product_id = 3, .cost = dt::decimal("1000"), .tags = words{}, .spec = R"({"parts": []})"},
        {.product_id = 4, .cost = dt::decimal("0.99"), .rating = dt::decimal("-12.25"), .tags = words{"paper", "light"}, .sizes = sizes{}},
        {.product_id = 5, .cost = dt::decimal("4100.5"), .rating = dt::decimal("0"), .tags = words{"wood"}, .sizes = sizes{7, 8, 9},
         .spec = R"({"color": null, "depth": {"folded": 2.5}})"}};
    insert(details, of_details);
    sync_wait(db.commit());
}

}  // namespace dovetail_test
