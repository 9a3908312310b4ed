// SPDX-License-Identifier: BSL-1.0
// What compilers get wrong, and what the library does about it.
#pragma once

#include <type_traits>

namespace dovetail::detail {

/// g++ 12 destroys an aggregate temporary with owning members twice when it stands in a full expression with
/// co_await (and so a closure that owns what it captured). Calls that are awaited refuse such temporaries there.
#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 14
inline constexpr bool destroys_awaited_temporaries_twice = true;
#else
inline constexpr bool destroys_awaited_temporaries_twice = false;
#endif

/// Given is the deduced type of a forwarding reference: no reference means that a temporary was given.
template <class Given>
constexpr void refuse_awaited_temporary() {
    static_assert(!destroys_awaited_temporaries_twice || std::is_lvalue_reference_v<Given> ||
                      std::is_trivially_destructible_v<Given>,
                  "dovetail: this compiler destroys an owning temporary twice in an expression with co_await; give the "
                  "object a name first, and pass that (a lambda may capture by reference)");
}

}  // namespace dovetail::detail
