// SPDX-License-Identifier: BSL-1.0
// unnest: the elements of an array as a table, one a row.
//
//     constexpr auto tag = dt::unnest<"tag">(posts.tags);
//     dt::select(tag.value, dt::count()).select_from(posts).cross_join(tag).group_by(tag.value)
#pragma once

#include <dovetail/expression/literal.hpp>
#include <dovetail/statement/derived.hpp>

namespace dovetail {

/// In FROM: the elements of Array, in a column `value`.
template <class View, class Element, class Array>
struct unnest_source {
    using model = void;
    using columns_of = View;
    using array = Array;
    using pieces = nodes<Array>;
    static constexpr std::string_view name = View::name;
    static constexpr bool function = true;             ///< its argument sees the tables before it
    static constexpr unsigned parameters = Array::parameters;
};
template <class View, class Element, class Array>
struct unnest_table : derived_columns<View, nodes<field<"value", Element>>> {
    column_expression<View, "value", Element> value{};
    [[no_unique_address]] bound_values<Array::parameters> values;
};
template <class View, class Element, class Array>
struct table_facts<unnest_table<View, Element, Array>> {
    using view = unnest_source<View, Element, Array>;
    static constexpr auto const& values(unnest_table<View, Element, Array> const& of) { return of.values; }
};

namespace detail {
/// The type of an array's elements; void of anything else.
template <class T>
struct unnested_element {
    using type = void;
};
template <template <class> class Array, class T>
    requires requires { Array<T>::has_formed_elements; }
struct unnested_element<Array<T>> {
    using type = T;
};
}  // namespace detail

/// The elements of a dt::array, a column of a table before it or a std::vector, as a table of that name, with a column
/// `value`; in no order. An array that is NULL or empty has none. (SQLite: of text, numbers and booleans.)
template <fixed_string Name, class U>
constexpr auto unnest(U&& given) {
    using node = decltype(detail::expression_of(static_cast<U&&>(given)));
    using element = typename detail::unnested_element<without_null<typename node::type>>::type;
    constexpr bool ok = !std::is_void_v<element>;
    static_assert(ok, "dovetail: unnest() takes a dt::array column, or a std::vector");
    if constexpr (ok) {
        using view = detail::view_of_fields<Name, nodes<field<"value", element>>>;
        return unnest_table<view, element, node>{{}, {}, detail::expression_of(static_cast<U&&>(given)).values};
    } else return detail::after_error{};
}

}  // namespace dovetail
