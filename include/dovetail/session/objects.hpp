// SPDX-License-Identifier: BSL-1.0
// The objects of a session: a table_state for each model in use, and what concerns all of them together.
#pragma once

#include <dovetail/executor/execute.hpp>
#include <dovetail/session/load.hpp>
#include <dovetail/session/unit_of_work.hpp>

namespace dovetail::detail {

/// One co_await of a session: a function without its type.
template <class R, class Work>
class [[nodiscard("dovetail: nothing happens until this is awaited; write co_await")]] session_operation final
    : public operation<R> {
public:
    session_operation(operation_place& place, Work work, bool writes)
        : operation<R>(place, writes), work_(std::move(work)) {}
    ~session_operation() override { this->stop(); }

private:
    R perform() override { return work_(); }
    Work work_;
};

template <class T>
struct task_value;
template <class T>
struct task_value<task<T>> {
    using type = T;
};

template <class Entity>
constexpr void refuse_plain_value() {
    static_assert(!entity_type<Entity>,
                  "dovetail: this is a plain value, which the session does not track; get the object by db.get(table, key) "
                  "or db.track(select(...))");
}

/// The model of what load() is given: an entity, a handle, or a range of entities; void of anything else.
template <class T>
constexpr auto model_loaded() {
    if constexpr (requires { typename T::view; }) return std::type_identity<typename T::model>{};
    else if constexpr (entity_type<T>) return std::type_identity<typename entity_facts<T>::model>{};
    else if constexpr (std::ranges::range<T>) {
        if constexpr (entity_type<std::ranges::range_value_t<T>>)
            return std::type_identity<typename entity_facts<std::ranges::range_value_t<T>>::model>{};
        else return std::type_identity<void>{};
    } else return std::type_identity<void>{};
}

struct as_scalars {
    template <class Dialect, class Row>
    static auto convert(statement_runner<Dialect>&, result<Row>&& rows) {
        return rows.scalars();
    }
};
struct as_scalar {
    template <class Dialect, class Row>
    static auto convert(statement_runner<Dialect>&, result<Row>&& rows) {
        return rows.scalar();
    }
};
template <class Session>
struct as_tracked {
    template <class Dialect, entity_type Entity>
    static result<tracked<Entity>> convert(statement_runner<Dialect>& runner, result<Entity>&& rows) {
        auto& db = static_cast<Session&>(runner);
        std::vector<tracked<Entity>> handles;
        handles.reserve(rows.size());
        for (auto& each : rows) handles.push_back(db.intern(std::move(each)));
        return result<tracked<Entity>>(std::move(handles));
    }
};

/// A number for each model, given at first use; where its state stands in a session's table.
class model_number {
public:
    template <class Model>
    static std::size_t of() {
        static std::size_t const mine = next_.fetch_add(1, std::memory_order_relaxed);
        return mine;
    }

private:
    static inline std::atomic<std::size_t> next_{0};
};

template <class Dialect>
class session_objects {
    using state_base = table_state_base<Dialect>;
    using connection = typename driver<Dialect>::connection;
    template <class Model> using state = table_state<Dialect, Model>;

protected:
    /// A place in the undo log of each table; a table that came later has none, which means its beginning.
    using marks = std::vector<std::size_t>;

    template <class Model>
    static constexpr bool require_key() {
        constexpr bool has_key = Model::key_count > 0;
        static_assert(has_key, "dovetail: this needs a model with a primary key; mark its columns dt::primary_key");
        return has_key;
    }
    template <class Model, class... Key>
    static auto make_key(Key&&... key) {
        using reader = key_reader<Model>;
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return typename reader::key(key_part<typename Model::template column<Model::key_columns[I]>::type, Key>(
                std::forward<Key>(key), Model::columns[Model::key_columns[I]].name)...);
        }(std::make_index_sequence<Model::key_count>{});
    }

    template <class Row>
    auto add(Row&& given) {
        using model = typename new_row_facts<Row>::model;
        static_assert(require_valid_model<model>());
        auto fresh = std::make_shared<tracked_row<model>>();
        if constexpr (require_key<model>()) {
            auto const from = tie_members<model::member_count>(given);
            auto const to = tie_members<model::member_count>(fresh->value);
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                (give<model, I>(*fresh, get_member<model::column_members[I]>(from), get_member<model::column_members[I]>(to)), ...);
            }(std::make_index_sequence<model::column_count>{});
            of<model>().add(fresh);
        }
        return tracked_row_handle<model, plan<>>(std::move(fresh));
    }
    /// The handle of an entity that was read, with handles for what is loaded beneath it.
    template <entity_type Entity>
    tracked<Entity> intern(Entity&& read) {
        using model = typename entity_facts<Entity>::model;
        using load_plan = typename entity_facts<Entity>::plan;
        require_key<model>();
        auto loads = intern_loads<model>(read, load_plan{});
        return tracked<Entity>(of<model>().track(without_loads<model>(std::move(read))), std::move(loads));
    }

    template <class Model, class Key>
    maybe<tracked_row_handle<Model, plan<>>> get(Key const& wanted, statement_runner<Dialect>& db) {
        auto& known = of<Model>();
        if (auto found = known.find(wanted)) {
            if (found->now != tracked_row<Model>::state::persistent) return {};
            return {tracked_row_handle<Model, plan<>>(std::move(found))};
        }
        auto rows = select_by_key<Model>(wanted, db);
        if (rows.empty()) return {};
        return {tracked_row_handle<Model, plan<>>(known.track(std::move(rows.front())))};
    }
    template <class Model>
    void refresh(std::shared_ptr<tracked_row<Model>> const& row, statement_runner<Dialect>& db) {
        require_persistent(*row, "refresh()");
        auto rows = select_by_key<Model>(key_of<Model>(row->value), db);
        if (rows.empty()) throw no_result_found("dovetail: the row of the object to refresh is not in the database any more");
        of<Model>().overwrite(*row, std::move(rows.front()));
    }
    template <class Model>
    void remove(std::shared_ptr<tracked_row<Model>> const& row) {
        using row_state = typename tracked_row<Model>::state;
        if (row->now != row_state::pending) require_persistent(*row, "remove()");
        of<Model>().remove(row);
    }
    template <class Model, std::size_t I>
    auto load(std::shared_ptr<tracked_row<Model>> const& row, statement_runner<Dialect>& db) {
        using target = typename Model::template relationship<I>::target;
        using held = typename tracked_value<Model, Model::template relationship<I>::name, target, plan<>>::held;
        auto const& key = connecting_value<Model, I>(row->value);
        auto value = value_from_rows<Model, I>(load_one<Dialect, Model, I>(db, key), is_null_key(key));
        return intern_value<held>(std::move(value));
    }

    bool has_changes() const {
        for (auto const& each : states_)
            if (each && each->has_changes()) return true;
        return false;
    }
    std::size_t count_changes() const {
        std::size_t count = 0;
        for (auto const& each : states_)
            if (each) count += each->count_changes();
        return count;
    }
    /// New rows first, tables before those that point to them; then changes; then removals, the other way round.
    void flush(connection& db, statement_log& log) {
        auto const order = in_dependency_order();
        for (auto* each : order) each->insert(db, log);
        for (auto* each : order) each->update(db, log);
        for (auto each = order.rbegin(); each != order.rend(); ++each) (*each)->erase(db, log);
    }
    marks undo_marks() const {
        marks all;
        for (auto const& each : states_) all.push_back(each ? each->undo_mark() : 0);
        return all;
    }
    void undo_to(marks const& to) {
        for (std::size_t i = 0; i < states_.size(); ++i)
            if (states_[i]) states_[i]->undo_to(i < to.size() ? to[i] : 0);
    }
    void forget_undo() {
        for (auto& each : states_)
            if (each) each->forget_undo();
    }

private:
    template <class Model>
    state<Model>& of() {
        auto const number = model_number::of<Model>();
        if (number >= states_.size()) states_.resize(number + 1);
        auto& place = states_[number];
        if (!place) place = std::make_unique<state<Model>>();
        return static_cast<state<Model>&>(*place);
    }
    template <class Type, class Given>
    static value_of<Type> key_part(Given&& given, std::string_view column) {
        require_storable<Type, Given>();
        return to_column<Type>(std::forward<Given>(given), "get()", column);
    }
    template <class Model>
    static void require_persistent(tracked_row<Model> const& row, char const* what) {
        if (row.now != tracked_row<Model>::state::persistent)
            throw error(error_category::usage, std::string("dovetail: ") + what +
                                                   " takes an object that is in the database: one that is flushed, and "
                                                   "neither removed nor rolled back");
    }
    template <class Model, std::size_t I, class Given, class Value>
    static void give(tracked_row<Model>& row, Given& given, Value& value) {
        constexpr auto missing = Model::columns[I].missing;
        if constexpr (missing == default_kind::none) {
            value = std::move(given.value);
            row.given.set(I);
        } else if constexpr (missing != default_kind::generated) {
            using column = typename Model::template column<I>;
            if (given.value) {
                value = std::move(*given.value);
                row.given.set(I);
            } else if constexpr (missing == default_kind::constant)
                value = column::template with_options<constant_default>::template get<typename column::type>();
        }
    }
    template <class Model, class Key>
    auto select_by_key(Key const& wanted, statement_runner<Dialect>& db) {
        collect_rows<typename driver<Dialect>::reader, planned_entity<Model, plan<>>> rows;
        parameters values(Model::key_count);
        if constexpr (key_reader<Model>::is_integer) values.add(bound_value::integer(wanted));
        else
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                (values.add(hold<typename Model::template column<Model::key_columns[I]>::type>(std::get<I>(wanted))), ...);
            }(std::make_index_sequence<Model::key_count>{});
        db.run(get_info<Dialect, Model>, values, sink_into(rows));
        return std::move(rows.rows);
    }
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
    std::vector<state_base*> in_dependency_order() const {
        std::vector<state_base*> waiting, order;
        for (auto const& each : states_)
            if (each) waiting.push_back(each.get());
        while (!waiting.empty()) {
            auto next = std::find_if(waiting.begin(), waiting.end(), [&](state_base const* candidate) {
                return std::none_of(waiting.begin(), waiting.end(),
                                    [&](state_base const* other) { return candidate->needs(other->table()); });
            });
            if (next == waiting.end()) next = waiting.begin();     // a circle of keys: the order of first use
            order.push_back(*next);
            waiting.erase(next);
        }
        return order;
    }

    std::vector<std::unique_ptr<state_base>> states_;   ///< by model_number
};

}  // namespace dovetail::detail
