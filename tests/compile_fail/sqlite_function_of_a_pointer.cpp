// SPDX-License-Identifier: BSL-1.0
// A function that SQL calls takes and gives what a column can hold.
//
// expect: dovetail: the parameters and the result of an SQL function are numbers, bool, text, std::vector<std::byte>, or std::optional of these
#include <dovetail/sqlite.hpp>
#include <dovetail/backend/sqlite/function.hpp>

namespace dt = dovetail;

#ifdef MISTAKE
dt::engine<dt::sqlite> engine{":memory:", {.functions = {dt::sqlite_function<"initial">([](char const* name) { return name[0]; })}}};
#else
dt::task<int> run() {
    dt::engine<dt::sqlite> engine{
        ":memory:", {.functions = {dt::sqlite_function<"initial">([](std::string_view name) { return std::string(name.substr(0, 1)); })}}};
    auto result = co_await engine.execute(dt::raw<"SELECT initial('ann')", std::string>());
    co_return result.scalar_one() == "a" ? 0 : 1;
}
int main() { return dt::sync_wait(run()); }
#endif
