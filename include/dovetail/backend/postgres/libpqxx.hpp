// SPDX-License-Identifier: BSL-1.0
// What differs between the versions of libpqxx: how a connection that stands already is given to it.
//
// libpqxx owns the handle and closes it. Statements run through libpq's own functions on the same handle, since those
// of libpqxx wait, and read text.
#pragma once

#include <pqxx/version>

#if PQXX_VERSION_MAJOR >= 7
#include <pqxx/connection>
#else
#include <pqxx/connection_base>
#include <pqxx/connectionpolicy>
#endif

#include <libpq-fe.h>

#include <utility>

namespace dovetail::postgres_backend {

#if PQXX_VERSION_MAJOR >= 7

/// A pqxx::connection that is made of libpq's handle. (libpqxx 7.8 and later.)
class pqxx_connection {
public:
    explicit pqxx_connection(PGconn* handle) : owner_(pqxx::connection::seize_raw_connection(handle)) {}

private:
    pqxx::connection owner_;
};

#else

/// libpqxx 6 asks a policy to connect; this one has connected already.
class adopted_handle final : public pqxx::connectionpolicy {
public:
    explicit adopted_handle(PGconn* connected) : pqxx::connectionpolicy(""), handle_(connected) {}
    handle do_startconnect(handle now) override { return now ? now : std::exchange(handle_, nullptr); }
    handle do_completeconnect(handle now) override { return now; }
    bool is_ready(handle now) const noexcept override { return now != nullptr; }

private:
    PGconn* handle_;
};

class pqxx_connection final : public pqxx::connection_base {
public:
    explicit pqxx_connection(PGconn* handle) : pqxx::connection_base(policy_), policy_(handle) { init(); }
    ~pqxx_connection() noexcept { close(); }

private:
    adopted_handle policy_;
};

#endif

}  // namespace dovetail::postgres_backend
