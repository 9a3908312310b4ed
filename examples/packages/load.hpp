// SPDX-License-Identifier: BSL-1.0
//
// From a package database to rows, in two steps: everything is read and checked before the first row is written.
//
//     const auto records = packages::read_records("/var/lib/dpkg/status", show);
//     co_await packages::load(db, records, show);
#pragma once

#include "control_file.hpp"
#include "models.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace packages {

// Told now and then how far a part of the work has come; it may throw to end the work.
using show_progress = std::function<void(std::string_view part, std::uintmax_t done, std::uintmax_t total)>;

// All packages of the file. Throws control_error: the file and the line, and what is wrong there.
std::vector<record> read_records(const std::filesystem::path& file, const show_progress& show);

// Adds the records to a session's empty tables. Flushes, but leaves the commit to the caller.
template <class Dialect>
dt::task<void> load(dt::session<Dialect>& db, const std::vector<record>& records, const show_progress& show);

}  // namespace packages
