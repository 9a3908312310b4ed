// SPDX-License-Identifier: BSL-1.0
// The transaction of a session: begun by the first statement, ended by commit, rollback or destruction; savepoints.
#pragma once

#include <dovetail/executor/engine.hpp>
#include <dovetail/executor/task.hpp>
#include <dovetail/session/objects.hpp>

#include <string>

namespace dovetail {

template <class Dialect>
class session;

template <class Dialect>
struct session_options {
    /// What BEGIN does; the engine's choice where it is left out.
    std::optional<typename driver<Dialect>::begin_mode> begin{};
};

namespace detail {

/// What a session does with its connection. The objects of the session follow the transaction.
template <class Dialect>
class session_transaction : public statement_runner<Dialect>, protected session_objects<Dialect> {
protected:
    using runner = statement_runner<Dialect>;
    using objects = session_objects<Dialect>;
    using driver_type = driver<Dialect>;
    using connection = typename driver_type::connection;
    template <class R, class Work>
    using operation = session_operation<R, Work>;

    session_transaction(engine<Dialect>& of, session_options<Dialect> how)
        : runner(true), engine_(of), options_(how), log_(of.pool().hook()) {
        this->runs_on_ = of.next_worker();
        this->gate_ = of.gate();
    }
    ~session_transaction() = default;

    template <class R, class F>
    auto work(F f) {
        return operation<R, F>(*this, std::move(f), false);
    }
    template <class R, class F>
    auto work_that_writes(F f) {
        return operation<R, F>(*this, std::move(f), true);
    }

    std::int64_t run(statement_info& what, parameters const& values, typename runner::sink const& rows) override {
        flush_changes();
        begin_transaction();
        try {
            return log_.measure(what.text(), false, [&] { return driver_type::run(*lease_, what, values, rows); });
        } catch (...) {
            if (!driver_type::in_transaction(*lease_)) roll_back();     // the database ended it by itself
            throw;
        }
    }
    std::int64_t run_work(connection_work<Dialect>& some) override {
        flush_changes();
        begin_transaction();
        return some.run(*lease_, log_);
    }
    void begin_transaction() {
        if (lease_) return;
        lease<Dialect> fresh(engine_.pool());
        log_.measure("BEGIN", true, [&] {
            if (options_.begin) fresh->begin(*options_.begin);
            else fresh->begin();
            return 0;
        });
        lease_ = std::move(fresh);
        std::lock_guard const lock(running_mutex_);
        running_ = &*lease_;
    }
    /// The connection goes back; nothing may be cancelled on it any more.
    void end_transaction() noexcept {
        {
            std::lock_guard const lock(running_mutex_);
            running_ = nullptr;
        }
        lease_ = {};
        this->leave_gate();
        engine_.count_statements(log_.count() - reported_);
        reported_ = log_.count();
    }
    bool will_write() const override {
        return objects::has_changes() || (!lease_ && options_.begin && *options_.begin != driver_type::begin_mode::deferred) ||
               (!lease_ && driver_type::begins_writing(engine_.pool().opened_with()));
    }
    void flush_changes() {
        if (!objects::has_changes()) return;
        begin_transaction();
        try {
            objects::flush(*lease_, log_);
        } catch (...) {
            roll_back();
            throw;
        }
    }
    void commit_all() {
        flush_changes();
        if (!lease_) return;
        try {
            log_.measure("COMMIT", true, [&] { return lease_->commit(), 0; });
        } catch (...) {
            roll_back();
            throw;
        }
        objects::forget_undo();
        end_transaction();
    }
    void roll_back() noexcept {
        objects::undo_to({});
        if (!lease_) return;
        try {
            log_.measure("ROLLBACK", true, [&] { return lease_->rollback(), 0; });
        } catch (...) {
            {
                std::lock_guard const lock(running_mutex_);
                running_ = nullptr;
            }
            lease_.discard();       // a connection that cannot roll back is closed, which does
        }
        end_transaction();
    }
    void send_text(std::string_view text) {
        log_.measure(text, false, [&] { return lease_->execute(text), 0; });
    }
    template <class Change>
    void change_tables(Change change) {
        bool const own = !lease_;
        flush_changes();
        begin_transaction();
        try {
            change();
        } catch (...) {
            if (own) roll_back();
            throw;
        }
        if (own) commit_all();
    }
    void control(std::string_view text) {
        log_.measure(text, true, [&] { return lease_->execute(text), 0; });
    }

    template <class F>
    auto run_transaction(F f, bool nested) -> decltype(f(std::declval<session<Dialect>&>())) {
        using R = typename task_value<decltype(f(std::declval<session<Dialect>&>()))>::type;
        auto& self = static_cast<session<Dialect>&>(*this);
        typename objects::marks before;
        std::string const name = "\"dovetail_" + std::to_string(++depth_) + "\"";
        struct leaving {
            int& depth;
            ~leaving() { --depth; }
        } const at_exit{depth_};
        if (nested) {
            co_await work<void>([&] {
                flush_changes();
                begin_transaction();
                control("SAVEPOINT " + name);
                before = objects::undo_marks();
            });
        }
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
        auto end = [&] {
            if (failure || (nested && !lease_)) {
                if (!nested || !lease_) roll_back();
                else {
                    control("ROLLBACK TO " + name);
                    control("RELEASE " + name);
                    objects::undo_to(before);
                }
            } else if (nested) {
                flush_changes();
                control("RELEASE " + name);
            } else commit_all();
        };
        co_await work<void>(std::ref(end));
        if (failure) std::rethrow_exception(failure);
        if constexpr (!std::is_void_v<R>) co_return std::move(*value);
    }

    engine<Dialect>& engine_;
    session_options<Dialect> options_;
    statement_log log_;
    lease<Dialect> lease_;          ///< there is one as long as the transaction
    std::mutex running_mutex_;
    connection* running_ = nullptr; ///< lease_'s, for cancel()
    int depth_ = 0;
    std::int64_t reported_ = 0;
};

}  // namespace detail
}  // namespace dovetail
