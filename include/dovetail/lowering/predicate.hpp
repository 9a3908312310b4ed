// SPDX-License-Identifier: BSL-1.0
// predicate: a condition on a table, without the type of its structure; what a function can return, or an object keep.
//
//     dt::predicate<users> active_since(dt::value_of<dt::datetime> day) {
//         return users.is_active == true && users.created_at >= day;
//     }
//     dt::select(users).where(active_since(day), users.username.like("a%"))
//
// It is checked where it is made; its values stay bound. Its text is put together at run time, and remembered.
#pragma once

#include <dovetail/lowering/assemble.hpp>

namespace dovetail {

namespace detail {
/// A condition without its type: how it is written, and its values.
struct held_condition {
    void (*write)(writer&, int);
    std::vector<bound_value> values;
};
}  // namespace detail

/// A condition on Table's columns. One that was made of nothing is left out, as dt::when(false, ...) is.
/// Errors: dt::error (usage), where it is executed, for what the database at hand cannot do.
template <auto Table>
class predicate {
public:
    static constexpr auto kind = node_kind::predicate;
    static constexpr unsigned parameters = 1;
    using type = boolean;
    using view = typename table_facts<std::remove_const_t<decltype(Table)>>::view;
    bound_values<1> values{};

    predicate() = default;
    template <condition Condition>
        requires(!std::is_same_v<Condition, predicate>)
    predicate(Condition const& given) : values{{hold(given)}} {
        static_assert(require_fit<Condition>());
    }

private:
    template <class Condition>
    static constexpr void walk(writer& w) {
        from_entry const tables[]{{.name = view::name}};
        scope here{.sources = tables, .count = 1};
        w.current = &here;
        w.in = clause::where;
        detail::write<Condition>(w);
    }
    template <class Condition>
    static constexpr finding found = detail::walk_survey<detail::any_dialect, walk<Condition>>.found;
    template <class Condition>
    static constexpr bool require_fit() {
        if constexpr (!found<Condition>.ok()) static_assert(verdict_of<found<Condition>>::report());
        return true;
    }
    template <class Condition>
    static bound_value hold(Condition const& given) {
        detail::held_condition held{&detail::write<Condition>, {}};
        held.values.reserve(Condition::parameters);
        keep(held.values, given.values);
        return bound_value::predicate(std::move(held));
    }
    template <unsigned Count>
    static void keep([[maybe_unused]] std::vector<bound_value>& to, [[maybe_unused]] bound_values<Count> const& from) {
        if constexpr (Count > 0) {
            to.push_back(from.first);
            keep(to, from.rest);
        }
    }
};

namespace detail {

template <>
struct lower<node_kind::predicate> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        if (w.chosen) {
            auto const& held = w.chosen->take().as_predicate<held_condition>();
            bound_value const* const after = w.chosen->enter(held.values.data());
            auto const before = w.found;
            held.write(w, outside);
            if (!w.found.ok() && before.ok())
                throw error(error_category::usage, "dovetail: " + std::string(w.dialect.name) + " has no " +
                                                       std::string(w.found.name) + ", which a predicate asks for");
            w.chosen->enter(after);
        } else {
            w.has_choices = true;
            ++w.parameters;
            w.table(Node::view::name);
            w.put("TRUE");
        }
    }
};

}  // namespace detail
}  // namespace dovetail
