// SPDX-License-Identifier: BSL-1.0
// Functions of numbers.
//
//     dt::round(items.price, 2)      dt::greatest(posts.score, 0)      dt::sqrt(points.x * points.x + points.y * points.y)
//
// SQLite has what is more than abs(), round(), sign() and greatest() if it was built with SQLITE_ENABLE_MATH_FUNCTIONS, as
// most are. Outside of a function's domain (the root of -1), SQLite gives NULL and PostgreSQL an error; as with a division
// by zero, the type does not tell of that NULL, and reading it as a number is an error, too.
#pragma once

#include <dovetail/functions/call.hpp>

namespace dovetail {

namespace detail {
/// A number's type after a function that keeps integers integers.
template <class U>
using same_number = std::conditional_t<std::is_void_v<operand_type<U>>, bigint, operand_type<U>>;

/// A call whose first argument may be a dt::numeric, of which it makes one by the text Exact; Result is that of other numbers.
template <class Result, fixed_string Sqlite, fixed_string Postgres, fixed_string Exact, class... More, class A, class... U>
constexpr auto call_of_number(A&& of, U&&... more) {
    using type = operand_type<A>;
    if constexpr (exact_number<type>)
        return call<typename type::form::type, "", Exact, type, More...>(static_cast<A&&>(of), static_cast<U&&>(more)...);
    else return call<Result, Sqlite, Postgres, bigint, More...>(static_cast<A&&>(of), static_cast<U&&>(more)...);
}
}  // namespace detail

/// Without its sign; of the argument's type. (Of a dt::numeric on PostgreSQL.)
template <class A>
constexpr auto abs(A&& of) { return detail::call_of_number<detail::same_number<A>, "abs(?)", "abs(?)", "abs(?)">(static_cast<A&&>(of)); }
/// -1, 0 or 1; of a dt::numeric on PostgreSQL.
template <class A>
constexpr auto sign(A&& of) {
    using type = detail::operand_type<A>;
    if constexpr (detail::exact_number<type>) return detail::call<integer, "", "CAST(sign(?) AS INTEGER)", type>(static_cast<A&&>(of));
    else return detail::call<integer, "sign(?)", "CAST(sign(?) AS INTEGER)", bigint>(static_cast<A&&>(of));
}
/// The nearest whole number, as a double. Half-way, SQLite goes away from zero, and PostgreSQL to the even one. Of a
/// dt::numeric, on PostgreSQL, it is a dt::decimal, half-way away from zero.
template <class A>
constexpr auto round(A&& of) {
    return detail::call_of_number<double_precision, "round(?)", "round(CAST(? AS DOUBLE PRECISION))", "round(?)">(static_cast<A&&>(of));
}
/// With that many decimals. PostgreSQL rounds the decimal digits that the number is written with, half away from zero;
/// SQLite rounds the binary number. Of a dt::numeric, on PostgreSQL, it is a dt::decimal.
template <class A, class Decimals>
constexpr auto round(A&& of, Decimals&& decimals) {
    return detail::call_of_number<double_precision, "round(?, ?)", "CAST(round(CAST(? AS NUMERIC), CAST(? AS INTEGER)) AS DOUBLE PRECISION)",
                                  "round(?, CAST(? AS INTEGER))", bigint>(static_cast<A&&>(of), static_cast<Decimals&&>(decimals));
}
/// The next whole number above, below, towards zero, as a double; of a dt::numeric, on PostgreSQL, as a dt::decimal.
template <class A>
constexpr auto ceil(A&& of) {
    return detail::call_of_number<double_precision, "ceil(?)", "ceil(CAST(? AS DOUBLE PRECISION))", "ceil(?)">(static_cast<A&&>(of));
}
template <class A>
constexpr auto floor(A&& of) {
    return detail::call_of_number<double_precision, "floor(?)", "floor(CAST(? AS DOUBLE PRECISION))", "floor(?)">(static_cast<A&&>(of));
}
template <class A>
constexpr auto trunc(A&& of) {
    return detail::call_of_number<double_precision, "trunc(?)", "trunc(CAST(? AS DOUBLE PRECISION))", "trunc(?)">(static_cast<A&&>(of));
}
/// The remainder of integers, with the sign of the first; x % y is the same.
template <class A, class B>
constexpr auto mod(A&& of, B&& by) {
    return detail::call<bigint, "CAST(? AS INTEGER) % CAST(? AS INTEGER)", "mod(CAST(? AS BIGINT), CAST(? AS BIGINT))", bigint, bigint>(
        static_cast<A&&>(of), static_cast<B&&>(by));
}

template <class A>
constexpr auto sqrt(A&& of) { return detail::call<double_precision, "sqrt(?)", "sqrt(CAST(? AS DOUBLE PRECISION))", bigint>(static_cast<A&&>(of)); }
template <class A, class B>
constexpr auto power(A&& of, B&& exponent) {
    return detail::call<double_precision, "power(?, ?)", "power(CAST(? AS DOUBLE PRECISION), CAST(? AS DOUBLE PRECISION))", bigint, bigint>(
        static_cast<A&&>(of), static_cast<B&&>(exponent));
}
template <class A>
constexpr auto exp(A&& of) { return detail::call<double_precision, "exp(?)", "exp(CAST(? AS DOUBLE PRECISION))", bigint>(static_cast<A&&>(of)); }
template <class A>
constexpr auto ln(A&& of) { return detail::call<double_precision, "ln(?)", "ln(CAST(? AS DOUBLE PRECISION))", bigint>(static_cast<A&&>(of)); }
template <class A>
constexpr auto log10(A&& of) { return detail::call<double_precision, "log10(?)", "log10(CAST(? AS DOUBLE PRECISION))", bigint>(static_cast<A&&>(of)); }
constexpr auto pi() { return detail::call<double_precision, "pi()", "pi()">(); }
template <class A>
constexpr auto sin(A&& of) { return detail::call<double_precision, "sin(?)", "sin(CAST(? AS DOUBLE PRECISION))", bigint>(static_cast<A&&>(of)); }
template <class A>
constexpr auto cos(A&& of) { return detail::call<double_precision, "cos(?)", "cos(CAST(? AS DOUBLE PRECISION))", bigint>(static_cast<A&&>(of)); }
template <class A>
constexpr auto tan(A&& of) { return detail::call<double_precision, "tan(?)", "tan(CAST(? AS DOUBLE PRECISION))", bigint>(static_cast<A&&>(of)); }
template <class A>
constexpr auto asin(A&& of) { return detail::call<double_precision, "asin(?)", "asin(CAST(? AS DOUBLE PRECISION))", bigint>(static_cast<A&&>(of)); }
template <class A>
constexpr auto acos(A&& of) { return detail::call<double_precision, "acos(?)", "acos(CAST(? AS DOUBLE PRECISION))", bigint>(static_cast<A&&>(of)); }
template <class A>
constexpr auto atan(A&& of) { return detail::call<double_precision, "atan(?)", "atan(CAST(? AS DOUBLE PRECISION))", bigint>(static_cast<A&&>(of)); }
template <class A, class B>
constexpr auto atan2(A&& y, B&& x) {
    return detail::call<double_precision, "atan2(?, ?)", "atan2(CAST(? AS DOUBLE PRECISION), CAST(? AS DOUBLE PRECISION))", bigint, bigint>(
        static_cast<A&&>(y), static_cast<B&&>(x));
}
template <class A>
constexpr auto radians(A&& degrees) { return detail::call<double_precision, "radians(?)", "radians(CAST(? AS DOUBLE PRECISION))", bigint>(static_cast<A&&>(degrees)); }
template <class A>
constexpr auto degrees(A&& radians) { return detail::call<double_precision, "degrees(?)", "degrees(CAST(? AS DOUBLE PRECISION))", bigint>(static_cast<A&&>(radians)); }

namespace detail {
template <fixed_string Sqlite, fixed_string Postgres, class... U>
constexpr auto choose_from(U&&... given) {
    constexpr bool ok = sizeof...(U) > 1;
    static_assert(ok, "dovetail: greatest() and least() take two arguments or more");
    using type = common_type<U...>;
    static_assert(!ok || !std::is_void_v<type>, "dovetail: the arguments of greatest() and least() need the same SQL type");
    if constexpr (std::is_void_v<type>) return after_error{};
    else
        return fragment<repeated<Sqlite, "?", ", ", ")", sizeof...(U)>, repeated<Postgres, "?", ", ", ")", sizeof...(U)>,
                        nullable_if<(may_be_null<U> || ...), type>, node_for<U>...>(
            join(bound_values<0>{}, values_for<type>(static_cast<U&&>(given))...));
}
}  // namespace detail
/// The greatest and the least argument, of two or more of one SQL type. Where one is NULL, SQLite gives NULL, and PostgreSQL
/// leaves it out.
template <class... A>
constexpr auto greatest(A&&... of) { return detail::choose_from<"max(", "greatest(">(static_cast<A&&>(of)...); }
template <class... A>
constexpr auto least(A&&... of) { return detail::choose_from<"min(", "least(">(static_cast<A&&>(of)...); }

}  // namespace dovetail
