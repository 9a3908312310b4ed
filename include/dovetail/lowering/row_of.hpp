// SPDX-License-Identifier: BSL-1.0
// The C++ type of a statement's rows.
//
//     row_of<decltype(dt::select(users.id))>::type      // dt::row<...>, with an int
#pragma once

#include <dovetail/mapping/row.hpp>
#include <dovetail/statement/raw.hpp>
#include <dovetail/statement/result_row.hpp>
#include <dovetail/statement/returning.hpp>

namespace dovetail::detail {

template <class... Items>
constexpr std::type_identity<row<typename row_item<Items>::type...>> row_of_items(nodes<Items...>*);

template <class S>
constexpr auto choose_row() {
    if constexpr (requires { typename S::row; }) return std::type_identity<typename S::row>{};
    else if constexpr (!requires { typename S::items; }) return std::type_identity<void>{};
    else if constexpr (!S::items::is_entity) return decltype(row_of_items(static_cast<result_items<S>*>(nullptr))){};
    else if constexpr (requires { typename S::load_plan; })
        return std::type_identity<planned_entity<typename S::items::view::model, value_plan<typename S::load_plan>>>{};
    else return std::type_identity<planned_entity<typename S::items::view::model, plan<>>>{};
}

/// The type of a statement's rows; void where it has none.
template <class S>
struct row_of {
    using type = typename decltype(choose_row<S>())::type;
};
template <fixed_string Text, unsigned Count>
struct row_of<raw_statement<Text, no_row, Count>> {
    using type = void;
};

}  // namespace dovetail::detail
