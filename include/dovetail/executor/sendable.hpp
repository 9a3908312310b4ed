// SPDX-License-Identifier: BSL-1.0
// sendable: a statement as it is sent: its text, which is a constant of its type or put together of its choices, and the
// values that go with it.
#pragma once

#include <dovetail/executor/statement_info.hpp>
#include <dovetail/lowering/collect.hpp>

#include <array>

namespace dovetail::detail {

struct sendable {
    statement_info& info;
    parameters values;
};

/// Where the named parameters stand among the values.
template <class Dialect, class S>
inline constexpr auto named_places = [] {
    std::array<named_place, walk_survey<Dialect, own_walk<S>()>.named> places{};
    writer w(Dialect::rules);
    w.places = places.data();
    own_walk<S>()(w);
    return places;
}();
template <unsigned Count>
bound_value const& value_at(bound_values<Count> const& values, [[maybe_unused]] std::size_t index) {
    if constexpr (Count == 1) return values.first;
    else return index == 0 ? values.first : value_at(values.rest, index - 1);
}
template <class Dialect, class S>
void fill_places(parameters& values, S const& statement) {
    for (named_place const& place : named_places<Dialect, S>) {
        std::size_t which = 0;
        while (S::names[which] != place.name) ++which;
        values.set(place.index, value_at(statement.argument_values, which));
    }
}

/// Defined where choices are, in <dovetail/sql.hpp>.
template <class Dialect, class S>
struct assembled_statement;

/// All values of a statement, those of its named parameters included.
template <class Dialect, class S>
parameters values_of_statement(S const& statement) {
    constexpr survey found = walk_survey<Dialect, own_walk<S>()>;
    constexpr bool is_given = found.named == 0 || requires { S::is_bound; };
    static_assert(verdict<is_given ? rule::none : rule::parameter_without_value>::report());
    parameters values = collect_values(statement);
    if constexpr (requires { S::is_bound; }) fill_places<Dialect>(values, statement);
    return values;
}

template <class Dialect, class S>
sendable make_sendable(S const& statement) {
    parameters values = values_of_statement<Dialect>(statement);
    if constexpr (walk_survey<Dialect, own_walk<S>()>.has_choices) return assembled_statement<Dialect, S>::send(std::move(values));
    else return {info_of<Dialect, S>, std::move(values)};
}

}  // namespace dovetail::detail
