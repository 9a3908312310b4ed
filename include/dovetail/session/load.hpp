// SPDX-License-Identifier: BSL-1.0
// Loading a relationship later, on purpose: what user.role does silently in SQLAlchemy.
//
//     Role role = co_await db.load(user, users.role);
//     auto with_roles = co_await db.load(all_users, users.role);     // one statement for all of them
//
// Entities give entities, handles give handles.
#pragma once

#include <dovetail/executor/execute.hpp>
#include <dovetail/loading/related.hpp>
#include <dovetail/lowering/load_related.hpp>
#include <dovetail/session/tracked.hpp>

#include <functional>
#include <ranges>
#include <unordered_map>

namespace dovetail::detail {

/// The model of an entity or of a handle; void of anything else.
template <class T>
struct model_of_object {
    using type = void;
};
template <entity_type T>
struct model_of_object<T> {
    using type = typename entity_facts<T>::model;
};
template <class Model, class Plan>
struct model_of_object<tracked_row_handle<Model, Plan>> {
    using type = Model;
};

template <class T>
inline constexpr bool is_handle = false;
template <class Model, class Plan>
inline constexpr bool is_handle<tracked_row_handle<Model, Plan>> = true;

/// One object, or the element of a range of them.
template <class T>
struct object_in {
    using type = T;
};
template <std::ranges::range T>
    requires std::is_void_v<typename model_of_object<T>::type>
struct object_in<T> {
    using type = std::ranges::range_value_t<T>;
};

/// The model of what load() is given; void if it takes no such thing.
template <class T>
using model_loaded = typename model_of_object<typename object_in<T>::type>::type;

template <class Dialect, class Model, std::size_t I, bool Many>
inline constinit auto& load_info = info_of_walk<Dialect, write_load_related<Model, I, Many>, true>;

template <class Dialect, class Model, std::size_t I>
std::vector<related_row<Model, I>> related_rows(statement_runner<Dialect>& runner, statement_info& what, parameters const& values) {
    collect_rows<typename driver<Dialect>::reader, related_row<Model, I>> rows;
    runner.run(what, values, sink_into(rows));
    return std::move(rows.rows);
}

template <class Key>
bool is_null_key(Key const& key) {
    if constexpr (is_optional<Key>) return !key.has_value();
    else return false;
}

/// The related entities of one owner, whose connecting value is given.
template <class Dialect, class Model, std::size_t I, class Key>
std::vector<typename related_row<Model, I>::entity> load_one(statement_runner<Dialect>& runner, Key const& key) {
    std::vector<typename related_row<Model, I>::entity> found;
    if (is_null_key(key)) return found;
    parameters values(connecting_key<Model, I>::width);
    auto const add = [&](std::size_t, bound_value const& each) { values.add(each); };
    if constexpr (is_optional<Key>) connecting_key<Model, I>::hold_each(*key, add);
    else connecting_key<Model, I>::hold_each(key, add);
    for (auto& each : related_rows<Dialect, Model, I>(runner, load_info<Dialect, Model, I, false>, values))
        found.push_back(std::move(each.related));
    return found;
}

/// The related value of one plain entity.
template <class Dialect, class Model, std::size_t I, class Entity>
class [[nodiscard("dovetail: nothing is loaded until it is awaited; write co_await")]] load_of_one final
    : public operation<related_value<Model, I>> {
public:
    load_of_one(statement_runner<Dialect>& runner, Entity const& of)
        : operation<related_value<Model, I>>(runner, false), runner_(runner), key_(connecting_value<Model, I>(of)) {}
    ~load_of_one() { this->stop(); }

private:
    related_value<Model, I> perform() override {
        return value_from_rows<Model, I>(load_one<Dialect, Model, I>(runner_, key_), is_null_key(key_));
    }
    statement_runner<Dialect>& runner_;
    std::remove_cvref_t<decltype(connecting_value<Model, I>(std::declval<Entity const&>()))> key_;
};

/// What is related to several owners, by one statement. Related is what its entities become.
template <class Dialect, class Model, std::size_t I, class Related = typename related_row<Model, I>::entity>
class related_of_many {
    using connecting = connecting_key<Model, I>;
    using key_type = typename connecting::type;
    struct hasher {
        std::size_t operator()(key_type const& k) const { return hash_of(k); }
    };

public:
    /// Notes an owner, by its connecting value.
    template <class Key>
    void want(Key const& key) {
        if constexpr (is_optional<Key>) {
            if (key) want(*key);
        } else if (found_.try_emplace(key).second)
            connecting::hold_each(key, [this](std::size_t column, bound_value&& each) { keys_[column].push_back(std::move(each)); });
    }
    /// Sends the statement, unless there is no key to ask for.
    template <class Make>
    void read(statement_runner<Dialect>& runner, Make make) {
        if (found_.empty()) return;
        parameters values(connecting::width);
        for (auto& each : keys_) values.add(bound_value::range(std::move(each)));
        for (auto& each : related_rows<Dialect, Model, I>(runner, load_info<Dialect, Model, I, true>, values))
            if (auto const at = found_.find(each.owner); at != found_.end()) at->second.push_back(make(std::move(each.related)));
    }
    /// The relationship's value of the owners with that connecting value, who may be several.
    template <class Value, class Key>
    Value value_of(Key const& key) const {
        std::vector<Related> related;
        if constexpr (is_optional<Key>) {
            if (key) related = found_.find(*key)->second;
        } else related = found_.find(key)->second;
        return value_from_rows<Model, I, Value>(std::move(related), is_null_key(key));
    }

private:
    std::unordered_map<key_type, std::vector<Related>, hasher> found_;
    std::array<std::vector<bound_value>, connecting::width> keys_;      ///< by column
};

/// The entities of a range, with the relationship loaded. An lvalue is referred to until the await is over.
template <class Dialect, class Model, std::size_t I, class Range>
class [[nodiscard("dovetail: nothing is loaded until it is awaited; write co_await")]] load_of_many final
    : public operation<std::vector<decltype(with_related<Model, I>(*std::ranges::begin(std::declval<Range&>()),
                                                                   std::declval<related_value<Model, I>>()))>> {
    using more_loaded =
        decltype(with_related<Model, I>(*std::ranges::begin(std::declval<Range&>()), std::declval<related_value<Model, I>>()));

public:
    load_of_many(statement_runner<Dialect>& runner, Range of)
        : operation<std::vector<more_loaded>>(runner, false), runner_(runner), range_(std::forward<Range>(of)) {}
    ~load_of_many() { this->stop(); }

private:
    std::vector<more_loaded> perform() override {
        related_of_many<Dialect, Model, I> related;
        for (auto const& each : range_) related.want(connecting_value<Model, I>(each));
        related.read(runner_, std::identity());
        std::vector<more_loaded> all;
        for (auto&& each : range_) {
            auto value = related.template value_of<related_value<Model, I>>(connecting_value<Model, I>(each));
            if constexpr (std::is_lvalue_reference_v<Range>) all.push_back(with_related<Model, I>(each, std::move(value)));
            else all.push_back(with_related<Model, I>(std::move(each), std::move(value)));
        }
        return all;
    }
    statement_runner<Dialect>& runner_;
    Range range_;
};

/// What a relationship's value is, of handles.
template <class Model, std::size_t I>
using related_handles = typename tracked_value<Model, Model::template relationship<I>::name,
                                               typename Model::template relationship<I>::target, plan<>>::held;

/// The handle with one relationship more.
template <class Model, std::size_t I, class Plan>
using more_loaded_handle = tracked_row_handle<Model, plan_with_loaded<Model, I, Plan>>;

template <std::size_t I, class Model, class Plan>
more_loaded_handle<Model, I, Plan> with_related_handles(tracked_row_handle<Model, Plan> const& of, related_handles<Model, I> value) {
    auto const pick = [&]<fixed_string Name>() -> decltype(auto) {
        if constexpr (Name.view() == Model::template relationship<I>::name.view()) return std::move(value);
        else return of.loads().template get<Name>();
    };
    return [&]<class... Loads>(plan<Loads...>) {
        return more_loaded_handle<Model, I, Plan>(of.tracked(), {{pick.template operator()<Loads::name>()...}});
    }(plan_with_loaded<Model, I, Plan>{});
}

}  // namespace dovetail::detail
