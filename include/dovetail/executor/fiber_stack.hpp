// SPDX-License-Identifier: BSL-1.0
// fiber_stack: the memory of a fiber's stack, as Boost.Context allocates it.
//
// Below it is a page that cannot be touched, so that a stack that grows too deep ends the program in place of writing into
// another's. Such a page divides the memory around it, and a process may have some 65,000 parts of memory: with very many
// fibers at once, the later ones have none.
#pragma once

#include <boost/context/stack_context.hpp>

#include <atomic>
#include <cstddef>
#include <new>

#include <sys/mman.h>
#include <unistd.h>

namespace dovetail::detail {

/// Boost.Context's concept "stack allocator".
class fiber_stack {
public:
    static constexpr int most_guarded = 16'000;     ///< in the process: half of its parts of memory are for others

    explicit fiber_stack(std::size_t size) : size_(size) {}

    /// Errors: std::bad_alloc
    boost::context::stack_context allocate() {
        auto const page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
        std::size_t const whole = (size_ + page - 1) / page * page + page;
        void* const bottom = ::mmap(nullptr, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (bottom == MAP_FAILED) throw std::bad_alloc();
        is_guarded_ = guarded_.fetch_add(1, std::memory_order_relaxed) < most_guarded && ::mprotect(bottom, page, PROT_NONE) == 0;
        if (!is_guarded_) guarded_.fetch_sub(1, std::memory_order_relaxed);
        boost::context::stack_context stack;
        stack.size = whole;
        stack.sp = static_cast<char*>(bottom) + whole;
        return stack;
    }
    void deallocate(boost::context::stack_context& stack) noexcept {
        if (is_guarded_) guarded_.fetch_sub(1, std::memory_order_relaxed);
        ::munmap(static_cast<char*>(stack.sp) - stack.size, stack.size);
    }

private:
    static inline std::atomic<int> guarded_{0};
    std::size_t size_;
    bool is_guarded_ = false;
};

}  // namespace dovetail::detail
