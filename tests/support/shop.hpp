// SPDX-License-Identifier: BSL-1.0
//
// A shop: the tables and rows that the query cases of tests/integration/sql ask.
//
//     dt::select(customers.name, regions.name).join(customers.region)
#pragma once

#include "support/database.hpp"

namespace dovetail_test {

template <class View> struct RegionModel;
template <class View> struct SupplierModel;
template <class View> struct CustomerModel;
template <class View> struct EmployeeModel;
template <class View> struct ProductModel;
template <class View> struct OrderModel;
template <class View> struct ItemModel;

template <class View>
struct RegionModel {
    static constexpr dt::table_name table = "regions";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<20>, dt::unique> name;
    dt::one_to_many<View, "customers", CustomerModel> customers;
    dt::one_to_many<View, "suppliers", SupplierModel> suppliers;
};

template <class View>
struct SupplierModel {
    static constexpr dt::table_name table = "suppliers";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<20>> name;
    dt::column<View, "region_id", dt::integer, dt::foreign_key<RegionModel>> region_id;
    dt::many_to_one<View, "region", RegionModel> region;
    dt::one_to_many<View, "products", ProductModel> products;
};

/// Some were sent by another customer.
template <class View>
struct CustomerModel {
    static constexpr dt::table_name table = "customers";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<20>, dt::unique> name;
    dt::column<View, "city", dt::nullable<dt::string<20>>> city;
    dt::column<View, "region_id", dt::integer, dt::foreign_key<RegionModel>> region_id;
    dt::column<View, "referrer_id", dt::nullable<dt::integer>, dt::foreign_key<CustomerModel>> referrer_id;
    dt::column<View, "is_vip", dt::boolean, dt::default_value<false>> is_vip;
    dt::column<View, "joined", dt::date> joined;
    dt::column<View, "balance", dt::integer, dt::default_value<0>> balance;
    dt::many_to_one<View, "region", RegionModel> region;
    dt::many_to_one<View, "referrer", CustomerModel> referrer;
    dt::one_to_many<View, "referred", CustomerModel> referred;
    dt::one_to_many<View, "orders", OrderModel> orders;
};

template <class View>
struct EmployeeModel {
    static constexpr dt::table_name table = "employees";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<20>> name;
    dt::column<View, "department", dt::nullable<dt::string<20>>> department;
    dt::column<View, "manager_id", dt::nullable<dt::integer>, dt::foreign_key<EmployeeModel>> manager_id;
    dt::column<View, "salary", dt::integer> salary;
    dt::column<View, "hired", dt::date> hired;
    dt::many_to_one<View, "manager", EmployeeModel> manager;
    dt::one_to_many<View, "reports", EmployeeModel> reports;
};

template <class View>
struct ProductModel {
    static constexpr dt::table_name table = "products";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<20>, dt::unique> name;
    dt::column<View, "category", dt::string<20>> category;
    dt::column<View, "price", dt::integer> price;
    dt::column<View, "weight", dt::nullable<dt::double_precision>> weight;
    dt::column<View, "supplier_id", dt::integer, dt::foreign_key<SupplierModel>> supplier_id;
    dt::column<View, "stock", dt::integer, dt::default_value<0>> stock;
    dt::many_to_one<View, "supplier", SupplierModel> supplier;
};

template <class View>
struct OrderModel {
    static constexpr dt::table_name table = "orders";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "customer_id", dt::integer, dt::foreign_key<CustomerModel>> customer_id;
    dt::column<View, "employee_id", dt::nullable<dt::integer>, dt::foreign_key<EmployeeModel>> employee_id;
    dt::column<View, "placed", dt::date> placed;
    dt::column<View, "shipped", dt::nullable<dt::datetime>> shipped;
    dt::column<View, "status", dt::string<10>> status;
    dt::many_to_one<View, "customer", CustomerModel> customer;
    dt::many_to_one<View, "employee", EmployeeModel> employee;
    dt::one_to_many<View, "items", ItemModel> items;
};

template <class View>
struct ItemModel {
    static constexpr dt::table_name table = "items";
    dt::column<View, "order_id", dt::integer, dt::primary_key, dt::foreign_key<OrderModel>> order_id;
    dt::column<View, "product_id", dt::integer, dt::primary_key, dt::foreign_key<ProductModel>> product_id;
    dt::column<View, "quantity", dt::integer> quantity;
    dt::column<View, "discount", dt::integer, dt::default_value<0>> discount;
    dt::many_to_one<View, "order", OrderModel> order;
    dt::many_to_one<View, "product", ProductModel> product;
};

inline constexpr dt::table<RegionModel> regions;
inline constexpr dt::table<SupplierModel> suppliers;
inline constexpr dt::table<CustomerModel> customers;
inline constexpr dt::table<EmployeeModel> employees;
inline constexpr dt::table<ProductModel> products;
inline constexpr dt::table<OrderModel> orders;
inline constexpr dt::table<ItemModel> items;
inline constexpr dt::metadata shop_tables{regions, suppliers, customers, employees, products, orders, items};

/// The shop in a database that its own shell can open, too; filled once for a program.
class shop_database {
public:
    static shop_database& get();
    Engine& engine() { return engine_; }
    /// What the database's shell prints for these statements: a row a line, with \x1f between its cells.
    std::string shell(std::string const& statements);

private:
    shop_database();
    void fill();
    temporary_folder folder_;
    Engine engine_;
};

}  // namespace dovetail_test
