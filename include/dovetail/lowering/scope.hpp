// SPDX-License-Identifier: BSL-1.0
// What a walk over a statement knows of its surroundings: the tables in reach, what is selected and grouped, the names of WITH.
//
//     scope here{.sources = tables, .count = 2, .outer = w.current};
#pragma once

#include <cstddef>
#include <string_view>

namespace dovetail {

class writer;

/// A table whose columns a statement may name.
struct from_entry {
    std::string_view name{};
    bool may_be_null = false;           ///< an outer join may leave it out
    bool when_used = false;             ///< joined only where something names it
    bool key_is_grouped = false;        ///< GROUP BY has its primary key, and so all of its columns
};

/// Looks for a table's name in what is written.
struct table_search {
    std::string_view schema{}, table{};
    bool found = false;
};
/// What GROUP BY has, for the rule that everything else stands in aggregates.
struct group_term {
    void (*node)(writer&, int) = nullptr;       ///< writes the term: which expression it is
    std::string_view table{}, column{};         ///< of a column
    std::string_view label{};                   ///< of a label
};
struct group_list {
    group_term const* terms = nullptr;
    std::size_t count = 0;

    constexpr bool has(void (*node)(writer&, int)) const {
        for (std::size_t i = 0; i < count; ++i)
            if (terms[i].node == node) return true;
        return false;
    }
    constexpr bool has_label(std::string_view name) const {
        for (std::size_t i = 0; i < count; ++i)
            if (!name.empty() && terms[i].label == name) return true;
        return false;
    }
    constexpr bool has_column(std::string_view table, std::string_view column) const {
        for (std::size_t i = 0; i < count; ++i)
            if (terms[i].table == table && terms[i].column == column) return true;
        return false;
    }
};

/// One level of a statement: the tables that its columns may be of. Subqueries see their surroundings, too.
struct scope {
    from_entry const* sources = nullptr;
    std::size_t count = 0;
    scope* outer = nullptr;
    bool saw_aggregate = false;
    group_list const* groups = nullptr; ///< what a subquery may use of this level without an aggregate
    bool of_merge = false;              ///< what a MERGE returns
    bool is_shielded = false;           ///< around a subquery: this level's columns need not be grouped there
    std::string_view plain_table{}, plain_column{};   ///< a column that is neither grouped nor in an aggregate
    std::string_view const* selected = nullptr;       ///< the names of what is selected, for labels
    std::size_t selected_count = 0;
    std::string_view const* windows = nullptr;        ///< the names of WINDOW
    std::size_t window_count = 0;

    constexpr bool has_window(std::string_view name) const {
        for (std::size_t i = 0; i < window_count; ++i)
            if (windows[i] == name) return true;
        return false;
    }

    /// Where a label stands in what is selected, counted from 1; 0 if it does not.
    constexpr std::size_t position_of(std::string_view label) const {
        for (std::size_t i = 0; i < selected_count; ++i)
            if (selected[i] == label) return i + 1;
        return 0;
    }
    constexpr from_entry const* find(std::string_view name) const {
        for (std::size_t i = 0; i < count; ++i)
            if (sources[i].name == name) return &sources[i];
        return nullptr;
    }
};

/// The names that WITH gives, from the innermost outwards.
struct cte_entry {
    std::string_view name{};
    cte_entry const* before = nullptr;
};

/// Which clause is being written, for the rules that depend on it.
enum class clause { select, from, where, group, having, order, other };

}  // namespace dovetail
