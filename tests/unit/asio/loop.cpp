// SPDX-License-Identifier: BSL-1.0
// asio_loop: sockets, times, cancelling, and whose thread it is.
#include "support/catch.hpp"

#include <dovetail/asio.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <functional>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace dt = dovetail;
namespace asio = boost::asio;
using dt::event_loop;
using namespace std::chrono_literals;

namespace {

/// Writes down what it is told; then does something, if it is told to.
struct witness : event_loop::waiter {
    int calls = 0;
    bool timed_out = false;
    std::function<void()> then;
    void ready(bool late) noexcept override {
        ++calls;
        timed_out = late;
        if (then) then();
    }
};

struct socket_pair {
    int ends[2] = {-1, -1};
    socket_pair() { REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) == 0); }
    ~socket_pair() {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    void send() const { REQUIRE(::write(ends[1], "x", 1) == 1); }
    void fill() const {
        char const much[4096] = {};
        while (::write(ends[0], much, sizeof much) > 0) {}
    }
    void drain(int end) const {
        char much[4096];
        while (::read(ends[end], much, sizeof much) > 0) {}
    }
};

struct fixture {
    asio::io_context io;
    dt::asio_loop loop{io.get_executor()};
    socket_pair sockets;
    witness who;
    void wait(unsigned interests, event_loop::clock::time_point until = event_loop::never) {
        loop.wait(who, sockets.ends[0], interests, until);
    }
};

}  // namespace

TEST_CASE_METHOD(fixture, "asio_loop: a socket becomes readable") {
    wait(event_loop::readable);
    CHECK(io.poll() == 0);
    CHECK(who.calls == 0);
    sockets.send();
    io.run();                       // and nothing keeps it from its end
    CHECK(who.calls == 1);
    CHECK_FALSE(who.timed_out);
}

TEST_CASE_METHOD(fixture, "asio_loop: what is ready already is told, but not inside wait()") {
    sockets.send();
    for (int i = 1; i <= 3; ++i) {  // each wait is for one time, and what was not read is told again
        wait(event_loop::readable, event_loop::clock::now() + 1h);
        CHECK(who.calls == i - 1);
        io.restart();
        io.run();
        CHECK(who.calls == i);
    }
}

TEST_CASE_METHOD(fixture, "asio_loop: a socket becomes writable") {
    sockets.fill();
    wait(event_loop::writable);
    io.poll();
    CHECK(who.calls == 0);
    sockets.drain(1);
    io.run();
    CHECK(who.calls == 1);
}

TEST_CASE_METHOD(fixture, "asio_loop: readable or writable, one call") {
    wait(event_loop::readable | event_loop::writable);
    sockets.send();
    io.run();
    CHECK(who.calls == 1);

    sockets.drain(0);
    sockets.fill();
    wait(event_loop::readable | event_loop::writable);
    io.restart();
    io.poll();
    CHECK(who.calls == 1);
    sockets.send();
    io.run();
    CHECK(who.calls == 2);
}

TEST_CASE_METHOD(fixture, "asio_loop: the other end closes") {
    wait(event_loop::readable);
    REQUIRE(::shutdown(sockets.ends[1], SHUT_RDWR) == 0);
    io.run();
    CHECK(who.calls == 1);
    CHECK_FALSE(who.timed_out);
}

TEST_CASE_METHOD(fixture, "asio_loop: the time comes first") {
    wait(event_loop::readable, event_loop::clock::now() - 1s);
    CHECK(who.calls == 0);
    io.run();
    CHECK(who.calls == 1);
    CHECK(who.timed_out);

    loop.wait(who, -1, event_loop::nothing, event_loop::clock::now() + 1ms);
    io.restart();
    io.run();
    CHECK(who.calls == 2);
    CHECK(who.timed_out);
}

TEST_CASE_METHOD(fixture, "asio_loop: times are kept in their order, also an earlier one that comes later") {
    std::vector<int> order;
    witness late, soon;
    late.then = [&] { order.push_back(2); };
    soon.then = [&] { order.push_back(1); };
    auto const now = event_loop::clock::now();
    loop.wait(late, -1, event_loop::nothing, now + 4ms);
    loop.wait(soon, -1, event_loop::nothing, now + 2ms);
    io.run();
    CHECK(order == std::vector{1, 2});

    // Also when both are over by then.
    order.clear();
    loop.wait(late, -1, event_loop::nothing, now - 1ms);
    loop.wait(soon, -1, event_loop::nothing, now - 2ms);
    io.restart();
    io.run();
    CHECK(order == std::vector{1, 2});
}

TEST_CASE_METHOD(fixture, "asio_loop: who is cancelled is not called, and nothing is left to run") {
    sockets.send();
    wait(event_loop::readable, event_loop::clock::now() + 1h);
    loop.cancel(who);
    io.run();
    loop.post(who);
    loop.cancel(who);
    io.restart();
    io.run();
    CHECK(who.calls == 0);
    loop.cancel(who);               // waits for nothing: nothing happens
}

TEST_CASE_METHOD(fixture, "asio_loop: a handler that is on its way belongs to the wait that was cancelled") {
    witness first;
    first.then = [&] {
        loop.cancel(who);           // its socket is ready, too, and its handler queued behind this one
        wait(event_loop::readable);
    };
    loop.post(first);
    sockets.send();
    wait(event_loop::readable);
    io.run();
    CHECK(who.calls == 1);
}

TEST_CASE_METHOD(fixture, "asio_loop: who is called may wait again, post, and cancel others that are due") {
    witness other;
    auto const past = event_loop::clock::now() - 1s;
    other.then = who.then = [&] {
        loop.cancel(who);
        loop.cancel(other);
        if (who.calls + other.calls < 5) loop.post(who);
    };
    wait(event_loop::readable, past);
    loop.wait(other, -1, event_loop::nothing, past);
    io.run();
    CHECK(who.calls + other.calls == 5);
}

TEST_CASE_METHOD(fixture, "asio_loop: sockets stay open and may be waited for by their number again") {
    for (int i = 0; i < 100; ++i) {
        socket_pair fresh;          // the kernel gives the same numbers again
        loop.wait(who, fresh.ends[0], event_loop::readable, event_loop::never);
        if (i % 2 == 0) loop.cancel(who);
        else fresh.send();
        io.restart();
        io.run();
        fresh.send();
        CHECK(::fcntl(fresh.ends[0], F_GETFD) != -1);
    }
    CHECK(who.calls == 50);
}

TEST_CASE_METHOD(fixture, "asio_loop: a number that is no socket") {
    int const closed = ::dup(sockets.ends[0]);
    ::close(closed);
    CHECK_THROWS_AS(loop.wait(who, closed, event_loop::readable, event_loop::never), std::system_error);
    io.run();
    CHECK(who.calls == 0);
    loop.post(who);                 // it waits for nothing else
    io.restart();
    io.run();
    CHECK(who.calls == 1);
}

TEST_CASE("asio_loop: destroyed with one who waits") {
    asio::io_context io;
    socket_pair sockets;
    witness who;
    {
        dt::asio_loop loop(io.get_executor());
        loop.wait(who, sockets.ends[0], event_loop::readable, event_loop::clock::now() + 1h);
        sockets.send();
    }
    io.run();
    CHECK(who.calls == 0);
}

TEST_CASE("asio_loop: whose thread it is") {
    asio::io_context io;
    auto const strand = asio::make_strand(io);
    dt::asio_loop on_io(io.get_executor()), on_strand(strand), on_any{asio::any_io_executor(strand)};
    CHECK_FALSE(on_io.is_here());
    CHECK_FALSE(on_strand.is_here());
    int seen = 0;
    asio::post(io, [&] { seen += on_io.is_here() && !on_strand.is_here() && !on_any.is_here(); });
    asio::post(strand, [&] { seen += on_io.is_here() && on_strand.is_here() && on_any.is_here(); });
    auto const coroutine = [&]() -> asio::awaitable<void> {
        dt::asio_loop const mine(co_await asio::this_coro::executor);
        seen += mine.is_here();
    };
    asio::co_spawn(io, coroutine, asio::detached);
    asio::co_spawn(strand, coroutine, asio::detached);
    io.run();
    CHECK(seen == 4);
    CHECK_THROWS_AS(dt::asio_loop{asio::any_io_executor(asio::system_executor())}, dt::error);
}

TEST_CASE("asio_loop: on a strand of an io_context that several threads run") {
    asio::io_context io;
    auto const strand = asio::make_strand(io);
    dt::asio_loop loop(strand);
    socket_pair sockets[4];
    witness who[4];
    int calls = 0;                  // unguarded: the strand guards it
    for (int i = 0; i < 4; ++i) {
        auto const again = [&, i] { loop.wait(who[i], sockets[i].ends[0], event_loop::readable, event_loop::clock::now() + 1h); };
        who[i].then = [&, i, again] {
            sockets[i].drain(0);
            if (++calls; who[i].calls == 100) return;
            again();
            sockets[i].send();
        };
        asio::post(strand, [&, i, again] {
            again();
            sockets[i].send();
        });
    }
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 3; ++i) threads.emplace_back([&] { io.run(); });
    }
    CHECK(calls == 400);
}
