// SPDX-License-Identifier: BSL-1.0
// Indexes that are more than a list of columns: over expressions, descending, unique, of some rows only.
//
//     static constexpr auto indexes(auto const& row) {              // in a model
//         return std::tuple{dt::table_index<"by_lower_name">(dt::lower(row.name)).unique().where(row.is_active == true),
//                           dt::table_index<"newest">(row.created_at.desc(), row.id)};
//     }
#pragma once

#include <dovetail/expression/logic.hpp>
#include <dovetail/expression/order.hpp>
#include <dovetail/statement/clauses.hpp>

namespace dovetail {

/// An index. Condition is absent, or what the rows that it has fulfil.
template <fixed_string Name, bool Unique, class Condition, class... Terms>
struct named_index {
    static constexpr auto name = Name;
    static constexpr bool is_unique = Unique;
    using terms = nodes<Terms...>;
    using condition_type = Condition;
    static constexpr unsigned term_parameters = (Terms::parameters + ... + 0u);
    static constexpr unsigned parameters = term_parameters + Condition::parameters;
    [[no_unique_address]] bound_values<parameters> values;

    /// No two rows of the index have equal terms.
    constexpr auto unique() const { return named_index<Name, true, Condition, Terms...>{values}; }
    /// The index of the rows that fulfil all of these conditions only.
    template <class... Conditions>
    constexpr auto where(Conditions const&... conditions) const {
        constexpr bool is_first = std::is_same_v<Condition, absent>;
        static_assert(is_first, "dovetail: an index has one where(), which takes any number of conditions");
        if constexpr (is_first) {
            auto const all = and_(conditions...);
            if constexpr (condition<decltype(all)>)
                return named_index<Name, Unique, std::remove_const_t<decltype(all)>, Terms...>{detail::join(values, all.values)};
            else return *this;
        } else return *this;
    }
};

namespace detail {
template <class Term>
inline constexpr bool is_index_term = expression<Term>;
}  // namespace detail

/// An index of that name over columns, expressions of them, and either with .desc(); its constants become part of its
/// definition. It is created with its table.
template <fixed_string Name, class... Terms>
constexpr auto table_index(Terms const&... terms) {
    constexpr bool ok = sizeof...(Terms) > 0 && (detail::is_index_term<Terms> && ...);
    static_assert(ok, "dovetail: an index takes columns of its table, and expressions of them");
    if constexpr (ok) return named_index<Name, false, absent, Terms...>{detail::join(bound_values<0>{}, terms.values...)};
    else return named_index<Name, false, absent>{};
}

}  // namespace dovetail
