// SPDX-License-Identifier: BSL-1.0
// operation<R>: what one co_await does to a database, in place or on a worker thread.
//
//     class count_rows : public operation<int> { int perform() override { ... } };
//
// In place, the work is done in await_ready: no suspension, no thread switch, no allocation.
#pragma once

#include <dovetail/core/error.hpp>
#include <dovetail/executor/task.hpp>

#include <coroutine>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace dovetail::detail {

/// Where operations run, and whether one is running: an engine, or a session.
class operation_place {
public:
    operation_place(operation_place const&) = delete;
    operation_place& operator=(operation_place const&) = delete;

    /// Marks the beginning of an operation. A session takes one at a time.
    void enter() {
        if (is_exclusive_ && in_flight_)
            throw error(error_category::usage,
                        "dovetail: this session is busy with another operation; await that first, or use a session for "
                        "each task");
        in_flight_ = true;
    }
    void leave() noexcept { in_flight_ = false; }

protected:
    explicit operation_place(bool is_exclusive) : is_exclusive_(is_exclusive) {}
    ~operation_place() = default;

private:
    bool is_exclusive_;
    bool in_flight_ = false;
};

template <class R>
class operation {
public:
    operation(operation const&) = delete;
    operation& operator=(operation const&) = delete;
    virtual ~operation() = default;

    bool await_ready() {
        place_.enter();
        struct leaving {
            operation_place& place;
            ~leaving() { place.leave(); }
        } const at_exit{place_};
        if constexpr (std::is_void_v<R>) perform();
        else result_.emplace(perform());
        return true;
    }
    void await_suspend(std::coroutine_handle<>) noexcept {}
    R await_resume() {
        if constexpr (!std::is_void_v<R>) return std::move(*result_);
    }

protected:
    operation(operation_place& place, bool writes) : place_(place), writes_(writes) {}
    operation(operation&&) = default;

private:
    virtual R perform() = 0;
    operation_place& place_;
    bool writes_;
    [[no_unique_address]] std::conditional_t<std::is_void_v<R>, std::monostate, std::optional<std::conditional_t<std::is_void_v<R>, char, R>>> result_;
};

}  // namespace dovetail::detail
