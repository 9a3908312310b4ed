// SPDX-License-Identifier: BSL-1.0
// SQLite's integers have a sign.
//
// expect: dovetail: unsigned 64-bit integers do not fit into SQLite's signed ones; convert the range
#include <dovetail/sqlite.hpp>
#include <vector>

#ifdef MISTAKE
auto view(std::vector<std::uint64_t> const& ids) { return dovetail::sqlite_backend::view_of(ids); }
#else
int main() {
    std::vector<std::int64_t> const ids{1, 2};
    return dovetail::sqlite_backend::view_of(ids).size == 2 ? 0 : 1;
}
#endif
