// SPDX-License-Identifier: BSL-1.0
#include <dovetail/executor/fiber_stack.hpp>

#include <cerrno>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "support/catch.hpp"

using dovetail::detail::fiber_stack;

namespace {

struct kept {
    fiber_stack allocator{10'000};
    boost::context::stack_context stack = allocator.allocate();
};
char* bottom_of(kept const& of) { return static_cast<char*>(of.stack.sp) - of.stack.size; }

/// Asks the kernel, which takes no byte from where nobody may read.
bool is_readable(char const* at) {
    int pipe[2];
    REQUIRE(::pipe2(pipe, O_CLOEXEC) == 0);
    bool const taken = ::write(pipe[1], at, 1) == 1;
    if (!taken) CHECK(errno == EFAULT);
    ::close(pipe[0]);
    ::close(pipe[1]);
    return taken;
}

}  // namespace

TEST_CASE("a stack has the room that was asked for, and a page below it that nobody can touch") {
    kept one;
    auto const page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    CHECK(one.stack.size >= 10'000 + page);
    char* const bottom = bottom_of(one);
    CHECK_FALSE(is_readable(bottom));
    CHECK_FALSE(is_readable(bottom + page - 1));
    for (char* at = bottom + page; at != one.stack.sp; ++at) *at = 'x';
    one.allocator.deallocate(one.stack);
}

TEST_CASE("there are more stacks than a process may have parts of memory, the first ones with such a page") {
    for (int const count : {34'000, fiber_stack::most_guarded + 1}) {       // what was given back counts no more
        std::vector<kept> all(static_cast<std::size_t>(count));
        CHECK_FALSE(is_readable(bottom_of(all.front())));
        CHECK_FALSE(is_readable(bottom_of(all[fiber_stack::most_guarded - 1])));
        CHECK(is_readable(bottom_of(all[fiber_stack::most_guarded])));
        for (auto& each : all) *(static_cast<char*>(each.stack.sp) - 1) = 'x';
        for (auto& each : all) each.allocator.deallocate(each.stack);
    }
}
