// SPDX-License-Identifier: BSL-1.0
//
// Makes package databases for tests and benchmarks, as large as those of real machines.
#pragma once

#include <cstdint>
#include <ostream>

namespace packages {

// Writes a status file with `packages` stanzas and packages * dependencies_per_package dependencies over all of them.
// The same arguments always give the same bytes.
//
// It looks like the file of a desktop: about 30 sections, a maintainer for every third package with a few teams that
// have many, some packages in two architectures, some removed with their configuration left, some dependencies on
// virtual packages that the file does not describe, libraries that half of the packages need.
//
// write_sample_status(file, 3'000, 20, 1) is the desktop with 60,000 dependencies.
void write_sample_status(std::ostream& out, int packages, int dependencies_per_package, std::uint64_t seed);

}  // namespace packages
