// SPDX-License-Identifier: BSL-1.0
// VALUES: rows of the program as a table; and functions that give tables.
//
//     auto wanted = dt::values<"wanted">(id, name).row(1, "ann").row(2, "bob");
//     dt::select(users.id).join(wanted, wanted[name] == users.username)
//
//     auto days = dt::table_function<"days", "generate_series", dt::field<"value", dt::bigint>>(1, 7);
#pragma once

#include <dovetail/expression/literal.hpp>
#include <dovetail/statement/derived.hpp>

namespace dovetail {

template <class View, class Fields, unsigned Rows> struct values_source;
/// In FROM: Rows times the fields.
template <class View, class... Fields, unsigned Rows>
struct values_source<View, nodes<Fields...>, Rows> {
    using model = void;
    using columns_of = View;
    static constexpr std::string_view name = View::name;
    static constexpr unsigned rows = Rows;
    static constexpr unsigned parameters = Rows * sizeof...(Fields);
};

template <class View, class Fields, unsigned Rows> struct values_table;
template <class View, class... Fields, unsigned Rows>
struct values_table<View, nodes<Fields...>, Rows> : derived_columns<View, nodes<Fields...>> {
    using source = values_source<View, nodes<Fields...>, Rows>;
    bound_values<source::parameters> values;
    constexpr explicit values_table(bound_values<source::parameters> v) : values(static_cast<bound_values<source::parameters>&&>(v)) {}

    /// Another row; its values fit the first one's types.
    template <class... Values>
    constexpr auto row(Values&&... given) const {
        constexpr bool ok = [] {
            if constexpr (sizeof...(Fields) != sizeof...(Values)) return false;
            else return (detail::can_compare<typename Fields::type, Values>() && ...);
        }();
        static_assert(ok, "dovetail: this row of VALUES differs from the first one in the number or the types of its values");
        if constexpr (ok)
            return values_table<View, nodes<Fields...>, Rows + 1>(detail::join(
                values, bound_values<1>{{detail::hold<typename Fields::type, Values>(static_cast<Values&&>(given))}}...));
        else return *this;
    }
};
template <class View, class Fields, unsigned Rows>
struct table_facts<values_table<View, Fields, Rows>> {
    using view = values_source<View, Fields, Rows>;
    static constexpr auto const& values(values_table<View, Fields, Rows> const& of) { return of.values; }
};

namespace detail {
template <fixed_string Name, fixed_string... Columns>
struct values_builder {
    /// The first row, which says the types: a std::optional makes its column nullable.
    template <class... Values>
    constexpr auto row(Values&&... given) const {
        constexpr bool ok = sizeof...(Values) == sizeof...(Columns) && sizeof...(Values) > 0;
        static_assert(ok, "dovetail: a row of values() has a value for each of its labels");
        if constexpr (ok) {
            using fields = nodes<field<Columns, value_type_of<Values>>...>;
            return values_table<view_of_fields<Name, fields>, fields, 1>(join(bound_values<0>{}, bound_values<1>{{
                hold<value_type_of<Values>, Values>(static_cast<Values&&>(given))}}...));
        } else return *this;
    }
};
}  // namespace detail

/// Rows of the program as a table of that name, with these columns; .row(...) adds one.
template <fixed_string Name, fixed_string... Columns>
constexpr auto values(label<Columns>...) {
    return detail::values_builder<Name, Columns...>{};
}

/// In FROM: Function(Arguments...), whose rows have these fields.
template <class View, class Fields, fixed_string Function, class... Arguments>
struct function_source {
    using model = void;
    using columns_of = View;
    using pieces = nodes<Arguments...>;
    static constexpr std::string_view name = View::name;
    static constexpr std::string_view function = Function;
    static constexpr unsigned parameters = (Arguments::parameters + ... + 0u);
};
template <class View, class Fields, fixed_string Function, class... Arguments>
struct function_table : derived_columns<View, Fields> {
    [[no_unique_address]] bound_values<(Arguments::parameters + ... + 0u)> values;
    constexpr explicit function_table(bound_values<(Arguments::parameters + ... + 0u)> v) : values(v) {}
};
template <class View, class Fields, fixed_string Function, class... Arguments>
struct table_facts<function_table<View, Fields, Function, Arguments...>> {
    using view = function_source<View, Fields, Function, Arguments...>;
    static constexpr auto const& values(function_table<View, Fields, Function, Arguments...> const& of) { return of.values; }
};

/// A function of the database that gives a table. Arguments are expressions, also of the tables before it, or values. On
/// PostgreSQL the fields name its columns in their order; on SQLite they are the names that its columns have.
template <fixed_string Name, fixed_string Function, class... Fields, class... Arguments>
constexpr auto table_function(Arguments&&... arguments) {
    using fields = nodes<Fields...>;
    return function_table<detail::view_of_fields<Name, fields>, fields, Function,
                          decltype(detail::expression_of(static_cast<Arguments&&>(arguments)))...>(
        detail::join(bound_values<0>{}, detail::expression_of(static_cast<Arguments&&>(arguments)).values...));
}

}  // namespace dovetail
