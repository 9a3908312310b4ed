// SPDX-License-Identifier: BSL-1.0
// Text of MERGE.
#pragma once

#include <dovetail/lowering/mutation.hpp>
#include <dovetail/statement/merge.hpp>

namespace dovetail::detail {

/// A WHEN of which every condition is left out at run time would be about every row.
template <class Conditions>
constexpr void write_merge_conditions(writer& w, clause in, std::string_view word) {
    bool const has_condition = write_conditions(w, in, word, static_cast<Conditions const*>(nullptr));
    if (w.chosen != nullptr && !has_condition && !std::is_same_v<Conditions, parts<>>)
        throw error(error_category::usage, "dovetail: every condition of a part of this MERGE is left out, so it would be about "
                                           "every row; write that part without conditions where that is meant");
}

template <class When>
constexpr void write_when(writer& w, std::string_view target) {
    finding const before = w.found;
    w.put(When::is_matched ? " WHEN MATCHED" : " WHEN NOT MATCHED");
    write_merge_conditions<typename When::conditions>(w, clause::where, " AND ");
    w.put(" THEN ");
    auto const* const assignments = static_cast<typename When::assignments const*>(nullptr);
    if constexpr (When::action == merge_step::nothing) w.put("DO NOTHING");
    else if constexpr (When::action == merge_step::delete_) w.put("DELETE");
    else if constexpr (When::action == merge_step::update) {
        w.put("UPDATE");
        write_assignments(w, assignments);
    } else {
        w.put("INSERT");
        w.in = clause::where;
        write_names_and_values(w, assignments);
        w.in = clause::other;
    }
    if (before.ok() && !When::is_matched && w.found.broken == rule::column_not_in_from && w.found.table == target)
        w.found.broken = rule::merged_row_without_partner;
}

template <>
struct lower<node_kind::merge_action> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        bool is_returned = false;
        for (scope* level = w.current; level != nullptr; level = level->outer) is_returned = is_returned || level->of_merge;
        if (!is_returned) w.note(rule::merge_action_elsewhere, "", "");
        w.put("merge_action()");
    }
};

template <>
struct lower_statement<statement_kind::merge> {
    template <class S>
    static constexpr void write(writer& w) {
        using target = typename S::source;
        using source = typename S::merged;
        if (!w.dialect.merge) w.cannot("MERGE");
        w.put("MERGE INTO ");
        lower_view<target>::write(w);
        w.put(" USING ");
        lower_view<source>::write(w);
        from_entry const tables[]{{.name = target::name}, {.name = source::name}};
        scope both{.sources = tables, .count = 2}, without_partner{.sources = tables + 1, .count = 1};
        scope* const around = std::exchange(w.current, &both);
        w.joining = &tables[1];
        w.saw_joined = w.saw_others = false;
        write_merge_conditions<typename S::conditions>(w, clause::from, " ON ");
        if (!(w.saw_joined && w.saw_others)) w.note(rule::join_not_connected, "", source::name);
        w.joining = nullptr;
        write_whens(w, both, without_partner, static_cast<typename S::whens const*>(nullptr));
        w.current = around;
    }

private:
    template <class... Whens>
    static constexpr void write_whens(writer& w, scope& both, scope& without_partner, parts<Whens...> const*) {
        if (sizeof...(Whens) == 0) w.note(rule::merge_of_nothing, "", "");
        ((w.current = Whens::is_matched ? &both : &without_partner, write_when<Whens>(w, both.sources[0].name)), ...);
    }
};

}  // namespace dovetail::detail
