// SPDX-License-Identifier: BSL-1.0
// Coroutines that run in a transaction of a session's: to its end, in a savepoint, or again when others got in the way.
#pragma once

#include <dovetail/executor/task.hpp>
#include <dovetail/session/retry.hpp>
#include <dovetail/session/transaction.hpp>

namespace dovetail {

template <class Dialect>
class session;

namespace detail {

template <class T>
struct task_value;
template <class T>
struct task_value<task<T>> {
    using type = T;
};

/// What transaction() and begin_nested() of a session do with the coroutine that they are given.
template <class Dialect>
class transaction_runner : public session_transaction<Dialect> {
    using base = session_transaction<Dialect>;

protected:
    using base::base;
    ~transaction_runner() = default;

    /// In a transaction that begins as told.
    template <class F>
    auto run_begun(typename driver<Dialect>::begin_mode how, F f) -> decltype(f(std::declval<session<Dialect>&>())) {
        if (this->lease_)
            throw error(error_category::usage,
                        "dovetail: transaction(begin_mode, ...) begins a transaction, and this session is in one; commit or roll "
                        "back first");
        this->begins_ = how;
        struct ending {
            transaction_runner& of;
            ~ending() { of.begins_.reset(); }
        } const at_exit{*this};
        co_return co_await run_transaction<F&>(f, false);
    }
    template <class F>
    auto run_transaction(F f, bool nested) -> decltype(f(std::declval<session<Dialect>&>())) {
        using R = typename task_value<decltype(f(std::declval<session<Dialect>&>()))>::type;
        auto& self = static_cast<session<Dialect>&>(*this);
        typename base::transaction_scope scope(*this, nested);
        co_await this->template work<void>([&] { scope.begin(); });
        std::exception_ptr failure;
        [[maybe_unused]] std::optional<std::conditional_t<std::is_void_v<R>, char, R>> value;
        try {
            if constexpr (std::is_void_v<R>) {
                co_await f(self);
            } else {
                value.emplace(co_await f(self));
            }
        } catch (...) {
            failure = std::current_exception();
        }
        auto end = [&] { failure ? scope.undo() : scope.end(); };
        co_await this->template work<void>(std::ref(end));
        if (failure) std::rethrow_exception(failure);
        if constexpr (!std::is_void_v<R>) co_return std::move(*value);
    }

    /// With a fresh session each time, so that nothing of a failed attempt is left.
    template <class F>
    auto run_with_retries(F f, retry_policy how) -> decltype(f(std::declval<session<Dialect>&>())) {
        if (this->depth_ > 0 || this->lease_)
            throw error(error_category::usage,
                        "dovetail: transaction(retry_policy, ...) begins a transaction, and this session is in one; commit or "
                        "roll back first");
        for (int attempt = 1;; ++attempt) {
            try {
                co_return co_await run_transaction<F&>(f, false);
            } catch (error const& problem) {
                if (!how.allows(problem.category(), attempt)) throw;
            }
            this->expunge_all();
            auto rest = [&] { driver<Dialect>::pause(this->engine_.pool().opened_with(), how.pause(attempt)); };
            co_await this->template work<void>(std::ref(rest));
        }
    }
};

}  // namespace detail
}  // namespace dovetail
