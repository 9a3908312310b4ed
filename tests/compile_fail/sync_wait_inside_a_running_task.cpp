// SPDX-License-Identifier: BSL-1.0
// Sync and async mixed: inside a task, blocking would stop the very thread that has to do the work.
//
// runtime:
// expect: dovetail: sync_wait() would block inside a running task; use co_await instead
#include <dovetail/sqlite.hpp>

#include <cstdio>

namespace dt = dovetail;

dt::task<int> answer() { co_return 42; }

dt::task<int> question() {
#ifdef MISTAKE
    int const given = dt::sync_wait(answer());
#else
    int const given = co_await answer();
#endif
    co_return given == 42 ? 0 : 2;
}

int main() try {
    return dt::sync_wait(question());
} catch (dt::error const& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return failure.category() == dt::error_category::usage ? 1 : 3;
}
