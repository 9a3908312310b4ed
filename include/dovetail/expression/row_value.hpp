// SPDX-License-Identifier: BSL-1.0
// Row values: several values that are compared as one, from the left.
//
//     dt::tuple_(posts.score, posts.id) < dt::tuple_(10, last_id)           // the next page
//     dt::tuple_(orders.user_id, orders.day).in_(dt::select(visits.user_id, visits.day))
//     dt::tuple_(lines.order_id, lines.number).in_(std::vector{std::tuple{7, 1}, std::tuple{7, 2}})
#pragma once

#include <dovetail/expression/membership.hpp>
#include <dovetail/expression/operand_type.hpp>

namespace dovetail {

/// The row as a node; no value by itself.
template <class... Nodes>
struct row_value {
    static constexpr auto kind = node_kind::row_value;
    static constexpr unsigned parameters = (Nodes::parameters + ... + 0u);
    using type = void;
    using operands = nodes<Nodes...>;
};

namespace detail {
template <class... Nodes>
inline constexpr bool is_nullable_node<row_value<Nodes...>> = (is_nullable_node<Nodes> || ...);

template <class... T>
struct type_list {};

/// An empty list is what is left after an error, which is enough.
template <class... A, class... B>
constexpr bool are_comparable(type_list<A...>, type_list<B...>) {
    if constexpr (sizeof...(A) == 0 || sizeof...(B) == 0) return true;
    else if constexpr (sizeof...(A) == sizeof...(B)) return (comparable<A, B> && ...);
    else return false;
}
/// The types of what a select selects.
template <class T>
inline constexpr auto selected_types = nullptr;
template <template <class...> class Items, class... Selected>
    requires(sizeof...(Selected) > 0 && (expression<Selected> && ...))
inline constexpr auto selected_types<Items<Selected...>> = type_list<typename Selected::type...>{};

template <class Types, class Query>
constexpr bool selects_as() {
    constexpr auto selected = selected_types<typename Query::items>;
    if constexpr (std::is_null_pointer_v<std::remove_const_t<decltype(selected)>>) return false;
    else return are_comparable(Types{}, selected);
}
}  // namespace detail

/// A row in a range of rows, of which each column is a parameter.
template <class Row, class Types, bool Negated>
struct in_rows;
template <class Row, class... T, bool Negated>
struct in_rows<Row, detail::type_list<T...>, Negated> : condition_operand<in_rows<Row, detail::type_list<T...>, Negated>> {
    static constexpr auto kind = node_kind::in_rows;
    static constexpr unsigned parameters = Row::parameters + sizeof...(T);
    static constexpr bool negated = Negated;
    using type = detail::condition_type<Row>;
    using tested = Row;
    using types = detail::type_list<T...>;
    using operands = nodes<Row>;
    bound_values<parameters> values;
};

namespace detail {
template <class Row, class... T>
constexpr bool are_comparable_rows(type_list<T...>) {
    using plain = std::remove_cvref_t<Row>;
    if constexpr (requires { std::tuple_size<plain>::value; }) {
        if constexpr (std::tuple_size_v<plain> != sizeof...(T)) return false;
        else
            return []<std::size_t... I>(std::index_sequence<I...>) {
                return (can_compare<T, std::tuple_element_t<I, plain>>() && ...);
            }(std::make_index_sequence<sizeof...(T)>{});
    } else return false;
}
template <bool Negated, class Node, class... T, class Values, class Rows>
constexpr auto look_for_rows(type_list<T...> types, Values const& values, Rows&& rows) {
    constexpr bool ok = are_comparable_rows<std::ranges::range_value_t<Rows>>(types);
    static_assert(ok, "dovetail: in_() of dt::tuple_() takes a range of tuples with as many values, of the same SQL types");
    if constexpr (ok)
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            std::vector<bound_value> columns[sizeof...(T)];
            for (auto const& row : rows) (columns[I].push_back(hold<T>(std::get<I>(row))), ...);
            return in_rows<Node, type_list<T...>, Negated>{
                {}, join(values, bound_values<1>{{bound_value::range(static_cast<std::vector<bound_value>&&>(columns[I]))}}...)};
        }(std::make_index_sequence<sizeof...(T)>{});
    else return after_error{};
}
}  // namespace detail

/// What dt::tuple_() gives. It is compared and looked up; it is no expression that could be selected.
template <class Types, class... Nodes>
struct row_operand {
    using types = Types;
    using node = row_value<Nodes...>;
    [[no_unique_address]] bound_values<node::parameters> values;

    /// Whether the subquery, or a range of tuples, has such a row. NULLs are as in in_() of one expression.
    template <class Rows>
    constexpr auto in_(Rows&& rows) const {
        return find_in<false>(static_cast<Rows&&>(rows));
    }
    template <class Rows>
    constexpr auto not_in(Rows&& rows) const {
        return find_in<true>(static_cast<Rows&&>(rows));
    }

private:
    template <bool Negated, class Rows>
    constexpr auto find_in(Rows&& rows) const {
        using plain = std::remove_cvref_t<Rows>;
        if constexpr (query_expression<plain>) {
            constexpr bool ok = detail::selects_as<Types, plain>();
            static_assert(ok, "dovetail: in_() of dt::tuple_() needs a select of as many things, of the same SQL types");
            if constexpr (ok) return in_query<node, plain, Negated>{{}, detail::join(values, rows.all_values())};
            else return detail::after_error{};
        } else {
            constexpr bool is_range = std::ranges::input_range<plain>;
            static_assert(is_range, "dovetail: in_() of dt::tuple_() needs a select of as many things, of the same SQL types");
            if constexpr (is_range) return detail::look_for_rows<Negated, node>(Types{}, values, rows);
            else return detail::after_error{};
        }
    }
};

/// A select of several things as a row; no value by itself.
template <class Query>
struct row_query {
    static constexpr auto kind = node_kind::scalar_subquery;
    static constexpr unsigned parameters = Query::parameters;
    using type = void;
    using query = Query;
};

namespace detail {
template <class Query>
inline constexpr bool is_nullable_node<row_query<Query>> = true;        // where it has no row

template <class T>
concept row_operand_type = requires { typename T::types; typename T::node; };

template <binary_operator Op, class L, class R>
constexpr auto compare_rows(L const& left, R const& right) {
    constexpr bool ok = are_comparable(typename L::types{}, typename R::types{});
    static_assert(ok, "dovetail: the two rows of this comparison have different numbers or SQL types of values");
    if constexpr (ok) return binary<Op, typename L::node, typename R::node, boolean>{{}, join(left.values, right.values)};
    else return after_error{};
}
template <binary_operator Op, class L, query_expression R>
constexpr auto compare_rows(L const& left, R const& right) {
    constexpr bool ok = selects_as<typename L::types, R>();
    static_assert(ok, "dovetail: dt::tuple_() is compared with a select of as many things, of the same SQL types");
    if constexpr (ok) return binary<Op, typename L::node, row_query<R>, boolean>{{}, join(left.values, right.all_values())};
    else return after_error{};
}
/// What stands on the right of a row: another one, or a select of one row.
template <class T>
concept row_like = row_operand_type<T> || query_expression<T>;
}  // namespace detail

/// A row of expressions and C++ values.
template <class... U>
    requires(sizeof...(U) > 1)
constexpr auto tuple_(U&&... given) {
    constexpr bool ok = (!std::is_void_v<detail::operand_type<U>> && ...);
    static_assert(ok, "dovetail: tuple_() takes expressions and values that can be bound");
    if constexpr (ok)
        return row_operand<detail::type_list<detail::operand_type<U>...>, detail::node_for<U>...>{
            detail::join(detail::values_for<detail::operand_type<U>>(static_cast<U&&>(given))...)};
    else return row_operand<detail::type_list<>>{};
}

template <detail::row_operand_type L, detail::row_like R>
constexpr auto operator==(L const& left, R const& right) { return detail::compare_rows<binary_operator::equal>(left, right); }
template <detail::row_operand_type L, detail::row_like R>
constexpr auto operator!=(L const& left, R const& right) { return detail::compare_rows<binary_operator::not_equal>(left, right); }
template <detail::row_operand_type L, detail::row_like R>
constexpr auto operator<(L const& left, R const& right) { return detail::compare_rows<binary_operator::less>(left, right); }
template <detail::row_operand_type L, detail::row_like R>
constexpr auto operator<=(L const& left, R const& right) { return detail::compare_rows<binary_operator::less_equal>(left, right); }
template <detail::row_operand_type L, detail::row_like R>
constexpr auto operator>(L const& left, R const& right) { return detail::compare_rows<binary_operator::greater>(left, right); }
template <detail::row_operand_type L, detail::row_like R>
constexpr auto operator>=(L const& left, R const& right) { return detail::compare_rows<binary_operator::greater_equal>(left, right); }

}  // namespace dovetail
