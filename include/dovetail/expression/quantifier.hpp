// SPDX-License-Identifier: BSL-1.0
// ANY and ALL: a comparison with each element of a range, each row of a subquery, or each element of an array column.
//
//     users.id == dt::any_(ids)      posts.score >= dt::all_(dt::select(...))      "red" == dt::any_(shirts.colors)
//
// SQLite has neither; what is IN or NOT IN is written so (== any_, != all_), and anything else is refused there.
#pragma once

#include <dovetail/expression/membership.hpp>
#include <dovetail/expression/operand_type.hpp>

namespace dovetail {

namespace detail {
template <class Left, class Source>
constexpr auto quantified_type() {
    if constexpr (requires { typename Source::only_type; })
        return std::type_identity<std::conditional_t<is_nullable_type<typename Source::only_type>, nullable<boolean>, condition_type<Left>>>{};
    else return std::type_identity<condition_type<Left, Source>>{};
}
}  // namespace detail

/// Left Op ANY (...) or ALL. Source is a subquery, an array expression, or a placeholder for a range.
template <binary_operator Op, class Left, class Source, bool All>
struct quantified : condition_operand<quantified<Op, Left, Source, All>> {
    static constexpr auto kind = node_kind::quantified;
    static constexpr auto op = Op;
    static constexpr bool all = All;
    static constexpr unsigned parameters = Left::parameters + Source::parameters;
    using type = typename decltype(detail::quantified_type<Left, Source>())::type;
    using left = Left;
    using source_of_values = Source;
    using operands = nodes<Left>;
    bound_values<parameters> values;
};

/// What any_() and all_() give: the right side of a comparison.
template <bool All, class Source>
struct quantifier_of {
    using quantifier_tag = void;
    static constexpr bool all = All;
    using source = Source;
    Source given;
};

namespace detail {

template <class U>
constexpr auto element_of_array() {
    if constexpr (expression<U>) {
        if constexpr (requires { without_null<typename U::type>::form::is_array; })
            return std::type_identity<typename value_of<without_null<typename U::type>>::value_type>{};
        else return std::type_identity<void>{};
    } else return std::type_identity<void>{};
}

template <binary_operator Op, class L, class Quantifier>
constexpr auto compare_with_quantifier(L&& left, Quantifier const& right) {
    using source = typename Quantifier::source;
    constexpr bool all = Quantifier::all;
    if constexpr (expression<source>) {
        using element = typename decltype(element_of_array<source>())::type;
        constexpr bool ok = [] {
            if constexpr (std::is_void_v<element>) return false;
            else return comparable<operand_type<L>, operand_type<element>>;
        }();
        static_assert(ok, "dovetail: any_() and all_() take a range, a select of one thing, or an array column, of the type of "
                          "what they are compared with");
        if constexpr (ok)
            return quantified<Op, node_for<L>, source, all>{
                {}, join(values_for<operand_type<L>>(static_cast<L&&>(left)), right.given.values)};
        else return after_error{};
    } else {
        constexpr bool ok = expression<L>;
        static_assert(ok, "dovetail: any_() and all_() of a range or a select are compared with an expression");
        if constexpr (!ok) return after_error{};
        else {
            // in_() has the same rules of types, and the same values.
            auto const found = make_in<false>(left, right.given);
            using plain = std::remove_cvref_t<L>;
            if constexpr (std::is_same_v<std::remove_const_t<decltype(found)>, after_error>) return after_error{};
            else if constexpr (query_expression<source>) return quantified<Op, plain, source, all>{{}, found.values};
            else return quantified<Op, plain, placeholder, all>{{}, found.values};
        }
    }
}

}  // namespace detail

/// The comparison holds for one element at least, for all of them. Of nothing: false, and true.
template <class Source>
constexpr auto any_(Source const& given) {
    return quantifier_of<false, Source>{given};
}
template <class Source>
constexpr auto all_(Source const& given) {
    return quantifier_of<true, Source>{given};
}

}  // namespace dovetail
