// SPDX-License-Identifier: BSL-1.0
#include "proxy.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace dovetail_test {
namespace {

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}
/// On any free port.
int listen_somewhere(std::uint16_t& port) {
    int const listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(0);
    socklen_t size = sizeof address;
    if (listener < 0 || ::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener, 128) != 0 ||
        ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("no socket to listen on");
    port = ntohs(address.sin_port);
    return listener;
}
bool send_all(int to, char const* bytes, std::size_t count) {
    while (count > 0) {
        auto const sent = ::send(to, bytes, count, MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes += sent;
        count -= static_cast<std::size_t>(sent);
    }
    return true;
}
void close_both(int& one, int& other) {
    if (one >= 0) ::close(one);
    if (other >= 0) ::close(other);
    one = other = -1;
}

}  // namespace

using kind = network_fault::kind;
using direction = network_fault::direction;

fault_proxy::fault_proxy(std::string const& port)
    : server_port_(static_cast<std::uint16_t>(std::stoi(port))), listener_(listen_somewhere(port_)), wake_(::eventfd(0, EFD_CLOEXEC)),
      thread_([this] { work(); }) {}

fault_proxy::~fault_proxy() {
    {
        std::lock_guard const lock(mutex_);
        stops_ = true;
    }
    interrupt();
    thread_.join();
    for (auto& each : pairs_) close_both(each.client, each.server);
    close_both(listener_, wake_);
}
void fault_proxy::interrupt() { (void)::eventfd_write(wake_, 1); }

void fault_proxy::arm(network_fault fault) {
    {
        std::lock_guard const lock(mutex_);
        fault_ = fault;
        happened_ = false;
        for (auto& each : pairs_) each.from_server = each.to_server = {};
    }
    interrupt();
}
void fault_proxy::cut_all() {
    {
        std::lock_guard const lock(mutex_);
        for (auto& each : pairs_) {
            ::shutdown(each.client, SHUT_RDWR);
            ::shutdown(each.server, SHUT_RDWR);
        }
    }
    interrupt();
}

void fault_proxy::work() {
    std::vector<pollfd> polled;
    for (;;) {
        polled.assign({{listener_, POLLIN, 0}, {wake_, POLLIN, 0}});
        {
            std::lock_guard const lock(mutex_);
            if (stops_) return;
            for (auto const& each : pairs_) {
                polled.push_back({is_stalled(each, direction::to_server) ? -1 : each.client, POLLIN, 0});
                polled.push_back({is_stalled(each, direction::from_server) ? -1 : each.server, POLLIN, 0});
            }
        }
        (void)::poll(polled.data(), polled.size(), -1);
        std::lock_guard const lock(mutex_);
        if (polled[1].revents != 0) {
            eventfd_t ignored;
            (void)::eventfd_read(wake_, &ignored);
        }
        std::size_t at = 2;
        for (auto& each : pairs_) {
            bool const from_client = polled[at++].revents != 0, from_server = polled[at++].revents != 0;
            if (from_client) each.is_over = !pass(each, direction::to_server);
            if (from_server && !each.is_over) each.is_over = !pass(each, direction::from_server);
            if (each.is_over) close_both(each.client, each.server);
        }
        pairs_.remove_if([](pair const& each) { return each.is_over; });
        if (polled[0].revents != 0) accept_one();
    }
}
void fault_proxy::accept_one() {
    pair made;
    made.client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    made.server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto const address = loopback(server_port_);
    if (made.client < 0 || ::connect(made.server, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0)
        return close_both(made.client, made.server);
    int const yes = 1;
    for (int const each : {made.client, made.server}) ::setsockopt(each, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    pairs_.push_back(made);
    ++seen_;
}
bool fault_proxy::is_stalled(pair const& between, direction in) const {
    auto const& passed = in == direction::from_server ? between.from_server.passed : between.to_server.passed;
    return fault_.what == kind::stall && fault_.in == in && passed >= fault_.at;
}
bool fault_proxy::pass(pair& between, direction in) {
    bool const is_from_server = in == direction::from_server;
    auto& mine = is_from_server ? between.from_server : between.to_server;
    int const from = is_from_server ? between.server : between.client, to = is_from_server ? between.client : between.server;
    bool const is_faulty = fault_.what != kind::none && fault_.in == in && !mine.is_corrupted;
    if (is_stalled(between, in)) return true;       // armed since poll() was asked
    char bytes[16 * 1024];
    std::size_t wanted = sizeof bytes;
    if (is_faulty && fault_.what != kind::corrupt) wanted = std::min(wanted, fault_.at - std::min(fault_.at, mine.passed) + (fault_.what == kind::cut));
    auto const received = ::recv(from, bytes, wanted, 0);
    if (received <= 0) return false;
    auto const count = static_cast<std::size_t>(received);
    auto const before = std::exchange(mine.passed, mine.passed + count);
    if (!is_faulty || mine.passed < fault_.at + (fault_.what != kind::stall)) return send_all(to, bytes, count);
    happened_ = true;
    if (fault_.what == kind::stall) return send_all(to, bytes, count);
    auto const place = fault_.at - before;
    if (fault_.what == kind::cut) {
        send_all(to, bytes, place);
        return false;
    }
    mine.is_corrupted = true;
    bytes[place] = static_cast<char>(bytes[place] ^ 0x55);
    return send_all(to, bytes, count);
}

strange_server::strange_server(std::string says, bool keeps_open, std::string goes_on)
    : listener_(listen_somewhere(port_)), wake_(::eventfd(0, EFD_CLOEXEC)),
      thread_([this, says = std::move(says), keeps_open, goes_on = std::move(goes_on)] { work(says, keeps_open, goes_on); }) {}

strange_server::~strange_server() {
    (void)::eventfd_write(wake_, 1);
    thread_.join();
    close_both(listener_, wake_);
}
void strange_server::work(std::string const& says, bool keeps_open, std::string const& goes_on) {
    std::vector<int> open;
    for (;;) {
        std::vector<pollfd> polled{{listener_, POLLIN, 0}, {wake_, POLLIN, 0}};
        for (int const each : open) polled.push_back({each, POLLIN, 0});
        (void)::poll(polled.data(), polled.size(), -1);
        if (polled[1].revents != 0) break;
        for (std::size_t i = 2; i < polled.size(); ++i) {
            if (polled[i].revents == 0) continue;
            char bytes[4096];
            auto const received = ::recv(polled[i].fd, bytes, sizeof bytes, 0);
            bool is_sent = received > 0 && send_all(polled[i].fd, says.data(), says.size());
            while (is_sent && !goes_on.empty()) is_sent = send_all(polled[i].fd, goes_on.data(), goes_on.size());
            if (is_sent && keeps_open) continue;
            ::close(polled[i].fd);
            std::erase(open, polled[i].fd);
        }
        if (polled[0].revents != 0)
            if (int const made = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC); made >= 0) open.push_back(made);
    }
    for (int const each : open) ::close(each);
}

}  // namespace dovetail_test
