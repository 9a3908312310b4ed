// SPDX-License-Identifier: BSL-1.0
// How a table's changed and removed rows reach the database; its new ones: insert_pending.hpp.
#pragma once

#include <dovetail/executor/statement_batch.hpp>
#include <dovetail/session/insert_pending.hpp>

#include <map>
#include <mutex>

// g++ 12 finds fault with closures over a model of an unnamed namespace, as if they were types of a header.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsubobject-linkage"
#endif

namespace dovetail::detail {

template <class Dialect, class Model>
inline constinit auto& delete_info = info_of_walk<Dialect, write_delete_by_key<Model>, false>;
template <class Dialect, class Model>
inline constinit auto& delete_many_info = info_of_walk<Dialect, write_delete_by_keys<Model>, false>;
template <class Dialect, class Model>
inline constinit auto& get_info = info_of_walk<Dialect, write_select_by_key<Model>, true>;

template <class Driver, class Model, class Entity>
void bind_key(typename Driver::binder& to, int& at, Entity const& entity) {
    auto const members = tie_members<Model::member_count>(entity);
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (Driver::bind_value(to, ++at, get_member<Model::column_members[Model::key_columns[I]]>(members)), ...);
    }(std::make_index_sequence<Model::key_count>{});
}

/// UPDATE of just the changed columns. The texts are made of constants when a set of columns is first needed, and
/// kept for the whole run of the program.
template <class Dialect, class Model>
statement_info& update_info(std::bitset<Model::column_count> const& changed) {
    struct kept {
        std::string text;
        statement_info info;
        explicit kept(std::string t) : text(std::move(t)), info(text.data(), text.size(), false) {}
    };
    struct registry {
        std::mutex mutex;
        std::map<std::string, kept> texts;
    };
    static registry all;
    std::string const set = changed.to_string();
    std::lock_guard const lock(all.mutex);
    auto const found = all.texts.find(set);
    if (found != all.texts.end()) return found->second.info;
    auto const write = [&](writer& w) {
        w.put("UPDATE ");
        detail::write_table<Model>(w);
        bool first = true;
        for (std::size_t i = 0; i < Model::column_count; ++i) {
            if (!changed[i]) continue;
            w.put(first ? " SET " : ", ");
            first = false;
            w.identifier(Model::columns[i].name);
            w.put(" = ");
            w.parameter();
        }
        write_key_condition<Model>(w);
        write_returning<Model, default_kind::generated>(w);
    };
    return all.texts.try_emplace(set, written_text<Dialect>(write)).first->second.info;
}

template <class Dialect, class Model>
void table_state<Dialect, Model>::update(connection& db, statement_log& log) {
    struct sent_update {
        table_state* self;
        row* each;
        statement_info* info;
        returned_values<typename driver_type::reader, Model, default_kind::generated> returned;
        auto sink() { return returned.sink(); }
        void done(std::int64_t count) {
            if (count == 0)
                throw no_result_found("dovetail: a changed object's row is not in the database any more", std::string(info->text()));
            self->undo_.push_back({self->rows_.at(key_of<Model>(each->value)), std::move(each->flushed)});
            each->flushed = std::make_unique<entity>(each->value);
        }
    };
    statement_batch<Dialect, sent_update> updates(db, log);
    for (row* each : shown_) {
        if (each->now != state::persistent) continue;
        auto const changed = changed_columns(*each);
        if (changed.none()) continue;
        check_values<Model>(each->value);
        auto& info = update_info<Dialect, Model>(changed);
        updates.send(info, sent_update{this, each, &info, {each}}, [&](typename driver_type::binder& to) {
            auto const members = tie_members<Model::member_count>(std::as_const(each->value));
            int at = 0;
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                ((changed[I] ? driver_type::bind_value(to, ++at, get_member<Model::column_members[I]>(members)) : void()), ...);
            }(std::make_index_sequence<Model::column_count>{});
            bind_key<driver_type, Model>(to, at, each->value);
        });
    }
    updates.finish();
}

template <class Dialect, class Model>
void table_state<Dialect, Model>::erase_removed(connection& db, statement_log& log) {
    if constexpr (Model::key_count == 1 && points_to<Model>(id_of<Model>)) {
        // Rows that may point to each other go in one statement, so that their order does not matter.
        if (removed_.size() > 1) {
            using key_type = typename Model::template column<Model::key_columns[0]>::type;
            std::vector<bound_value> keys;
            for (auto const& each : removed_)
                keys.push_back(hold<key_type>(get_member<Model::column_members[Model::key_columns[0]]>(
                    tie_members<Model::member_count>(each->value))));
            parameters values(1);
            values.add(bound_value::range(std::move(keys)));
            auto& info = delete_many_info<Dialect, Model>;
            log.measure(info.text(), false, [&] { return driver_type::run(db, info, values, {}); }, &values);
            while (!removed_.empty()) forget_removed();
        }
    }
    struct sent_delete {
        table_state* self;
        row_sink<typename driver_type::reader> sink() { return {}; }
        void done(std::int64_t) { self->forget_removed(); }
    };
    statement_batch<Dialect, sent_delete> deletes(db, log);
    for (std::size_t i = removed_.size(); i > 0; --i) {     // done() takes the last one
        auto const gone = removed_[i - 1];
        deletes.send(delete_info<Dialect, Model>, sent_delete{this}, [&](typename driver_type::binder& to) {
            int at = 0;
            bind_key<driver_type, Model>(to, at, gone->value);
        });
    }
    deletes.finish();
}

}  // namespace dovetail::detail

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
