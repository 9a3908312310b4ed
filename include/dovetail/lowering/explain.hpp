// SPDX-License-Identifier: BSL-1.0
// Text of EXPLAIN.
#pragma once

#include <dovetail/lowering/mutation.hpp>
#include <dovetail/statement/explain.hpp>

namespace dovetail::detail {

template <>
struct lower_statement<statement_kind::explain> {
    template <class S>
    static constexpr void write(writer& w) {
        w.put(w.dialect.explain);
        write_statement<typename S::explained>(w);
    }
};

}  // namespace dovetail::detail
