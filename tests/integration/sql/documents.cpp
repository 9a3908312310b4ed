// SPDX-License-Identifier: BSL-1.0
// JSON columns: documents, and what stands in them.
#include "support/shop_details.hpp"
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr auto color = dt::json_extract<"$.color", dt::text>(details.spec);
constexpr dt::label<"shade"> shade;
}  // namespace

TEST_CASE("documents as they are") {
    gives(dt::select(details.product_id, details.spec).where(details.product_id < 5).order_by(details.product_id),
          {R"(1 | {"color": "black", "parts": [1, 2]})", R"(2 | {"color": "red"})", R"(3 | {"parts": []})", "4 | NULL"});
}
TEST_CASE("parts of documents") {
    gives(dt::select(details.product_id, color, dt::json_extract<"$.parts[1]", dt::integer>(details.spec),
                     dt::json_extract<"$.depth.folded", dt::double_precision>(details.spec)).order_by(details.product_id),
          {"1 | black | 2 | NULL", "2 | red | NULL | NULL", "3 | NULL | NULL | NULL", "4 | NULL | NULL | NULL", "5 | NULL | NULL | 2.5"});
}
TEST_CASE("rows by what stands in their documents") {
    gives(dt::select(details.product_id).where(color == "red"), {"2"});
    gives(dt::select(details.product_id).where(color.like("b%")), {"1"});
    gives(dt::select(details.product_id).where(dt::json_exists<"$.parts">(details.spec)).order_by(details.product_id), {"1", "3"});
    gives(dt::select(details.product_id).where(dt::json_has_key(details.spec, "color")).order_by(details.product_id), {"1", "2", "5"});
    gives(dt::select(details.product_id).where(details.spec == std::nullopt), {"4"});
}
TEST_CASE("documents in groups and orders") {
    gives(dt::select(dt::coalesce(color, "none").as(shade), dt::count()).group_by(shade).order_by(shade),
          {"black | 1", "none | 3", "red | 1"});
    gives(dt::select(details.product_id).where(color != std::nullopt).order_by(color.desc()), {"2", "1"});
    gives(dt::select(dt::max(dt::json_array_length(dt::json_extract<"$.parts", dt::jsonb>(details.spec)))), {"2"});
}
TEST_CASE("documents beside other tables") {
    gives(dt::select(products.name, color).join(details).where(products.price > 600, color != std::nullopt).order_by(products.name),
          {"anvil | black", "bucket | red"});
}
TEST_CASE("documents are changed") {
    changes(dt::update(details).set(details.spec = dt::json_set<"$.color">(details.spec, "blue")).where(details.product_id == 2),
            dt::select(details.product_id, color).where(details.product_id < 3).order_by(details.product_id), {"1 | black", "2 | blue"});
    changes(dt::update(details).set(details.spec = dt::json_remove<"$.parts">(details.spec)).where(details.product_id == 1),
            dt::select(dt::json_exists<"$.parts">(details.spec), color).where(details.product_id == 1), {"false | black"});
}
