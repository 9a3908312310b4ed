// SPDX-License-Identifier: BSL-1.0
// Tracked objects: the session's one row for a key, and handles to it.
//
//     auto user = db.add(NewUser{.username = "ann", .role_id = 1});
//     co_await db.commit();
//     user->username = "anna";            // the next flush updates this one column
//
// A handle shows the row through the tracked view: each column is a reference into the row, keys are read-only, and
// loaded relationships are handles. Handles of different load states share the row.
#pragma once

#include <dovetail/core/members.hpp>
#include <dovetail/loading/fold.hpp>

#include <bitset>
#include <memory>

namespace dovetail {

template <class Model, class Plan>
class tracked_row_handle;

namespace detail {

/// The values of the key columns of an entity, as identity_index keeps them.
template <class Model, class Entity>
auto key_of(Entity const& entity) {
    auto const members = tie_members<Model::member_count>(entity);
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        using reader = key_reader<Model>;
        return typename reader::key(get_member<Model::column_members[Model::key_columns[I]]>(members)...);
    }(std::make_index_sequence<Model::key_count>{});
}

/// The one row of a key in a session, or a new row that is not in the database yet.
template <class Model>
struct tracked_row {
    using entity = planned_entity<Model, plan<>>;
    enum class state { pending, persistent, removed, transient };

    entity value{};
    std::unique_ptr<entity> flushed{};      ///< as the database has it (of a new row: as added); kept once shown
    state now = state::transient;
    std::bitset<Model::column_count> given{};   ///< of a new row: columns that it gave
    bool is_shown = false;                  ///< a handle gave access to the value
    std::vector<tracked_row*>* shown = nullptr; ///< the session's list of rows that may have changed; null once deleted

    /// Called before a reference into the value is given away: from here on a change is possible.
    void show() {
        if (is_shown) return;
        is_shown = true;
        watch();                            // also a removed row: a rollback brings it back
    }
    void watch() {
        flushed = std::make_unique<entity>(value);
        if (shown && (now == state::persistent || now == state::removed)) shown->push_back(this);
    }
};

template <class Model, fixed_string Name, class Target, class Nested>
struct tracked_value {
    using handle = tracked_row_handle<Target, Nested>;
    static auto choose() {
        constexpr relationship_facts facts = relationship_of<Model, relationship_index<Model>(Name)>;
        if constexpr (is_to_many(facts.kind)) return std::type_identity<std::vector<handle>>{};
        else if constexpr (facts.kind == relation::one_to_one || facts.key_is_nullable)
            return std::type_identity<std::optional<handle>>{};
        else return std::type_identity<handle>{};
    }
    using held = typename decltype(choose())::type;
    using type = held const&;
};
template <class Model, fixed_string Name, class Target>
struct tracked_value<Model, Name, Target, void> {
    using held = relationship_not_loaded<Name>;
    using type = held;
};

}  // namespace detail

/// The tracked view (schema/members.hpp): columns are references.
template <class Model, class Plan>
struct tracked_view {
    template <fixed_string Name>
    static constexpr bool is_fixed = [] {
        auto const& column = Model::columns[Model::column_index(Name)];
        return column.is_primary_key || column.missing == default_kind::generated;
    }();
    template <fixed_string Name, class Type, class...>
    using column = std::conditional_t<is_fixed<Name>, value_of<Type> const&, value_of<Type>&>;
    template <relation, fixed_string Name, template <class> class Target, template <class> class, relationship_option...>
    using relationship = typename detail::tracked_value<Model, Name, model<Target>, loaded_plan<Name, Plan>>::type;
};

namespace detail {

/// What a handle holds of its loaded relationships.
template <class Model, class Plan>
struct tracked_loads;
template <class Model, class... Loads>
struct tracked_loads<Model, plan<Loads...>> {
    std::tuple<typename tracked_value<Model, Loads::name, target_of<Model, Loads::name>, typename Loads::nested>::held...> values;

    template <fixed_string Name>
    auto const& get() const {
        constexpr std::size_t at = [] {
            std::size_t i = 0, found = 0;
            ((Loads::name.view() == Name.view() ? void(found = i++) : void(++i)), ...);
            return found;
        }();
        return std::get<at>(values);
    }
};

}  // namespace detail

/// A handle to a tracked row. Copies share the row. It may outlive the session, which then does not see changes any
/// more. Used by one thread at a time, as the session is.
template <class Model, class Plan>
class tracked_row_handle {
    using row = detail::tracked_row<Model>;
    using held_loads = detail::tracked_loads<Model, Plan>;

public:
    using model = Model;
    using load_plan = Plan;
    using entity = planned_entity<Model, Plan>;
    using view = typename Model::template in_view<tracked_view<Model, Plan>>;

    tracked_row_handle(std::shared_ptr<row> of, held_loads with = {}) : row_(std::move(of)), loads_(std::move(with)) {}

    /// The row's members; what is assigned to them is updated at the next flush.
    auto operator->() const {
        struct arrow {
            view shown;
            view* operator->() { return &shown; }
        };
        row_->show();
        return arrow{show(std::make_index_sequence<Model::member_count>{})};
    }
    /// The values, as they are now.
    entity operator*() const {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return entity{copy<I>()...};
        }(std::make_index_sequence<Model::member_count>{});
    }
    /// Whether the row is in the database (flushed, and not removed).
    bool is_persistent() const noexcept { return row_->now == row::state::persistent; }

    /// Whether both are handles to the same row.
    friend bool operator==(tracked_row_handle const& a, tracked_row_handle const& b) { return a.row_ == b.row_; }

    /// For the session.
    std::shared_ptr<row> const& tracked() const noexcept { return row_; }
    held_loads const& loads() const noexcept { return loads_; }

private:
    template <std::size_t... I>
    view show(std::index_sequence<I...>) const {
        auto const members = detail::tie_members<Model::member_count>(row_->value);
        return view{member<I>(members)...};
    }
    template <std::size_t I, class Members>
    decltype(auto) member(Members const& members) const {
        using description = typename Model::template member<I>;
        if constexpr (description::is_column) return detail::get_member<I>(members);
        else if constexpr (std::is_void_v<loaded_plan<description::name, Plan>>)
            return relationship_not_loaded<description::name>{};
        else return loads_.template get<description::name>();
    }
    template <std::size_t I>
    auto copy() const {
        using description = typename Model::template member<I>;
        if constexpr (description::is_column)
            return detail::get_member<I>(detail::tie_members<Model::member_count>(std::as_const(row_->value)));
        else if constexpr (std::is_void_v<loaded_plan<description::name, Plan>>)
            return relationship_not_loaded<description::name>{};
        else return values_of(loads_.template get<description::name>());
    }
    template <class Related>
    static auto values_of(Related const& related) {
        if constexpr (requires { related.has_value(); }) {
            std::optional<std::remove_cvref_t<decltype(**related)>> value;
            if (related) value.emplace(**related);
            return value;
        } else if constexpr (requires { related.begin(); }) {
            std::vector<std::remove_cvref_t<decltype(**related.begin())>> values;
            for (auto const& each : related) values.push_back(*each);
            return values;
        } else return *related;
    }

    std::shared_ptr<row> row_;
    [[no_unique_address]] held_loads loads_;
};

namespace detail {
template <class Entity>
struct handle_of;
template <entity_type Entity>
struct handle_of<Entity> {
    using type = tracked_row_handle<typename entity_facts<Entity>::model, typename entity_facts<Entity>::plan>;
};
}  // namespace detail

/// A handle to a tracked row: dt::tracked<User>, dt::tracked<dt::with<User, users.role>>.
template <class Entity>
using tracked = typename detail::handle_of<Entity>::type;

}  // namespace dovetail
