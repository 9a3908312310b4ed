// SPDX-License-Identifier: BSL-1.0
// How the database would run a statement: its plan, step by step, each behind the one that needs it.
//
//     for (dt::plan_step const& step : co_await db.explain(dt::select(users).where(users.id == 1)))
//         std::cerr << step.detail << '\n';       // SEARCH users USING INTEGER PRIMARY KEY (rowid=?)
#pragma once

#include <dovetail/executor/execute.hpp>
#include <dovetail/lowering/explain.hpp>
#include <dovetail/statement/bind.hpp>

#include <charconv>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace dovetail {

/// One step of a plan.
struct plan_step {
    int id = 0;
    int parent = 0;                         ///< the step that needs this one; 0: none
    std::string detail;                     ///< in the database's words
    std::optional<double> cost, rows;       ///< as the planner estimates them, all in all; PostgreSQL only
};

namespace detail {

/// The number behind `name`, up to what ends it.
inline std::optional<double> number_behind(std::string_view line, std::string_view name) {
    auto const at = line.find(name);
    if (at == std::string_view::npos) return {};
    double number = 0;
    auto const* const from = line.data() + at + name.size();
    if (std::from_chars(from, line.data() + line.size(), number).ec != std::errc()) return {};
    return number;
}

/// A plan that is given as indented lines: a step's begins with an arrow, other lines say more of the step before.
class plan_of_lines {
public:
    void add(std::string_view line) {
        auto const start = line.find_first_not_of(' ');
        if (start == std::string_view::npos) return;
        auto text = line.substr(start);
        bool const is_step = text.starts_with("->  ");
        if (is_step) text.remove_prefix(4);
        if (!is_step && !steps.empty()) {
            steps.back().detail.append("; ").append(text);
            return;
        }
        while (!open_.empty() && open_.back().first >= start + is_step) open_.pop_back();
        plan_step step{.id = static_cast<int>(steps.size()) + 1, .parent = open_.empty() ? 0 : open_.back().second};
        if (auto const estimate = text.find("  (cost="); estimate != std::string_view::npos) {
            auto const range = text.substr(estimate);
            step.cost = number_behind(range, "..");
            step.rows = number_behind(range, " rows=");
            text = text.substr(0, estimate);
        }
        step.detail = text;
        open_.emplace_back(start + is_step, step.id);       // the first step has no arrow, and all others are its parts
        steps.push_back(std::move(step));
    }
    std::vector<plan_step> steps;

private:
    std::vector<std::pair<std::size_t, int>> open_;
};

struct as_plan {
    template <class Dialect>
    static std::vector<plan_step> convert(statement_runner<Dialect>&, result<std::tuple<std::string>>&& rows) {
        plan_of_lines plan;
        for (auto const& [line] : rows.all()) plan.add(line);
        return std::move(plan.steps);
    }
    template <class Dialect>
    static std::vector<plan_step> convert(statement_runner<Dialect>&, result<std::tuple<int, int, int, std::string>>&& rows) {
        std::vector<plan_step> steps;
        for (auto& [id, parent, unused, text] : rows.all()) steps.push_back({.id = id, .parent = parent, .detail = std::move(text)});
        return steps;
    }
};

template <class Dialect, class S>
struct explanation {
    template <class... Arguments>
    static auto make(statement_runner<Dialect>& runner, S statement, Arguments const&... arguments) {
        constexpr bool is_one = S::statement != statement_kind::insert_rows;
        static_assert(is_one, "dovetail: explain() takes one statement; a range of new rows is sent as any number of them");
        using row = std::conditional_t<Dialect::rules.plans_are_lines, std::tuple<std::string>, std::tuple<int, int, int, std::string>>;
        if constexpr (!is_one) return make_execution<as_result, Dialect>(runner, statement);
        else if constexpr (sizeof...(Arguments) == 0) {
            explained_statement<S, row> explained{statement};
            return make_execution<as_plan, Dialect>(runner, explained);
        } else {
            auto const bound = argument_binder<S>::make(statement, arguments...);
            return explanation<Dialect, std::remove_const_t<decltype(bound)>>::make(runner, bound);
        }
    }
};

}  // namespace detail
}  // namespace dovetail
