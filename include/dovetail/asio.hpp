// SPDX-License-Identifier: BSL-1.0
// dovetail in a program of Boost.Asio: the loop that waits for a database's sockets, and co_await in Asio's coroutines.
//
//     boost::asio::io_context io;
//     dt::engine<dt::postgres> engine{url, {.loop = std::make_shared<dt::asio_loop>(io.get_executor())}};
//     boost::asio::co_spawn(io, show(engine), boost::asio::detached);      // co_await dt::as_awaitable(...)
//     io.run();
#pragma once

#include <dovetail/executor/as_awaitable.hpp>
#include <dovetail/executor/asio_loop.hpp>
