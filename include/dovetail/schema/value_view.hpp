// SPDX-License-Identifier: BSL-1.0
// The value view: plain C++ values. What is loaded is part of the type.
//
//     using User = dt::entity<UserModel>;                      // user.username is a std::string
//     std::string name(dt::with<User, users.role> const& user) { return user.role.name; }   // a User would not do
#pragma once

#include <dovetail/schema/plan.hpp>

#include <optional>
#include <vector>

namespace dovetail {

/// What stands where a relationship was not loaded. Its name is the compiler's message, in parts, since clang cuts
/// each string of a type's name after 36 characters.
template <fixed_string Name, fixed_string WhatToDo, fixed_string OrWhat>
struct not_loaded {
    friend constexpr bool operator==(not_loaded, not_loaded) { return true; }
    // A loop finds a begin() that it cannot call, whereupon both compilers print the name of this type.
    friend constexpr void begin(not_loaded, not_loaded) {}
    friend constexpr int end(not_loaded) { return 0; }
};
template <fixed_string Name>
using relationship_not_loaded =
    not_loaded<Name, "dovetail: not loaded; joinedload it", "or co_await db.load(object, it)">;

template <class Model, class Plan>
struct value_view;

namespace detail {

template <class Model, fixed_string Name, class Target, class Nested>
struct loaded_value {
    using entity = typename Target::template in_view<value_view<Target, Nested>>;
    static constexpr auto const& facts = relationship_of<Model, relationship_index<Model>(Name)>;
    static constexpr bool is_optional = facts.kind == relation::one_to_one || facts.key_is_nullable;
    static auto choose() {
        if constexpr (is_to_many(facts.kind)) return std::type_identity<std::vector<entity>>{};
        else if constexpr (is_optional) return std::type_identity<std::optional<entity>>{};
        else return std::type_identity<entity>{};
    }
    using type = typename decltype(choose())::type;
};
template <class Model, fixed_string Name, class Target>
struct loaded_value<Model, Name, Target, void> {
    using type = relationship_not_loaded<Name>;
};

}  // namespace detail

template <class Model, class Plan>
struct value_view {
    template <fixed_string, class Type, class...>
    using column = value_of<Type>;
    template <relation, fixed_string Name, template <class> class Target, template <class> class,
              relationship_option...>
    using relationship = typename detail::loaded_value<Model, Name, model<Target>, loaded_plan<Name, Plan>>::type;
};

/// A model's values, with nothing loaded beside the columns. An aggregate; compares with == and prints.
template <template <class> class Model>
using entity = Model<value_view<model<Model>, plan<>>>;

/// The values of a model with a plan.
template <class Model, class Plan>
using planned_entity = typename Model::template in_view<value_view<Model, Plan>>;

/// What an entity type is made of; undefined for other types.
template <class T>
struct entity_facts;
template <template <class> class M, class Model, class Plan>
struct entity_facts<M<value_view<Model, Plan>>> {
    using model = Model;
    using plan = Plan;
};

template <class T>
concept entity_type = requires { typename entity_facts<T>::plan; };

namespace detail {
template <class Entity, class... Loads>
constexpr auto with_loads() {
    using model = typename entity_facts<Entity>::model;
    constexpr bool ok = (std::is_same_v<typename Loads::model, model> && ...);
    static_assert(ok, "dovetail: this relationship belongs to another model than the one it is loaded for");
    if constexpr (ok)
        return std::type_identity<planned_entity<model, typename merge_plans<model, typename entity_facts<Entity>::plan,
                                                                             plan<typename Loads::as_load...>>::type>>{};
    else return std::type_identity<Entity>{};
}
}  // namespace detail

/// An entity with relationships loaded: `dt::with<User, users.role.with(roles.permissions), users.groups>`.
template <entity_type Entity, auto... Relationships>
using with = typename decltype(detail::with_loads<Entity, std::remove_const_t<decltype(Relationships)>...>())::type;

}  // namespace dovetail
