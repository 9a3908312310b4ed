// SPDX-License-Identifier: BSL-1.0
// CASE, in both forms.
//
//     dt::case_().when(posts.score > 9, "good").when(posts.score > 3, "fair").else_("poor")
//     dt::case_(users.role_id).when(1, "admin").when(2, "guest")           // NULL for any other
//
// Each step is an expression; without else_() it is NULL where no condition holds. Results have one SQL type; C++ values
// may stand beside expressions.
#pragma once

#include <dovetail/expression/logic.hpp>
#include <dovetail/expression/operand_type.hpp>

namespace dovetail {

/// Nodes: what is tested, unless Tested is void; for each when() its condition or value, then its result; the result of
/// else_(). Tested is the SQL type of the first.
template <class Result, bool Nullable, class Tested, bool HasElse, class... Nodes>
struct case_expression : operand<case_expression<Result, Nullable, Tested, HasElse, Nodes...>> {
    static constexpr auto kind = node_kind::case_;
    static constexpr unsigned parameters = (Nodes::parameters + ...);
    static constexpr bool is_simple = !std::is_void_v<Tested>, has_else = HasElse;
    using type = detail::nullable_if<Nullable || !HasElse, Result>;
    using operands = nodes<Nodes...>;
    [[no_unique_address]] bound_values<parameters> values;
    constexpr explicit case_expression(bound_values<parameters> v) : values(static_cast<bound_values<parameters>&&>(v)) {}

    /// The result where the condition holds, or what is tested equals the value, and no earlier one did.
    template <class When, class Then>
    constexpr auto when(When&& condition, Then&& result) const;
    /// The result where no condition holds, an unknown one included.
    template <class Else>
    constexpr auto else_(Else&& result) const;
};

namespace detail {

template <class Result, class U>
constexpr auto merge_case_result() {
    if constexpr (is_null_literal<U>) return std::type_identity<Result>{};
    else if constexpr (std::is_void_v<Result>) return std::type_identity<operand_type<U>>{};
    else if constexpr (!can_compare<Result, U>()) return std::type_identity<void>{};
    else if constexpr (expression<U> || is_number<Result>) return std::type_identity<merged_type<Result, operand_type<U>>>{};
    else return std::type_identity<Result>{};
}
template <class Result, class U>
using merged_case_result = typename decltype(merge_case_result<Result, U>())::type;

struct case_after_error : after_error {
    template <class When, class Then>
    constexpr case_after_error when(When&&, Then&&) const { return {}; }
    template <class Else>
    constexpr after_error else_(Else&&) const { return {}; }
};

/// One more branch behind the nodes that are there.
template <class Result, bool Nullable, class Tested, class... Nodes, class When, class Then>
constexpr auto add_branch(bound_values<(Nodes::parameters + ... + 0u)> const& values, When&& condition, Then&& result) {
    constexpr bool is_condition = [] {
        if constexpr (!std::is_void_v<Tested>) return can_compare<Tested, When>();
        else return dovetail::condition<When>;
    }();
    static_assert(is_condition || !std::is_void_v<Tested>,
                  "dovetail: when() of case_() takes a condition, such as users.id == 1, and a result");
    static_assert(is_condition || std::is_void_v<Tested>,
                  "dovetail: when() of case_(expression) takes a value of the expression's SQL type, and a result");
    using type = merged_case_result<Result, Then>;
    static_assert(!std::is_void_v<type>, "dovetail: the results of case_() need the same SQL type; the first one decides it, "
                                         "and cannot be std::nullopt");
    if constexpr (!is_condition || std::is_void_v<type>) return case_after_error{};
    else {
        using tested = std::conditional_t<std::is_void_v<Tested>, boolean, Tested>;
        return case_expression<type, Nullable || may_be_null<Then>, Tested, false, Nodes..., node_for<When>, node_for<Then>>(
            join(values, values_for<tested>(static_cast<When&&>(condition)), values_for<type>(static_cast<Then&&>(result))));
    }
}

template <class Tested, class... Node>
struct case_start {
    bound_values<(Node::parameters + ... + 0u)> values;
    template <class When, class Then>
    constexpr auto when(When&& condition, Then&& result) const {
        return add_branch<void, false, Tested, Node...>(values, static_cast<When&&>(condition), static_cast<Then&&>(result));
    }
};

}  // namespace detail

template <class Result, bool Nullable, class Tested, bool HasElse, class... Nodes>
template <class When, class Then>
constexpr auto case_expression<Result, Nullable, Tested, HasElse, Nodes...>::when(When&& condition, Then&& result) const {
    static_assert(!HasElse, "dovetail: else_() ends a case_(); write when() before it");
    return detail::add_branch<Result, Nullable, Tested, Nodes...>(values, static_cast<When&&>(condition),
                                                                 static_cast<Then&&>(result));
}
template <class Result, bool Nullable, class Tested, bool HasElse, class... Nodes>
template <class Else>
constexpr auto case_expression<Result, Nullable, Tested, HasElse, Nodes...>::else_(Else&& result) const {
    using merged = detail::merged_case_result<Result, Else>;
    static_assert(!HasElse, "dovetail: a case_() has one else_()");
    static_assert(!std::is_void_v<merged>, "dovetail: the results of case_() need the same SQL type; the first one decides it, "
                                           "and cannot be std::nullopt");
    if constexpr (HasElse || std::is_void_v<merged>) return detail::after_error{};
    else
        return case_expression<merged, Nullable || detail::may_be_null<Else>, Tested, true, Nodes..., detail::node_for<Else>>(
            detail::join(values, detail::values_for<merged>(static_cast<Else&&>(result))));
}

/// CASE WHEN condition THEN result ... END; continue with .when(condition, result).
constexpr auto case_() { return detail::case_start<void>{}; }
/// CASE tested WHEN value THEN result ... END; continue with .when(value, result). NULL equals no value.
template <expression Tested>
constexpr auto case_(Tested const& tested) {
    return detail::case_start<without_null<typename Tested::type>, Tested>{tested.values};
}

}  // namespace dovetail
