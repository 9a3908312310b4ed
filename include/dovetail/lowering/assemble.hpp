// SPDX-License-Identifier: BSL-1.0
// The text of a statement with choices, put together at run time by the walk that has checked all of it.
#pragma once

#include <dovetail/lowering/choice.hpp>
#include <dovetail/lowering/collect.hpp>
#include <dovetail/lowering/text.hpp>

#include <string>

namespace dovetail::detail {

struct assembled {
    std::string text;
    parameters values;
};

/// What a table needs that is joined, is joined, too.
inline void add_needed_tables(chosen_values& chosen) {
    for (std::size_t i = 0; i < chosen.named_tables.size(); ++i)
        for (auto const& [table, needed] : chosen.needs)
            if (table == chosen.named_tables[i] && !chosen.is_named(needed)) chosen.named_tables.push_back(needed);
}

/// @param walk    writes the statement
/// @param values  all of its values, in the order of its static text
/// @param literals  how they are written in the text, for people; otherwise they are parameters
/// Errors: dt::error (usage) for an UPDATE or DELETE of which every condition is left out.
inline assembled assemble(dialect_rules const& rules, void (*walk)(writer&), parameters const& values,
                          literal_values const* literals = nullptr) {
    chosen_values looking(values.begin());
    looking.only_looks = true;
    writer counts(rules);
    counts.chosen = &looking;
    counts.literals = literals;
    walk(counts);
    add_needed_tables(looking);

    chosen_values chosen(values.begin());
    chosen.named_tables = std::move(looking.named_tables);
    assembled result{std::string(counts.size(), '\0'), {}};
    writer writes(rules, result.text.data());
    writes.chosen = &chosen;
    writes.literals = literals;
    walk(writes);
    result.text.resize(writes.size());
    result.values = parameters(chosen.used.size());
    for (bound_value const* value : chosen.used) result.values.add(*value);
    return result;
}

}  // namespace dovetail::detail
