// SPDX-License-Identifier: BSL-1.0
// IN: a range as one parameter, whatever its length, several things, or a subquery; and EXISTS.
//
//     users.id.in_(ids)      users.id.in_(1, 2)      users.id.in_(dt::select(posts.user_id))      dt::exists(dt::select(posts))
#pragma once

#include <dovetail/expression/logic.hpp>

#include <ranges>

namespace dovetail {

template <class Operand, bool Negated>
struct in_range : condition_operand<in_range<Operand, Negated>> {
    static constexpr auto kind = node_kind::in_range;
    static constexpr unsigned parameters = Operand::parameters + 1;
    static constexpr bool negated = Negated;
    using type = detail::condition_type<Operand>;
    using tested = Operand;
    using operands = nodes<Operand>;
    bound_values<parameters> values;
};

/// A range that is given when the statement is executed.
template <fixed_string Name>
struct range_parameter {
    static constexpr auto name = Name;
    static constexpr bool is_range = true;
};
template <class Operand, fixed_string Name, bool Negated>
struct in_parameter : condition_operand<in_parameter<Operand, Name, Negated>> {
    static constexpr auto kind = node_kind::in_range;
    static constexpr unsigned parameters = Operand::parameters + 1;
    static constexpr bool negated = Negated;
    static constexpr std::string_view range_name = Name;
    using type = detail::condition_type<Operand>;
    using tested = Operand;
    using operands = nodes<Operand, range_parameter<Name>>;
    bound_values<parameters> values;
};

/// Several things, each with a placeholder of its own: a statement with C++ values here is a constant, unlike one with a range.
template <class Operand, bool Negated, class... Choices>
struct in_list : condition_operand<in_list<Operand, Negated, Choices...>> {
    static constexpr auto kind = node_kind::in_range;
    static constexpr unsigned parameters = Operand::parameters + (Choices::parameters + ...);
    static constexpr bool negated = Negated;
    using type = detail::condition_type<Operand, Choices...>;
    using tested = Operand;
    using choices = nodes<Choices...>;
    using operands = nodes<Operand, Choices...>;
    [[no_unique_address]] bound_values<parameters> values;
};

template <class Operand, class Query, bool Negated>
struct in_query : condition_operand<in_query<Operand, Query, Negated>> {
    static constexpr auto kind = node_kind::in_query;
    static constexpr unsigned parameters = Operand::parameters + Query::parameters;
    static constexpr bool negated = Negated;
    using type = std::conditional_t<detail::is_nullable_type<typename Query::only_type>, nullable<boolean>,
                                    detail::condition_type<Operand>>;
    using tested = Operand;
    using query = Query;
    using operands = nodes<Operand, Query>;
    using null_from = nodes<Operand>;
    [[no_unique_address]] bound_values<parameters> values;
};

template <class Query>
struct exists_query : condition_operand<exists_query<Query>> {
    static constexpr auto kind = node_kind::exists;
    static constexpr unsigned parameters = Query::parameters;
    using type = boolean;
    using query = Query;
    using operands = nodes<Query>;
    using null_from = nodes<>;
    [[no_unique_address]] bound_values<parameters> values;
};

/// A select, as expressions see it.
template <class T>
concept query_expression = requires { typename std::remove_cvref_t<T>::select_tag; };

namespace detail {

template <bool Negated, class Self>
constexpr auto in_elements(Self const& self, std::vector<bound_value>&& elements) {
    return in_range<Self, Negated>{
        {}, join(self.values, bound_values<1>{{bound_value::range(static_cast<std::vector<bound_value>&&>(elements))}})};
}

template <bool Negated, class Self, class Choices, class... More>
constexpr auto make_in(Self const& self, Choices&& choices, [[maybe_unused]] More&&... more) {
    using type = typename Self::type;
    using plain = std::remove_cvref_t<Choices>;
    if constexpr (sizeof...(More) > 0) {
        constexpr bool ok = can_compare<type, Choices>() && (can_compare<type, More>() && ...);
        static_assert(ok, "dovetail: several things in in_() have the SQL type of what they are compared with");
        if constexpr (ok)
            return in_list<Self, Negated, node_for<Choices>, node_for<More>...>{
                {}, join(self.values, values_for<type>(static_cast<Choices&&>(choices)), values_for<type>(static_cast<More&&>(more))...)};
        else return after_error{};
    } else if constexpr (requires { plain::is_named; }) {
        return in_parameter<Self, plain::name, Negated>{{}, join(self.values, choices.values)};
    } else if constexpr (query_expression<Choices>) {
        constexpr bool ok = comparable<type, typename plain::only_type>;
        static_assert(ok, "dovetail: in_() needs a select of one thing, of the type it is compared with");
        if constexpr (ok) return in_query<Self, plain, Negated>{{}, join(self.values, choices.all_values())};
        else return after_error{};
    } else if constexpr (constexpr bool is_range = std::ranges::input_range<plain>; !is_range) {
        static_assert(is_range, "dovetail: in_() takes a range of values, two values or more, or a select");
        return after_error{};
    } else {
        // std::vector<bool> has something else in place of references.
        constexpr bool is_bool = std::is_same_v<std::ranges::range_value_t<Choices>, bool>;
        using element = std::conditional_t<is_bool, bool, std::ranges::range_reference_t<Choices>>;
        constexpr bool ok = can_compare<type, element>();
        constexpr bool is_text = !ok && std::is_convertible_v<Choices, std::string_view>;
        static_assert(!is_text, "dovetail: in_() takes a range of values, two values or more, or a select");
        static_assert(ok || is_text, "dovetail: the elements of the range in in_() have another SQL type than what they are "
                                     "compared with");
        if constexpr (ok) {
            std::vector<bound_value> elements;
            if constexpr (std::ranges::sized_range<plain>) elements.reserve(std::ranges::size(choices));
            for (auto&& each : choices)
                elements.push_back(hold<type>(static_cast<std::conditional_t<is_bool, bool, decltype(each)&&>>(each)));
            return in_elements<Negated>(self, static_cast<std::vector<bound_value>&&>(elements));
        } else return after_error{};
    }
}

}  // namespace detail

/// True where the subquery has a row.
template <class Query>
constexpr auto exists(Query const& query) {
    constexpr bool ok = query_expression<Query>;
    static_assert(ok, "dovetail: exists() takes a select");
    if constexpr (ok) return exists_query<Query>{{}, query.all_values()};
    else return detail::after_error{};
}

}  // namespace dovetail
