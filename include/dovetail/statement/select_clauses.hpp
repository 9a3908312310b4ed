// SPDX-License-Identifier: BSL-1.0
// The clauses of SELECT that most selects lack, kept in one member: DISTINCT ON, GROUP BY, HAVING, WINDOW, the names
// of LIMIT and OFFSET, and the values that stand in FROM.
#pragma once

#include <dovetail/statement/row_counts.hpp>

namespace dovetail {

template <class DistinctOn = parts<>, unsigned From = 0, class Group = parts<>, class Having = parts<>, class Windows = parts<>,
          class Counts = row_counts<>>
struct select_clauses {
    using distinct_on = DistinctOn;
    using group = Group;
    using having = Having;
    using windows = Windows;
    using counts = Counts;
    using pieces = nodes<DistinctOn, Group, Having, Counts>;
    static constexpr unsigned parameters =
        DistinctOn::parameters + From + Group::parameters + Having::parameters + Windows::parameters;

    [[no_unique_address]] bound_values<DistinctOn::parameters> distinct_values{};
    [[no_unique_address]] bound_values<From> from_values{};
    [[no_unique_address]] bound_values<Group::parameters> group_values{};
    [[no_unique_address]] bound_values<Having::parameters> having_values{};
    [[no_unique_address]] bound_values<Windows::parameters> window_values{};

    template <class... Terms>
    constexpr auto with_distinct_on(Terms const&... terms) const {
        return select_clauses<typename DistinctOn::template and_more<Terms...>, From, Group, Having, Windows, Counts>{
            detail::join(distinct_values, terms.values...), from_values, group_values, having_values, window_values};
    }
    template <unsigned All>
    constexpr auto with_from(bound_values<All> const& values) const {
        return select_clauses<DistinctOn, All, Group, Having, Windows, Counts>{distinct_values, values, group_values, having_values,
                                                                      window_values};
    }
    template <class... Terms>
    constexpr auto with_group(Terms const&... terms) const {
        return select_clauses<DistinctOn, From, typename Group::template and_more<Terms...>, Having, Windows, Counts>{
            distinct_values, from_values, detail::join(group_values, terms.values...), having_values, window_values};
    }
    template <class... Conditions>
    constexpr auto with_having(Conditions const&... conditions) const {
        return select_clauses<DistinctOn, From, Group, typename Having::template and_more<Conditions...>, Windows, Counts>{
            distinct_values, from_values, group_values, detail::join(having_values, conditions.values...), window_values};
    }
    template <class... Definitions>
    constexpr auto with_windows(Definitions const&... definitions) const {
        return select_clauses<DistinctOn, From, Group, Having, typename Windows::template and_more<Definitions...>, Counts>{
            distinct_values, from_values, group_values, having_values, detail::join(window_values, definitions.values...)};
    }
    template <class New>
    constexpr auto with_counts() const {
        return select_clauses<DistinctOn, From, Group, Having, Windows, New>{distinct_values, from_values, group_values,
                                                                            having_values, window_values};
    }
};

}  // namespace dovetail
