// SPDX-License-Identifier: BSL-1.0
// dovetail with PostgreSQL: models, statements, the engine, sessions; and what only PostgreSQL has.
#pragma once

#include <dovetail.hpp>
#include <dovetail/backend/postgres/driver.hpp>
#include <dovetail/backend/postgres/pool.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <utility>

namespace dovetail {

using postgres_backend::notification;

/// What the sessions of a database send to a channel, from when next() is first awaited.
///
///     dt::notifications jobs{engine, "jobs"};
///     for (;;) work_on((co_await jobs.next()).payload);
///
/// It has a connection of the engine's for itself, which is closed at the end. It must not outlive the engine.
class notifications {
public:
    /// @param channel  a name of any characters, of 1 to 63 bytes (PostgreSQL cuts longer ones off, so that nothing would be heard)
    /// Errors: `usage` for another name.
    notifications(engine<postgres>& of, std::string channel) : engine_(&of), channel_(std::move(channel)) {
        if (channel_.empty() || channel_.size() > 63 || channel_.find('\0') != channel_.npos)
            throw error(error_category::usage, "dovetail: the name of a channel has 1 to 63 bytes, and no NUL among them");
    }
    notifications(notifications&&) = default;
    ~notifications() { db_.discard(); }

    class [[nodiscard("dovetail: nothing is received until this is awaited; write co_await")]] next_notification final
        : public detail::operation<notification> {
    public:
        explicit next_notification(notifications& of) : detail::operation<notification>(*of.engine_, false), of_(of) {}
        ~next_notification() { this->stop(); }

    private:
        notification perform() override { return of_.receive(); }
        notifications& of_;
    };
    /// The next one. Errors: `connection` when the connection breaks; what was sent until next() is awaited again is lost. `usage`
    /// behind a pooler.
    next_notification next() { return next_notification(*this); }

private:
    notification receive() {
        if (!db_) {
            if (!engine_->pool().opened_with().named_statements)
                throw error(error_category::usage,
                            "dovetail: behind a pooler (postgres_options::named_statements is off) nothing would be heard, as each "
                            "transaction has another connection; listen with an engine that connects to the server itself");
            lease<postgres> fresh(engine_->pool());
            std::string quoted = "LISTEN \"";
            for (char const c : channel_) quoted += c == '"' ? "\"\"" : std::string(1, c);
            fresh->values();
            std::string const text = quoted + "\"";
            fresh->run({text});
            db_ = std::move(fresh);
        }
        try {
            return db_->next_notification();
        } catch (error const&) {
            db_.discard();      // the next call listens again
            throw;
        }
    }

    engine<postgres>* engine_;
    std::string channel_;
    lease<postgres> db_;
};

// Templates, as g++ 12 compiles an inline coroutine in every file that sees it, used or not: two seconds for each.

/// The same as an async generator: `while (auto job = co_await jobs.next()) ...`
template <std::same_as<postgres> Dialect>
generator<notification> listen(engine<Dialect>& of, std::string channel) {
    notifications all(of, std::move(channel));
    for (;;) {
        notification next = co_await all.next();
        co_yield std::move(next);
    }
}
/// Sends a notification, which goes out when the transaction commits.
template <std::same_as<postgres> Dialect>
auto notify(session<Dialect>& db, std::string channel, std::string payload) {
    return db.execute(raw<"SELECT pg_notify(?, ?)">(std::move(channel), std::move(payload)));
}

/// Waits for a lock that a number stands for, and holds it until the transaction ends (PostgreSQL, "Advisory Locks").
template <std::same_as<postgres> Dialect>
auto advisory_lock(session<Dialect>& db, std::int64_t key) {
    return db.execute(raw<"SELECT pg_advisory_xact_lock(?)">(key));
}
/// The same without waiting: whether it was free.
template <std::same_as<postgres> Dialect>
task<bool> try_advisory_lock(session<Dialect>& db, std::int64_t key) {
    auto answer = co_await db.execute(raw<"SELECT pg_try_advisory_xact_lock(?)", bool>(key));
    co_return answer.scalar_one();
}

}  // namespace dovetail
