// SPDX-License-Identifier: BSL-1.0
// CASE, in both forms.
//
//     dt::case_().when(posts.score > 9, "good").when(posts.score > 3, "fair").else_("poor")
//     dt::case_(users.role_id).when(1, "admin").when(2, "guest")           // NULL for any other
//
// Each step is an expression, once a result is more than std::nullopt; without else_() it is NULL where no condition holds.
// Results have one SQL type; C++ values may stand beside expressions.
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

/// The type of results of which one more is U; void as long as all are std::nullopt, and where it does not fit.
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
template <class Result, class U>
constexpr bool require_case_result() {
    constexpr bool ok = is_null_literal<U> || !std::is_void_v<merged_case_result<Result, U>>;
    static_assert(ok, "dovetail: the results of case_() need the same SQL type; the first one that is not std::nullopt decides it");
    return ok;
}

template <class Tested, class... Nodes> struct case_start;
template <class Tested, class... Nodes> struct case_of_nulls;

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
    if constexpr (!require_case_result<Result, Then>() || !is_condition) return case_after_error{};
    else {
        using type = merged_case_result<Result, Then>;
        using tested = std::conditional_t<std::is_void_v<Tested>, boolean, Tested>;
        auto const all = join(values, values_for<tested>(static_cast<When&&>(condition)), values_for<type>(static_cast<Then&&>(result)));
        if constexpr (std::is_void_v<type>) return case_of_nulls<Tested, Nodes..., node_for<When>, placeholder>{{all}};
        else return case_expression<type, Nullable || may_be_null<Then>, Tested, false, Nodes..., node_for<When>, node_for<Then>>(all);
    }
}
template <class Result, bool Nullable, class Tested, class... Nodes, class Else>
constexpr auto add_else(bound_values<(Nodes::parameters + ...)> const& values, Else&& result) {
    if constexpr (!require_case_result<Result, Else>()) return after_error{};
    else {
        using type = merged_case_result<Result, Else>;
        return case_expression<type, Nullable || may_be_null<Else>, Tested, true, Nodes..., node_for<Else>>(
            join(values, values_for<type>(static_cast<Else&&>(result))));
    }
}

/// A CASE without a result that has a type, which is no expression yet.
template <class Tested, class... Nodes>
struct case_start {
    bound_values<(Nodes::parameters + ... + 0u)> values;
    template <class When, class Then>
    constexpr auto when(When&& condition, Then&& result) const {
        constexpr bool has_null = sizeof...(Nodes) > 1;             // there is a branch
        return add_branch<void, has_null, Tested, Nodes...>(values, static_cast<When&&>(condition), static_cast<Then&&>(result));
    }
};
template <class Tested, class... Nodes>
struct case_of_nulls : case_start<Tested, Nodes...> {
    template <class Else>
    constexpr auto else_(Else&& result) const {
        constexpr bool has_type = !is_null_literal<Else>;
        static_assert(has_type, "dovetail: a case_() needs a result that is not std::nullopt");
        if constexpr (has_type) return add_else<void, true, Tested, Nodes...>(this->values, static_cast<Else&&>(result));
        else return after_error{};
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
    static_assert(!HasElse, "dovetail: a case_() has one else_()");
    if constexpr (HasElse) return detail::after_error{};
    else return detail::add_else<Result, Nullable, Tested, Nodes...>(values, static_cast<Else&&>(result));
}

/// CASE WHEN condition THEN result ... END; continue with .when(condition, result).
constexpr auto case_() { return detail::case_start<void>{}; }
/// CASE tested WHEN value THEN result ... END; continue with .when(value, result). NULL equals no value.
template <expression Tested>
constexpr auto case_(Tested const& tested) {
    return detail::case_start<without_null<typename Tested::type>, Tested>{tested.values};
}

}  // namespace dovetail
