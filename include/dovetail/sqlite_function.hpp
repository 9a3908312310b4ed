// SPDX-License-Identifier: BSL-1.0
// dovetail: SQL functions for SQLite, written in C++.
#pragma once

#include <dovetail/backend/sqlite/function.hpp>
#include <dovetail/sqlite.hpp>
