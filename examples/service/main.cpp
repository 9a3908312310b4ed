// SPDX-License-Identifier: BSL-1.0
// An HTTP service over SQLite or PostgreSQL.
//
//     service --database sqlite:people.db --listen 127.0.0.1:8080
//     service --database postgresql://user:password@host/database --listen 127.0.0.1:0
//
// It prints where it listens (port 0: a free one), and ends by SIGTERM or SIGINT when what has begun is answered.
#include "api.hpp"

#include <dovetail/postgres.hpp>
#include <dovetail/sqlite.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <iostream>

namespace {

namespace asio = boost::asio;
namespace dt = dovetail;

struct settings {
    std::string database = "sqlite:service.db";
    asio::ip::tcp::endpoint listen{asio::ip::address_v4::loopback(), 8080};
};

settings read_settings(int argc, char** argv) {
    settings read;
    for (int i = 1; i < argc; i += 2) {
        std::string_view const name = argv[i];
        if (i + 1 == argc) throw std::invalid_argument(std::string(name) + " needs a value");
        std::string const value = argv[i + 1];
        if (name == "--database") read.database = value;
        else if (name == "--listen") {
            auto const colon = value.rfind(':');
            unsigned long const port = colon == value.npos ? 65536 : std::stoul(value.substr(colon + 1));
            if (port > 65535) throw std::invalid_argument("--listen takes an address and a port, 127.0.0.1:8080");
            read.listen = {asio::ip::make_address(value.substr(0, colon)), static_cast<unsigned short>(port)};
        } else throw std::invalid_argument("unknown option " + std::string(name) + "; there are --database and --listen");
    }
    return read;
}

template <class Dialect>
int serve(asio::io_context& io, dt::engine<Dialect>& engine, settings const& how) {
    std::exception_ptr failure;
    service::store<Dialect> store(engine);
    asio::co_spawn(io, dt::as_awaitable(store.create_tables()), [&](std::exception_ptr thrown) { failure = thrown; });
    io.run();
    if (failure) std::rethrow_exception(failure);
    io.restart();

    service::http_server server(io, how.listen, service::api<Dialect>(engine));
    asio::signal_set signals(io, SIGINT, SIGTERM);
    signals.async_wait([&](boost::system::error_code failed, int) {
        if (!failed) server.stop();
    });
    std::cout << "listening on " << server.endpoint() << std::endl;
    io.run();                   // has nothing left to do when the last request is answered
    std::cout << "stopped" << std::endl;
    return 0;
}

int run(settings const& how) {
    asio::io_context io(1);     // one thread: it waits for nothing but sockets
    if (how.database.starts_with("sqlite:")) {
        dt::sqlite_options options;
        options.threads = 2;    // SQLite's calls block, so they run beside it
        options.begin = dt::sqlite_options::begin_mode::immediate;      // a session here reads before it writes
        dt::engine<dt::sqlite> engine(how.database.substr(7), options);
        return serve(io, engine, how);
    }
    if (how.database.starts_with("postgresql://") || how.database.starts_with("postgres://")) {
        dt::postgres_options options;
        options.checkout_timeout = std::chrono::seconds(5);
        options.response_timeout = std::chrono::seconds(10);
        options.loop = std::make_shared<dt::asio_loop>(io.get_executor());
        dt::engine<dt::postgres> engine(how.database, options);
        return serve(io, engine, how);
    }
    throw std::invalid_argument("--database takes sqlite:<file> or postgresql://...");
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(read_settings(argc, argv));
    } catch (std::exception const& failure) {
        std::cerr << "service: " << failure.what() << '\n';
        return 1;
    }
}
