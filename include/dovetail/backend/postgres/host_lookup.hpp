// SPDX-License-Identifier: BSL-1.0
// Looking up the names of hosts before libpq does, which would block the thread: it gets addresses, beside the names, which
// certificates and password files go by.
//
//     auto const known = look_up_hosts(location, until, loop);      // {"db,db", "10.0.0.1,10.0.0.2", "5432,5432"}
#pragma once

#include <dovetail/backend/postgres/blocking_work.hpp>
#include <dovetail/core/error.hpp>

#include <libpq-fe.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

namespace dovetail::postgres_backend {

/// libpq's lists with an entry for each address: host, hostaddr, port.
struct known_hosts {
    std::string names, addresses, ports;
    bool is_empty = true;

    void add(std::string const& name, std::string const& address, std::string const& port) {
        char const* const comma = std::exchange(is_empty, false) ? "" : ",";
        names.append(comma).append(name);
        addresses.append(comma).append(address);
        ports.append(comma).append(port.empty() ? "5432" : port);       // libpq takes an empty list for none
    }
};

namespace detail {

using conninfo_owner = std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)>;

inline std::string option_of(conninfo_owner const& options, std::string_view keyword) {
    for (auto const* each = options.get(); each != nullptr && each->keyword != nullptr; ++each)
        if (each->keyword == keyword && each->val != nullptr) return each->val;
    return {};
}
inline std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> parts;
    for (;;) {
        auto const comma = text.find(',');
        parts.emplace_back(text.substr(0, comma));
        if (comma == text.npos) return parts;
        text.remove_prefix(comma + 1);
    }
}
/// A directory of Unix sockets, or an address, or nothing, is no name.
inline bool is_host_name(std::string const& host) {
    char address[sizeof(in6_addr)];
    return !host.empty() && host[0] != '/' && host[0] != '@' && host.find(':') == host.npos && ::inet_pton(AF_INET, host.c_str(), address) != 1;
}

/// A name and what became of looking it up. The work is the only one to use it until it is done.
struct host_entry {
    std::string name, port;
    std::vector<std::string> addresses{};
    int fault = 0;

    void look_up() {
        addrinfo wanted{}, *found = nullptr;
        wanted.ai_socktype = SOCK_STREAM;
        fault = ::getaddrinfo(name.c_str(), nullptr, &wanted, &found);
        if (fault != 0) return;
        std::unique_ptr<addrinfo, void (*)(addrinfo*)> const owner(found, &::freeaddrinfo);
        for (addrinfo const* each = found; each != nullptr; each = each->ai_next) {
            char text[NI_MAXHOST];
            if (::getnameinfo(each->ai_addr, each->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST) == 0) addresses.emplace_back(text);
        }
    }
};

/// What libpq makes of a location, the environment, a service's file and its own defaults. It tells that of a connection only;
/// this one it refuses before it reaches for anything.
inline conninfo_owner settings_of(std::string const& location) {
    constexpr char const* keywords[] = {"dbname", "target_session_attrs", nullptr};
    char const* const given[] = {location.c_str(), "none at all", nullptr};
    std::unique_ptr<PGconn, void (*)(PGconn*)> const refused(PQconnectStartParams(keywords, given, 1), &PQfinish);
    return {PQconninfo(refused.get()), &PQconninfoFree};
}

/// The hosts of a location, where a name is among them.
inline std::optional<std::vector<host_entry>> hosts_of(std::string const& location) {
    auto const settings = settings_of(location);
    auto const option = [&](std::string_view keyword) { return option_of(settings, keyword); };
    if (!option("hostaddr").empty()) return {};
    auto const names = split_list(option("host"));
    auto const ports = split_list(option("port"));
    if (ports.size() != 1 && ports.size() != names.size()) return {};       // libpq says so
    std::vector<host_entry> hosts;
    bool has_name = false;
    for (std::size_t i = 0; i < names.size(); ++i) {
        hosts.push_back({names[i], ports.size() == 1 ? ports[0] : ports[i]});
        has_name = has_name || is_host_name(names[i]);
    }
    if (!has_name) return {};
    return hosts;
}

}  // namespace detail

/// Nothing where there is no name to look up, or where the thread may block. A host that is not found is left out.
/// Errors: `timeout`; `connection` where no host was found.
inline std::optional<known_hosts> look_up_hosts(std::string const& location, clock::time_point until, event_loop& loop) {
    if (dovetail::detail::fiber::current() == nullptr) return {};
    auto found = detail::hosts_of(location);
    if (!found) return {};
    auto const hosts = std::make_shared<std::vector<detail::host_entry>>(std::move(*found));
    try {
        blocking_work const looking([hosts] {
            for (auto& each : *hosts)
                if (detail::is_host_name(each.name)) each.look_up();
        });
        if (!looking.wait(loop, until))
            throw error(error_category::timeout, "the host's name was not found in time");
    } catch (std::system_error const&) {        // no room for a thread
        return {};
    }
    known_hosts known;
    std::string missing;
    for (auto const& host : *hosts) {
        if (!detail::is_host_name(host.name)) known.add(host.name, "", host.port);
        for (auto const& address : host.addresses) known.add(host.name, address, host.port);
        if (host.fault != 0 && missing.empty()) missing = "the host \"" + host.name + "\" was not found: " + ::gai_strerror(host.fault);
    }
    if (known.is_empty) throw error(error_category::connection, missing);
    return known;
}

}  // namespace dovetail::postgres_backend
