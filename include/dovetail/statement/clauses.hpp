// SPDX-License-Identifier: BSL-1.0
// What statements share: an absent clause, lists of things, the things that are selected.
#pragma once

#include <dovetail/expression/membership.hpp>
#include <dovetail/expression/table.hpp>

namespace dovetail {

/// The kinds of statements; lowering has one writer for each.
enum class statement_kind { select, insert, insert_rows, insert_query, upsert, update, delete_, returning, raw,
                            compound, with, explain, merge };

/// Whether a statement changes nothing.
template <class S>
inline constexpr bool reads_only = S::statement == statement_kind::select || S::statement == statement_kind::compound;

/// A clause that is not there.
struct absent {
    static constexpr unsigned parameters = 0;
};

/// Conditions, order terms or assignments, as structure; their values are kept by the statement.
template <class... Parts>
struct parts {
    static constexpr unsigned parameters = (Parts::parameters + ... + 0u);
    using pieces = nodes<Parts...>;
    template <class... More> using and_more = parts<Parts..., More...>;
};

/// Selected: a whole entity of a table or alias.
template <class View>
struct selected_entity {
    static constexpr bool is_entity = true;
    static constexpr unsigned parameters = 0;
    using view = View;
    using only_type = absent;
};

/// Selected: one or more expressions.
template <class... Expressions>
struct selected_columns {
    static constexpr bool is_entity = false;
    static constexpr unsigned count = sizeof...(Expressions);
    using pieces = nodes<Expressions...>;
    static constexpr unsigned parameters = (Expressions::parameters + ... + 0u);
    using only_type = absent;
};
template <class Only>
struct selected_columns<Only> {
    static constexpr bool is_entity = false;
    static constexpr unsigned count = 1;
    using pieces = nodes<Only>;
    static constexpr unsigned parameters = Only::parameters;
    using only_type = typename Only::type;
};

}  // namespace dovetail
