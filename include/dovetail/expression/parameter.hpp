// SPDX-License-Identifier: BSL-1.0
// Parameters by name: a statement that is written once, and given its values where it is executed.
//
//     constexpr auto by_name = dt::select(users).where(users.username == dt::param<"name">);
//     auto ann = co_await db.execute(by_name, dt::arg<"name"> = "ann");
//
// A parameter takes the SQL type of what it stands beside.
#pragma once

#include <dovetail/expression/operand.hpp>

#include <utility>

namespace dovetail {

template <fixed_string Name>
struct named_parameter {
    static constexpr auto kind = node_kind::named;
    static constexpr auto name = Name;
    static constexpr unsigned parameters = 1;
    static constexpr bool is_named = true;
    using type = void;             // that of what it is compared with, or assigned to
    bound_values<1> values{};
};
/// The value that execute() is given under this name.
template <fixed_string Name>
inline constexpr named_parameter<Name> param{};

/// A value for a parameter; refers to it, so it is made where it is given.
template <fixed_string Name, class U>
struct named_argument {
    static constexpr auto name = Name;
    using given = U;
    U&& value;
};
template <fixed_string Name>
struct argument_name {
    template <class U>
    constexpr named_argument<Name, U> operator=(U&& value) const { return {static_cast<U&&>(value)}; }
};
/// dt::arg<"name"> = value
template <fixed_string Name>
inline constexpr argument_name<Name> arg{};

inline namespace literals {
/// "name"_arg = value, after `using namespace dovetail::literals`.
template <fixed_string Name>
consteval argument_name<Name> operator""_arg() { return {}; }
}  // namespace literals

}  // namespace dovetail
