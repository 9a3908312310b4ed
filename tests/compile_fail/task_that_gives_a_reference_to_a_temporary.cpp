// SPDX-License-Identifier: BSL-1.0
// What a coroutine makes is gone when its result is read.
//
// expect: dovetail: this would refer to a temporary; give an object that outlives the coroutine
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;
inline constexpr int answer = 42;

#ifdef MISTAKE
dt::task<int const&> run() { co_return 42; }
#else
dt::task<int const&> run() { co_return answer; }
int main() { return dt::sync_wait(run()) == 42 ? 0 : 1; }
#endif
