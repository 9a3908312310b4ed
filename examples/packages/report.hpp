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
template <class Dialect>
dt::task<std::int32_t> find_package(dt::session<Dialect>& db, std::string name);

template <class Dialect>
dt::task<void> report_sections(dt::session<Dialect>& db, std::ostream& out);
template <class Dialect>
dt::task<void> report_maintainers(dt::session<Dialect>& db, std::ostream& out);
// One package with its dependencies and their maintainers, in one statement; then the same by one query per row, and
// what both took.
template <class Dialect>
dt::task<void> report_package(dt::session<Dialect>& db, std::ostream& out, std::int32_t package_id);
// The other direction.
template <class Dialect>
dt::task<void> report_dependents(dt::session<Dialect>& db, std::ostream& out, std::int32_t package_id);

}  // namespace packages
