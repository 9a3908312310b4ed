// SPDX-License-Identifier: BSL-1.0
// Putting loaded relationships where they belong: rows that say whose they are become values of their owners.
#pragma once

#include <dovetail/core/error.hpp>
#include <dovetail/core/members.hpp>
#include <dovetail/loading/fold.hpp>

namespace dovetail {
namespace detail {

/// One row of a load: the owner's key, and the related entity.
template <class Model, std::size_t I>
struct related_row {
    static constexpr relationship_facts facts = relationship_of<Model, I>;
    using target = typename Model::template relationship<I>::target;
    using key_type = without_null<typename Model::template column<Model::column_index(facts.here)>::type>;
    using key = value_of<key_type>;
    using entity = planned_entity<target, plan<>>;
    key owner;
    entity related;
};

/// The value of the column that connects an entity with its related ones.
template <class Model, std::size_t I, class Entity>
auto const& connecting_value(Entity const& entity) {
    constexpr std::size_t column = Model::column_index(relationship_of<Model, I>.here);
    return get_member<Model::column_members[column]>(tie_members<Model::member_count>(entity));
}

/// What a relationship's value is, for plain entities.
template <class Model, std::size_t I>
using related_value =
    typename loaded_value<Model, Model::template relationship<I>::name, typename Model::template relationship<I>::target, plan<>>::type;

/// The value of one owner's relationship from its rows, in their order.
template <class Model, std::size_t I, class Value = related_value<Model, I>, class Rows>
Value value_from_rows(Rows&& rows, bool key_is_null) {
    constexpr auto kind = relationship_of<Model, I>.kind;
    if constexpr (is_to_many(kind)) {
        Value all;
        all.reserve(rows.size());
        for (auto& each : rows) all.push_back(std::move(each));
        return all;
    } else {
        if constexpr (relationship_of<Model, I>.key_is_here)
            if (rows.empty() && !key_is_null)
                throw error(error_category::data,
                            "dovetail: \"" + std::string(Model::table) + "\".\"" + std::string(relationship_of<Model, I>.here) +
                                "\" points to a row of \"" + std::string(related_row<Model, I>::target::table) +
                                "\" that is not there");
        if constexpr (is_optional<Value>) return rows.empty() ? Value() : Value(std::move(rows.front()));
        else return std::move(rows.front());
    }
}

/// A plan that loads one relationship more. Where it was loaded already, what was beneath it is not.
template <class Model, std::size_t I, class Plan>
struct with_load;
template <class Model, std::size_t I, class... Loads>
struct with_load<Model, I, plan<Loads...>> {
    using added = load<Model::template relationship<I>::name, plan<>>;
    template <class Load>
    static constexpr bool is_it = Load::name.view() == added::name.view();
    using type = std::conditional_t<(is_it<Loads> || ...), plan<std::conditional_t<is_it<Loads>, added, Loads>...>,
                                    plan_with<Model, plan<Loads...>, added>>;
};
template <class Model, std::size_t I, class Plan>
using plan_with_loaded = typename with_load<Model, I, Plan>::type;

/// An entity with one relationship more. Everything else is copied, or moved from an rvalue.
template <class Model, std::size_t I, class Entity, class Value>
auto with_related(Entity&& from, Value&& value) {
    using old_plan = typename entity_facts<std::remove_cvref_t<Entity>>::plan;
    using result = planned_entity<Model, plan_with_loaded<Model, I, old_plan>>;
    auto const members = tie_members<Model::member_count>(from);
    auto const pick = [&]<std::size_t J>() -> decltype(auto) {
        if constexpr (J == Model::relationship_members[I]) return std::forward<Value>(value);
        else if constexpr (std::is_lvalue_reference_v<Entity>) return std::as_const(get_member<J>(members));
        else return std::move(get_member<J>(members));
    };
    return [&]<std::size_t... J>(std::index_sequence<J...>) {
        return result{pick.template operator()<J>()...};
    }(std::make_index_sequence<Model::member_count>{});
}

}  // namespace detail

/// Reads the owner's key, then the related entity.
template <class Reader, class Model, std::size_t I>
struct decode_row<Reader, detail::related_row<Model, I>> {
    using row = detail::related_row<Model, I>;
    using related = decode_row<Reader, typename row::entity>;
    static constexpr int width = 1 + related::width;
    static row make(typename Reader::row const& from, int at) {
        return row{Reader::template read<typename row::key_type>(from, at), related::make(from, at + 1)};
    }
    static column_label describe(int column) {
        if (column > 0) return related::describe(column - 1);
        constexpr auto const& facts = row::facts;
        return facts.kind == relation::many_to_many ? column_label{facts.association, facts.to_here}
                                                    : column_label{row::target::table, facts.there};
    }
};

}  // namespace dovetail
