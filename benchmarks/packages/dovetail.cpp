// SPDX-License-Identifier: BSL-1.0
#include "workload.hpp"

#include "examples/packages/load.hpp"

namespace benchmarks::load_packages {
namespace {

namespace dt = dovetail;

dt::task<std::size_t> run_once() {
    dt::engine<dt::sqlite> engine{":memory:"};
    packages::Db db{engine};
    co_await db.create_all(packages::tables);
    const packages::show_progress silent = [](auto, auto, auto) {};
    co_await packages::load(db, records(), silent);
    co_await db.commit();
    if (!checking_results) co_return records().size();
    auto lines = co_await db.execute(dt::raw<everything_sql, std::string>());
    co_return checksum(lines.all());
}

void setup() { records(); }
std::size_t run() { return dt::sync_wait(run_once()); }

[[maybe_unused]] const registration mine{{"load_packages", "dovetail", setup, run}};

}  // namespace
}  // namespace benchmarks::load_packages
