// SPDX-License-Identifier: BSL-1.0
// Choices that are made at run time, in statements that are checked with all of them.
//
//     dt::select(users)
//         .where(dt::when(filter.name, [](auto const& name) { return users.username.like(name); }),
//                dt::when(filter.only_active, users.is_active == true))
//         .order_by(dt::choose(filter.sort, dt::choice<"name">(users.username), dt::choice<"newest">(users.created_at.desc())))
//         .limit(filter.page_size)                    // a std::optional: no limit where it is empty
//     dt::update(users).set(dt::when(form.email, [](auto const& email) { return users.email = email; })).where(users.id == 1)
//
// What is left out leaves no trace in the text. Texts are put together of constants, and remembered.
#pragma once

#include <dovetail/core/error.hpp>
#include <dovetail/expression/label.hpp>
#include <dovetail/expression/logic.hpp>
#include <dovetail/expression/table.hpp>

#include <array>

namespace dovetail {

/// An expression or an order that may be left out. Its first value says whether it is there.
template <class Operand>
struct optional_node {
    static constexpr auto kind = node_kind::optional;
    static constexpr unsigned parameters = 1 + Operand::parameters;
    using type = typename Operand::type;
    using chosen = Operand;
    using operands = nodes<Operand>;
    bound_values<parameters> values;
};

/// The condition, or the order, where `given` is true; otherwise it is as if it were not there. Among or_() it is one
/// alternative less; a clause of which nothing is left is left out, but for those of UPDATE and DELETE, which are an error.
template <expression Operand>
constexpr auto when(bool given, Operand const& operand) {
    return optional_node<Operand>{detail::join(bound_values<1>{{bound_value::boolean(given)}}, operand.values)};
}
/// An assignment that may be left out. Its first value says whether it is there.
template <class Column, class Operand>
struct optional_assignment {
    static constexpr bool assigns = true, may_be_left_out = true;
    static constexpr unsigned parameters = 1 + Operand::parameters;
    using column = Column;
    using operand = Operand;
    using operands = nodes<Column, Operand>;
    bound_values<parameters> values;
};

/// The assignment, where `given` is true; otherwise the column keeps its value, or a new row's gets what the table says. A
/// statement of which every assignment is left out is an error where it is executed: dt::error (usage).
template <class Column, class Operand>
constexpr auto when(bool given, assignment<Column, Operand> const& operand) {
    return optional_assignment<Column, Operand>{detail::join(bound_values<1>{{bound_value::boolean(given)}}, operand.values)};
}

namespace detail {
template <class T>
concept can_be_left_out = expression<T> || requires { T::assigns; typename T::column; };
}  // namespace detail

/// What `make` makes of the value, where there is one.
template <class Optional, class Make>
    requires requires(Optional const& o, Make const& m) { o.has_value(); m(*o); }
constexpr auto when(Optional const& given, Make const& make) {
    using operand = std::remove_cvref_t<decltype(make(*given))>;
    constexpr bool ok = detail::can_be_left_out<operand>;
    static_assert(ok, "dovetail: the function that when() is given returns a condition, an order or an assignment");
    if constexpr (ok) {
        using result = decltype(when(true, make(*given)));
        if (given.has_value()) return when(true, make(*given));
        return result{detail::join(bound_values<1>{{bound_value::boolean(false)}}, bound_values<operand::parameters>{})};
    } else return detail::after_error{};
}

/// What `make` makes, where `given` is true. It is called in any case, as the statement is checked with what it returns.
template <class Make>
    requires requires(Make const& m) { { m() } -> detail::can_be_left_out; }
constexpr auto when(bool given, Make const& make) {
    return when(given, make());
}
template <class Given, class Make>
constexpr auto when(Given const&, Make const&) {
    static_assert(std::is_void_v<Given>, "dovetail: when() takes a bool and a condition, or a std::optional and a function that makes one of its value");
    return detail::after_error{};
}

/// Orders, by a name that a program's users know.
template <fixed_string Name, class... Terms>
struct order_choice {
    static constexpr auto name = Name;
    static constexpr unsigned parameters = (Terms::parameters + ... + 0u);
    using operands = nodes<Terms...>;
    [[no_unique_address]] bound_values<parameters> values;
};
template <fixed_string Name, expression... Terms>
constexpr auto choice(Terms const&... terms) {
    static_assert(sizeof...(Terms) > 0, "dovetail: a choice<\"name\">(...) has an order, such as users.username.desc()");
    return order_choice<Name, Terms...>{detail::join(bound_values<0>{}, terms.values...)};
}

/// One of several orders. Its first value is the index.
template <class... Choices>
struct chosen_order {
    static constexpr auto kind = node_kind::chosen;
    static constexpr unsigned parameters = (1 + ... + Choices::parameters);
    using type = void;
    using operands = nodes<Choices...>;
    bound_values<parameters> values;
};

namespace detail {
template <class T> inline constexpr bool is_choice = false;
template <fixed_string Name, class... Terms>
inline constexpr bool is_choice<order_choice<Name, Terms...>> = true;
}  // namespace detail

/// The order of that name. Errors: dt::error (usage) for a name that none of them has, which says what there is.
template <class... Choices>
constexpr auto choose(std::string_view name, Choices const&... choices) {
    constexpr bool ok = sizeof...(Choices) > 0 && (detail::is_choice<Choices> && ...);
    static_assert(ok, "dovetail: choose() takes a name, and what dt::choice<\"name\">(orders...) gives");
    if constexpr (ok) {
        std::array<std::string_view, sizeof...(Choices)> const names{Choices::name...};
        std::size_t index = 0;
        while (index < names.size() && names[index] != name) ++index;
        if (index == names.size()) {
            std::string known;
            for (auto each : names) known.append(known.empty() ? "" : ", ").append(each);
            throw error(error_category::usage,
                        "dovetail: there is no order of the name '" + std::string(name) + "'; there are: " + known);
        }
        return chosen_order<Choices...>{detail::join(
            bound_values<1>{{bound_value::integer(static_cast<std::int64_t>(index))}}, choices.values...)};
    } else return detail::after_error{};
}

}  // namespace dovetail
