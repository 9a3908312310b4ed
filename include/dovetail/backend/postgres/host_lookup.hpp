// SPDX-License-Identifier: BSL-1.0
// The servers of a location. Names of hosts are looked up before libpq does, which would block the thread: it gets addresses,
// beside the names, which certificates and password files go by.
//
//     server_settings const settings(location);
//     auto const servers = look_up_servers(settings, until, loop);     // {"db", "10.0.0.1", "5432"}, {"db", "10.0.0.2", "5432"}
#pragma once

#include <dovetail/backend/postgres/blocking_work.hpp>
#include <dovetail/core/error.hpp>

#include <libpq-fe.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

namespace dovetail::postgres_backend {

/// An entry of libpq's lists: host, hostaddr, port.
struct server_address {
    std::string name, address, port;
};

namespace detail {

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

/// A host and what became of looking its name up. The work is the only one to use it until it is done.
struct host_entry {
    std::string name, address, port;
    std::vector<std::string> found{};
    int fault = 0;

    bool needs_look_up() const { return address.empty() && is_host_name(name); }
    void look_up() {
        addrinfo wanted{}, *list = nullptr;
        wanted.ai_socktype = SOCK_STREAM;
        fault = ::getaddrinfo(name.c_str(), nullptr, &wanted, &list);
        if (fault != 0) return;
        std::unique_ptr<addrinfo, void (*)(addrinfo*)> const owner(list, &::freeaddrinfo);
        for (addrinfo const* each = list; each != nullptr; each = each->ai_next) {
            char text[NI_MAXHOST];
            if (::getnameinfo(each->ai_addr, each->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST) == 0) found.emplace_back(text);
        }
    }
};

}  // namespace detail

/// What libpq makes of a location, the environment, a service's file and its own defaults. It tells that of a connection only;
/// this one it refuses before it reaches for anything.
class server_settings {
public:
    explicit server_settings(std::string const& location) : options_(nullptr, &PQconninfoFree) {
        constexpr char const* keywords[] = {"dbname", "target_session_attrs", nullptr};
        char const* const given[] = {location.c_str(), "none at all", nullptr};
        std::unique_ptr<PGconn, void (*)(PGconn*)> const refused(PQconnectStartParams(keywords, given, 1), &PQfinish);
        options_.reset(PQconninfo(refused.get()));
    }
    /// Empty where it is not set.
    std::string option(std::string_view keyword) const {
        for (auto const* each = options_.get(); each != nullptr && each->keyword != nullptr; ++each)
            if (each->keyword == keyword && each->val != nullptr) return each->val;
        return {};
    }
    /// Nothing where the lists do not fit each other; libpq says so.
    std::vector<detail::host_entry> hosts() const {
        auto names = detail::split_list(option("host"));
        auto addresses = detail::split_list(option("hostaddr"));
        auto ports = detail::split_list(option("port"));
        auto const count = std::max(names.size(), addresses.size());
        if (names == nothing) names.resize(count);
        if (addresses == nothing) addresses.resize(count);
        if (ports.size() == 1) ports.resize(count, ports.front());
        std::vector<detail::host_entry> hosts;
        if (names.size() != count || addresses.size() != count || ports.size() != count) return hosts;
        for (std::size_t i = 0; i < count; ++i)
            hosts.push_back({names[i], addresses[i], ports[i].empty() ? "5432" : ports[i]});       // libpq takes an empty list for none
        return hosts;
    }

private:
    std::vector<std::string> const nothing{""};
    std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options_;
};

/// The servers in the order of the location, a name with an entry for each address. A host that is not found is left out, where
/// another one is. Where the thread may block, libpq looks names up.
/// Errors: `timeout`; `connection` where no host was found.
inline std::vector<server_address> look_up_servers(server_settings const& settings, clock::time_point until, event_loop& loop) {
    auto const hosts = std::make_shared<std::vector<detail::host_entry>>(settings.hosts());
    bool may_block = dovetail::detail::fiber::current() == nullptr;
    if (!may_block && std::ranges::any_of(*hosts, &detail::host_entry::needs_look_up)) try {
        blocking_work const looking([hosts] {
            for (auto& each : *hosts)
                if (each.needs_look_up()) each.look_up();
        });
        if (!looking.wait(loop, until))
            throw error(error_category::timeout, "the host's name was not found in time");
    } catch (std::system_error const&) {        // no room for a thread
        may_block = true;
    }
    std::vector<server_address> servers;
    std::string missing;
    for (auto const& host : *hosts) {
        if (may_block || !host.needs_look_up()) servers.push_back({host.name, host.address, host.port});
        for (auto const& address : host.found) servers.push_back({host.name, address, host.port});
        if (host.fault != 0 && missing.empty()) missing = "the host \"" + host.name + "\" was not found: " + ::gai_strerror(host.fault);
    }
    if (servers.empty() && !missing.empty()) throw error(error_category::connection, missing);
    return servers;
}

}  // namespace dovetail::postgres_backend
