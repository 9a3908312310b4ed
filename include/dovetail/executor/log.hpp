// SPDX-License-Identifier: BSL-1.0
// The statement log: how many statements were sent, and each of them for whoever wants to see.
//
//     engine.on_statement([](dt::statement_event const& e) { std::cerr << e.text << ": " << e.rows << " rows\n"; });
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>

namespace dovetail {

/// One statement that was sent. The views are valid during the call only.
struct statement_event {
    std::string_view text;
    std::chrono::nanoseconds duration;      ///< from binding to the last row
    std::int64_t rows;                      ///< rows given, or rows changed
    bool is_control;                        ///< BEGIN, COMMIT, SAVEPOINT, ...: logged, not counted
    bool failed;
};

using statement_hook = std::function<void(statement_event const&)>;
/// A hook that several share, each from its own thread.
using shared_hook = std::shared_ptr<statement_hook const>;

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
    std::int64_t measure(std::string_view text, bool is_control, Run&& run) {
        count_ += !is_control;
        if (!hook) [[likely]] return run();
        return measure_shown(text, is_control, run);
    }

private:
    template <class Run>
    [[gnu::cold, gnu::noinline]] std::int64_t measure_shown(std::string_view text, bool is_control, Run& run) {
        auto const start = std::chrono::steady_clock::now();
        auto const show = [&](std::int64_t rows, bool failed) {
            (*hook)({text, std::chrono::steady_clock::now() - start, rows, is_control, failed});
        };
        std::int64_t rows = 0;
        try {
            rows = run();
        } catch (...) {
            show(0, true);
            throw;
        }
        show(rows, false);
        return rows;
    }
    std::int64_t count_ = 0;
};

}  // namespace dovetail
