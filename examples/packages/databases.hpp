// SPDX-License-Identifier: BSL-1.0
//
// The databases that this build can write. What is written once for all of them is a template over the dialect, and
// instantiated by
//
//     #define FOR_DATABASE(dialect) template dt::task<void> report_sections(dt::session<dialect>&, std::ostream&);
//     PACKAGES_EACH_DATABASE(FOR_DATABASE)
#pragma once

#include <dovetail/sqlite.hpp>

#if defined(PACKAGES_POSTGRES)
#include <dovetail/postgres.hpp>
#define PACKAGES_EACH_DATABASE(what) what(dt::sqlite) what(dt::postgres)
#else
#define PACKAGES_EACH_DATABASE(what) what(dt::sqlite)
#endif
