// SPDX-License-Identifier: BSL-1.0
//
// A database file that is whole or not there.
//
//     co_await packages::build_database("packages.db", records, show, on_statement);
//
// It is built in a directory of its own beside the place where it shall be, and renamed into it once it is committed.
// Until then, and for good if anything fails, the place holds what it held before.
#pragma once

#include "load.hpp"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace packages {

struct built_database {
    std::int64_t statements = 0;    // that were sent, by the session's count
    bool replaced_another = false;
};

// Creates the tables and loads the records, in one transaction.
//
// What is at `path` already is replaced only if it is a database that this function made, and nobody is using it;
// anything else is an error, as whatever it is would be lost.
dt::task<built_database> build_database(std::filesystem::path path, const std::vector<record>& records,
                                        const show_progress& show, const dt::statement_hook& on_statement);

}  // namespace packages
