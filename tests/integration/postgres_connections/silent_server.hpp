// SPDX-License-Identifier: BSL-1.0
// A server that takes connections and never says a word.
#pragma once

#include "support/catch.hpp"

#include <string>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace dovetail_test {

class silent_server {
public:
    silent_server() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(socket_, 8) == 0);
        REQUIRE(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        port_ = ntohs(address.sin_port);
    }
    silent_server(silent_server const&) = delete;
    silent_server& operator=(silent_server const&) = delete;
    ~silent_server() { ::close(socket_); }
    std::string port() const { return std::to_string(port_); }
    std::string location() const { return "host=127.0.0.1 port=" + port() + " user=x dbname=x sslmode=disable"; }

private:
    int socket_;
    unsigned port_;
};

}  // namespace dovetail_test
