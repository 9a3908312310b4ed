// SPDX-License-Identifier: BSL-1.0
// dovetail: the SQL that has headers of its own: derived tables, WITH, UNION, VALUES, windows, MERGE, functions. A program
// may include just those that it uses.
#pragma once

#include <dovetail.hpp>
#include <dovetail/executor/assembled.hpp>
#include <dovetail/functions.hpp>
#include <dovetail/statement/bind.hpp>
#include <dovetail/lowering/predicate.hpp>
#include <dovetail/statement/into.hpp>
#include <dovetail/statement/keyset.hpp>
#include <dovetail/lowering/cte.hpp>
#include <dovetail/lowering/generated.hpp>
#include <dovetail/lowering/grouping.hpp>
#include <dovetail/lowering/index.hpp>
#include <dovetail/lowering/merge.hpp>
#include <dovetail/lowering/ordered_set.hpp>
#include <dovetail/lowering/unnest.hpp>
#include <dovetail/lowering/values.hpp>
#include <dovetail/lowering/window.hpp>
#include <dovetail/executor/explain.hpp>
#include <dovetail/executor/insert_returning.hpp>
#include <dovetail/executor/to_string.hpp>
