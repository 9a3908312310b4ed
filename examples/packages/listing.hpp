// SPDX-License-Identifier: BSL-1.0
//
// One package with its dependencies and their maintainers, read in two ways that give the same.
#pragma once

#include "models.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace packages {

struct dependency_line {
    std::string kind;          // "Depends"
    bool is_alternative = false;    // to the line before
    std::string wanted;        // "libc6 (>= 2.34)"
    std::string found;         // the target's version, or why there is none
    std::string maintainer;    // the target's

    bool operator==(const dependency_line&) const = default;
};

struct package_listing {
    std::string name, architecture, version, description, section, maintainer;
    std::vector<dependency_line> dependencies;

    bool operator==(const package_listing&) const = default;
};

// Everything in one statement, whatever the number of rows: nested joinedload.
template <class Dialect>
dt::task<package_listing> list_by_joinedload(dt::session<Dialect>& db, std::int32_t package_id);

// A statement for the package, and one more wherever an object leads to another: what an ORM that loads lazily does
// behind the back of a loop. Here each one is asked for, by db.load; an object that was not loaded does not compile.
template <class Dialect>
dt::task<package_listing> list_by_queries(dt::session<Dialect>& db, std::int32_t package_id);

}  // namespace packages
