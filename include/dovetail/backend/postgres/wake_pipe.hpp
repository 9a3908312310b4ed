// SPDX-License-Identifier: BSL-1.0
// wake_pipe: what another thread says, as a socket that an event loop can wait for.
//
//     wait_for(loop, pipe.readable_end(), event_loop::readable, until);      // until another thread calls pipe.wake()
#pragma once

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace dovetail::postgres_backend {

/// A pipe that can be read from the first wake() on, and for good. Any thread may call that.
class wake_pipe {
public:
    /// Errors: std::system_error where the process has no room for open files.
    wake_pipe() {
        if (::pipe2(ends_, O_CLOEXEC | O_NONBLOCK) != 0) throw std::system_error(errno, std::generic_category(), "dovetail: no pipe");
    }
    wake_pipe(wake_pipe const&) = delete;
    wake_pipe& operator=(wake_pipe const&) = delete;
    ~wake_pipe() {
        for (int const end : ends_) ::close(end);
    }
    int readable_end() const noexcept { return ends_[0]; }
    void wake() const noexcept { (void)!::write(ends_[1], "", 1); }

private:
    int ends_[2];
};

}  // namespace dovetail::postgres_backend
