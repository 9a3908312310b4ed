// SPDX-License-Identifier: BSL-1.0
// What a relationship member may be, and its options.
//
//     dt::many_to_one<View, "author", UserModel, "author_id"> author;       // the key named: there are several
//     dt::one_to_many<View, "posts", PostModel, "author_id", dt::order_by_desc<"created_at">> posts;
#pragma once

#include <dovetail/core/fixed_string.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace dovetail {

enum class relation { many_to_one, one_to_one, one_to_many, many_to_many };

/// Whether the related value is a collection.
constexpr bool is_to_many(relation kind) {
    return kind == relation::one_to_many || kind == relation::many_to_many;
}

/// An option of a relationship: the name of a foreign key column, or an order. Structural, so that
/// both may stand in one list of template arguments; a name has 63 bytes at most.
struct relationship_option {
    enum class kind { key, ascending, descending };
    kind what = kind::key;
    char chars[64]{};

    template <std::size_t N>
        requires(N <= 64)
    constexpr relationship_option(char const (&name)[N]) {
        for (std::size_t i = 0; i < N; ++i) chars[i] = name[i];
    }
    constexpr relationship_option(kind order, std::string_view name) : what(order) {
        for (std::size_t i = 0; i < name.size(); ++i) chars[i] = name[i];
    }
    constexpr relationship_option(relationship_option (*order)()) : relationship_option(order()) {}
    constexpr std::string_view name() const { return chars; }
};

/// The order of a to-many relationship's elements, by a column of the target: `dt::order_by<"name">`.
/// Several of them order by the first, then the second, and so on. Functions, given without a call: a variable
/// template as an argument of the relationship's alias is an internal error of g++ 12.
template <fixed_string Column>
constexpr relationship_option order_by() {
    return {relationship_option::kind::ascending, Column};
}
template <fixed_string Column>
constexpr relationship_option order_by_desc() {
    return {relationship_option::kind::descending, Column};
}

/// Stands where a relationship has no association table.
template <class>
struct no_association;

}  // namespace dovetail
