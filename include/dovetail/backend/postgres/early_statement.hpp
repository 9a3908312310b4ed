// SPDX-License-Identifier: BSL-1.0
// early_statement: a statement of an engine's that is sent before its job has a fiber, and read without one where nothing
// went wrong, as most are.
//
// Why: the stacks of 64 fibers have no room in the processor's nearest cache. Without them, 64 look-ups side by side miss it
// half as often, and one takes 3% fewer instructions.
#pragma once

#include <dovetail/backend/postgres/pool.hpp>

#include <utility>

namespace dovetail::postgres_backend {

/// Lives in its job. Threads: that of the event loop.
class early_statement final : private answer_waiter {
public:
    early_statement() = default;
    /// Whoever wanted the answer is destroyed.
    ~early_statement() {
        if (sent_ != nullptr) db_->drop(*sent_);
    }

    /// Sends it on a shared connection. When the answer is here, the job is executed.
    /// @param send  request& (connection&)
    /// False where a connection has to be waited for or opened first: nothing was done.
    /// Errors: what `send` throws.
    template <class Send>
    bool begin(connection_pool<postgres>& pool, dovetail::detail::job& by, Send send) {
        auto db = lease<postgres>::shared_at_once(pool);
        if (!db) return false;
        sent_ = &send(*db);
        db_ = std::move(db);
        runner_ = pool.runner();
        job_ = &by;
        if (sent_->is_done) answered();         // the connection broke
        else sent_->waits = this;
        return true;
    }
    bool is_sent() const noexcept { return sent_ != nullptr; }
    /// By the job: what was sent, and its connection for as long as it is read.
    std::pair<lease<postgres>, request*> take() noexcept { return {std::move(db_), std::exchange(sent_, nullptr)}; }

private:
    void answered() noexcept override {
        bool const may_wait = sent_->result == nullptr || is_error(sent_->result.get()) || db_->has_dropped();
        may_wait ? runner_->run_on_fiber(*job_) : runner_->run_here(*job_);
    }

    lease<postgres> db_;
    request* sent_ = nullptr;
    dovetail::detail::fiber_runner* runner_ = nullptr;
    dovetail::detail::job* job_ = nullptr;
};

}  // namespace dovetail::postgres_backend
