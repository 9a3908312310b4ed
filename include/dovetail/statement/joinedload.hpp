// SPDX-License-Identifier: BSL-1.0
// joinedload: relationships that a select loads in the same statement.
//
//     .options(dt::joinedload(users.role).joinedload(roles.permissions), dt::joinedload(users.groups))
#pragma once

#include <dovetail/expression/table.hpp>

namespace dovetail {

/// Option of joinedload: an inner join in place of LEFT OUTER; parents without a related row are not found.
struct innerjoin_option {};
inline constexpr innerjoin_option innerjoin;

template <fixed_string Name, class Nested, load_strategy Strategy>
struct load_step {};

namespace detail {
template <class Model, class... Steps>
struct nest_steps;
template <class Model, fixed_string Name, class Nested, load_strategy Strategy>
struct nest_steps<Model, load_step<Name, Nested, Strategy>> {
    using type = load<Name, Nested, Strategy>;
};
template <class Model, fixed_string Name, load_strategy Strategy, class Next, class... Rest>
struct nest_steps<Model, load_step<Name, plan<>, Strategy>, Next, Rest...> {
    using type = load<Name, plan<typename nest_steps<target_of<Model, Name>, Next, Rest...>::type>, Strategy>;
};
/// A chain that goes on from users.role.with(...) loads both.
template <class Model, fixed_string Name, class Nested, load_strategy Strategy, class Next, class... Rest>
struct nest_steps<Model, load_step<Name, Nested, Strategy>, Next, Rest...> {
    using target = target_of<Model, Name>;
    using type = load<Name, plan_with<target, Nested, typename nest_steps<target, Next, Rest...>::type>, Strategy>;
};
}  // namespace detail

/// A path of relationships from Root to Last.
template <class Root, class Last, class... Steps>
struct load_path {
    using root = Root;
    using as_load = typename detail::nest_steps<Root, Steps...>::type;

    /// Goes on from the last relationship's target.
    template <class View, fixed_string Name, class Nested>
    constexpr auto joinedload(relationship_expression<View, Name, Nested>) const {
        return extend<typename View::model, Name, Nested, load_strategy::left_join>();
    }
    template <class View, fixed_string Name, class Nested>
    constexpr auto joinedload(relationship_expression<View, Name, Nested>, innerjoin_option) const {
        return extend<typename View::model, Name, Nested, load_strategy::inner_join>();
    }

private:
    template <class Model, fixed_string Name, class Nested, load_strategy Strategy>
    static constexpr auto extend() {
        static_assert(std::is_same_v<Model, Last>,
                      "dovetail: this joinedload does not go on where the one before it ended; its relationship belongs "
                      "to another model");
        if constexpr (std::is_same_v<Model, Last>)
            return load_path<Root, detail::target_of<Model, Name>, Steps..., load_step<Name, Nested, Strategy>>{};
        else return load_path{};
    }
};

/// Loads a relationship by a join of its own, with a private alias that no condition of the query can reach.
template <class View, fixed_string Name, class Nested>
constexpr auto joinedload(relationship_expression<View, Name, Nested>) {
    using model = typename View::model;
    return load_path<model, detail::target_of<model, Name>, load_step<Name, Nested, load_strategy::left_join>>{};
}
template <class View, fixed_string Name, class Nested>
constexpr auto joinedload(relationship_expression<View, Name, Nested>, innerjoin_option) {
    using model = typename View::model;
    return load_path<model, detail::target_of<model, Name>, load_step<Name, Nested, load_strategy::inner_join>>{};
}

/// Stands for a path after an error.
struct no_load_path {};
template <class Other>
constexpr no_load_path joinedload(Other const&) {
    static_assert(std::is_void_v<Other>, "dovetail: joinedload() takes a relationship, such as users.role");
    return {};
}

namespace detail {

template <class Model, class Plan>
inline constexpr bool has_conflict = false;
template <class Model, class... Loads>
inline constexpr bool has_conflict<Model, plan<Loads...>> = [] {
    return (has_conflict<Model, Loads> || ...);
}();
template <class Model, fixed_string Name>
inline constexpr bool has_conflict<Model, conflicting_load<Name>> = true;
template <class Model, fixed_string Name, class Nested, load_strategy Strategy>
inline constexpr bool has_conflict<Model, load<Name, Nested, Strategy>> = has_conflict<Model, Nested>;

/// Whether the elements of the plan's collections have keys.
template <class Model, class Plan>
inline constexpr bool elements_have_keys = true;
template <class Model, class... Loads>
inline constexpr bool elements_have_keys<Model, plan<Loads...>> =
    ((target_of<Model, Loads::name>::key_count > 0 ||
      !is_to_many(Model::template relationship<relationship_index<Model>(Loads::name)>::kind)) && ...) &&
    (elements_have_keys<target_of<Model, Loads::name>, typename Loads::nested> && ...);

/// Plan with a path added; a path that breaks a rule is an error here and changes nothing.
template <class Model, class Plan, class Path>
constexpr auto add_path() {
    constexpr bool is_path = requires { typename Path::root; };
    static_assert(is_path || std::is_same_v<Path, no_load_path>, "dovetail: options() takes what dt::joinedload(relationship) gives");
    constexpr bool fits = [] {
        if constexpr (is_path) return std::is_same_v<typename Path::root, Model>;
        else return false;
    }();
    static_assert(fits || !is_path, "dovetail: joinedload() is given a relationship of another model than the one that is selected");
    if constexpr (fits) {
        using merged = plan_with<Model, Plan, typename Path::as_load>;
        constexpr bool agrees = !has_conflict<Model, merged>;
        static_assert(agrees, "dovetail: the same relationship is loaded twice with different strategies; keep one of them");
        if constexpr (agrees) {
            constexpr bool folds = !loads_to_many<Model, merged> ||
                                   (Model::key_count > 0 && elements_have_keys<Model, merged>);
            static_assert(folds, "dovetail: a joined collection is folded by the keys of its objects, and one of these models "
                                 "has none; mark the key's columns dt::primary_key");
            if constexpr (folds) return merged{};
            else return Plan{};
        } else return Plan{};
    } else return Plan{};
}

template <class Model, class Plan>
constexpr auto add_paths() {
    return Plan{};
}
template <class Model, class Plan, class Path, class... Paths>
constexpr auto add_paths() {
    return add_paths<Model, decltype(add_path<Model, Plan, Path>()), Paths...>();
}

}  // namespace detail
}  // namespace dovetail
