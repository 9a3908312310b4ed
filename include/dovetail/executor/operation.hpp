// SPDX-License-Identifier: BSL-1.0
// operation<R>: what one co_await does to a database: in place, on a worker thread, or on a fiber beside a socket.
//
//     class count_rows : public operation<int> { int perform() override { ... } };
//
// In place, the work is done in await_ready: no suspension, no thread switch, no allocation. Elsewhere the coroutine
// waits and goes on where it awaited. On worker threads, who writes waits for the gate first.
#pragma once

#include <dovetail/core/error.hpp>
#include <dovetail/executor/write_gate.hpp>

#include <coroutine>
#include <exception>
#include <new>
#include <type_traits>
#include <utility>

namespace dovetail::detail {

/// Where operations run: an engine, or a session, which takes one at a time and keeps the gate for its transaction.
class operation_place {
public:
    operation_place(operation_place const&) = delete;
    operation_place& operator=(operation_place const&) = delete;

protected:
    explicit operation_place(bool is_exclusive) : is_exclusive_(is_exclusive) {}
    virtual ~operation_place() = default;

    /// What runs the next operation; null: in place.
    job_runner* runs_on_ = nullptr;
    write_gate* gate_ = nullptr;
    bool holds_gate_ = false;       ///< a session's, until its transaction ends

    /// Whether an operation may change the database, beside what it says of itself.
    virtual bool will_write() const { return false; }
    virtual job_runner* next_runner() { return runs_on_; }

    void leave_gate() noexcept {
        if (holds_gate_) {
            holds_gate_ = false;
            gate_->leave();
        }
    }

private:
    friend class operation_base;

    void enter() {
        if (!is_exclusive_) return;
        if (in_flight_)
            throw error(error_category::usage,
                        "dovetail: this session is busy with another operation; await that first, or use a session for "
                        "each task");
        in_flight_ = true;
    }
    void leave() noexcept {
        if (is_exclusive_) in_flight_ = false;
    }

    bool is_exclusive_;
    bool in_flight_ = false;
};

/// What is the same for operations of all results. Awaited once; destroyed half-way it waits for the running work.
class operation_base : protected job {
public:
    operation_base(operation_base const&) = delete;
    operation_base& operator=(operation_base const&) = delete;

    bool await_ready() {
        if (place_.runs_on_ != nullptr) place_.runs_on_->require_here();
        place_.enter();
        is_inside_ = true;
        if (place_.runs_on_ != nullptr) return false;
        struct leaving {
            operation_base& self;
            ~leaving() { self.leave(); }
        } const at_exit{*this};
        work_(*this);
        return true;
    }
    void await_suspend(std::coroutine_handle<> waiting) noexcept {
        job_runner* const runner = place_.next_runner();
        prepare(waiting);
        runner_ = runner;
        if (place_.gate_ != nullptr && !place_.holds_gate_ && (writes_ || place_.will_write())) {
            turn_ = {runner, this, place_.is_exclusive_ ? &place_.holds_gate_ : &has_gate_};
            place_.gate_->enter(turn_);
        } else runner->submit(*this);
    }

protected:
    /// Work: what it does to a database, of the class that is derived.
    operation_base(operation_place& place, bool writes, void (*work)(operation_base&))
        : job(&run), place_(place), work_(work), writes_(writes) {}
    ~operation_base() = default;

    /// Called by the most derived destructor, as the running work uses its members.
    void stop() noexcept {
        if (runner_ != nullptr && !(place_.gate_ && place_.gate_->withdraw(turn_)) && known_to_runner())
            runner_->withdraw(*this);
        if (std::exchange(has_gate_, false)) place_.gate_->leave();
        leave();
    }
    void finish() {
        leave();
        if (failure_) std::rethrow_exception(failure_);
    }

    std::exception_ptr failure_;

private:
    static void run(job& of) noexcept {
        auto& self = static_cast<operation_base&>(of);
        try {
            if (!self.failure_) self.work_(self);
        } catch (...) {
            self.failure_ = std::current_exception();
        }
        if (std::exchange(self.has_gate_, false)) self.place_.gate_->leave();
    }
    void leave() noexcept {
        if (std::exchange(is_inside_, false)) place_.leave();
    }

    operation_place& place_;
    void (*work_)(operation_base&);
    job_runner* runner_ = nullptr;
    write_gate::turn turn_;
    bool writes_;
    bool has_gate_ = false;         ///< of an operation of an engine
    bool is_inside_ = false;
};

/// The result has room in the operation, in a union: a std::optional costs the compiler a sixth of what a row's type costs
/// it, and there are as many types of rows as selects.
/// @tparam Base  operation_base, or made of it
template <class R, class Base = operation_base>
class operation : public Base {
public:
    R await_resume() {
        this->finish();
        return static_cast<R&&>(result_);
    }

protected:
    template <class... Arguments>
    explicit operation(Arguments&&... arguments) : Base(static_cast<Arguments&&>(arguments)..., &work) {}
    ~operation() { clear(); }
    virtual R perform() = 0;

private:
    static void work(operation_base& of) {
        auto& self = static_cast<operation&>(of);
        self.clear();
        ::new (static_cast<void*>(&self.result_)) R(self.perform());
        self.has_result_ = true;
    }
    void clear() noexcept {
        if (std::exchange(has_result_, false)) result_.~R();
    }
    union {
        R result_;
    };
    bool has_result_ = false;
};
template <>
class operation<void, operation_base> : public operation_base {
public:
    void await_resume() { finish(); }

protected:
    operation(operation_place& place, bool writes) : operation_base(place, writes, &work) {}
    ~operation() = default;
    virtual void perform() = 0;

private:
    static void work(operation_base& of) { static_cast<operation&>(of).perform(); }
};

}  // namespace dovetail::detail
