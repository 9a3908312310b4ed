// SPDX-License-Identifier: BSL-1.0
// How a PostgreSQL database is used.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace dovetail {

class event_loop;

struct postgres_options {
    /// What a transaction sees of others (PostgreSQL's manual, "Transaction Isolation").
    enum class isolation_level : std::uint8_t { read_committed, repeatable_read, serializable };

    /// What BEGIN says. `deferrable` counts for serializable transactions that only read.
    struct begin_mode {
        isolation_level isolation = isolation_level::read_committed;
        bool read_only = false;
        bool deferrable = false;
        bool operator==(begin_mode const&) const = default;
    };

    std::size_t pool_size = 4;      ///< connections at most
    begin_mode begin{};             ///< of transactions that do not say it themselves

    /// Limits of time. Zero: none. For connecting to any of a location's hosts: each has an even share of what those before it left.
    /// A `connect_timeout` in the location, or PGCONNECT_TIMEOUT, goes before it: libpq's, in seconds for each host.
    std::chrono::milliseconds connect_timeout{10'000};      ///< until a connection stands
    std::chrono::milliseconds checkout_timeout{30'000};     ///< until the pool has a connection to give, also where one must be opened
    std::chrono::milliseconds statement_timeout{0};         ///< then the server stops the statement
    std::chrono::milliseconds response_timeout{60'000};     ///< until a statement's whole answer is there; then the connection counts as lost

    /// An idle connection is asked whether it still stands before it is given away, if it was idle for this long; to ask
    /// the socket each time would cost a look-up a system call. Zero: each time.
    std::chrono::milliseconds health_check_after{5};
    /// An idle connection is closed after this, and any, once nobody uses it, after that: when the pool is asked for one.
    std::chrono::milliseconds idle_limit{600'000};
    std::chrono::milliseconds lifetime_limit{3'600'000};

    /// Whether statements are prepared once under a name. Off behind a pooler that gives each transaction another
    /// connection (PgBouncer in transaction mode): then each is parsed each time.
    bool named_statements = true;

    /// The loop that waits for the server; where there is none, that of the thread that makes the engine.
    std::shared_ptr<event_loop> loop{};
};

}  // namespace dovetail
