// SPDX-License-Identifier: BSL-1.0
// The program `service` while it runs, and HTTP clients of it.
#pragma once

#include "support/catch.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <csignal>
#include <cstdio>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

namespace service_test {

namespace asio = boost::asio;
namespace http = boost::beast::http;

class running_service {
public:
    explicit running_service(std::string const& database) {
        int out[2];
        REQUIRE(::pipe(out) == 0);
        process_ = ::fork();
        if (process_ == 0) {
            ::dup2(out[1], STDOUT_FILENO);
            ::close(out[0]);
            ::close(out[1]);
            ::execl(SERVICE_PROGRAM, SERVICE_PROGRAM, "--database", database.c_str(), "--listen", "127.0.0.1:0",
                    static_cast<char*>(nullptr));
            ::_exit(127);
        }
        ::close(out[1]);
        output_ = ::fdopen(out[0], "r");
        char line[200] = {};
        REQUIRE(std::fgets(line, sizeof line, output_) != nullptr);
        unsigned port = 0;
        REQUIRE(std::sscanf(line, "listening on 127.0.0.1:%u", &port) == 1);
        endpoint = {asio::ip::address_v4::loopback(), static_cast<unsigned short>(port)};
    }
    running_service(running_service const&) = delete;
    running_service& operator=(running_service const&) = delete;
    ~running_service() {
        if (process_ > 0) {
            ::kill(process_, SIGKILL);
            ::waitpid(process_, nullptr, 0);
        }
        std::fclose(output_);
    }

    void signal(int which) const { ::kill(process_, which); }
    /// The status that it ends with; -1 for a signal.
    int wait() {
        int status = 0;
        REQUIRE(::waitpid(process_, &status, 0) == process_);
        process_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    bool accepts() const {
        asio::io_context io;
        asio::ip::tcp::socket socket(io);
        boost::system::error_code failed;
        socket.connect(endpoint, failed);
        return !failed;
    }

    asio::ip::tcp::endpoint endpoint;

private:
    ::pid_t process_;
    std::FILE* output_;
};

struct answer {
    unsigned status = 0;
    std::string body;
    std::string allow{};
    std::string length{};       ///< as the header says
};

/// One connection, for any number of requests.
class client {
public:
    explicit client(running_service const& to) : socket_(io_) { socket_.connect(to.endpoint); }

    answer get(std::string const& target) { return ask(http::verb::get, target); }
    answer post(std::string const& target, std::string body) { return ask(http::verb::post, target, std::move(body)); }
    answer patch(std::string const& target, std::string body) { return ask(http::verb::patch, target, std::move(body)); }
    answer remove(std::string const& target) { return ask(http::verb::delete_, target); }

    answer ask(http::verb method, std::string const& target, std::string body = {}) {
        http::request<http::string_body> request(method, target, 11, std::move(body));
        request.set(http::field::host, "test");
        request.prepare_payload();
        boost::system::error_code ignored;          // a server that refuses may not read all of it
        http::write(socket_, request, ignored);
        return read();
    }
    void send(std::string const& bytes) { asio::write(socket_, asio::buffer(bytes)); }
    /// @param has_body  the answer to a HEAD has none, whatever its header says
    answer read(bool has_body = true) {
        http::response_parser<http::string_body> parser;
        parser.skip(!has_body);
        http::read(socket_, buffer_, parser);
        auto const& said = parser.get();
        return {said.result_int(), said.body(), said[http::field::allow], said[http::field::content_length]};
    }
    /// Whether the server ends the connection without another word. Waits for either.
    bool is_closed() {
        char byte;
        boost::system::error_code ended;
        return asio::read(socket_, asio::buffer(&byte, 1), ended) == 0;
    }
    void end_sending() { socket_.shutdown(asio::ip::tcp::socket::shutdown_send); }

private:
    asio::io_context io_;
    asio::ip::tcp::socket socket_;
    boost::beast::flat_buffer buffer_;
};

}  // namespace service_test
