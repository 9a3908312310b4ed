// SPDX-License-Identifier: BSL-1.0
// Load plans: which relationships of a model are loaded, as a bare type.
//
//     plan<load<"role", plan<load<"permissions", plan<>>>>, load<"groups", plan<>>>
//
// A plan is canonical: in the model's member order, without duplicates; so the order in which a query asks
// never changes a type.
#pragma once

#include <dovetail/schema/keys.hpp>

namespace dovetail {

template <class... Loads>
struct plan {};

/// How a relationship is loaded. Types of values are made of plans with the first only (value_plan).
enum class load_strategy { left_join, inner_join };

template <fixed_string Name, class Plan, load_strategy Strategy = load_strategy::left_join>
struct load {
    static constexpr auto name = Name;
    static constexpr auto strategy = Strategy;
    using nested = Plan;
};

/// A plan that asks for the same relationship in two ways; the statement's check makes it an error.
template <fixed_string Name>
struct conflicting_load {};

namespace detail {

template <class Model, class Plan, class New>
struct insert_load;

template <class Model, class Plan, class Added>
struct merge_plans;
template <class Model, class Plan>
struct merge_plans<Model, Plan, plan<>> {
    using type = Plan;
};
template <class Model, class Plan, class First, class... Rest>
struct merge_plans<Model, Plan, plan<First, Rest...>>
    : merge_plans<Model, typename insert_load<Model, Plan, First>::type, plan<Rest...>> {};

template <class Model, fixed_string Name>
using target_of = typename Model::template relationship<relationship_index<Model>(Name)>::target;

template <class Model, class Old, class New>
struct merge_loads {
    static constexpr bool agree = Old::strategy == New::strategy;
    using nested = typename merge_plans<target_of<Model, Old::name>, typename Old::nested, typename New::nested>::type;
    using type = std::conditional_t<agree, load<Old::name, nested, Old::strategy>,
                                    load<Old::name, plan<conflicting_load<Old::name>>, Old::strategy>>;
};

template <class Model, class Done, class Rest, class New>
struct place_load;
template <class Model, class... Done, class New>
struct place_load<Model, plan<Done...>, plan<>, New> {
    using type = plan<Done..., New>;
};
template <class Model, class... Done, fixed_string Name, class... Rest, class New>
struct place_load<Model, plan<Done...>, plan<conflicting_load<Name>, Rest...>, New> {
    using type = plan<Done..., conflicting_load<Name>, Rest...>;
};
template <class Model, class... Done, class First, class... Rest, class New>
struct place_load<Model, plan<Done...>, plan<First, Rest...>, New> {
    static constexpr auto choose() {
        constexpr auto there = relationship_index<Model>(First::name), here = relationship_index<Model>(New::name);
        if constexpr (there == here)
            return plan<Done..., typename merge_loads<Model, First, New>::type, Rest...>{};
        else if constexpr (there > here) return plan<Done..., New, First, Rest...>{};
        else return typename place_load<Model, plan<Done..., First>, plan<Rest...>, New>::type{};
    }
    using type = decltype(choose());
};

template <class Model, class Plan, class New>
struct insert_load : place_load<Model, plan<>, Plan, New> {};

template <class Plan>
struct without_strategy;
template <fixed_string Name>
struct without_strategy<conflicting_load<Name>> {
    using type = conflicting_load<Name>;
};
template <fixed_string Name, class Plan, load_strategy Strategy>
struct without_strategy<load<Name, Plan, Strategy>> {
    using type = load<Name, typename without_strategy<Plan>::type>;
};
template <class... Loads>
struct without_strategy<plan<Loads...>> {
    using type = plan<typename without_strategy<Loads>::type...>;
};

template <fixed_string Name, class Plan>
struct find_load {
    using type = void;
};
template <fixed_string Name, class Nested, load_strategy Strategy, class... Rest>
struct find_load<Name, plan<load<Name, Nested, Strategy>, Rest...>> {
    using type = Nested;
};
template <fixed_string Name, class First, class... Rest>
struct find_load<Name, plan<First, Rest...>> : find_load<Name, plan<Rest...>> {};

}  // namespace detail

/// Plan with one more load, in its place.
template <class Model, class Plan, class Load>
using plan_with = typename detail::insert_load<Model, Plan, Load>::type;

/// Plan without the ways in which it is loaded: what types of values are made of.
template <class Plan>
using value_plan = typename detail::without_strategy<Plan>::type;

/// The nested plan of the relationship of that name, or void where the plan does not load it.
template <fixed_string Name, class Plan>
using loaded_plan = typename detail::find_load<Name, Plan>::type;

/// Whether a plan loads a collection anywhere, so that one object may span several rows.
template <class Model, class Plan>
inline constexpr bool loads_to_many = false;
template <class Model, class... Loads>
inline constexpr bool loads_to_many<Model, plan<Loads...>> =
    ((is_to_many(Model::template relationship<relationship_index<Model>(Loads::name)>::kind) ||
      loads_to_many<detail::target_of<Model, Loads::name>, typename Loads::nested>) || ...);

}  // namespace dovetail
