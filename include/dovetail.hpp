// SPDX-License-Identifier: BSL-1.0
// dovetail: everything that needs no database.
#pragma once

#include <dovetail/expression/arithmetic.hpp>
#include <dovetail/session/session.hpp>
#include <dovetail/statement/raw.hpp>
#include <dovetail/mapping/print.hpp>
#include <dovetail/executor/generator.hpp>
#include <dovetail/executor/sync_wait.hpp>
#include <dovetail/executor/when_all.hpp>
