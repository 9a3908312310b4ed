// SPDX-License-Identifier: BSL-1.0
// What a session does with its objects: adds, finds, reads again, removes and loads.
#pragma once

#include <dovetail/session/interning.hpp>
#include <dovetail/session/load.hpp>

namespace dovetail::detail {

template <class Dialect>
class session_objects : public session_interning<Dialect> {
protected:
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
            this->template of<model>().add(fresh);
        }
        return tracked_row_handle<model, plan<>>(std::move(fresh));
    }
    template <class Model, class Key>
    maybe<tracked_row_handle<Model, plan<>>> get(Key const& wanted, statement_runner<Dialect>& db) {
        auto& known = this->template of<Model>();
        auto found = known.find(wanted);
        if (found != nullptr && found->now == tracked_row<Model>::state::persistent)
            return {tracked_row_handle<Model, plan<>>(std::move(found))};
        // One that was removed may have a successor, which is there once both are flushed, as they are before the statement.
        auto rows = select_by_key<Model>(wanted, db);
        if (rows.empty()) return {};
        return {tracked_row_handle<Model, plan<>>(known.track(std::move(rows.front())))};
    }
    template <class Model>
    void refresh(std::shared_ptr<tracked_row<Model>> const& row, statement_runner<Dialect>& db) {
        require_persistent(*row, "refresh()");
        auto rows = select_by_key<Model>(key_of<Model>(row->value), db);
        if (rows.empty()) throw no_result_found("dovetail: the row of the object to refresh is not in the database any more");
        this->template of<Model>().overwrite(*row, std::move(rows.front()));
    }
    template <class Model>
    void remove(std::shared_ptr<tracked_row<Model>> const& row) {
        using row_state = typename tracked_row<Model>::state;
        if (row->now != row_state::pending) require_persistent(*row, "remove()");
        this->template of<Model>().remove(row);
    }
    /// The handles of what is related to one object.
    template <class Model, std::size_t I>
    related_handles<Model, I> load(std::shared_ptr<tracked_row<Model>> const& row, statement_runner<Dialect>& db) {
        require_persistent(*row, "load()");
        auto const& key = connecting_value<Model, I>(row->value);
        auto value = value_from_rows<Model, I>(load_one<Dialect, Model, I>(db, key), is_null_key(key));
        return this->template intern_value<related_handles<Model, I>>(std::move(value));
    }
    /// The handles, with the relationship loaded, of several objects by one statement.
    template <class Model, std::size_t I, class Plan>
    std::vector<more_loaded_handle<Model, I, Plan>> load_all(std::vector<tracked_row_handle<Model, Plan>> const& owners,
                                                             statement_runner<Dialect>& db) {
        using target = tracked_row_handle<typename Model::template relationship<I>::target, plan<>>;
        related_of_many<Dialect, Model, I, target> related;
        for (auto const& each : owners) {
            require_persistent(*each.tracked(), "load()");
            related.want(connecting_value<Model, I>(each.tracked()->value));
        }
        related.read(db, [&](auto&& read) { return this->intern(std::move(read)); });
        std::vector<more_loaded_handle<Model, I, Plan>> all;
        all.reserve(owners.size());
        for (auto const& each : owners)
            all.push_back(with_related_handles<I>(
                each, related.template value_of<related_handles<Model, I>>(connecting_value<Model, I>(each.tracked()->value))));
        return all;
    }

private:
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
};

}  // namespace dovetail::detail
