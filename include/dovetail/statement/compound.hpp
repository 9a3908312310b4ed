// SPDX-License-Identifier: BSL-1.0
// UNION, INTERSECT, EXCEPT: the rows of two queries put together.
//
//     dt::union_(dt::select(users.username), dt::select(groups.name)).order_by(users.username).limit(10)
//
// Each thing has to fit the other query's thing at its place. Rows, labels and order_by() go by the first query's.
#pragma once

#include <dovetail/expression/operand_type.hpp>
#include <dovetail/statement/result_row.hpp>

namespace dovetail {

enum class set_operator { union_, union_all, intersect, intersect_all, except, except_all };

template <set_operator Op, class Left, class Right, class Order, select_flags Flags, class Counts = row_counts<>>
struct compound_statement {
    using select_tag = void;
    static constexpr auto statement = statement_kind::compound;
    static constexpr auto op = Op;
    using left = Left;
    using right = Right;
    using counts = Counts;
    using pieces = nodes<Left, Right, Counts>;
    using source = no_source;
    using items = typename Left::items;
    using order = Order;
    using only_type = typename Left::only_type;
    static constexpr select_flags flags = Flags;
    static constexpr unsigned parameters =
        Left::parameters + Right::parameters + Order::parameters + Flags.limit + Flags.offset;

    Left first;
    Right second;
    std::int64_t limit_value = 0, offset_value = 0;

    /// The order of all rows: things that the first query selects, or their labels.
    template <class... Terms>
    constexpr auto order_by(Terms const&...) const {
        constexpr bool ok = (expression<Terms> && ...);
        static_assert(ok, "dovetail: order_by() takes columns and expressions, such as users.name.desc()");
        constexpr bool constant = [] {
            if constexpr (ok) return ((Terms::parameters == 0) && ...);
            else return true;
        }();
        static_assert(constant, "dovetail: queries put together are ordered by what the first one selects; give it a label");
        if constexpr (ok && constant)
            return compound_statement<Op, Left, Right, typename Order::template and_more<Terms...>, Flags, Counts>{
                first, second, limit_value, offset_value};
        else return *this;
    }
    /// At most that many rows of all, and how many are left out first; counts as a select's limit() does.
    template <class Count>
    constexpr auto limit(Count const& count) const {
        return with<Flags.with_limit(detail::may_be_no_count<Count>), typename Counts::template with_limit<detail::count_name<Count>>>(
            detail::count_from(count, "limit()"), offset_value);
    }
    template <class Count>
    constexpr auto offset(Count const& count) const {
        return with<Flags.with_offset(detail::may_be_no_count<Count>), typename Counts::template with_offset<detail::count_name<Count>>>(
            limit_value, detail::count_from(count, "offset()"));
    }
    constexpr auto all_values() const {
        return detail::with_counts<Flags>(detail::join(first.all_values(), second.all_values()), limit_value, offset_value);
    }

private:
    template <select_flags New, class Named>
    constexpr auto with(std::int64_t limit, std::int64_t offset) const {
        return compound_statement<Op, Left, Right, Order, New, Named>{first, second, limit, offset};
    }
};

namespace detail {

template <class A, class B>
constexpr bool fits_beside() {
    if constexpr (requires { typename A::type; typename B::type; }) return comparable<typename A::type, typename B::type>;
    else return false;
}
template <class... A, class... B>
constexpr bool fit_beside(nodes<A...>*, nodes<B...>*) {
    if constexpr (sizeof...(A) != sizeof...(B)) return false;
    else return (fits_beside<A, B>() && ...);
}

template <class Query>
constexpr bool has_no_loads() {
    if constexpr (requires { typename Query::load_plan; }) return std::is_same_v<typename Query::load_plan, plan<>>;
    else return true;
}
/// Two queries whose rows have one shape.
template <class Left, class Right>
constexpr bool require_one_shape() {
    constexpr bool are_queries = requires { typename Left::select_tag; typename Right::select_tag; };
    static_assert(are_queries, "dovetail: union_(), intersect() and except_() take selects");
    if constexpr (are_queries) {
        constexpr bool ok = [] {
            if constexpr (Left::items::is_entity || Right::items::is_entity)
                return std::is_same_v<typename Left::items, typename Right::items> && has_no_loads<Left>() && has_no_loads<Right>();
            else
                return fit_beside(static_cast<result_items<Left>*>(nullptr), static_cast<result_items<Right>*>(nullptr));
        }();
        static_assert(ok, "dovetail: the two queries differ in the number or the types of what they select");
        return ok;
    } else return false;
}
template <set_operator Op, class Left, class Right>
constexpr auto put_together(Left const& left, Right const& right) {
    if constexpr (require_one_shape<Left, Right>())
        return compound_statement<Op, Left, Right, parts<>, select_flags{}>{left, right};
    else return left;
}

/// A thing is NULL where either query's is, and of numbers the wider one.
template <class A, class B>
constexpr auto item_of_both() {
    using left = typename A::type;
    using right = typename B::type;
    constexpr bool null_added = type_facts<right>::is_nullable && !type_facts<left>::is_nullable;
    if constexpr (std::is_same_v<without_null<left>, without_null<right>> || !is_number<left> || !is_number<right>)
        return std::conditional_t<null_added, std::type_identity<or_null<A>>, std::type_identity<A>>{};
    else {
        using both = nullable_if<type_facts<left>::is_nullable || null_added, merged_type<without_null<left>, without_null<right>>>;
        return std::conditional_t<std::is_same_v<both, left>, std::type_identity<A>, std::type_identity<typed_as<A, both>>>{};
    }
}
template <class... A, class... B>
constexpr auto items_of_both(nodes<A...>*, nodes<B...>*) {
    return nodes<typename decltype(item_of_both<A, B>())::type...>{};
}
template <set_operator Op, class Left, class Right, class Order, select_flags Flags, class Counts>
struct result_items_of<compound_statement<Op, Left, Right, Order, Flags, Counts>> {
    static constexpr auto choose() {
        if constexpr (Left::items::is_entity) return nodes<>{};
        else
            return items_of_both(static_cast<result_items<Left>*>(nullptr), static_cast<result_items<Right>*>(nullptr));
    }
    using type = decltype(choose());
};

}  // namespace detail

/// The rows of either query, each different one once; with _all, as often as they come.
template <class Left, class Right>
constexpr auto union_(Left const& left, Right const& right) {
    return detail::put_together<set_operator::union_>(left, right);
}
template <class Left, class Right>
constexpr auto union_all(Left const& left, Right const& right) {
    return detail::put_together<set_operator::union_all>(left, right);
}
/// The rows that are in both. (SQLite has no INTERSECT ALL and no EXCEPT ALL.)
template <class Left, class Right>
constexpr auto intersect(Left const& left, Right const& right) {
    return detail::put_together<set_operator::intersect>(left, right);
}
template <class Left, class Right>
constexpr auto intersect_all(Left const& left, Right const& right) {
    return detail::put_together<set_operator::intersect_all>(left, right);
}
/// The rows of the first query that are not in the second.
template <class Left, class Right>
constexpr auto except_(Left const& left, Right const& right) {
    return detail::put_together<set_operator::except>(left, right);
}
template <class Left, class Right>
constexpr auto except_all(Left const& left, Right const& right) {
    return detail::put_together<set_operator::except_all>(left, right);
}
/// Of more than two: one after the other, from the left.
template <class Left, class Right, class Third, class... More>
constexpr auto union_(Left const& left, Right const& right, Third const& third, More const&... more) {
    return union_(union_(left, right), third, more...);
}
template <class Left, class Right, class Third, class... More>
constexpr auto union_all(Left const& left, Right const& right, Third const& third, More const&... more) {
    return union_all(union_all(left, right), third, more...);
}

}  // namespace dovetail
