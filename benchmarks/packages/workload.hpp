// SPDX-License-Identifier: BSL-1.0
//
// load_packages, load_packages_file: a package database of a desktop system, from records to four tables, in one
// transaction; in memory, and in a new file.
#pragma once

#include "runtime/registry.hpp"

#include "examples/packages/control_file.hpp"

#include <string>
#include <vector>

namespace benchmarks::load_packages {

// 3,000 packages with 60,000 dependencies (examples/packages/sample.hpp), parsed once.
const std::vector<packages::record>& records();

enum class place { memory, file };

// Where a run makes its database: ":memory:", or a file that is not there yet.
std::string new_database(place where);

// Every row of every table, and the schema itself, as text.
inline constexpr char everything_sql[] =
    "SELECT line FROM ("
    "SELECT 0 AS part, name AS id, type || ' ' || coalesce(sql, '') AS line FROM sqlite_schema UNION ALL "
    "SELECT 1, id, id || ' ' || name FROM sections UNION ALL "
    "SELECT 2, id, id || ' ' || name || ' ' || email FROM maintainers UNION ALL "
    "SELECT 3, id, id || ' ' || quote(name) || quote(architecture) || quote(version) || quote(status) || "
    "quote(is_installed) || quote(priority) || quote(description) || quote(installed_size) || ' ' || "
    "quote(section_id) || ' ' || quote(maintainer_id) FROM packages UNION ALL "
    "SELECT 4, id, id || ' ' || package_id || ' ' || quote(target_id) || quote(kind) || \"group\" || ' ' || "
    "alternative || quote(target_name) || quote(target_architecture) || quote(relation) || quote(version) "
    "FROM dependencies) ORDER BY part, id";

// Of the lines that the statement above gives.
template <class Lines>
std::size_t checksum(const Lines& lines) {
    digest sum;
    for (const std::string& line : lines) sum.add(line);
    return sum.value();
}

}  // namespace benchmarks::load_packages
