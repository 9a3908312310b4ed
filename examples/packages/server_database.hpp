// SPDX-License-Identifier: BSL-1.0
//
// The packages in a PostgreSQL database, all of them or as it was before.
//
//     co_await packages::build_on_server(engine, records, show, hook);
#pragma once

#include "database_file.hpp"

namespace packages {

// Creates the tables and loads the records, in one transaction. Tables that this function made before are replaced;
// others of their names are an error, as whatever they hold would be lost.
dt::task<built_database> build_on_server(dt::engine<dt::postgres>& engine, const std::vector<record>& records,
                                         const show_progress& show);

}  // namespace packages
