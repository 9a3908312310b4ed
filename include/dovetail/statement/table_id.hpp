// SPDX-License-Identifier: BSL-1.0
// Which table of the database a model is: its name, and its schema if it says one.
//
//     static constexpr dt::table_name schema = "shop", table = "orders";      // in a model
#pragma once

#include <dovetail/schema/model.hpp>

namespace dovetail::detail {

/// Empty where the model does not say one.
template <class Model>
constexpr std::string_view schema_of() {
    if constexpr (requires { Model::description::schema; }) return Model::description::schema.name;
    else return {};
}

struct table_id {
    std::string_view schema{}, table{};
    friend constexpr bool operator==(table_id const&, table_id const&) = default;
};
template <class Model>
inline constexpr table_id id_of{schema_of<Model>(), Model::table};

}  // namespace dovetail::detail
