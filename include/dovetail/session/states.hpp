// SPDX-License-Identifier: BSL-1.0
// The tables that a session has touched: a table_state for each, and what concerns all of them together.
#pragma once

#include <dovetail/session/unit_of_work.hpp>

namespace dovetail::detail {

/// A number for each model, given at first use; where its state stands in a session's table.
class model_number {
public:
    template <class Model>
    static std::size_t of() {
        static std::size_t const mine = next_.fetch_add(1, std::memory_order_relaxed);
        return mine;
    }

private:
    static inline std::atomic<std::size_t> next_{0};
};

template <class Dialect>
class session_states {
    using state_base = table_state_base<Dialect>;
    using connection = typename driver<Dialect>::connection;
    template <class Model> using state = table_state<Dialect, Model>;

protected:
    /// A place in the undo log of each table; a table that came later has none, which means its beginning.
    using marks = std::vector<std::size_t>;

    template <class Model>
    state<Model>& of() {
        auto const number = model_number::of<Model>();
        if (number >= states_.size()) states_.resize(number + 1);
        auto& place = states_[number];
        if (!place) place = std::make_unique<state<Model>>();
        return static_cast<state<Model>&>(*place);
    }
    bool has_changes() const {
        for (auto const& each : states_)
            if (each && each->has_changes()) return true;
        return false;
    }
    std::size_t count_changes() const {
        std::size_t count = 0;
        for (auto const& each : states_)
            if (each) count += each->count_changes();
        return count;
    }
    /// New rows first, tables before those that point to them; then changes; then removals, the other way round.
    void flush(connection& db, statement_log& log) {
        auto const order = in_dependency_order();
        for (auto* each : order) each->insert(db, log);
        for (auto* each : order) each->update(db, log);
        for (auto each = order.rbegin(); each != order.rend(); ++each) (*each)->erase(db, log);
    }
    marks undo_marks() const {
        marks all;
        for (auto const& each : states_) all.push_back(each ? each->undo_mark() : 0);
        return all;
    }
    void undo_to(marks const& to) {
        for (std::size_t i = 0; i < states_.size(); ++i)
            if (states_[i]) states_[i]->undo_to(i < to.size() ? to[i] : 0);
    }
    void forget_undo() {
        for (auto& each : states_)
            if (each) each->forget_undo();
    }

    void expunge_all() {
        for (auto& each : states_)
            if (each) each->expunge();
    }

private:
    std::vector<state_base*> in_dependency_order() const {
        std::vector<state_base*> waiting, order;
        for (auto const& each : states_)
            if (each) waiting.push_back(each.get());
        while (!waiting.empty()) {
            auto next = std::find_if(waiting.begin(), waiting.end(), [&](state_base const* candidate) {
                return std::none_of(waiting.begin(), waiting.end(),
                                    [&](state_base const* other) { return candidate->needs(other->table()); });
            });
            if (next == waiting.end()) next = waiting.begin();     // a circle of keys: the order of first use
            order.push_back(*next);
            waiting.erase(next);
        }
        return order;
    }

    std::vector<std::unique_ptr<state_base>> states_;   ///< by model_number
};

}  // namespace dovetail::detail
