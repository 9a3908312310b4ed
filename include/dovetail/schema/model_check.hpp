// SPDX-License-Identifier: BSL-1.0
// The rules of a model: names that clash, keys that point nowhere, directions that disagree.
//
//     static_assert(dt::model_finding<dt::model<UserModel>>.ok());
//
// metadata, and the first statement over a model, turn the finding into the error.
#pragma once

#include <dovetail/core/diagnostics.hpp>
#include <dovetail/schema/composite_key.hpp>
#include <dovetail/schema/keys.hpp>

namespace dovetail {
namespace detail {

template <class Model, std::size_t I>
constexpr finding check_foreign_key() {
    using key = typename Model::template foreign_key<I>;
    if constexpr (!std::is_void_v<key>) {
        using target = typename key::target_model;
        constexpr std::string_view name = key::column.view().empty() ? single_key<target>() : key::column.view();
        constexpr std::size_t column = target::column_index(name);
        if constexpr (column == target::npos) return {rule::foreign_key_without_target, Model::table, Model::columns[I].name};
        else {
            constexpr auto const& facts = target::columns[column];
            if (!facts.is_unique && !(facts.is_primary_key && target::key_count == 1))
                return {rule::foreign_key_without_target, Model::table, Model::columns[I].name};
            if (!std::is_same_v<without_null<typename Model::template column<I>::type>,
                                without_null<typename target::template column<column>::type>>)
                return {rule::foreign_key_type_differs, Model::table, Model::columns[I].name};
        }
    }
    return {};
}

/// Whether `other`, seen from the target, is the same connection as `own`, in the other direction.
constexpr bool pairs(relationship_facts const& own, relationship_facts const& other) {
    if (own.kind == relation::many_to_many)
        return other.kind == relation::many_to_many && own.association == other.association &&
               own.key == other.key_to_there && own.key_to_there == other.key;
    if (own.here != other.there || own.there != other.here || other.kind == relation::many_to_many) return false;
    if (own.is_composite != other.is_composite || own.key != other.key) return false;
    if (own.key_is_here == other.key_is_here) return false;
    if (own.kind == relation::one_to_many) return other.kind == relation::many_to_one;
    if (own.kind == relation::many_to_one) return other.kind != relation::many_to_one;
    return other.kind != relation::one_to_many;
}

template <class Model, std::size_t I>
constexpr finding check_relationship() {
    constexpr auto const& own = relationship_of<Model, I>;
    using found = relationship_facts::finding;
    if (own.found == found::no_key) return {rule::relationship_without_key, Model::table, own.name};
    if (own.found == found::several_keys) return {rule::relationship_with_several_keys, Model::table, own.name};
    if (own.found == found::unknown_order) return {rule::unknown_order_column, Model::table, own.name};
    // A relationship may be declared in one direction only. Once the target declares one towards this model,
    // each must find its other half (SQLAlchemy's back_populates). Pairs of keys and of associations are apart.
    using target = typename Model::template relationship<I>::target;
    constexpr bool by_association = own.kind == relation::many_to_many;
    bool any = false, paired = false;
    auto const compare = [&]<std::size_t J>() {
        using other = typename target::template relationship<J>;
        if constexpr (std::is_same_v<typename other::target, Model> && !(std::is_same_v<target, Model> && I == J)) {
            if ((other::kind == relation::many_to_many) == by_association) {
                any = true;
                paired = paired || pairs(own, relationship_of<target, J>);
            }
        }
    };
    [&]<std::size_t... J>(std::index_sequence<J...>) {
        (compare.template operator()<J>(), ...);
    }(std::make_index_sequence<target::relationship_members.size()>{});
    if (any && !paired) return {rule::back_references_disagree, Model::table, own.name};
    return {};
}

template <class Model, class... Constraints>
constexpr finding check_constraints(constraints<Constraints...>*) {
    finding result;
    auto const look = [&](auto const& columns) {
        for (std::string_view name : columns)
            if (Model::column_index(name) == Model::npos)
                result = {rule::unknown_constraint_column, Model::table, name};
    };
    (look(Constraints::columns), ...);
    return result;
}

/// A key of several columns: as many as its target's, of the same types.
template <class Model, class Key>
constexpr finding check_composite_key() {
    using target = typename Key::target_model;
    if constexpr (target::key_count != Key::columns.size()) return {rule::foreign_key_of_another_size, Model::table, Key::columns[0]};
    else
        return []<std::size_t... I>(std::index_sequence<I...>) {
            finding result;
            ((std::is_same_v<without_null<typename Model::template column<Model::column_index(Key::columns[I])>::type>,
                             without_null<typename target::template column<target::key_columns[I]>::type>>
                  ? void()
                  : void(result = {rule::foreign_key_type_differs, Model::table, Key::columns[I]})),
             ...);
            return result;
        }(std::make_index_sequence<target::key_count>{});
}
template <class Model, class... Keys>
constexpr finding check_composite_keys(composite_keys<Keys...>) {
    finding result;
    ((result = result.ok() ? check_composite_key<Model, Keys>() : result), ...);
    return result;
}

}  // namespace detail

/// What is wrong with a model, if anything.
template <class Model>
inline constexpr finding model_finding = [] {
    finding result;
    auto const note = [&](finding next) {
        if (result.ok()) result = next;
    };
    for (std::size_t i = 0; i < Model::column_count; ++i) {
        if (Model::column_index(Model::columns[i].name) != i)
            note({rule::duplicate_column, Model::table, Model::columns[i].name});
        if (Model::columns[i].is_primary_key && Model::columns[i].is_nullable)
            note({rule::nullable_primary_key, Model::table, Model::columns[i].name});
    }
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (note(detail::check_foreign_key<Model, I>()), ...);
    }(std::make_index_sequence<Model::column_count>{});
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (note(detail::check_relationship<Model, I>()), ...);
    }(std::make_index_sequence<Model::relationship_members.size()>{});
    if constexpr (requires { typename Model::description::constraints; }) {
        constexpr finding names = detail::check_constraints<Model>(detail::constraints_of<Model>());
        note(names);
        if constexpr (names.ok()) note(detail::check_composite_keys<Model>(detail::composite_keys_of<Model>{}));
    }
    return result;
}();

/// Called by whatever uses a model first; the error is verdict's. Called in a static_assert, for the error to
/// be given there and not at the end of the file.
template <class Model>
constexpr bool require_valid_model() {
    if constexpr (!model_finding<Model>.ok()) static_assert(verdict_of<model_finding<Model>>::report());
    return true;
}

}  // namespace dovetail
