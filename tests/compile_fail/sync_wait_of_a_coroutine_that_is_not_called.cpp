// SPDX-License-Identifier: BSL-1.0
// A coroutine is a function; what it returns is a task.
//
// expect: dovetail: sync_wait() takes a task, or something else to co_await; a coroutine must be called to give one: sync_wait(run())
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;
dt::task<int> run() { co_return 0; }

#ifdef MISTAKE
int main() { dt::sync_wait(run); }
#else
int main() { return dt::sync_wait(run()); }
#endif
