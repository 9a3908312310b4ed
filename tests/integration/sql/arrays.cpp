// SPDX-License-Identifier: BSL-1.0
// Array columns: as a whole, and by their elements.
#include "support/shop_details.hpp"
#include "support/sql_case.hpp"

using namespace dovetail_test;

TEST_CASE("arrays as they are") {
    gives(dt::select(details.product_id, details.tags, details.sizes).order_by(details.product_id),
          {"1 | [heavy,iron] | [10,20]", "2 | [light] | [NULL,5]", "3 | [] | NULL", "4 | [paper,light] | []", "5 | [wood] | [7,8,9]"});
}
TEST_CASE("elements and lengths") {
    gives(dt::select(details.product_id, dt::array_length(details.tags), dt::array_at(details.tags, 2), dt::array_at(details.sizes, 1))
              .order_by(details.product_id),
          {"1 | 2 | iron | 10", "2 | 1 | NULL | NULL", "3 | 0 | NULL | NULL", "4 | 2 | light | NULL", "5 | 1 | NULL | 7"});
}
TEST_CASE("rows by the elements of their arrays") {
    gives(dt::select(details.product_id).where("light" == dt::any_(details.tags)).order_by(details.product_id), {"2", "4"});
    gives(dt::select(details.product_id).where(8 == dt::any_(details.sizes)), {"5"});
    gives(dt::select(details.product_id).where(details.tags == std::vector<std::string>{"light"}), {"2"});
    gives(dt::select(products.name).join(details).where(dt::array_length(details.tags) > 1).order_by(products.name), {"anvil", "diary"});
}
TEST_CASE("groups by lengths") {
    gives(dt::select(dt::array_length(details.tags), dt::count()).group_by(dt::array_length(details.tags)).order_by(dt::array_length(details.tags)),
          {"0 | 1", "1 | 2", "2 | 2"});
}
TEST_CASE("arrays are stored") {
    changes(dt::update(details).set(details.tags = std::vector<std::string>{"a b", "c"}, details.sizes = std::vector<std::optional<int>>{3, std::nullopt})
                .where(details.product_id == 3),
            dt::select(details.tags, details.sizes).where(details.product_id == 3), {"[a b,c] | [3,NULL]"});
}
