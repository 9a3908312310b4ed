// SPDX-License-Identifier: BSL-1.0
// Putting loaded relationships where they belong: rows that say whose they are become values of their owners.
#pragma once

#include <dovetail/core/error.hpp>
#include <dovetail/core/members.hpp>
#include <dovetail/loading/fold.hpp>

namespace dovetail {
namespace detail {

/// The key that connects objects with their related ones: a value, or a tuple where it has several columns.
template <class Model, std::size_t I, class Columns = std::make_index_sequence<relationship_columns<Model, I>::here.size()>>
struct connecting_key;
template <class Model, std::size_t I, std::size_t... C>
struct connecting_key<Model, I, std::index_sequence<C...>> {
    static constexpr int width = sizeof...(C);
    template <std::size_t J> static constexpr std::size_t column = Model::column_index(relationship_columns<Model, I>::here[J]);
    template <std::size_t J> using column_type = without_null<typename Model::template column<column<J>>::type>;
    using values = std::tuple<value_of<column_type<C>>...>;
    using type = std::conditional_t<width == 1, std::tuple_element_t<0, values>, values>;

    /// The key's values, one after the other, without their types.
    template <class Take>
    static void hold_each(type const& key, Take take) {
        if constexpr (width == 1) (take(C, hold<column_type<C>>(key)), ...);
        else (take(C, hold<column_type<C>>(std::get<C>(key))), ...);
    }
    template <class Reader>
    static type read(typename Reader::row const& from, int at) {
        return type{Reader::template read<column_type<C>>(from, at + int(C))...};
    }
    /// Of an entity; an optional where a column may be NULL, and without a value if one is.
    template <class Entity>
    static decltype(auto) of(Entity const& entity) {
        auto const members = tie_members<Model::member_count>(entity);
        if constexpr (width == 1) return (get_member<Model::column_members[column<C>]>(members), ...);
        else if constexpr ((Model::columns[column<C>].is_nullable || ...)) {
            auto const is_there = []<class V>(V const& part) {
                if constexpr (is_optional<V>) return part.has_value();
                else return true;
            };
            auto const value = []<class V>(V const& part) -> auto const& {
                if constexpr (is_optional<V>) return *part;
                else return part;
            };
            if (!(is_there(get_member<Model::column_members[column<C>]>(members)) && ...)) return std::optional<type>();
            return std::optional<type>(std::in_place, value(get_member<Model::column_members[column<C>]>(members))...);
        } else return type(get_member<Model::column_members[column<C>]>(members)...);
    }
};

/// One row of a load: the owner's key, and the related entity.
template <class Model, std::size_t I>
struct related_row {
    using target = typename Model::template relationship<I>::target;
    using entity = planned_entity<target, plan<>>;
    typename connecting_key<Model, I>::type owner;
    entity related;
};

/// The value that connects an entity with its related ones.
template <class Model, std::size_t I, class Entity>
decltype(auto) connecting_value(Entity const& entity) {
    return connecting_key<Model, I>::of(entity);
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
    using key = detail::connecting_key<Model, I>;
    static constexpr int width = key::width + related::width;
    static row make(typename Reader::row const& from, int at) {
        return row{key::template read<Reader>(from, at), related::make(from, at + key::width)};
    }
    static column_label describe(int column) {
        if (column >= key::width) return related::describe(column - key::width);
        constexpr auto const& facts = relationship_of<Model, I>;
        return {facts.kind == relation::many_to_many ? facts.association : row::target::table,
                detail::relationship_columns<Model, I>::owner[std::size_t(column)]};
    }
};

}  // namespace dovetail
