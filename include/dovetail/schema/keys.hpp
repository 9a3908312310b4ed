// SPDX-License-Identifier: BSL-1.0
// Which columns connect the two sides of a relationship.
//
//     relationship_of<model<UserModel>, 0>.here == "role_id"
//
// A key is deduced where exactly one foreign key leads from one table to the other; where there are more,
// the model names it. What is wrong is a value here (found), and becomes a sentence in model_check.hpp.
#pragma once

#include <dovetail/schema/composite_key.hpp>

namespace dovetail {

/// A relationship, as constants.
struct relationship_facts {
    enum class finding { ok, no_key, several_keys, unknown_order };
    std::string_view name{};
    relation kind{};
    finding found = finding::ok;
    bool key_is_here = false;                ///< the foreign key is a column of this model
    bool key_is_nullable = false;
    std::string_view here{}, there{};        ///< the columns that are equal, of this model and of the target;
    std::size_t key = 0;                     ///< the number of the foreign key (foreign_key_at), and
    bool is_composite = false;               ///< whether it has more columns than that: relationship_columns has all
    std::string_view association{};          ///< a many-to-many: the table between,
    std::string_view to_here{}, to_there{};  ///< its keys to this model and to the target,
    std::size_t key_to_there = 0;            ///< the number of the second of these, key being that of the first,
    bool pair_is_unique = false;             ///< and whether the two together tell its rows apart
};

namespace detail {

struct found_key {
    std::size_t count = 0, column = 0, number = 0;
    std::string_view target{};               ///< the column pointed to
    bool is_nullable = false, is_composite = false;
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
                found.column = found.number = I;
                found.target = key::column.view().empty() ? single_key<Target>() : key::column.view();
                found.is_nullable = From::columns[I].is_nullable;
            }
        }
    }
}
/// A key of several columns; `wanted` may name any of them.
template <class From, class Target, class Key>
constexpr void consider_composite_key(found_key& found, std::string_view wanted, std::size_t number) {
    if constexpr (std::is_same_v<typename Key::target_model, Target> && Target::key_count == Key::columns.size()) {
        bool is_wanted = wanted.empty(), is_nullable = false;
        for (std::string_view column : Key::columns) {
            is_wanted = is_wanted || column == wanted;
            // What is misspelled is the finding of another check.
            is_nullable = is_nullable || From::column_index(column) == From::npos || From::columns[From::column_index(column)].is_nullable;
        }
        if (!is_wanted || From::column_index(Key::columns[0]) == From::npos) return;
        found = {.count = found.count + 1, .column = From::column_index(Key::columns[0]), .number = number,
                 .target = Target::columns[Target::key_columns[0]].name, .is_nullable = is_nullable, .is_composite = true};
    }
}
template <class From, class Target, class... Keys>
constexpr void consider_composite_keys(found_key& found, std::string_view wanted, composite_keys<Keys...>) {
    std::size_t number = From::column_count;
    (consider_composite_key<From, Target, Keys>(found, wanted, number++), ...);
}

/// The foreign keys that lead from one model to the other; `wanted` may name one, or be empty.
template <class From, class Target>
constexpr found_key find_key(std::string_view wanted) {
    found_key found;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (consider_key<From, Target, I>(found, wanted), ...);
    }(std::make_index_sequence<From::column_count>{});
    if constexpr (composite_keys_of<From>::count > 0)
        consider_composite_keys<From, Target>(found, wanted, composite_keys_of<From>{});
    return found;
}

/// The columns that the K-th foreign key is of, and those that it points to.
template <class Model, std::size_t K>
constexpr auto columns_of_key() {
    if constexpr (K < Model::column_count) return std::array{Model::columns[K].name};
    else return foreign_key_at<Model, K>::columns;
}
template <class Model, std::size_t K>
constexpr auto target_columns_of_key() {
    using key = foreign_key_at<Model, K>;
    using target = typename key::target_model;
    if constexpr (K < Model::column_count) return std::array{key::column.view().empty() ? single_key<target>() : key::column.view()};
    else {
        auto names = key::columns;
        for (std::size_t i = 0; i < names.size(); ++i) names[i] = target::columns[target::key_columns[i]].name;
        return names;
    }
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
    facts.key_is_nullable = key.is_nullable;
    facts.key = key.number;
    facts.is_composite = key.is_composite;
    (is_here ? facts.here : facts.there) = From::columns[key.column].name;
    (is_here ? facts.there : facts.here) = key.target;
}

/// Whether each row of an association has a pair of its own: its primary key is made of columns of the two keys.
template <class Association, std::size_t Here, std::size_t There>
constexpr bool is_pair_unique() {
    bool all = Association::key_count > 0;
    for (std::size_t column : Association::key_columns) {
        bool is_of_pair = false;
        for (auto name : columns_of_key<Association, Here>()) is_of_pair = is_of_pair || name == Association::columns[column].name;
        for (auto name : columns_of_key<Association, There>()) is_of_pair = is_of_pair || name == Association::columns[column].name;
        all = all && is_of_pair;
    }
    return all;
}
template <class Association, class Model, class Target, class Description>
constexpr void connect_through(relationship_facts& facts) {
    using finding = relationship_facts::finding;
    constexpr found_key here = find_key<Association, Model>(key_name<Description>(0));
    constexpr found_key there = find_key<Association, Target>(key_name<Description>(1));
    facts.association = Association::table;
    if constexpr (here.count != 1 || there.count != 1)
        facts.found = here.count == 0 || there.count == 0 ? finding::no_key : finding::several_keys;
    else {
        facts.key = here.number;
        facts.key_to_there = there.number;
        facts.is_composite = here.is_composite || there.is_composite;
        facts.key_is_nullable = there.is_nullable;
        facts.here = here.target;
        facts.there = there.target;
        facts.to_here = Association::columns[here.column].name;
        facts.to_there = Association::columns[there.column].name;
        facts.pair_is_unique = is_pair_unique<Association, here.number, there.number>();
    }
}

template <class Model, std::size_t I>
constexpr relationship_facts resolve() {
    using description = typename Model::template relationship<I>;
    using target = typename description::target;
    constexpr auto kind = description::kind;
    relationship_facts facts{.name = description::name, .kind = kind};
    [[maybe_unused]] auto const named = key_name<description>(0);
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
        connect_through<typename description::association, Model, target, description>(facts);
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

namespace detail {
/// The columns that are equal, pair by pair. `owner` tells whose a related row is: of the target, or of the association.
template <class Model, std::size_t I, bool Between = relationship_of<Model, I>.kind == relation::many_to_many>
struct relationship_columns {
    static constexpr auto const& facts = relationship_of<Model, I>;
    using target = typename Model::template relationship<I>::target;
    using holder = std::conditional_t<facts.key_is_here, Model, target>;
    static constexpr auto here = facts.key_is_here ? columns_of_key<holder, facts.key>() : target_columns_of_key<holder, facts.key>();
    static constexpr auto there = facts.key_is_here ? target_columns_of_key<holder, facts.key>() : columns_of_key<holder, facts.key>();
    static constexpr auto const& owner = there;
};
template <class Model, std::size_t I>
struct relationship_columns<Model, I, true> {
    using association = typename Model::template relationship<I>::association;
    static constexpr auto const& facts = relationship_of<Model, I>;
    static constexpr auto here = target_columns_of_key<association, facts.key>();
    static constexpr auto owner = columns_of_key<association, facts.key>();
    static constexpr auto to_there = columns_of_key<association, facts.key_to_there>();
    static constexpr auto there = target_columns_of_key<association, facts.key_to_there>();
};
}  // namespace detail

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
