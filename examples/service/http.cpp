// SPDX-License-Identifier: BSL-1.0
#include "http.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/version.hpp>

#include <cstdio>

namespace service {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

namespace {

// Broken connections are everyday life here, no exceptions.
constexpr auto told = asio::as_tuple(asio::use_awaitable);

auto make_message(response from, unsigned version, bool keep_alive) {
    http::response<http::string_body> message(http::int_to_status(from.status), version);
    message.set(http::field::server, "dovetail example");
    if (!from.allow.empty()) message.set(http::field::allow, from.allow);
    if (from.status == 503) message.set(http::field::retry_after, "1");
    if (!from.body.empty()) message.set(http::field::content_type, "application/json");
    message.body() = std::move(from.body);
    message.keep_alive(keep_alive);
    if (from.status != 204) message.prepare_payload();
    return message;
}

}  // namespace

http_server::http_server(asio::io_context& io, tcp::endpoint where, handler answers, http_limits limits)
    : acceptor_(io, where), answers_(std::move(answers)), limits_(limits) {
    asio::co_spawn(io, accept(), asio::detached);
}

void http_server::stop() {
    is_stopping_ = true;
    acceptor_.close();
    for (auto& client : connections_)
        if (!client.has_request) client.stream.cancel();
}

asio::awaitable<void> http_server::accept() {
    auto const io = acceptor_.get_executor();
    while (!is_stopping_) {
        auto [failed, socket] = co_await acceptor_.async_accept(told);
        if (failed == asio::error::operation_aborted) break;
        if (failed) {                       // out of descriptors, say: others may close theirs meanwhile
            asio::steady_timer pause(io, std::chrono::milliseconds(50));
            co_await pause.async_wait(told);
            continue;
        }
        if (connections_.size() >= limits_.connections) continue;      // closed at once
        connections_.push_back({beast::tcp_stream(std::move(socket))});
        auto const client = std::prev(connections_.end());
        asio::co_spawn(io, serve(*client), [this, client](std::exception_ptr) { connections_.erase(client); });
    }
}

asio::awaitable<void> http_server::serve(connection& client) {
    beast::flat_buffer buffer;
    bool keep_alive = true;
    while (keep_alive && !is_stopping_) {
        http::request_parser<http::string_body> parser;
        parser.header_limit(limits_.header);
        parser.body_limit(limits_.body);

        client.stream.expires_after(limits_.idle);
        auto [failed, header] = co_await http::async_read_header(client.stream, buffer, parser, told);
        if (failed) co_return co_await refuse(client, parser.get().version(), failed);
        // Where its body ends nobody knows. (RFC 9112, 6.3)
        if (parser.get().count(http::field::transfer_encoding) > 0 && !parser.chunked())
            co_return co_await refuse(client, parser.get().version(), http::error::bad_transfer_encoding);
        client.has_request = true;
        client.stream.expires_after(limits_.transfer);
        // A client may wait for this before it sends a large body. (RFC 9110, 10.1.1)
        if (parser.get().version() >= 11 && beast::iequals(parser.get()[http::field::expect], "100-continue")) {
            http::response<http::empty_body> const go_on(http::status::continue_, 11);
            co_await http::async_write(client.stream, go_on, told);
        }
        auto [interrupted, body] = co_await http::async_read(client.stream, buffer, parser, told);
        if (interrupted) co_return co_await refuse(client, parser.get().version(), interrupted);

        auto message = parser.release();
        bool const is_head = message.method() == http::verb::head;          // a GET whose answer's body is not sent
        request asked{is_head ? http::verb::get : message.method(), std::string(message.target()), std::move(message.body())};
        client.stream.expires_never();      // the database keeps limits of its own
        auto answered = co_await answer(std::move(asked));
        keep_alive = message.keep_alive() && !is_stopping_;
        bool const sent = co_await send(client, make_message(std::move(answered), message.version(), keep_alive), !is_head);
        if (!sent) co_return;
        client.has_request = false;
    }
    boost::system::error_code ignored;
    client.stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
}

asio::awaitable<response> http_server::answer(request asked) {
    try {
        co_return co_await answers_(std::move(asked));
    } catch (std::exception const& failure) {
        std::fprintf(stderr, "service: %s\n", failure.what());
    }
    co_return response{500, R"({"error":"something is wrong with the service"})"};
}

asio::awaitable<bool> http_server::send(connection& client, message answer, bool with_body) {
    client.stream.expires_after(limits_.transfer);
    http::response_serializer<http::string_body> writer(answer);
    auto [failed, size] = with_body ? co_await http::async_write(client.stream, writer, told)
                                    : co_await http::async_write_header(client.stream, writer, told);
    co_return !failed;
}

/// Answers what is no request, or a too large one, and lets the client read that before the connection ends.
asio::awaitable<void> http_server::refuse(connection& client, unsigned version, boost::system::error_code why) {
    response said{400, R"({"error":"this is no HTTP request"})"};
    if (why == http::error::body_limit) said = {413, R"({"error":"the body is too large"})"};
    else if (why == http::error::header_limit) said = {431, R"({"error":"the header is too large"})"};
    else if (why == http::error::end_of_stream || why == http::error::partial_message) co_return;
    else if (why.category() != make_error_code(http::error::bad_method).category()) co_return;   // the connection broke

    client.has_request = true;
    bool const sent = co_await send(client, make_message(std::move(said), version == 10 ? 10 : 11, false), true);
    client.has_request = false;
    if (!sent || is_stopping_) co_return;
    boost::system::error_code ignored;
    client.stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    // Closing with something unread would take the answer away from the client.
    char unread[4096];
    for (std::size_t total = 0; total < 1024 * 1024;) {
        auto [failed, size] = co_await client.stream.async_read_some(asio::buffer(unread), told);
        if (failed) break;
        total += size;
    }
}

}  // namespace service
