// SPDX-License-Identifier: BSL-1.0
// What every typed expression is and can be asked for: its SQL type, and the methods SQLAlchemy's columns have.
//
//     users.username.like("a%")      users.id.in_(ids)      users.created_at.desc()
//
// An expression is structure, which is its type, and bound values, which are data without a type of their own. No text
// is made here. Statements are compiled by the hundred, so this layer counts its instantiations: functions cast where
// others would std::move or std::forward.
#pragma once

#include <dovetail/schema/bound_value.hpp>
#include <dovetail/schema/selected.hpp>
#include <dovetail/schema/types.hpp>

#include <initializer_list>
#include <optional>
#include <type_traits>

namespace dovetail {

/// The kinds of expression nodes; lowering has one writer for each.
enum class node_kind {
    column, placeholder, binary, logic, negation, null_test, between, in_range, in_query, in_rows, function, aggregate, exists,
    order_term, scalar_subquery, sequence, label, labelled, typed, filtered, window, arguments,
    named, optional, chosen, predicate, grouping, within_group, merge_action,
    unary_minus, escaped_pattern, case_, cast, fragment, row_value, quantified
};

enum class binary_operator {
    equal, not_equal, less, less_equal, greater, greater_equal,
    same, not_same,            // NULL-safe: IS NOT DISTINCT FROM and its opposite
    like, not_like, ilike, not_ilike, plus, minus, times, divide, modulo, concatenate
};

/// The expressions that a node is made of: its `operands`. NULL spreads through them, unless the node has a list
/// `null_from` of those through which it does.
template <class...>
struct nodes {};

template <class T>
concept expression = requires { std::remove_cvref_t<T>::kind; } &&
                     std::is_same_v<std::remove_const_t<decltype(std::remove_cvref_t<T>::kind)>, node_kind>;

/// An expression that is true, false or unknown.
template <class T>
concept condition = expression<T> && type_facts<typename std::remove_cvref_t<T>::type>::family == type_family::boolean;

namespace detail {
template <class Type>
inline constexpr bool is_nullable_type = false;
template <class Type>
inline constexpr bool is_nullable_type<nullable<Type>> = true;
/// Whether a node may be NULL. (A value beside it is not asked.)
template <class Node>
inline constexpr bool is_nullable_node = is_nullable_type<typename Node::type>;
/// The type of a condition that is unknown where one of the nodes is NULL.
template <class... Nodes>
using condition_type = std::conditional_t<(is_nullable_node<Nodes> || ...), nullable<boolean>, boolean>;
}  // namespace detail

enum class nulls_order { as_it_comes, first, last };

template <class Operand, bool Descending, nulls_order Nulls> struct order_term;
template <fixed_string Name> struct label;
template <class Operand, fixed_string Name> struct labelled;

namespace detail {
template <bool Negated, class Self, class Choices, class... More>
constexpr auto make_in(Self const& self, Choices&& choices, More&&... more);
template <binary_operator Op, class Self, class Pattern>
constexpr auto make_like(Self const& self, Pattern&& pattern);
template <binary_operator Op, class Self, class Pattern>
constexpr auto make_like(Self const& self, Pattern&& pattern, char escape);
enum class part_of_text { start, end, any };
template <part_of_text Where, class Self, class Part>
constexpr auto make_part(Self const& self, Part&& part);
template <class Self, class Low, class High>
constexpr auto make_between(Self const& self, Low&& low, High&& high);
template <binary_operator Op, class L, class R>
constexpr auto compare(L&& left, R&& right);
template <class Named, class Label>
constexpr auto give_label(Named const& named, Label const&) {
    constexpr bool is_label = requires { requires Label::kind == node_kind::label; };
    static_assert(is_label, "dovetail: as() takes a label, such as inline constexpr dt::label<\"total\"> total");
    if constexpr (is_label) return labelled<Named, Label::name>{{}, named.values};
    else return Named(named);
}
}  // namespace detail

/// The method of a condition, which has none of values. Self is the condition.
template <class Self>
struct condition_operand {
    /// The name of a condition that is selected; the row holds a bool, std::optional<bool> where it may be unknown.
    template <class Label>
    constexpr auto as(Label const& label) const { return detail::give_label(static_cast<Self const&>(*this), label); }
};

/// The methods of an expression with a value. Self is the expression.
template <class Self>
struct operand {
    /// Matches any element of a range, any of several values and expressions, or any row of a select of one thing. An empty range matches
    /// nothing; the statement's text is the same for every range. (g++ 12 has no braced lists in expressions with co_await:
    /// give the values as they are there.)
    template <class Choices, class... More>
    constexpr auto in_(Choices&& choices, More&&... more) const {
        return detail::make_in<false>(self(), static_cast<Choices&&>(choices), static_cast<More&&>(more)...);
    }
    template <class Choice>
    constexpr auto in_(std::initializer_list<Choice> choices) const { return detail::make_in<false>(self(), choices); }
    /// Matches no element; NULL matches neither in_ nor not_in.
    template <class Choices, class... More>
    constexpr auto not_in(Choices&& choices, More&&... more) const {
        return detail::make_in<true>(self(), static_cast<Choices&&>(choices), static_cast<More&&>(more)...);
    }
    template <class Choice>
    constexpr auto not_in(std::initializer_list<Choice> choices) const { return detail::make_in<true>(self(), choices); }
    /// LIKE: % is any text, _ any character. SQLite ignores the case of ASCII letters, PostgreSQL does not. A character
    /// behind `escape` stands for itself; without one, PostgreSQL takes the backslash for it, and SQLite has none.
    template <class Pattern, class... Escape>
    constexpr auto like(Pattern&& pattern, Escape... escape) const {
        return detail::make_like<binary_operator::like>(self(), static_cast<Pattern&&>(pattern), escape...);
    }
    template <class Pattern, class... Escape>
    constexpr auto not_like(Pattern&& pattern, Escape... escape) const {
        return detail::make_like<binary_operator::not_like>(self(), static_cast<Pattern&&>(pattern), escape...);
    }
    /// ILIKE, which ignores case (PostgreSQL only).
    template <class Pattern, class... Escape>
    constexpr auto ilike(Pattern&& pattern, Escape... escape) const {
        return detail::make_like<binary_operator::ilike>(self(), static_cast<Pattern&&>(pattern), escape...);
    }
    template <class Pattern, class... Escape>
    constexpr auto not_ilike(Pattern&& pattern, Escape... escape) const {
        return detail::make_like<binary_operator::not_ilike>(self(), static_cast<Pattern&&>(pattern), escape...);
    }
    /// LIKE by a text that has no patterns: its % and _ stand for themselves (SQLAlchemy's autoescape=True). A statement
    /// with a C++ value here is no constant.
    template <class Part>
    constexpr auto startswith(Part&& part) const {
        return detail::make_part<detail::part_of_text::start>(self(), static_cast<Part&&>(part));
    }
    template <class Part>
    constexpr auto endswith(Part&& part) const {
        return detail::make_part<detail::part_of_text::end>(self(), static_cast<Part&&>(part));
    }
    template <class Part>
    constexpr auto contains(Part&& part) const {
        return detail::make_part<detail::part_of_text::any>(self(), static_cast<Part&&>(part));
    }
    /// Low and high are both included.
    template <class Low, class High>
    constexpr auto between(Low&& low, High&& high) const {
        return detail::make_between(self(), static_cast<Low&&>(low), static_cast<High&&>(high));
    }
    template <class Low, class High>
    constexpr auto not_between(Low&& low, High&& high) const {
        return !detail::make_between(self(), static_cast<Low&&>(low), static_cast<High&&>(high));
    }
    /// Comparisons that take NULL for a value: NULL is not distinct from NULL.
    template <class Other>
    constexpr auto is_distinct_from(Other&& other) const {
        return detail::compare<binary_operator::not_same>(self(), static_cast<Other&&>(other));
    }
    template <class Other>
    constexpr auto is_not_distinct_from(Other&& other) const {
        return detail::compare<binary_operator::same>(self(), static_cast<Other&&>(other));
    }
    constexpr auto is_null() const { return self() == std::nullopt; }
    constexpr auto is_not_null() const { return self() != std::nullopt; }

    constexpr auto asc() const { return order_term<Self, false, nulls_order::as_it_comes>{static_cast<Self const&>(*this).values}; }
    constexpr auto desc() const { return order_term<Self, true, nulls_order::as_it_comes>{static_cast<Self const&>(*this).values}; }

    /// The name of what is selected (AS), by which other clauses and the row know it: dt::count().as(total).
    template <class Label>
    constexpr auto as(Label const& label) const { return detail::give_label(self(), label); }

private:
    constexpr Self const& self() const { return static_cast<Self const&>(*this); }
};

}  // namespace dovetail
