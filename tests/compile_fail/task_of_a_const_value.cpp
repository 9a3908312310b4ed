// SPDX-License-Identifier: BSL-1.0
// Who awaits a task owns what it gives.
//
// expect: dovetail: a coroutine gives a value, an lvalue reference or void; for T&& or const T give T
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;

#ifdef MISTAKE
dt::task<int const> run() { co_return 0; }
int main() { return dt::sync_wait(run()); }
#else
dt::task<int> run() { co_return 0; }
int main() { return dt::sync_wait(run()); }
#endif
