// SPDX-License-Identifier: BSL-1.0
// dovetail: SQL's functions. A program may include just those that it uses.
#pragma once

#include <dovetail/functions/aggregate.hpp>
#include <dovetail/functions/array.hpp>
#include <dovetail/functions/bitwise.hpp>
#include <dovetail/functions/date_time.hpp>
#include <dovetail/functions/full_text.hpp>
#include <dovetail/functions/json.hpp>
#include <dovetail/functions/math.hpp>
#include <dovetail/functions/random.hpp>
#include <dovetail/functions/range.hpp>
#include <dovetail/functions/string.hpp>
