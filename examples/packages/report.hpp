// SPDX-License-Identifier: BSL-1.0
//
// What a loaded database tells, for people to read.
#pragma once

#include "models.hpp"

#include <cstdint>
#include <ostream>
#include <string>

namespace packages {

// The package of that name, as "dpkg" or "libc6:i386"; of several architectures an installed one comes first. Without
// a name: dpkg, which every such database describes, or else the package with the most dependencies.
// Throws std::runtime_error where there is none.
dt::task<std::int32_t> find_package(Db& db, std::string name);

dt::task<void> report_sections(Db& db, std::ostream& out);
dt::task<void> report_maintainers(Db& db, std::ostream& out);
// One package with its dependencies and their maintainers, in one statement; then the same by one query per row, and
// what both took.
dt::task<void> report_package(Db& db, std::ostream& out, std::int32_t package_id);
// The other direction.
dt::task<void> report_dependents(Db& db, std::ostream& out, std::int32_t package_id);

}  // namespace packages
