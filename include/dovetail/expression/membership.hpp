// SPDX-License-Identifier: BSL-1.0
// IN: a range as one parameter, whatever its length, or a subquery; and EXISTS.
//
//     users.id.in_(ids)      users.id.in_(dt::select(posts.user_id))      dt::exists(dt::select(posts).where(...))
#pragma once

#include <dovetail/expression/logic.hpp>

#include <ranges>

namespace dovetail {

/// What a range in a condition becomes: its elements in the form that values are kept in.
template <class Held>
struct range_value {
    std::vector<Held> elements;
};

template <class Operand, class Range, bool Negated>
struct in_range {
    static constexpr auto kind = node_kind::in_range;
    static constexpr unsigned parameters = Operand::parameters + 1;
    static constexpr bool negated = Negated;
    using type = boolean;
    Operand tested;
    Range range;
};

template <class Operand, class Query, bool Negated>
struct in_query {
    static constexpr auto kind = node_kind::in_query;
    static constexpr unsigned parameters = Operand::parameters + Query::parameters;
    static constexpr bool negated = Negated;
    using type = boolean;
    Operand tested;
    Query query;
};

template <class Query>
struct exists_query {
    static constexpr auto kind = node_kind::exists;
    static constexpr unsigned parameters = Query::parameters;
    using type = boolean;
    Query query;
};

/// A select, as expressions see it.
template <class T>
concept subquery = requires { typename std::remove_cvref_t<T>::select_tag; };

namespace detail {

template <class Self, class Choices, bool Negated>
constexpr auto make_in(Self const& self, Choices&& choices) {
    using type = typename Self::type;
    using plain = std::remove_cvref_t<Choices>;
    if constexpr (subquery<Choices>) {
        constexpr bool ok = comparable<type, typename plain::only_type>;
        static_assert(ok, "dovetail: in_() needs a select of one thing, of the type it is compared with");
        return in_query<Self, plain, Negated>{self, std::forward<Choices>(choices)};
    } else {
        static_assert(std::ranges::input_range<plain>, "dovetail: in_() takes a range of values, or a select");
        using element = std::ranges::range_reference_t<Choices>;
        constexpr bool ok = can_compare<type, element>();
        static_assert(ok, "dovetail: the elements of the range in in_() have another SQL type than what they are "
                          "compared with");
        if constexpr (ok) {
            using held = decltype(hold<type>(std::declval<element>()).held);
            range_value<held> range;
            if constexpr (std::ranges::sized_range<plain>) range.elements.reserve(std::ranges::size(choices));
            for (auto&& each : choices)
                range.elements.push_back(hold<type>(std::forward<decltype(each)>(each)).held);
            return in_range<Self, range_value<held>, Negated>{self, std::move(range)};
        } else return null_test<value<bool>, true>{};
    }
}

}  // namespace detail

/// True where the subquery has a row.
template <subquery Query>
constexpr auto exists(Query&& query) {
    return exists_query<std::remove_cvref_t<Query>>{std::forward<Query>(query)};
}

}  // namespace dovetail
