// SPDX-License-Identifier: BSL-1.0
// Where a database that types its results computes in another type than the library promises, and the cast that mends
// it. What differs in width only is left as it is: numbers are read in any width.
//
//     CAST(sum("t"."big") AS BIGINT)      // PostgreSQL's sum of bigint is numeric
#pragma once

#include <dovetail/expression/function.hpp>
#include <dovetail/lowering/writer.hpp>

namespace dovetail::detail {

/// The aggregates that databases name or compute differently.
enum class known_aggregate { other, minimum, maximum, sum, average, bool_and, bool_or, string_agg, statistic, array, json_array, json_object };
/// Found once for each name, and not for each use of it: comparing texts costs the compiler.
template <fixed_string Name>
inline constexpr known_aggregate which_aggregate = [] {
    using enum known_aggregate;
    constexpr std::string_view name = Name;
    if (name == "min") return minimum;
    if (name == "max") return maximum;
    if (name == "sum") return sum;
    if (name == "avg") return average;
    if (name == "bool_and") return bool_and;
    if (name == "bool_or") return bool_or;
    if (name == "string_agg") return string_agg;
    if (name == "stddev_samp" || name == "stddev_pop" || name == "var_samp" || name == "var_pop") return statistic;
    if (name == "array_agg") return array;
    if (name == "jsonb_agg") return json_array;
    if (name == "jsonb_object_agg") return json_object;
    return other;
}();

template <class Node>
inline constexpr bool is_length = false;
template <class Type, class Argument>
inline constexpr bool is_length<function_call<"length", Type, Argument>> = true;

/// A storage, or none. (std::optional of it costs each includer 1% of compile time.)
struct known_storage {
    constexpr known_storage() = default;
    constexpr known_storage(storage type) : is_known(true), value(type) {}
    bool is_known = false;
    storage value{};
    friend constexpr bool operator==(known_storage, known_storage) = default;
};

/// How an expression's values are stored; nothing for a parameter, which is as wide as its value: 64 bits.
template <class Node>
inline constexpr known_storage stored_as = [] {
    if constexpr (!requires { typename Node::type; }) return known_storage();
    else if constexpr (is_length<Node>) return known_storage(storage::integer);     // where it matters, of 32 bits
    else if constexpr (std::is_void_v<typename Node::type>) return known_storage();
    else return known_storage(type_facts<typename Node::type>::stored_as);
}();

constexpr bool is_small_integer(known_storage type) { return type == storage::smallint || type == storage::integer; }
constexpr bool is_integer(known_storage type) { return is_small_integer(type) || type == storage::bigint; }

/// The type that the (left) operand is cast to, so that all is computed in it: + of two 32-bit numbers overflows at
/// 32 bits, and a sum of real is rounded to 32 bits at each step.
template <class Node>
inline constexpr known_storage computes_in = [] {
    known_storage none;
    if constexpr (Node::kind == node_kind::binary) {
        if (Node::op < binary_operator::plus || Node::op == binary_operator::concatenate) return none;
        auto const left = stored_as<typename Node::left_type>, right = stored_as<typename Node::right_type>;
        bool const narrow = (is_small_integer(left) && is_small_integer(right)) ||
                            (left == storage::real && right == storage::real);
        return narrow ? stored_as<Node> : none;
    } else if constexpr (Node::kind == node_kind::unary_minus) {
        return is_small_integer(stored_as<typename Node::argument_type>) ? stored_as<Node> : none;
    } else return which_aggregate<Node::name> == known_aggregate::sum && stored_as<typename Node::argument> == storage::real ? stored_as<Node> : none;
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
    else if constexpr (Node::kind == node_kind::aggregate) return which_aggregate<Node::name> == known_aggregate::average;
    else return false;
}();

/// The type that an aggregate's result is cast to: sums of bigint and means of integers are numeric. Of what is no
/// column, the width is not known: the other argument of coalesce() may be a parameter.
constexpr bool is_numeric(known_aggregate which, known_storage argument, bool of_column) {
    if (!is_integer(argument)) return false;
    if (which == known_aggregate::sum) return argument == storage::bigint || !of_column;
    return which == known_aggregate::average || which == known_aggregate::statistic;
}
template <class Aggregate>
inline constexpr known_storage results_in = known_storage();
template <class Aggregate>
    requires(which_aggregate<Aggregate::name> != known_aggregate::other)
inline constexpr known_storage results_in<Aggregate> =
    is_numeric(which_aggregate<Aggregate::name>, stored_as<typename Aggregate::argument>,
               Aggregate::argument::kind == node_kind::column) ? stored_as<Aggregate> : known_storage();

/// Writes CAST( at once and the type when it is closed, where the dialect needs it and there is a type.
class cast {
public:
    constexpr cast(writer& w, known_storage type) : cast(w, type, w.dialect.casts_results) {}
    constexpr cast(writer& w, known_storage type, bool needed) : w_(w), type_(needed ? type : known_storage()) {
        if (type_.is_known) w_.put("CAST(");
    }
    constexpr explicit operator bool() const { return type_.is_known; }
    constexpr void close() const {
        if (!type_.is_known) return;
        w_.put(" AS ");
        w_.type(type_.value);
        w_.put(")");
    }

private:
    writer& w_;
    known_storage type_;
};

}  // namespace dovetail::detail
