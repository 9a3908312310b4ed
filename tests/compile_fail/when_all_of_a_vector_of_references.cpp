// SPDX-License-Identifier: BSL-1.0
// A vector holds no references.
//
// expect: dovetail: when_all() cannot give a std::vector of references; let the tasks give pointers instead
#include <dovetail/sqlite.hpp>
#include <vector>

namespace dt = dovetail;
inline constexpr int answer = 42;

#ifdef MISTAKE
dt::task<int const&> one() { co_return answer; }
dt::task<void> run() {
    std::vector<dt::task<int const&>> tasks;
    tasks.push_back(one());
    auto results = co_await dt::when_all(std::move(tasks));
}
#else
dt::task<int const*> one() { co_return &answer; }
dt::task<int> run() {
    std::vector<dt::task<int const*>> tasks;
    tasks.push_back(one());
    auto results = co_await dt::when_all(std::move(tasks));
    co_return *results[0] == 42 ? 0 : 1;
}
int main() { return dt::sync_wait(run()); }
#endif
