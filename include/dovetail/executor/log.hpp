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
    std::string_view text;
    std::chrono::nanoseconds duration;      ///< from binding to the last row
    std::int64_t rows;                      ///< rows given, or rows changed
    bool is_control;                        ///< BEGIN, COMMIT, SAVEPOINT, ...: logged, not counted
    bool failed;
    std::string_view error;                 ///< what it failed with
    std::span<bound_value const> values;    ///< of its placeholders; not those of batches, streams and rows that are inserted
    statement_phase phase;                  ///< duration, rows and error are known when it has ended
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
    void begin(std::string_view text) {
        measure(text, false, [] { return std::int64_t{0}; });
    }

    template <class Run>
    std::int64_t measure(std::string_view text, bool is_control, Run&& run, parameters const* values = nullptr) {
        count_ += !is_control;
        if (!hook) [[likely]] return run();
        return measure_shown(text, is_control, run, values);
    }

private:
    template <class Run>
    [[gnu::cold, gnu::noinline]] std::int64_t measure_shown(std::string_view text, bool is_control, Run& run, parameters const* values) {
        auto const start = std::chrono::steady_clock::now();
        std::span<bound_value const> bound;
        if (values) bound = {values->begin(), values->size()};
        auto const show = [&](std::int64_t rows, std::exception const* failure, bool failed) {
            hook->show({text, std::chrono::steady_clock::now() - start, rows, is_control, failed,
                        failure ? failure->what() : "", bound, statement_phase::ended});
        };
        if (hook->from == statement_phase::begins)
            hook->show({text, {}, 0, is_control, false, "", bound, statement_phase::begins});
        std::int64_t rows = 0;
        try {
            rows = run();
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
