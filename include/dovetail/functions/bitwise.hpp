// SPDX-License-Identifier: BSL-1.0
// Operators on the bits of integers: & | ^ ~ << >>
//
//     dt::select(users).where((users.flags & 4) != 0)      dt::update(users).set(users.flags = users.flags | 2)
//
// In C++ == and < bind tighter than & and |, so these need brackets beside a comparison. Integers count as 64 bits, as in arithmetic;
// NULL spreads. A shift by less than 0 or more than 63 bits is the database's own: PostgreSQL takes the count modulo 64.
#pragma once

#include <dovetail/expression/arithmetic.hpp>
#include <dovetail/functions/call.hpp>

namespace dovetail {
namespace detail {

template <class U>
constexpr bool are_bits() {
    if constexpr (!can_compare<bigint, U>()) return false;
    else return is_integral_type<operand_type<U>>;
}
template <fixed_string Sqlite, fixed_string Postgres, class... U>
constexpr auto combine_bits(U&&... given) {
    constexpr bool ok = (are_bits<U>() && ...);
    static_assert(ok, "dovetail: & | ^ ~ << >> take integers; conditions take && || !, and a comparison beside & needs brackets");
    if constexpr (ok) return call<bigint, Sqlite, Postgres, std::conditional_t<false, U, bigint>...>(static_cast<U&&>(given)...);
    else return after_error{};
}
/// What may stand before << and >>: no stream.
template <class U>
concept shifted = expression<U> || std::integral<std::remove_cvref_t<U>>;

}  // namespace detail

template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator&(L&& left, R&& right) {
    return detail::combine_bits<"? & ?", "? & ?">(static_cast<L&&>(left), static_cast<R&&>(right));
}
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator|(L&& left, R&& right) {
    return detail::combine_bits<"? | ?", "? | ?">(static_cast<L&&>(left), static_cast<R&&>(right));
}
/// PostgreSQL only: SQLite has no such operator.
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator^(L&& left, R&& right) {
    return detail::combine_bits<"", "? # ?">(static_cast<L&&>(left), static_cast<R&&>(right));
}
template <detail::shifted L, class R> requires detail::either_expression<L, R>
constexpr auto operator<<(L&& left, R&& right) {
    return detail::combine_bits<"? << ?", "CAST(? AS BIGINT) << CAST(? AS INTEGER)">(static_cast<L&&>(left), static_cast<R&&>(right));
}
/// The sign stays.
template <detail::shifted L, class R> requires detail::either_expression<L, R>
constexpr auto operator>>(L&& left, R&& right) {
    return detail::combine_bits<"? >> ?", "CAST(? AS BIGINT) >> CAST(? AS INTEGER)">(static_cast<L&&>(left), static_cast<R&&>(right));
}
template <expression A>
constexpr auto operator~(A const& given) { return detail::combine_bits<"~?", "~?">(given); }

}  // namespace dovetail
