// SPDX-License-Identifier: BSL-1.0
// Connecting to a server without blocking, and saying what went wrong without saying the password.
#pragma once

#include <dovetail/backend/postgres/errors.hpp>
#include <dovetail/backend/postgres/host_lookup.hpp>
#include <dovetail/backend/postgres/waiting.hpp>

#include <libpq-fe.h>

#include <algorithm>
#include <memory>
#include <new>
#include <string>
#include <string_view>

namespace dovetail::postgres_backend {

struct handle_closer {
    void operator()(PGconn* handle) const noexcept { PQfinish(handle); }
};
using handle_owner = std::unique_ptr<PGconn, handle_closer>;

/// Where a location holds what may be a password: [begin, end). Rather too much of it than too little, as a location may
/// be wrong, and a part of a password look like a host then.
struct secret_part {
    std::size_t begin = std::string_view::npos, end = 0;

    explicit secret_part(std::string_view location) {
        if (auto const scheme = location.find("://"); scheme != location.npos)
            if (auto const at = location.rfind('@'); at != location.npos) {
                begin = location.find(':', scheme + 3);
                end = at;
            }
        if (auto const keyword = location.find("password"); keyword < begin || keyword < end) {
            begin = std::min(begin, keyword);
            end = location.size();
        } else if (keyword != location.npos) end = location.size();
    }
    /// Whether a text stands in the location, and nowhere but there.
    bool holds(std::string_view text, std::string_view location) const {
        bool found = false;
        for (auto at = location.find(text); at != location.npos; at = location.find(text, at + 1)) {
            if (at + text.size() <= begin || at >= end) return false;
            found = true;
        }
        return found;
    }
};

/// libpq's message; it quotes what it does not understand of a location.
inline std::string without_password(std::string message, std::string const& location) {
    secret_part const secret(location);
    constexpr std::string_view hidden = "(hidden)";
    if (!location.empty() && secret.begin < secret.end)
        if (auto const whole = message.find(location); whole != message.npos) message.replace(whole, location.size(), hidden);
    for (auto from = message.find('"'); from != message.npos;) {
        auto const to = message.find('"', from + 1);
        if (to == message.npos) break;
        auto const quoted = message.substr(from + 1, to - from - 1);
        if (!quoted.empty() && secret.holds(quoted, location)) {
            message.replace(from + 1, quoted.size(), hidden);
            from = message.find('"', from + 2 + hidden.size());
        } else from = message.find('"', to + 1);
    }
    return message;
}

constexpr int oldest_server = 90000;        ///< that libpqxx takes

/// Waits until the connection stands.
/// Errors: `connection`; `timeout`; `usage`.
inline handle_owner connect(std::string const& location, std::chrono::milliseconds limit, event_loop& loop) {
    if (location.find('\0') != location.npos)
        throw error(error_category::usage, "dovetail: the location of the database holds a NUL byte");
    auto const until = after(limit);
    auto const fail = [](std::string const& why, error_category category) {
        throw error(category, "PostgreSQL: cannot connect: " + why);
    };
    std::optional<known_hosts> hosts;
    try {
        hosts = look_up_hosts(location, until, loop);
    } catch (error const& failure) {
        fail(without_password(failure.what(), location), failure.category());
    }
    // What comes later wins.
    char const* const keywords[] = {"dbname", "client_encoding", "fallback_application_name", hosts ? "host" : nullptr, "hostaddr", "port", nullptr};
    char const* const given[] = {location.c_str(), "UTF8", "dovetail", hosts ? hosts->names.c_str() : nullptr,
                                 hosts ? hosts->addresses.c_str() : nullptr, hosts ? hosts->ports.c_str() : nullptr, nullptr};
    handle_owner db(PQconnectStartParams(keywords, given, 1));
    if (db == nullptr) throw std::bad_alloc();
    auto const refuse = [&] { fail(without_password(trimmed(PQerrorMessage(db.get())), location), error_category::connection); };
    if (PQstatus(db.get()) == CONNECTION_BAD) refuse();
    for (auto next = PGRES_POLLING_WRITING; next != PGRES_POLLING_OK; next = PQconnectPoll(db.get())) {
        if (next == PGRES_POLLING_FAILED) refuse();
        if (!wait_for(loop, PQsocket(db.get()), next == PGRES_POLLING_READING ? event_loop::readable : event_loop::writable, until))
            fail("the server gave no answer in time", error_category::timeout);
    }
    if (PQserverVersion(db.get()) < oldest_server)
        fail("this is no PostgreSQL server, or one older than 9.0", error_category::connection);
    return db;
}

}  // namespace dovetail::postgres_backend
