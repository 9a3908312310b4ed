// SPDX-License-Identifier: BSL-1.0
// dovetail: everything that needs no database.
#pragma once

// Layer by layer, the lowest first. A compiler lists the includes that lead to an error's header; this way each of the
// headers that have rules is reached by one, and the list is short.
#include <dovetail/core/diagnostics.hpp>
#include <dovetail/core/compiler.hpp>
#include <dovetail/core/error.hpp>

#include <dovetail/schema/assignment.hpp>
#include <dovetail/schema/model_check.hpp>
#include <dovetail/schema/new_row.hpp>
#include <dovetail/schema/value_view.hpp>

#include <dovetail/expression/value.hpp>
#include <dovetail/expression/comparison.hpp>
#include <dovetail/expression/logic.hpp>
#include <dovetail/expression/function.hpp>
#include <dovetail/expression/arithmetic.hpp>
#include <dovetail/expression/fragment.hpp>
#include <dovetail/expression/escaped_like.hpp>
#include <dovetail/expression/case.hpp>
#include <dovetail/expression/cast.hpp>
#include <dovetail/expression/membership.hpp>
#include <dovetail/expression/row_value.hpp>
#include <dovetail/expression/quantifier.hpp>
#include <dovetail/expression/table.hpp>

#include <dovetail/statement/clauses.hpp>
#include <dovetail/statement/joinedload.hpp>
#include <dovetail/statement/select_build.hpp>
#include <dovetail/statement/select.hpp>
#include <dovetail/statement/mutation.hpp>
#include <dovetail/statement/insert.hpp>
#include <dovetail/statement/scalar_subquery.hpp>
#include <dovetail/statement/sequence.hpp>
#include <dovetail/statement/raw.hpp>
#include <dovetail/statement/ddl.hpp>

#include <dovetail/mapping/maybe.hpp>
#include <dovetail/mapping/row.hpp>
#include <dovetail/mapping/result.hpp>
#include <dovetail/mapping/print.hpp>

#include <dovetail/lowering/text.hpp>

#include <dovetail/executor/task.hpp>
#include <dovetail/executor/sync_wait.hpp>
#include <dovetail/executor/when_all.hpp>
#include <dovetail/executor/generator.hpp>
#include <dovetail/executor/execute.hpp>
#include <dovetail/executor/stream.hpp>

#include <dovetail/session/operation.hpp>
#include <dovetail/session/insert_pending.hpp>
#include <dovetail/session/unit_of_work.hpp>
#include <dovetail/session/objects.hpp>
#include <dovetail/session/transaction.hpp>
#include <dovetail/session/run_transaction.hpp>
#include <dovetail/session/session.hpp>
