// SPDX-License-Identifier: BSL-1.0
// dovetail with SQLite: models, statements, the engine, sessions.
#pragma once

#include <dovetail.hpp>
#include <dovetail/backend/sqlite/driver.hpp>
