// SPDX-License-Identifier: BSL-1.0
// Views: models whose rows are those of a select, which is checked against their columns.
//
//     template <class View>
//     struct ActiveUserModel {
//         static constexpr dt::table_name table = "active_users";
//         dt::column<View, "id", dt::integer> id;
//         dt::column<View, "username", dt::string<50>> username;
//         static constexpr auto as_select() { return dt::select(users.id, users.username).where(users.is_active == true); }
//     };
#pragma once

#include <dovetail/schema/model.hpp>
#include <dovetail/statement/clauses.hpp>
#include <dovetail/statement/result_row.hpp>

namespace dovetail::detail {

/// Whether a column of Type can hold all values of Selected, a database's width of numbers and texts aside.
template <class Type, class Selected>
constexpr bool view_column_holds() {
    return holds_value<value_of<Type>, value_of<Selected>>() && comparable<Type, Selected>;
}

/// Items are what is selected, of a whole table its columns.
template <class Items>
struct view_items;
template <class... Items>
struct view_items<nodes<Items...>> {
    static constexpr std::size_t count = sizeof...(Items);
    template <class Model>
    static constexpr bool names_fit() {
        std::size_t at = 0;
        auto const fits = [&](std::string_view name) {
            auto const own = Model::columns[at++].name;
            return name.empty() || name == own;
        };
        return (fits(selected_name<Items>()) && ...);
    }
    template <class Model>
    static constexpr bool types_fit() {
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return (view_column_holds<typename Model::template column<I>::type, typename Items::type>() && ...);
        }(std::make_index_sequence<count>{});
    }
};
/// The rules of a view; true for what is a table.
template <class Model>
constexpr bool require_view() {
    if constexpr (is_view<Model>) {
        using query = decltype(Model::description::as_select());
        constexpr bool is_query = requires { typename query::select_tag; };
        static_assert(is_query, "dovetail: as_select() of a view returns a select, or several put together");
        if constexpr (is_query) {
            using items = view_items<decltype(named_items_of<query>())>;
            constexpr bool is_counted = items::count == Model::column_count;
            static_assert(is_counted, "dovetail: a view has one column for each thing that its select gives");
            if constexpr (is_counted) {
                constexpr bool named = items::template names_fit<Model>();
                static_assert(named, "dovetail: a view's columns stand in the order of its select and have the names there; "
                                     "give another name by expression.as(label)");
                if constexpr (named)
                    static_assert(items::template types_fit<Model>(),
                                  "dovetail: a column of this view cannot hold what is selected for it; NULL needs dt::nullable, "
                                  "and numbers a type that is as wide");
            }
        }
    }
    return true;
}

}  // namespace dovetail::detail
