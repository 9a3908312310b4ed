// SPDX-License-Identifier: BSL-1.0
// RETURNING: what an INSERT, UPDATE or DELETE did, as rows; its results are those of a select.
//
//     auto id = (co_await db.execute(dt::insert_into(users).values(...).returning(users.id))).scalar_one();
//     auto gone = (co_await db.execute(dt::delete_from(users).where(...).returning(users))).scalars().all();
//
// It stands last. Of an INSERT or UPDATE, the rows are as they are afterwards; of a DELETE, as they were.
#pragma once

#include <dovetail/statement/clauses.hpp>

namespace dovetail {

/// Base is the statement, Items what it returns.
template <class Base, class Items>
struct returning_statement {
    static constexpr auto statement = statement_kind::returning;
    using source = typename Base::source;
    using base_statement = Base;
    using items = Items;
    using pieces = nodes<Base, Items>;
    static constexpr unsigned parameters = Base::parameters + Items::parameters;
    Base base;
    [[no_unique_address]] bound_values<Items::parameters> item_values{};

    constexpr auto all_values() const { return detail::join(base.all_values(), item_values); }
};

namespace detail {

/// What a statement that changes a table returns, as items; void where it cannot.
template <class View, class... Things>
constexpr auto choose_returned() {
    if constexpr ((table_type<Things> && ...) && sizeof...(Things) == 1) {
        constexpr bool same = (std::is_same_v<typename table_facts<Things>::view, View> && ...);
        static_assert(same, "dovetail: returning() of a whole table takes the table that the statement changes");
        return std::type_identity<selected_entity<View>>{};
    } else {
        constexpr bool ok = (expression<Things> && ...) && sizeof...(Things) > 0;
        static_assert(ok, "dovetail: returning() takes columns and expressions, or the statement's table alone");
        if constexpr (ok) return std::type_identity<selected_columns<Things...>>{};
        else return std::type_identity<void>{};
    }
}
template <class View, class... Things>
using returned_items = typename decltype(choose_returned<View, Things...>())::type;

template <class Base, class... Things>
constexpr auto add_returning(Base const& base, Things const&... things) {
    using items = returned_items<typename Base::source, Things...>;
    if constexpr (std::is_void_v<items>) return base;
    else if constexpr (items::is_entity) return returning_statement<Base, items>{base};
    else return returning_statement<Base, items>{base, join(bound_values<0>{}, things.values...)};
}

}  // namespace detail
}  // namespace dovetail
