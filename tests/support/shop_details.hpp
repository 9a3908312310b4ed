// SPDX-License-Identifier: BSL-1.0
//
// More of the shop's products: exact numbers, arrays and documents.
#pragma once

#include "support/shop.hpp"

#include <dovetail/types.hpp>

namespace dovetail_test {

template <class View>
struct DetailModel {
    static constexpr dt::table_name table = "details";
    dt::column<View, "product_id", dt::integer, dt::primary_key, dt::foreign_key<ProductModel>> product_id;
    dt::column<View, "cost", dt::numeric<10, 2>> cost;
    dt::column<View, "rating", dt::nullable<dt::numeric<5, 3>>> rating;
    dt::column<View, "tags", dt::array<dt::text>> tags;
    dt::column<View, "sizes", dt::nullable<dt::array<dt::nullable<dt::integer>>>> sizes;
    dt::column<View, "spec", dt::nullable<dt::jsonb>> spec;
    dt::many_to_one<View, "product", ProductModel> product;
};
inline constexpr dt::table<DetailModel> details;
inline constexpr dt::metadata detail_tables{details};

}  // namespace dovetail_test
