// SPDX-License-Identifier: BSL-1.0
// Which columns connect the two sides of a relationship.
//
//     relationship_of<model<UserModel>, 0>.here == "role_id"
//
// A key is deduced where exactly one foreign key leads from one table to the other; where there are more,
// the model names it. What is wrong is a value here (found), and becomes a sentence in model_check.hpp.
#pragma once

#include <dovetail/schema/model.hpp>

namespace dovetail {

/// A relationship, as constants.
struct relationship_facts {
    enum class finding { ok, no_key, several_keys, unknown_order };
    std::string_view name{};
    relation kind{};
    finding found = finding::ok;
    bool key_is_here = false;                ///< the foreign key is a column of this model
    bool key_is_nullable = false;
    std::string_view here{}, there{};        ///< the columns that are equal, of this model and of the target
    std::string_view association{};          ///< a many-to-many: the table between,
    std::string_view to_here{}, to_there{};  ///< its keys to this model and to the target,
    bool pair_is_unique = false;             ///< and whether those two are its primary key
};

namespace detail {

struct found_key {
    std::size_t count = 0, column = 0;
    std::string_view target{};               ///< the column pointed to
};

/// The one column of Target that is its primary key; "" where that is not one column.
template <class Target>
constexpr std::string_view single_key() {
    if constexpr (Target::key_count == 1) return Target::columns[Target::key_columns[0]].name;
    else return "";
}

template <class From, class Target, std::size_t I>
constexpr void consider_key(found_key& found, std::string_view wanted) {
    using key = typename From::template foreign_key<I>;
    if constexpr (!std::is_void_v<key>) {
        if constexpr (std::is_same_v<typename key::target_model, Target>) {
            if (wanted.empty() || wanted == From::columns[I].name) {
                ++found.count;
                found.column = I;
                found.target = key::column.view().empty() ? single_key<Target>() : key::column.view();
            }
        }
    }
}

/// The foreign keys that lead from one model to the other; `wanted` may name one, or be empty.
template <class From, class Target>
constexpr found_key find_key(std::string_view wanted) {
    found_key found;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (consider_key<From, Target, I>(found, wanted), ...);
    }(std::make_index_sequence<From::column_count>{});
    return found;
}

template <class Description>
constexpr std::string_view key_name(std::size_t position) {
    std::size_t seen = 0;
    for (auto const& option : Description::options)
        if (option.what == relationship_option::kind::key && seen++ == position) return option.name();
    return "";
}

template <class From, class Target>
constexpr void connect(relationship_facts& facts, found_key const& key, bool is_here) {
    using finding = relationship_facts::finding;
    facts.found = key.count == 1 ? finding::ok : key.count == 0 ? finding::no_key : finding::several_keys;
    if (key.count != 1) return;
    facts.key_is_here = is_here;
    facts.key_is_nullable = From::columns[key.column].is_nullable;
    (is_here ? facts.here : facts.there) = From::columns[key.column].name;
    (is_here ? facts.there : facts.here) = key.target;
}

template <class Model, class Target, class Association>
constexpr void connect_through(relationship_facts& facts, found_key const& here, found_key const& there) {
    using finding = relationship_facts::finding;
    facts.association = Association::table;
    if (here.count != 1 || there.count != 1) {
        facts.found = here.count == 0 || there.count == 0 ? finding::no_key : finding::several_keys;
        return;
    }
    facts.here = here.target;
    facts.there = there.target;
    facts.to_here = Association::columns[here.column].name;
    facts.to_there = Association::columns[there.column].name;
    facts.pair_is_unique = Association::key_count == 2 && Association::columns[here.column].is_primary_key &&
                           Association::columns[there.column].is_primary_key;
}

template <class Model, std::size_t I>
constexpr relationship_facts resolve() {
    using description = typename Model::template relationship<I>;
    using target = typename description::target;
    constexpr auto kind = description::kind;
    relationship_facts facts{.name = description::name, .kind = kind};
    auto const named = key_name<description>(0);
    if constexpr (kind == relation::many_to_one) {
        connect<Model, target>(facts, find_key<Model, target>(named), true);
    } else if constexpr (kind == relation::one_to_many) {
        connect<target, Model>(facts, find_key<target, Model>(named), false);
    } else if constexpr (kind == relation::one_to_one) {
        auto const here = find_key<Model, target>(named);
        auto const there = find_key<target, Model>(named);
        if (std::is_same_v<Model, target> || there.count == 0) connect<Model, target>(facts, here, true);
        else if (here.count == 0) connect<target, Model>(facts, there, false);
        else facts.found = relationship_facts::finding::several_keys;
    } else {
        using association = typename description::association;
        connect_through<Model, target, association>(facts, find_key<association, Model>(named),
                                                    find_key<association, target>(key_name<description>(1)));
    }
    for (auto const& option : description::options)
        if (option.what != relationship_option::kind::key && target::column_index(option.name()) == target::npos)
            facts.found = relationship_facts::finding::unknown_order;
    return facts;
}

}  // namespace detail

/// The I-th relationship of a model.
template <class Model, std::size_t I>
inline constexpr relationship_facts relationship_of = detail::resolve<Model, I>();

/// The position of the relationship of that name, or Model::npos.
template <class Model>
constexpr std::size_t relationship_index(std::string_view name) {
    std::size_t found = Model::npos;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((Model::template relationship<I>::name.view() == name ? void(found = I) : void()), ...);
    }(std::make_index_sequence<Model::relationship_members.size()>{});
    return found;
}

}  // namespace dovetail
