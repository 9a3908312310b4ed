// SPDX-License-Identifier: BSL-1.0
// A TCP proxy before the server that does to the stream what networks do, and a server that speaks something else.
#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace dovetail_test {

/// What happens to a stream, once: at the byte `at` after arm(), in one direction.
struct network_fault {
    enum class kind { none, cut, stall, corrupt } what = kind::none;
    enum class direction { from_server, to_server } in = direction::from_server;
    std::size_t at = 0;
};

/// Runs on a thread of its own.
class fault_proxy {
public:
    /// @param port  of the server on 127.0.0.1
    explicit fault_proxy(std::string const& port);
    fault_proxy(fault_proxy const&) = delete;
    fault_proxy& operator=(fault_proxy const&) = delete;
    ~fault_proxy();

    std::string port() const { return std::to_string(port_); }
    /// From now on, for the connections that stand and those to come.
    void arm(network_fault fault);
    /// Goes on with what is held back, and leaves the streams alone.
    void disarm() { arm({}); }
    /// Cuts all connections.
    void cut_all();
    /// Whether the fault has happened since arm().
    bool has_happened() const { return happened_; }
    std::size_t connections_seen() const { return seen_; }

private:
    struct stream {
        std::size_t passed = 0;     ///< since arm()
        bool is_corrupted = false;
    };
    struct pair {
        int client = -1, server = -1;
        stream from_server, to_server;
        bool is_over = false;
    };
    void work();
    void accept_one();
    /// False when the connection ends.
    bool pass(pair& between, network_fault::direction in);
    bool is_stalled(pair const& between, network_fault::direction in) const;
    void interrupt();

    std::uint16_t port_ = 0, server_port_;      // before the listener, which sets it
    int listener_, wake_;
    std::mutex mutex_;
    std::list<pair> pairs_;
    network_fault fault_;
    bool stops_ = false;
    std::atomic<bool> happened_{false};
    std::atomic<std::size_t> seen_{0};
    std::thread thread_;
};

/// Accepts connections, reads what comes first, answers with a text and closes, or says nothing more.
class strange_server {
public:
    /// @param keeps_open  it does not close behind its text
    /// @param goes_on     said behind its text, again and again
    explicit strange_server(std::string says, bool keeps_open = false, std::string goes_on = {});
    strange_server(strange_server const&) = delete;
    strange_server& operator=(strange_server const&) = delete;
    ~strange_server();
    std::string port() const { return std::to_string(port_); }

private:
    void work(std::string const& says, bool keeps_open, std::string const& goes_on);
    std::uint16_t port_ = 0;        // before the listener, which sets it
    int listener_, wake_;
    std::thread thread_;
};

}  // namespace dovetail_test
