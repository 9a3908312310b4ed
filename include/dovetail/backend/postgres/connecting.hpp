// SPDX-License-Identifier: BSL-1.0
// Connecting to a server, one of several where a location names them, without blocking.
#pragma once

#include <dovetail/backend/postgres/errors.hpp>
#include <dovetail/backend/postgres/host_lookup.hpp>
#include <dovetail/backend/postgres/waiting.hpp>
#include <dovetail/backend/postgres/without_password.hpp>

#include <libpq-fe.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dovetail::postgres_backend {

struct handle_closer {
    void operator()(PGconn* handle) const noexcept { PQfinish(handle); }
};
using handle_owner = std::unique_ptr<PGconn, handle_closer>;

constexpr int oldest_server = 90000;        ///< that libpqxx takes

/// How long connecting may take in all. What a location or PGCONNECT_TIMEOUT says is meant for each of its hosts, in seconds; zero and
/// less: no limit. (PostgreSQL's manual, "Parameter Key Words".)
inline std::chrono::milliseconds connect_limit(server_settings const& settings, std::chrono::milliseconds otherwise) {
    std::string const text = settings.option("connect_timeout");
    if (text.empty()) return otherwise;
    int seconds = 0;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (fault != std::errc() || end != text.data() + text.size())
        throw error(error_category::connection, "the connect_timeout \"" + text + "\" is no number of seconds");
    return std::chrono::seconds(seconds > 0 ? seconds : 0) * std::max(settings.hosts().size(), std::size_t(1));
}

/// Connects to the first of several servers that answers. libpq's functions that do not block wait for a silent one for ever; here
/// each gets an even share of the time that is left, and libpq begins again without the one that let it pass.
class connector {
public:
    connector(std::string const& location, std::chrono::milliseconds limit, event_loop& loop) : location_(location), loop_(loop) {
        server_settings const settings(location);
        until_ = after(connect_limit(settings, limit));
        servers_ = look_up_servers(settings, until_, loop);
    }
    handle_owner connect() {
        for (;;) {
            auto db = start();
            if (finish(*db)) return db;
            leave_out_silent(*db);
        }
    }

private:
    /// What comes later wins in libpq's lists of settings, and what is empty does not count.
    handle_owner start() const {
        std::string names, addresses, ports;
        for (auto const& each : servers_) {
            char const* const comma = &each == servers_.data() ? "" : ",";
            names.append(comma).append(each.name);
            addresses.append(comma).append(each.address);
            ports.append(comma).append(each.port);
        }
        char const* const keywords[] = {"dbname", "client_encoding", "fallback_application_name", "host", "hostaddr", "port", nullptr};
        char const* const given[] = {location_.c_str(), "UTF8", "dovetail", names.c_str(), addresses.c_str(), ports.c_str(), nullptr};
        handle_owner db(PQconnectStartParams(keywords, given, 1));
        if (db == nullptr) throw std::bad_alloc();
        PQsetNoticeReceiver(db.get(), [](void*, PGresult const*) {}, nullptr);      // otherwise libpq writes notices to stderr
        if (PQstatus(db.get()) == CONNECTION_BAD) refuse(*db);
        return db;
    }
    /// False where a server let its share of the time pass.
    bool finish(PGconn& db) const {
        auto const none = servers_.size();
        std::size_t at = none, tried = 0;
        auto patience = until_;
        for (auto next = PGRES_POLLING_WRITING; next != PGRES_POLLING_OK; next = PQconnectPoll(&db)) {
            if (next == PGRES_POLLING_FAILED) refuse(db);
            if (auto const now = position_of(db); std::exchange(at, now) != now) patience = share_of_time(tried++);
            if (!wait_for(loop_, PQsocket(&db), next == PGRES_POLLING_READING ? event_loop::readable : event_loop::writable, patience))
                return false;
            if (clock::now() >= patience) return false;     // one that sends without end is never waited for
        }
        return true;
    }
    clock::time_point share_of_time(std::size_t tried) const {
        if (until_ == event_loop::never || tried + 1 >= servers_.size()) return until_;
        auto const now = clock::now();
        return now + (until_ - now) / static_cast<clock::rep>(servers_.size() - tried);
    }
    /// Which of the servers libpq is at. It tells the address in its own way of writing, and none before it has one.
    std::size_t position_of(PGconn const& db) const {
        std::string_view const name = PQhost(&db), address = PQhostaddr(&db), port = PQport(&db);
        for (bool const by_address : {true, false})
            for (std::size_t i = 0; i < servers_.size(); ++i) {
                auto const& each = servers_[i];
                if (each.port == port && (each.name.empty() || each.name == name) && (!by_address || each.address == address)) return i;
            }
        return servers_.size();
    }
    void leave_out_silent(PGconn const& db) {
        silent_.append("the server at \"").append(PQhost(&db)).append("\", port ").append(PQport(&db)).append(", gave no answer in time");
        auto const at = position_of(db);
        if (servers_.size() < 2 || at == servers_.size() || clock::now() >= until_) throw error(error_category::timeout, silent_);
        servers_.erase(servers_.begin() + static_cast<std::ptrdiff_t>(at));
        silent_ += "; ";
    }
    [[noreturn]] void refuse(PGconn const& db) const { throw error(error_category::connection, silent_ + trimmed(PQerrorMessage(&db))); }

    std::string const& location_;
    event_loop& loop_;
    clock::time_point until_{};
    std::vector<server_address> servers_{};
    std::string silent_{};      ///< what to say of those left out
};

/// Waits until the connection stands.
/// Errors: `connection`; `timeout`; `usage`.
inline handle_owner connect(std::string const& location, std::chrono::milliseconds limit, event_loop& loop) {
    if (location.find('\0') != location.npos)
        throw error(error_category::usage, "dovetail: the location of the database holds a NUL byte");
    try {
        // libpq would take it for the name of a database.
        if (auto const scheme = location.find("://"); scheme < location.find('=') && !location.starts_with("postgresql://") && !location.starts_with("postgres://"))
            throw error(error_category::connection, "the location is a URL, and does not begin with postgresql://");
        auto db = connector(location, limit, loop).connect();
        if (PQserverVersion(db.get()) < oldest_server)
            throw error(error_category::connection, "this is no PostgreSQL server, or one older than 9.0");
        return db;
    } catch (error const& failure) {
        throw error(failure.category(), "PostgreSQL: cannot connect: " + without_password(failure.what(), location));
    }
}

}  // namespace dovetail::postgres_backend
