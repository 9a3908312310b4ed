// SPDX-License-Identifier: BSL-1.0
// How a table's new rows reach the database, in the order in which they were added, and what they are told of it: the keys
// and the defaults that it made.
//
// A new row may have the key of a removed one, which is not deleted yet. It takes the other's place by one statement, as in
// SQLAlchemy's unit of work ("row switch"): a DELETE would come too late for the INSERT, and too early for rows that point to the
// old one.
#pragma once

#include <dovetail/executor/insert_rows.hpp>
#include <dovetail/lowering/replace_row.hpp>
#include <dovetail/session/table_state.hpp>

#include <algorithm>

// g++ 12 finds fault with closures over a model of an unnamed namespace, as if they were types of a header.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsubobject-linkage"
#endif

namespace dovetail::detail {

template <class Model, class Entity>
void check_values(Entity const& entity) {
    auto const members = tie_members<Model::member_count>(entity);
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (check_value<typename Model::template column<I>::type>(get_member<Model::column_members[I]>(members), Model::table,
                                                               Model::columns[I].name),
         ...);
    }(std::make_index_sequence<Model::column_count>{});
}

/// What a row that was inserted or updated is told: the values that the database made (RETURNING).
template <class Reader, class Model, default_kind... Made>
struct returned_values {
    tracked_row<Model>* into;

    static constexpr int width = [] {
        int count = 0;
        for (auto const& column : Model::columns)
            count += ((column.missing == Made) || ...);
        return count;
    }();
    static void add(void* self, typename Reader::row const& from) {
        auto const members = tie_members<Model::member_count>(static_cast<returned_values*>(self)->into->value);
        int at = 0;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (take<I>(members, from, at), ...);
        }(std::make_index_sequence<Model::column_count>{});
    }
    row_sink<Reader> sink() { return {this, &add, nullptr, width}; }

private:
    template <std::size_t I, class Members>
    static void take(Members const& members, typename Reader::row const& from, int& at) {
        constexpr auto missing = Model::columns[I].missing;
        if constexpr (((missing == Made) || ...))
            get_member<Model::column_members[I]>(members) =
                Reader::template read<typename Model::template column<I>::type>(from, at++);
    }
};

template <class Model, class Row>
void give_key(Row& row, std::int64_t key) {
    get_member<Model::column_members[Model::generated_key]>(tie_members<Model::member_count>(row.value)) =
        to_column<typename Model::template column<Model::generated_key>::type>(key, Model::table, "the key");
}
/// The keys that the database has made for rows, and made in their order (RETURNING). As they grow, they are in that order
/// once they are sorted, whatever order they are returned in.
template <class Reader, class Key = bigint::value_type>
struct returned_keys {
    std::vector<Key> keys;

    row_sink<Reader> sink() {
        return {this,
                [](void* self, typename Reader::row const& from) {
                    static_cast<returned_keys*>(self)->keys.push_back(Reader::template read<bigint>(from, 0));
                },
                nullptr, 1};
    }
    template <class Model, class Iterator>
    void give(Iterator to) {
        std::sort(keys.begin(), keys.end());
        for (auto key : keys) give_key<Model>(**to++, key);
    }
};

template <class Dialect, class Model>
template <bool WithKey, class Iterator>
void table_state<Dialect, Model>::insert_run(connection& db, statement_log& log, Iterator from, std::size_t count,
                                             datetime::value_type now) {
    constexpr get_pending get;
    using reader = typename driver_type::reader;
    constexpr bool as_arrays = Dialect::rules.rows_as_arrays;
    constexpr bool lacks_key = !WithKey && Model::generated_key != Model::npos;
    auto const require_all = [](std::size_t sent, std::int64_t inserted) {
        if (lacks_key && inserted != static_cast<std::int64_t>(sent))
            throw error(error_category::other,
                        "dovetail: the database left out a new row of \"" + std::string(Model::table) +
                            "\" (by a trigger or an ON CONFLICT clause), so its key is not known");
    };
    auto const take_rowids = [&](auto first, std::size_t sent) {
        if constexpr (lacks_key && !as_arrays) {
            auto key = db.last_insert_rowid() - static_cast<std::int64_t>(sent);
            while (sent-- > 0) give_key<Model>(**first++, ++key);
        }
    };
    bool together = !makes_values<Model> && count > 1;
    if constexpr (lacks_key && !as_arrays) together = together && !is_key_sequence_in_doubt<Dialect, Model>(db, log);
    if (together)
        return send_rows<Dialect, Model, WithKey>(from, count, get, now, [&](statement_info& info, int rows, auto bind) {
            returned_keys<reader> keys;
            auto const sent = static_cast<std::size_t>(rows);
            row_sink<reader> const sink = lacks_key && as_arrays ? keys.sink() : row_sink<reader>{};
            require_all(sent, run_rows<Dialect>(db, log, info, rows, sink, bind));
            if constexpr (lacks_key && as_arrays) keys.template give<Model>(from);
            else take_rowids(from, sent);
            from += rows;
        });
    for (; count > 0; --count, ++from) {
        using returned_with_key = returned_values<reader, Model, default_kind::generated_key, default_kind::server, default_kind::generated>;
        using returned = returned_values<reader, Model, default_kind::server, default_kind::generated>;
        std::conditional_t<lacks_key && as_arrays, returned_with_key, returned> made{from->get()};
        statement_info& info = [&]() -> statement_info& {
            if constexpr (as_arrays) return insert_one_info<Dialect, Model, WithKey>;
            else return insert_info<Dialect, Model, 1>;
        }();
        auto const bind = [&](typename driver_type::binder& to) {
            int at = 0;
            bind_row<driver_type, Model, WithKey || !as_arrays>(to, at, *from, get, now);
        };
        require_all(1, run_rows<Dialect>(db, log, info, 1, made.sink(), bind));
        take_rowids(from, 1);
    }
}

template <class Dialect, class Model>
template <class Iterator>
void table_state<Dialect, Model>::insert_runs(connection& db, statement_log& log, Iterator from, Iterator end,
                                              datetime::value_type now) {
    for_each_run<Model>(from, end, get_pending(), [&]<bool WithKey>(std::bool_constant<WithKey>, auto first, auto last) {
        insert_run<WithKey>(db, log, first, static_cast<std::size_t>(last - first), now);
    });
}

template <class Dialect, class Model>
inline constinit auto& replace_info = info_of_walk<Dialect, write_replace_row<Model>, false>;

template <class Dialect, class Model>
void table_state<Dialect, Model>::insert_replacing(connection& db, statement_log& log, datetime::value_type now) {
    // One after the other, as a row may point to one that was added before it.
    for (auto each = pending_.begin(); each != pending_.end(); ++each) {
        auto const old = removed_twin(**each);
        if (old == nullptr) {
            insert_runs(db, log, each, each + 1, now);
            continue;
        }
        returned_values<typename driver_type::reader, Model, default_kind::server, default_kind::generated> made{each->get()};
        auto const bind = [&](typename driver_type::binder& to) {
            int at = 0;
            bind_row<driver_type, Model, true>(to, at, *each, get_pending(), now);
        };
        run_rows<Dialect>(db, log, replace_info<Dialect, Model>, 1, made.sink(), bind);
        std::erase(removed_, old);
        forget(old);
    }
}

template <class Dialect, class Model>
void table_state<Dialect, Model>::insert_pending(connection& db, statement_log& log) {
    auto const now = now_in_seconds();
    for (auto& each : pending_) {
        if (each->is_shown) check_values<Model>(each->value);
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (fill_now<I>(*each, now), ...);
        }(std::make_index_sequence<Model::column_count>{});
    }
    auto const replaces = [&](std::shared_ptr<row> const& each) { return removed_twin(*each) != nullptr; };
    if (!removed_.empty() && std::any_of(pending_.begin(), pending_.end(), replaces)) (this->*insert_replacing_)(db, log, now);
    else insert_runs(db, log, pending_.begin(), pending_.end(), now);
    undo_.reserve(undo_.size() + pending_.size());
    rows_.reserve(rows_.size() + pending_.size());
    for (auto& each : pending_) {
        each->now = state::persistent;
        if (each->is_shown) each->watch();
        rows_.insert_or_assign(key_of<Model>(each->value), each);
        undo_.push_back({std::move(each), nullptr});
    }
    pending_.clear();
}

}  // namespace dovetail::detail

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
