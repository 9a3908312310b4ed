// SPDX-License-Identifier: BSL-1.0
// Entities that were read become handles: to the one row that the session has of each key, whichever statement read it.
#pragma once

#include <dovetail/loading/related.hpp>
#include <dovetail/session/states.hpp>

namespace dovetail::detail {

template <class Dialect>
class session_interning : public session_states<Dialect> {
protected:
    /// The handle of an entity that was read, with handles for what is loaded beneath it.
    template <entity_type Entity>
    tracked<Entity> intern(Entity&& read) {
        using model = typename entity_facts<Entity>::model;
        using load_plan = typename entity_facts<Entity>::plan;
        require_key<model>();
        auto loads = intern_loads<model>(read, load_plan{});
        return tracked<Entity>(this->template of<model>().track(without_loads<model>(std::move(read))), std::move(loads));
    }

    /// The same of a relationship's value, which becomes Held.
    template <class Held, class Value>
    Held intern_value(Value&& value) {
        if constexpr (entity_type<Value>) return intern(std::move(value));
        else if constexpr (is_optional<Value>) {
            if (!value) return std::nullopt;
            return Held(intern(std::move(*value)));
        } else {
            Held all;
            all.reserve(value.size());
            for (auto& each : value) all.push_back(intern(std::move(each)));
            return all;
        }
    }

private:
    template <class Model, class Entity>
    static planned_entity<Model, plan<>> without_loads(Entity&& read) {
        if constexpr (std::is_same_v<std::remove_cvref_t<Entity>, planned_entity<Model, plan<>>>) return std::move(read);
        else {
            auto const members = tie_members<Model::member_count>(read);
            return [&]<std::size_t... I>(std::index_sequence<I...>) {
                return planned_entity<Model, plan<>>{column_or_nothing<Model, I>(members)...};
            }(std::make_index_sequence<Model::member_count>{});
        }
    }
    template <class Model, std::size_t I, class Members>
    static auto column_or_nothing(Members const& members) {
        using description = typename Model::template member<I>;
        if constexpr (description::is_column) return std::move(get_member<I>(members));
        else return relationship_not_loaded<description::name>{};
    }
    template <class Model, class Entity, class... Loads>
    tracked_loads<Model, plan<Loads...>> intern_loads([[maybe_unused]] Entity& read, plan<Loads...>) {
        [[maybe_unused]] auto const members = tie_members<Model::member_count>(read);
        return {{intern_value<typename tracked_value<Model, Loads::name, target_of<Model, Loads::name>, typename Loads::nested>::held>(
            std::move(get_member<Model::relationship_members[relationship_index<Model>(Loads::name)]>(members)))...}};
    }
};

}  // namespace dovetail::detail
