// SPDX-License-Identifier: BSL-1.0
// EXPLAIN of a statement, with its values. It changes nothing.
#pragma once

#include <dovetail/statement/clauses.hpp>

namespace dovetail {

/// Statement, to be explained; Row is what the database's plans are rows of.
template <class Statement, class Row>
struct explained_statement : Statement {
    static constexpr auto statement = statement_kind::explain;
    using explained = Statement;
    using row = Row;
};

/// As SQLite sees it: EXPLAIN of what writes counts as writing.
template <class Statement, class Row>
inline constexpr bool reads_only<explained_statement<Statement, Row>> = reads_only<Statement>;

}  // namespace dovetail
