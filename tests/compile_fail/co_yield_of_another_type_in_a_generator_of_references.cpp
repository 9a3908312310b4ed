// SPDX-License-Identifier: BSL-1.0
// A reference to what is converted would refer to the conversion's result.
//
// expect: dovetail: this co_yield would refer to a temporary of another type; yield a T itself
#include <dovetail/sqlite.hpp>
#include <string>

namespace dt = dovetail;

#ifdef MISTAKE
dt::generator<std::string const&> names() {
    co_yield "ann";
}
#else
dt::generator<std::string const&> names() {
    std::string const ann = "ann";
    co_yield ann;
}
dt::task<int> run() {
    auto stream = names();
    auto first = co_await stream.next();
    co_return *first == "ann" ? 0 : 1;
}
int main() { return dt::sync_wait(run()); }
#endif
