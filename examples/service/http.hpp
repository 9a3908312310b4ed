// SPDX-License-Identifier: BSL-1.0
// A small HTTP server on Boost.Beast: a coroutine for each connection, limits for what a client may cost.
//
//     http_server server(io, endpoint, handler);
//     io.run();                    // until server.stop(), and the end of the requests under way
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/verb.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <string>

namespace service {

struct request {
    boost::beast::http::verb method;        ///< GET for HEAD, too
    std::string target;
    std::string body;
};
struct response {
    unsigned status = 200;
    std::string body;               ///< JSON; empty for none
    std::string allow{};            ///< the header of 405
};

struct http_limits {
    std::uint32_t header = 8 * 1024;
    std::uint64_t body = 64 * 1024;
    std::size_t connections = 1000;
    std::chrono::seconds idle{30};          ///< until a request has come
    std::chrono::seconds transfer{10};      ///< for its body, and for taking the answer
};

/// Threads: one, that runs the io_context.
class http_server {
    using tcp = boost::asio::ip::tcp;

public:
    using handler = std::function<boost::asio::awaitable<response>(request)>;

    /// Listens from now on. Errors: boost::system::system_error.
    http_server(boost::asio::io_context& io, tcp::endpoint where, handler answers, http_limits limits = {});
    http_server(http_server const&) = delete;
    http_server& operator=(http_server const&) = delete;

    tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }
    /// Takes no new request; those that have begun are answered.
    void stop();

private:
    struct connection {
        boost::beast::tcp_stream stream;
        bool has_request = false;
    };
    using message = boost::beast::http::response<boost::beast::http::string_body>;

    boost::asio::awaitable<void> accept();
    boost::asio::awaitable<void> serve(connection& client);
    boost::asio::awaitable<bool> send(connection& client, message answer, bool with_body);
    boost::asio::awaitable<void> refuse(connection& client, unsigned version, boost::system::error_code why);
    boost::asio::awaitable<response> answer(request asked);

    tcp::acceptor acceptor_;
    handler answers_;
    http_limits limits_;
    std::list<connection> connections_;
    bool is_stopping_ = false;
};

}  // namespace service
