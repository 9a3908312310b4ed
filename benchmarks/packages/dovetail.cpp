// SPDX-License-Identifier: BSL-1.0
#include "workload.hpp"

#include "examples/packages/load.hpp"

namespace benchmarks::load_packages {
namespace {

namespace dt = dovetail;

dt::task<std::size_t> run_once(place where) {
    dt::engine<dt::sqlite> engine{new_database(where), {.journal = dt::sqlite_options::journal_mode::rollback}};
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
template <place Where>
std::size_t run() {
    return dt::sync_wait(run_once(Where));
}

[[maybe_unused]] const registration in_memory{{"load_packages", "dovetail", setup, run<place::memory>}};
[[maybe_unused]] const registration in_file{{"load_packages_file", "dovetail", setup, run<place::file>}};

}  // namespace
}  // namespace benchmarks::load_packages
