// SPDX-License-Identifier: BSL-1.0
// Loading a relationship later, on purpose: what user.role does silently in SQLAlchemy.
//
//     Role role = co_await db.load(user, users.role);
//     auto with_roles = co_await db.load(all_users, users.role);     // one statement for all of them
#pragma once

#include <dovetail/executor/execute.hpp>
#include <dovetail/loading/related.hpp>
#include <dovetail/lowering/load_related.hpp>

#include <unordered_map>

namespace dovetail::detail {

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
    parameters values(1);
    values.add(hold<typename related_row<Model, I>::key_type>(key));
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
    ~load_of_one() override { this->stop(); }

private:
    related_value<Model, I> perform() override {
        return value_from_rows<Model, I>(load_one<Dialect, Model, I>(runner_, key_), is_null_key(key_));
    }
    statement_runner<Dialect>& runner_;
    std::remove_cvref_t<decltype(connecting_value<Model, I>(std::declval<Entity const&>()))> key_;
};

/// The entities of a range, with the relationship loaded. An lvalue is referred to until the await is over.
template <class Dialect, class Model, std::size_t I, class Range>
class [[nodiscard("dovetail: nothing is loaded until it is awaited; write co_await")]] load_of_many final
    : public operation<std::vector<decltype(with_related<Model, I>(*std::ranges::begin(std::declval<Range&>()),
                                                                   std::declval<related_value<Model, I>>()))>> {
    using more_loaded =
        decltype(with_related<Model, I>(*std::ranges::begin(std::declval<Range&>()), std::declval<related_value<Model, I>>()));
    using row = related_row<Model, I>;
    struct hasher {
        std::size_t operator()(typename row::key const& k) const { return hash_of(k); }
    };

public:
    load_of_many(statement_runner<Dialect>& runner, Range of)
        : operation<std::vector<more_loaded>>(runner, false), runner_(runner), range_(std::forward<Range>(of)) {}
    ~load_of_many() override { this->stop(); }

private:
    std::vector<more_loaded> perform() override {
        std::unordered_map<typename row::key, std::vector<typename row::entity>, hasher> found;
        std::vector<bound_value> keys;
        for (auto const& each : range_) {
            auto const& key = connecting_value<Model, I>(each);
            if constexpr (is_optional<std::remove_cvref_t<decltype(key)>>) {
                if (key && found.try_emplace(*key).second) keys.push_back(hold<typename row::key_type>(*key));
            } else if (found.try_emplace(key).second) keys.push_back(hold<typename row::key_type>(key));
        }
        if (!keys.empty()) {
            parameters values(1);
            values.add(bound_value::range(std::move(keys)));
            for (auto& each : related_rows<Dialect, Model, I>(runner_, load_info<Dialect, Model, I, true>, values))
                found.find(each.owner)->second.push_back(std::move(each.related));
        }
        std::vector<more_loaded> all;
        for (auto&& each : range_) {
            auto const& key = connecting_value<Model, I>(each);
            std::vector<typename row::entity> related;
            if constexpr (is_optional<std::remove_cvref_t<decltype(key)>>) {
                if (key) related = found.find(*key)->second;
            } else related = found.find(key)->second;
            auto value = value_from_rows<Model, I>(std::move(related), is_null_key(key));
            if constexpr (std::is_lvalue_reference_v<Range>) all.push_back(with_related<Model, I>(each, std::move(value)));
            else all.push_back(with_related<Model, I>(std::move(each), std::move(value)));
        }
        return all;
    }
    statement_runner<Dialect>& runner_;
    Range range_;
};

}  // namespace dovetail::detail
