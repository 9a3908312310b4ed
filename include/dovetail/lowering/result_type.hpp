// SPDX-License-Identifier: BSL-1.0
// Where a database that types its results computes in another type than the library promises, and the cast that mends
// it. What differs in width only is left as it is: numbers are read in any width.
//
//     CAST(sum("t"."big") AS BIGINT)      // PostgreSQL's sum of bigint is numeric
#pragma once

#include <dovetail/expression/function.hpp>
#include <dovetail/lowering/writer.hpp>

namespace dovetail::detail {

template <class Node>
inline constexpr bool is_length = false;
template <class Type, class Argument>
inline constexpr bool is_length<function_call<"length", Type, Argument>> = true;

/// How an expression's values are stored; nothing for a parameter, which is as wide as its value: 64 bits.
template <class Node>
inline constexpr std::optional<storage> stored_as = [] {
    if constexpr (!requires { typename Node::type; }) return std::optional<storage>();
    else if constexpr (is_length<Node>) return std::optional(storage::integer);     // where it matters, of 32 bits
    else if constexpr (std::is_void_v<typename Node::type>) return std::optional<storage>();
    else return std::optional(type_facts<typename Node::type>::stored_as);
}();

constexpr bool is_small_integer(std::optional<storage> type) { return type == storage::smallint || type == storage::integer; }
constexpr bool is_integer(std::optional<storage> type) { return is_small_integer(type) || type == storage::bigint; }

/// The type that the (left) operand is cast to, so that all is computed in it: + of two 32-bit numbers overflows at
/// 32 bits, and a sum of real is rounded to 32 bits at each step.
template <class Node>
inline constexpr std::optional<storage> computes_in = [] {
    std::optional<storage> none;
    if constexpr (Node::kind == node_kind::binary) {
        if (Node::op < binary_operator::plus || Node::op == binary_operator::concatenate) return none;
        auto const left = stored_as<typename Node::left_type>, right = stored_as<typename Node::right_type>;
        bool const narrow = (is_small_integer(left) && is_small_integer(right)) ||
                            (left == storage::real && right == storage::real);
        return narrow ? stored_as<Node> : none;
    } else if constexpr (Node::kind == node_kind::unary_minus) {
        return is_small_integer(stored_as<typename Node::argument_type>) ? stored_as<Node> : none;
    } else return Node::name.view() == "sum" && stored_as<typename Node::argument> == storage::real ? stored_as<Node> : none;
}();

/// Whether a value is no integer even where the database types values and not columns: CASE may give 2 in place of 2.0,
/// and then 2 / 4 is 0.
template <class Node>
inline constexpr bool is_surely_real = [] {
    auto const type = stored_as<Node>;
    if (type != storage::double_precision && type != storage::real) return false;
    if constexpr (Node::kind == node_kind::column || Node::kind == node_kind::cast) return true;
    else if constexpr (Node::kind == node_kind::unary_minus) return is_surely_real<typename Node::argument_type>;
    else if constexpr (Node::kind == node_kind::binary)
        return is_surely_real<typename Node::left_type> || is_surely_real<typename Node::right_type>;
    else if constexpr (Node::kind == node_kind::aggregate) return Node::name.view() == "avg";
    else return false;
}();

/// The type that an aggregate's result is cast to: sums of bigint and means of integers are numeric. Of what is no
/// column, the width is not known: the other argument of coalesce() may be a parameter.
template <class Aggregate>
inline constexpr std::optional<storage> results_in = [] {
    constexpr std::string_view name = Aggregate::name;
    auto const argument = stored_as<typename Aggregate::argument>;
    bool numeric = false;
    if constexpr (name == "avg" || name == "stddev_samp" || name == "stddev_pop" || name == "var_samp" || name == "var_pop")
        numeric = is_integer(argument);
    if constexpr (name == "sum")
        numeric = is_integer(argument) &&
                  (argument == storage::bigint || Aggregate::argument::kind != node_kind::column);
    return numeric ? stored_as<Aggregate> : std::nullopt;
}();

/// Writes CAST( at once and the type when it is closed, where the dialect needs it and there is a type.
class cast {
public:
    constexpr cast(writer& w, std::optional<storage> type) : cast(w, type, w.dialect.casts_results) {}
    constexpr cast(writer& w, std::optional<storage> type, bool needed) : w_(w), type_(needed ? type : std::nullopt) {
        if (type_) w_.put("CAST(");
    }
    constexpr explicit operator bool() const { return type_.has_value(); }
    constexpr void close() const {
        if (!type_) return;
        w_.put(" AS ");
        w_.type(*type_);
        w_.put(")");
    }

private:
    writer& w_;
    std::optional<storage> type_;
};

}  // namespace dovetail::detail
