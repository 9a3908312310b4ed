// SPDX-License-Identifier: BSL-1.0
// Who asks a stream owns the values.
//
// expect: dovetail: a generator gives values or lvalue references; for T&& or const T give T
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;

#ifdef MISTAKE
dt::generator<int const> numbers() {
    co_yield 1;
}
#else
dt::generator<int> numbers() {
    co_yield 1;
}
dt::task<int> run() {
    auto stream = numbers();
    auto first = co_await stream.next();
    co_return *first == 1 ? 0 : 1;
}
int main() { return dt::sync_wait(run()); }
#endif
