// SPDX-License-Identifier: BSL-1.0
// dovetail with PostgreSQL: models, statements, the engine, sessions.
#pragma once

#include <dovetail.hpp>
#include <dovetail/backend/postgres/driver.hpp>
#include <dovetail/backend/postgres/pool.hpp>
