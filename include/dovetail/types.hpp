// SPDX-License-Identifier: BSL-1.0
// dovetail: the column types that have a header of their own. A program may include just those that it uses.
#pragma once

#include <dovetail/types/array.hpp>
#include <dovetail/types/enumeration.hpp>
#include <dovetail/types/interval.hpp>
#include <dovetail/types/json.hpp>
#include <dovetail/types/numeric.hpp>
#include <dovetail/types/range.hpp>
#include <dovetail/types/time.hpp>
#include <dovetail/types/timestamp.hpp>
#include <dovetail/types/uuid.hpp>
