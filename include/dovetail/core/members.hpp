// SPDX-License-Identifier: BSL-1.0
// tie_members: references to the members of an aggregate whose number is known.
//
//     tie_members<4>(user)      // a tuple of four references, read by get_member<I>
//
// Boost.PFR counts members by trying initialisers, which converting constructors (the columns of a new row)
// confuse and which costs compile time for each view of a model. The count is known from the model's
// description, so only PFR's binding step is used here. This is the one place that knows how.
#pragma once

#include <boost/pfr/core.hpp>

#include <cstddef>

namespace dovetail::detail {

template <std::size_t Count, class T>
constexpr auto tie_members(T& object) noexcept {
    return boost::pfr::detail::tie_as_tuple(object, boost::pfr::detail::size_t_<Count>{});
}

template <std::size_t I, class Tied>
constexpr decltype(auto) get_member(Tied const& tied) noexcept {
    return boost::pfr::detail::sequence_tuple::get<I>(tied);
}

}  // namespace dovetail::detail
