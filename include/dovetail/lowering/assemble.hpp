// SPDX-License-Identifier: BSL-1.0
// The text of a statement with choices, put together at run time by the walk that has checked all of it.
#pragma once

#include <dovetail/lowering/choice.hpp>
#include <dovetail/lowering/collect.hpp>
#include <dovetail/lowering/text.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace dovetail::detail {

struct assembled {
    std::string text;
    parameters values;
};

/// What two walks find out: the first, which tables are joined; the second, which values are sent.
class assembled_values final : public chosen_values {
public:
    explicit assembled_values(bound_value const* values) : chosen_values(values) {}
    /// @param first  has seen all of the statement
    assembled_values(bound_value const* values, assembled_values first)
        : chosen_values(values), tables_(std::move(first.tables_)), only_looks_(false) {
        // What a table needs that is joined, is joined, too.
        for (std::size_t i = 0; i < tables_.size(); ++i)
            for (auto const& [table, needed] : first.needs_)
                if (table == tables_[i] && leaves_out(needed)) tables_.push_back(needed);
    }
    std::vector<bound_value const*> const& used() const { return used_; }

    void name(std::string_view table) override { tables_.push_back(table); }
    void need(std::string_view table, std::string_view needed) override { needs_.push_back({table, needed}); }
    bool leaves_out(std::string_view table) const override {
        return !only_looks_ && std::find(tables_.begin(), tables_.end(), table) == tables_.end();
    }

private:
    struct requirement {
        std::string_view table, needed;
    };
    void keep(bound_value const& value) override { used_.push_back(&value); }

    std::vector<bound_value const*> used_;
    std::vector<std::string_view> tables_;
    std::vector<requirement> needs_;
    bool only_looks_ = true;
};

/// @param walk    writes the statement
/// @param values  all of its values, in the order of its static text
/// @param literals  how they are written in the text, for people; otherwise they are parameters
/// Errors: dt::error (usage) for an UPDATE or DELETE of which every condition is left out.
inline assembled assemble(dialect_rules const& rules, void (*walk)(writer&), parameters const& values,
                          literal_values const* literals = nullptr) {
    assembled_values looking(values.begin());
    writer counts(rules);
    counts.chosen = &looking;
    counts.literals = literals;
    walk(counts);

    assembled_values chosen(values.begin(), std::move(looking));
    assembled result{std::string(counts.size(), '\0'), {}};
    writer writes(rules, result.text.data(), result.text.size());
    writes.chosen = &chosen;
    writes.literals = literals;
    walk(writes);
    result.text.resize(writes.size());
    result.values = parameters(chosen.used().size());
    for (bound_value const* value : chosen.used()) result.values.add(*value);
    return result;
}

}  // namespace dovetail::detail
