// SPDX-License-Identifier: BSL-1.0
// The values that were bound to a statement, for the statement log: SQLite gives none back, so they are selected.
#pragma once

#include <dovetail/backend/sqlite/statement.hpp>
#include <dovetail/mapping/parameters.hpp>

#include <string>

namespace dovetail::sqlite_backend {

// Who runs no statement does not compile them: each has a parameter for that.

/// SELECT NULL, ?1, ?2, ...
/// @tparam Text  a std::string
template <class Text>
Text select_of_parameters(int count) {
    Text text = "SELECT NULL";
    for (int i = 1; i <= count; ++i) (text += ", ?") += std::to_string(i);
    return text;
}
/// The values of the statement's one row, but for the first.
/// @tparam Use  a statement_use
template <class Use>
parameters values_of_row(Use& of) {
    if (!of.step()) return {};
    auto const row = of.current();
    parameters values(static_cast<std::size_t>(row.size()));
    for (int i = 1; i < row.size(); ++i) {
        auto const cell = row[i];
        switch (cell.kind()) {
            case value_kind::integer: values.add(bound_value::integer(cell.as_int64())); break;
            case value_kind::real: values.add(bound_value::real(cell.as_double())); break;
            case value_kind::text: values.add(bound_value::text(cell.as_text())); break;
            case value_kind::blob: values.add(bound_value::blob(cell.as_blob())); break;
            case value_kind::null: values.add(bound_value()); break;
        }
    }
    return values;
}

}  // namespace dovetail::sqlite_backend
