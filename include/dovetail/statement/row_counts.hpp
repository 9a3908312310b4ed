// SPDX-License-Identifier: BSL-1.0
// LIMIT and OFFSET as named parameters.
//
//     constexpr auto newest = dt::select(users).order_by(users.id.desc()).limit(dt::param<"count">);
//     co_await db.execute(newest, dt::arg<"count"> = 10);
#pragma once

#include <dovetail/statement/clauses.hpp>

namespace dovetail {

template <fixed_string Name> struct named_parameter;

/// A parameter that says how many rows.
template <fixed_string Name>
struct count_parameter {
    static constexpr auto name = Name;
    static constexpr bool is_count = true;
    using type = bigint;
};

/// The names of a select's LIMIT and OFFSET, where they have names.
template <class Limit = absent, class Offset = absent>
struct row_counts {
    using pieces = nodes<Limit, Offset>;
    template <class New> using with_limit = row_counts<New, Offset>;
    template <class New> using with_offset = row_counts<Limit, New>;
    static constexpr std::string_view limit_name() { return name_of<Limit>(); }
    static constexpr std::string_view offset_name() { return name_of<Offset>(); }

private:
    template <class Count>
    static constexpr std::string_view name_of() {
        if constexpr (requires { Count::is_count; }) return Count::name;
        else return {};
    }
};

}  // namespace dovetail
