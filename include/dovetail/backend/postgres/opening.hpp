// SPDX-License-Identifier: BSL-1.0
// opening: a connection that is being opened, on a fiber of its own: it goes on where those who wanted it give up sooner than
// connecting takes, and the next who asks finds it.
#pragma once

#include <dovetail/backend/postgres/connection.hpp>

#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <utility>

namespace dovetail::postgres_backend {

/// Threads: that of the event loop. Destroyed half-way, it gives the connection up.
class opening final : private dovetail::detail::job {
public:
    /// Whoever wants a connection.
    class owner {
    public:
        /// Called once, unless it was destroyed before. On the opening's fiber, which ends behind it.
        /// @param made  null where there is a failure
        virtual void opened(opening const& by, std::unique_ptr<connection> made, std::exception_ptr failure) noexcept = 0;

    protected:
        ~owner() = default;
    };

    /// @param given  the number that its owner tells it by
    /// @param location, options  outlive it
    opening(owner& to, std::uint64_t given, dovetail::detail::fiber_runner& runner, std::string const& location,
            postgres_options const& options)
        : job(&run), number(given), to_(to), runner_(runner), location_(location), options_(options) {}
    ~opening() {
        if (known_to_runner()) runner_.withdraw(*this);
    }
    /// Goes up to where it waits for the first time, or to its end.
    void begin() noexcept {
        prepare();
        runner_.submit(*this);
    }
    /// Nothing of it is needed any more. That is so some time after opened().
    bool is_over() const noexcept { return !known_to_runner(); }

    std::uint64_t const number;

private:
    static void run(job& of) noexcept {
        auto& self = static_cast<opening&>(of);
        std::unique_ptr<connection> made;
        std::exception_ptr failure;
        try {
            made = connection::open(self.location_, self.options_, *self.options_.loop);
        } catch (dovetail::detail::fiber_cancelled const&) {
            return;
        } catch (...) {
            failure = std::current_exception();
        }
        self.to_.opened(self, std::move(made), std::move(failure));
    }

    owner& to_;
    dovetail::detail::fiber_runner& runner_;
    std::string const& location_;
    postgres_options const& options_;
};

}  // namespace dovetail::postgres_backend
