// SPDX-License-Identifier: BSL-1.0
// write_gate: one writer at a time among the worker threads of an engine, in the order of asking.
//
// SQLite lets one connection write; another one that tries waits in its thread, and keeps that thread from the very
// transaction that it waits for. So who wants to write asks here first, and waits without a thread.
#pragma once

#include <dovetail/executor/job.hpp>

#include <mutex>

namespace dovetail::detail {

class write_gate {
public:
    /// A job that waits for its turn; lives in the operation.
    struct turn {
        job_runner* runs_on = nullptr;
        detail::job* job = nullptr;
        bool* granted = nullptr;     ///< set when the gate is given to it
        turn* next = nullptr;
        bool is_queued = false;
    };

    write_gate() = default;
    write_gate(write_gate const&) = delete;
    write_gate& operator=(write_gate const&) = delete;

    /// Takes the gate, and sends the job to its worker: at once, or when those before it have left.
    void enter(turn& mine) noexcept {
        std::lock_guard const lock(mutex_);
        if (!is_taken_) {
            is_taken_ = true;
            return grant(mine);
        }
        mine.is_queued = true;
        mine.next = nullptr;
        *end_ = &mine;
        end_ = &mine.next;
    }
    /// Gives the gate to the next.
    void leave() noexcept {
        std::lock_guard const lock(mutex_);
        turn* const next = first_;
        is_taken_ = next != nullptr;
        if (!next) return;
        first_ = next->next;
        if (!first_) end_ = &first_;
        next->is_queued = false;
        grant(*next);
    }
    /// Leaves the queue; false if the turn was granted already (or never asked for).
    bool withdraw(turn& mine) noexcept {
        std::lock_guard const lock(mutex_);
        if (!mine.is_queued) return false;
        turn** link = &first_;
        while (*link != &mine) link = &(*link)->next;
        *link = mine.next;
        if (!mine.next) end_ = link;
        mine.is_queued = false;
        return true;
    }

private:
    static void grant(turn& to) noexcept {
        *to.granted = true;
        to.runs_on->submit(*to.job);
    }

    std::mutex mutex_;
    bool is_taken_ = false;
    turn* first_ = nullptr;
    turn** end_ = &first_;
};

}  // namespace dovetail::detail
