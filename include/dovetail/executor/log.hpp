// SPDX-License-Identifier: BSL-1.0
// The statement log: how many statements were sent, and each of them for whoever wants to see.
//
//     engine.on_statement([](dt::statement_event const& e) { std::cerr << e.text << ": " << e.rows << " rows\n"; });
//
// A tracer that makes a span of each statement asks for its beginning, too:
//
//     engine.on_statement(tracer, dt::statement_phase::begins);
#pragma once

#include <dovetail/mapping/parameters.hpp>

#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace dovetail {

enum class statement_phase { begins, ended };

/// One statement that was sent. The views are valid during the call only.
struct statement_event {
    std::string_view text{};
    std::chrono::nanoseconds duration{};    ///< from binding to the last row
    std::int64_t rows = 0;                  ///< rows given, or rows changed
    bool is_control = false;                ///< BEGIN, COMMIT, SAVEPOINT, ...: logged, not counted
    bool failed = false;
    std::string_view error{};               ///< what it failed with
    std::span<bound_value const> values{};  ///< of its placeholders, but for a statement of several new rows
    statement_phase phase = statement_phase::begins;    ///< duration, rows and error are known when it has ended
    std::int64_t new_rows = 0;              ///< how many new rows it carries, of a range or of objects; 0: others, and COPY
};

using statement_hook = std::function<void(statement_event const&)>;
struct statement_observer {
    statement_hook show;
    statement_phase from;           ///< begins: it is called twice for each statement, on the same thread
};
/// A hook that several share, each from its own thread.
using shared_hook = std::shared_ptr<statement_observer const>;
namespace detail {
/// @tparam Hook  a statement_hook; a parameter, so that who sets no hook does not compile it
template <class Hook>
shared_hook share_hook(Hook hook, statement_phase from) {
    if (!hook) return nullptr;
    return std::make_shared<statement_observer const>(statement_observer{std::move(hook), from});
}
}  // namespace detail

/// Counts statements and shows them to a hook. Without a hook no clock is read.
class statement_log {
public:
    explicit statement_log(shared_hook shown = {}) : hook(std::move(shown)) {}

    shared_hook hook;

    std::int64_t count() const noexcept { return count_; }
    /// Counts a statement whose rows come one by one, and shows it as it begins.
    /// @tparam Values  parameters; a parameter itself, without which each includer compiles all of this
    template <class Values>
    void begin(std::string_view text, Values const& values) {
        measure(text, false, [] { return std::int64_t{0}; }, &values);
    }

    template <class Run>
    std::int64_t measure(std::string_view text, bool is_control, Run&& run, parameters const* values = nullptr) {
        count_ += !is_control;
        if (!hook) [[likely]] return run();
        return measure_shown(statement_event{.text = text, .is_control = is_control}, values, run);
    }
    /// The same for values that are bound from where they are: `values()` makes them, for a hook only. Of several new rows it
    /// is not asked, as those may be many.
    template <class Run, class Values>
    std::int64_t measure_bound(std::string_view text, std::int64_t new_rows, Run&& run, Values&& values) {
        ++count_;
        if (!hook) [[likely]] return run();
        parameters shown;
        try {
            if (new_rows <= 1) shown = values();
        } catch (std::exception const&) {       // run() throws it again, and is shown with it
        }
        return measure_shown(statement_event{.text = text, .new_rows = new_rows}, &shown, run);
    }

private:
    template <class Run>
    std::int64_t measure_shown(statement_event const& shown, parameters const* values, Run& run) {
        return measure_shown(shown, values, &run, [](void* self) { return std::int64_t((*static_cast<Run*>(self))()); });
    }
    /// One for all statements, as it is large.
    /// @tparam Event  a statement_event; a parameter, so that who runs no statement does not compile it
    template <class Event>
    [[gnu::cold, gnu::noinline]] std::int64_t measure_shown(Event shown, parameters const* values, void* self,
                                                            std::int64_t (*run)(void*)) {
        if (values != nullptr) shown.values = {values->begin(), values->size()};
        auto const start = std::chrono::steady_clock::now();
        auto const show = [&](std::int64_t rows, std::exception const* failure, bool failed) {
            shown.duration = std::chrono::steady_clock::now() - start;
            shown.rows = rows;
            shown.failed = failed;
            shown.error = failure ? failure->what() : "";
            shown.phase = statement_phase::ended;
            hook->show(shown);
        };
        if (hook->from == statement_phase::begins) hook->show(shown);
        std::int64_t rows = 0;
        try {
            rows = run(self);
        } catch (std::exception const& failure) {
            show(0, &failure, true);
            throw;
        } catch (...) {
            show(0, nullptr, true);
            throw;
        }
        show(rows, nullptr, false);
        return rows;
    }
    std::int64_t count_ = 0;
};

}  // namespace dovetail
