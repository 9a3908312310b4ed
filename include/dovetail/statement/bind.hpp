// SPDX-License-Identifier: BSL-1.0
// bind: the values of a statement's named parameters.
//
//     dt::bind(by_name, dt::arg<"name"> = "ann")         // what db.execute(by_name, dt::arg<"name"> = "ann") sends
//
// Each parameter is given once; a name that is missing, or that the statement does not have, and a value that does not fit
// are errors of the compiler.
#pragma once

#include <dovetail/expression/parameter.hpp>
#include <dovetail/expression/table.hpp>
#include <dovetail/core/diagnostics.hpp>
#include <dovetail/statement/result_row.hpp>

#include <ranges>
#include <tuple>

namespace dovetail {

/// A place where a parameter stands. Assigned: its value is stored in a column, and not only compared.
template <fixed_string Name, class Type, bool Assigned>
struct parameter_use {
    static constexpr auto name = Name;
    static constexpr bool is_assigned = Assigned;
    using type = Type;
};

/// A range of values that is looked in.
template <fixed_string Name, class Type>
struct range_use {
    static constexpr auto name = Name;
    static constexpr bool is_range = true;
    using type = Type;
};

namespace detail {

template <class... Lists> struct joined_lists;
template <>
struct joined_lists<> {
    using type = nodes<>;
};
template <class... A>
struct joined_lists<nodes<A...>> {
    using type = nodes<A...>;
};
template <class... A, class... B, class... Rest>
struct joined_lists<nodes<A...>, nodes<B...>, Rest...> : joined_lists<nodes<A..., B...>, Rest...> {};

/// The type of the first that has one.
template <class Otherwise, class... Nodes>
struct first_type {
    using type = Otherwise;
};
template <class Otherwise, class First, class... Rest>
struct first_type<Otherwise, First, Rest...> {
    static constexpr auto find() {
        if constexpr (requires { typename First::type; }) {
            if constexpr (!std::is_void_v<typename First::type>) return std::type_identity<typename First::type>{};
            else return first_type<Otherwise, Rest...>{};
        } else return first_type<Otherwise, Rest...>{};
    }
    using type = typename decltype(find())::type;
};

template <class Part, class Beside, bool Assigned>
constexpr auto uses_in();

/// Of parts that stand beside each other: a parameter takes the type of another one.
template <class Beside, bool Assigned, class... Parts>
constexpr auto uses_beside(nodes<Parts...>*) {
    using type = typename first_type<Beside, Parts...>::type;
    return typename joined_lists<decltype(uses_in<Parts, type, Assigned>())...>::type{};
}
template <class... Pieces>
constexpr auto uses_in_pieces(nodes<Pieces...>*) {
    return typename joined_lists<decltype(uses_in<Pieces, void, false>())...>::type{};
}

/// Of a CASE: a result stands beside the other results, a value of when() beside what is tested.
template <class Case, class... Nodes>
constexpr auto uses_in_case(nodes<Nodes...>*) {
    constexpr std::size_t first = Case::is_simple, count = sizeof...(Nodes);
    using tested = std::conditional_t<Case::is_simple, typename first_type<void, Nodes...>::type, void>;
    return []<std::size_t... I>(std::index_sequence<I...>) {
        return typename joined_lists<decltype(uses_in<
            Nodes, std::conditional_t<(I >= first && (I - first) % 2 == 1) || (Case::has_else && I + 1 == count), typename Case::type, tested>,
            false>())...>::type{};
    }(std::make_index_sequence<count>{});
}

/// The parameters of an expression, a clause or a statement. Beside: the type of what it stands beside.
template <class Part, class Beside, bool Assigned>
constexpr auto uses_in() {
    if constexpr (requires { Part::is_count; }) return nodes<Part>{};
    else if constexpr (requires { Part::is_range; }) return nodes<range_use<Part::name, Beside>>{};
    else if constexpr (requires { Part::is_named; }) return nodes<parameter_use<Part::name, Beside, Assigned>>{};
    else if constexpr (requires { Part::has_else; }) return uses_in_case<Part>(static_cast<typename Part::operands*>(nullptr));
    else if constexpr (requires { typename Part::pieces; }) return uses_in_pieces(static_cast<typename Part::pieces*>(nullptr));
    else if constexpr (requires { typename Part::operands; })
        return uses_beside<Beside, requires { typename Part::column; }>(static_cast<typename Part::operands*>(nullptr));
    else return nodes<>{};
}

template <class Use, class... Seen>
inline constexpr bool is_new_name = ((Use::name.view() != Seen::name.view()) && ...);
/// Each name once, by its first use.
template <class Done, class Rest>
struct distinct_uses {
    using type = Done;
};
template <class... Done, class First, class... Rest>
struct distinct_uses<nodes<Done...>, nodes<First, Rest...>> {
    using next = std::conditional_t<is_new_name<First, Done...>, nodes<Done..., First>, nodes<Done...>>;
    using type = typename distinct_uses<next, nodes<Rest...>>::type;
};
template <class S>
using parameters_of = typename distinct_uses<nodes<>, decltype(uses_in<S, void, false>())>::type;

template <fixed_string Name, class... Named>
inline constexpr unsigned times_named = ((Named::name.view() == Name.view()) + ... + 0u);
/// The first parameter that none of the Arguments is for.
template <class Uses, class... Arguments>
inline constexpr finding missing_argument{};
template <class... Uses, class... Arguments>
inline constexpr finding missing_argument<nodes<Uses...>, Arguments...> = [] {
    finding found;
    (void)((times_named<Uses::name, Arguments...> != 0 || (found = {rule::parameter_without_value, {}, Uses::name.view()}, false)) && ...);
    return found;
}();

/// The place of the argument of that name.
template <fixed_string Name, class... Arguments>
constexpr std::size_t argument_index() {
    std::size_t at = 0;
    (void)((Arguments::name.view() == Name.view() || (++at, false)) || ...);
    return at;
}
template <class Use, class... Arguments>
using argument_for = typename std::tuple_element_t<argument_index<Use::name, Arguments...>(), std::tuple<Arguments...>>::given;
template <class Use, class... Arguments>
constexpr bool takes_argument() {
    using given = argument_for<Use, Arguments...>;
    if constexpr (requires { Use::is_count; }) return true;
    else if constexpr (requires { Use::is_range; }) {
        if constexpr (std::ranges::input_range<given>) return can_compare<typename Use::type, std::ranges::range_value_t<given>>();
        else return false;
    } else if constexpr (Use::is_assigned) return storable<typename Use::type, given&&>;
    else return can_compare<typename Use::type, given&&>() && !is_null_literal<given>;
}
/// A count of rows is an integer.
template <class Use, class... Arguments>
constexpr bool takes_count() {
    using given = std::remove_cvref_t<argument_for<Use, Arguments...>>;
    if constexpr (requires { Use::is_count; }) return std::is_integral_v<given> && number_value<given>;
    else return true;
}

/// One argument for each parameter, that it takes.
template <class... Arguments, class... Uses>
constexpr bool require_arguments(nodes<Uses...>*) {
    constexpr bool are_arguments = (requires { typename Arguments::given; } && ...);
    static_assert(are_arguments, "dovetail: a parameter is given its value by dt::arg<\"name\"> = value");
    if constexpr (are_arguments) {
        constexpr bool known = ((times_named<Arguments::name, Uses...> != 0) && ...);
        static_assert(known, "dovetail: this statement has no parameter of that name");
        constexpr bool once = ((times_named<Arguments::name, Arguments...> == 1) && ...);
        static_assert(once || !known, "dovetail: a parameter is given two values");
        if constexpr (known && once && sizeof...(Arguments) != sizeof...(Uses))
            static_assert(verdict_of<missing_argument<nodes<Uses...>, Arguments...>>::report());
        else if constexpr (known && once) {
            constexpr bool have_type = !(std::is_void_v<typename Uses::type> || ...);
            static_assert(have_type, "dovetail: this parameter stands beside nothing that has an SQL type; compare it with a column");
            if constexpr (have_type) {
                constexpr bool counts = (takes_count<Uses, Arguments...>() && ...);
                static_assert(counts, "dovetail: this parameter is a LIMIT or an OFFSET, a number of rows, so its value is an integer");
                constexpr bool fit = (takes_argument<Uses, Arguments...>() && ...);
                static_assert(fit, "dovetail: the value of this parameter has another type than what it is compared with or stored in");
                return fit && counts;
            }
        }
    }
    return false;
}

template <class Use, class Argument>
    requires requires { Use::is_count; }
constexpr bound_value value_of_argument(Argument const& argument) {
    if (!std::in_range<std::int64_t>(argument.value)) refuse_value("", "a number of rows", "is out of the range of 64 bits");
    return count_value(not_negative(static_cast<std::int64_t>(argument.value), "a LIMIT or OFFSET"));
}
template <class Use, class Argument>
    requires requires { Use::is_range; }
constexpr bound_value value_of_argument(Argument const& argument) {
    std::vector<bound_value> elements;
    for (std::ranges::range_value_t<typename Argument::given> const& each : argument.value) elements.push_back(hold<typename Use::type>(each));
    return bound_value::range(std::move(elements));
}
template <class Use, class Argument>
constexpr bound_value value_of_argument(Argument const& argument) {
    using type = typename Use::type;
    using given = typename Argument::given;
    if constexpr (Use::is_assigned) {
        auto stored = to_column<type>(static_cast<given&&>(argument.value), "", Use::name);
        check_value<type>(stored, "", Use::name);
        return hold<type>(std::move(stored));
    } else return hold<type, given&&>(static_cast<given&&>(argument.value));
}

}  // namespace detail

/// S with the values of its parameters.
template <class S, class... Uses>
struct bound_statement : S {
    static constexpr bool is_bound = true;
    static constexpr std::string_view names[]{Uses::name...};
    bound_values<sizeof...(Uses)> argument_values;
};

namespace detail {
template <class S, class... Uses>
struct result_items_of<bound_statement<S, Uses...>> : result_items_of<S> {};

/// What execute() makes of a statement and arguments.
template <class S>
struct argument_binder {
    template <class... Arguments>
    static constexpr auto make(S const& statement, Arguments const&... arguments) {
        constexpr parameters_of<S>* uses = nullptr;
        constexpr bool ok = require_arguments<Arguments...>(uses);
        return bind_uses<ok>(uses, statement, arguments...);
    }

private:
    /// After an error there are values, too, so that it is the only one.
    template <bool Ok, class... Uses, class... Arguments>
    static constexpr auto bind_uses(nodes<Uses...>*, S const& statement, [[maybe_unused]] Arguments const&... arguments) {
        if constexpr (!Ok) return bound_statement<S, Uses...>{statement, {}};
        else
            return bound_statement<S, Uses...>{
                statement, join(bound_values<0>{}, bound_values<1>{value_of_argument<Uses>(
                                                       std::get<argument_index<Uses::name, Arguments...>()>(std::tie(arguments...)))}...)};
    }
};
}  // namespace detail

/// The statement with the values of its parameters; each is copied, as in any statement.
template <class S, class... Arguments>
constexpr auto bind(S const& statement, Arguments const&... arguments) {
    return detail::argument_binder<S>::make(statement, arguments...);
}

}  // namespace dovetail
