// SPDX-License-Identifier: BSL-1.0
// The tables of a statement that changes one of them: the others stand in FROM or USING.
#pragma once

#include <dovetail/lowering/from.hpp>
#include <dovetail/statement/clauses.hpp>

#include <type_traits>
#include <utility>

namespace dovetail::detail {

/// With the tables' columns in reach.
template <class... Views, class Body>
constexpr void among(writer& w, parts<Views...> const*, Body body) {
    constexpr std::size_t count = (lower_from<Views>::count + ...);
    from_entry tables[count]{};
    std::size_t at = 0;
    ((lower_from<Views>::list(tables + at, nullptr), at += lower_from<Views>::count), ...);
    scope reach{.sources = tables, .count = count};
    scope* const around = std::exchange(w.current, &reach);
    body();
    w.current = around;
}

/// The sources behind the table that is changed, which they do not see.
template <class Target, class... Others>
constexpr void write_others(writer& w, [[maybe_unused]] std::string_view word, parts<Target, Others...> const*) {
    [[maybe_unused]] bool first = true;
    scope* const all = w.current;
    [[maybe_unused]] std::size_t at = 1;
    [[maybe_unused]] auto const write_source = [&]<class Source>(std::type_identity<Source>) {
        w.put(first ? word : ", ");
        first = false;
        scope part{.sources = all->sources + at, .count = lower_from<Source>::count, .outer = all->outer};
        w.current = &part;
        lower_from<Source>::write(w, part);
        w.current = all;
        at += lower_from<Source>::count;
    };
    (write_source(std::type_identity<Others>{}), ...);
    if (sizeof...(Others) == 0) return;
    for (std::size_t i = 1; i < all->count; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (all->sources[i].name == all->sources[j].name) w.note(rule::table_twice, "", all->sources[i].name);
}

}  // namespace dovetail::detail
