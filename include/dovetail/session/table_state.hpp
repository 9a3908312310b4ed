// SPDX-License-Identifier: BSL-1.0
// What a session knows of one table: the rows it tracks, those that are new, changed or removed, and how to undo.
//
// The undo log makes objects follow the transaction: rolling back, also to a savepoint, takes them back to what they
// were; committing forgets the log.
#pragma once

#include <dovetail/executor/insert_rows.hpp>
#include <dovetail/executor/log.hpp>
#include <dovetail/session/tracked.hpp>
#include <dovetail/statement/ddl.hpp>

#include <unordered_map>

namespace dovetail::detail {

/// A table's part in a flush, without its type.
template <class Dialect>
class table_state_base {
public:
    using driver_type = driver<Dialect>;
    using connection = typename driver_type::connection;

    virtual ~table_state_base() = default;
    virtual table_id table() const = 0;
    virtual bool needs(table_id const& other) const = 0;
    virtual bool has_changes() const = 0;
    virtual std::size_t count_changes() const = 0;
    virtual void insert(connection&, statement_log&) = 0;
    virtual void update(connection&, statement_log&) = 0;
    virtual void erase(connection&, statement_log&) = 0;
    virtual std::size_t undo_mark() const = 0;
    virtual void undo_to(std::size_t mark) = 0;     ///< also forgets what was not flushed
    virtual void forget_undo() = 0;
    virtual void expunge() = 0;
};

template <class Dialect, class Model>
class table_state final : public table_state_base<Dialect> {
    using base = table_state_base<Dialect>;
    using connection = typename base::connection;
    using driver_type = typename base::driver_type;
    using row = tracked_row<Model>;
    using key = typename key_reader<Model>::key;
    using state = typename row::state;

public:
    using entity = typename row::entity;

    ~table_state() override {
        for (auto& [k, each] : rows_) each->shown = nullptr;
        for (auto& each : pending_) each->shown = nullptr;
        for (auto& each : removed_) each->shown = nullptr;
    }

    /// The tracked row of that key, or null.
    std::shared_ptr<row> find(key const& wanted) const {
        auto const at = rows_.find(wanted);
        return at == rows_.end() ? nullptr : at->second;
    }
    /// The tracked row of an entity that was read; what is tracked already stays as it is.
    std::shared_ptr<row> track(entity&& read) {
        auto [at, is_new] = rows_.try_emplace(key_of<Model>(read));
        if (is_new) {
            at->second = std::make_shared<row>();
            at->second->value = std::move(read);
            at->second->now = state::persistent;
            at->second->shown = &shown_;
        }
        return at->second;
    }
    void add(std::shared_ptr<row> fresh) {
        fresh->now = state::pending;
        fresh->shown = &shown_;
        pending_.push_back(std::move(fresh));
        insert_pending_ = &table_state::insert_pending;
    }
    void remove(std::shared_ptr<row> const& gone) {
        if (gone->now == state::pending) {
            std::erase(pending_, gone);
            gone->now = state::transient;
        } else {
            gone->now = state::removed;
            removed_.push_back(gone);
            erase_removed_ = &table_state::erase_removed;
            insert_replacing_ = &table_state::insert_replacing;
        }
    }
    /// Takes values that were read again; unflushed changes of them are gone.
    void overwrite(row& old, entity&& read) {
        auto before = old.flushed ? std::move(old.flushed) : std::make_unique<entity>(old.value);
        if (old.is_shown) old.flushed = std::make_unique<entity>(read);
        old.value = std::move(read);
        undo_.push_back({rows_.at(key_of<Model>(old.value)), std::move(before)});
    }

    table_id table() const override { return id_of<Model>; }
    bool needs(table_id const& other) const override { return !(other == id_of<Model>) && points_to<Model>(other); }
    bool has_changes() const override {
        if (!pending_.empty() || !removed_.empty()) return true;
        for (row const* each : shown_)
            if (has_changed(*each)) return true;
        return false;
    }
    std::size_t count_changes() const override {
        std::size_t count = pending_.size() + removed_.size();
        for (row const* each : shown_) count += has_changed(*each);
        return count;
    }

    void insert(connection& db, statement_log& log) override {
        if (!pending_.empty()) (this->*insert_pending_)(db, log);
    }
    void update(connection& db, statement_log& log) override;
    void erase(connection& db, statement_log& log) override {
        if (!removed_.empty()) (this->*erase_removed_)(db, log);
    }

    std::size_t undo_mark() const override { return undo_.size(); }
    void undo_to(std::size_t mark) override {
        for (auto& each : pending_) each->now = state::transient;
        pending_.clear();
        for (auto& each : removed_) each->now = state::persistent;
        removed_.clear();
        for (row* each : shown_)
            if (each->now == state::persistent) each->value = *each->flushed;
        while (undo_.size() > mark) {
            undo_entry last = std::move(undo_.back());
            undo_.pop_back();
            if (last.before) {
                last.of->value = *last.before;
                if (last.of->flushed) last.of->flushed = std::move(last.before);
            } else if (last.of->now == state::persistent) {
                rows_.erase(key_of<Model>(last.of->value));
                std::erase(shown_, last.of.get());
                last.of->now = state::transient;
            } else {
                last.of->now = state::persistent;
                last.of->shown = &shown_;
                if (last.of->flushed) {
                    last.of->value = *last.of->flushed;
                    shown_.push_back(last.of.get());
                }
                rows_.insert_or_assign(key_of<Model>(last.of->value), last.of);
            }
        }
    }
    void forget_undo() override { undo_.clear(); }
    /// The session knows nothing of this table any more; handles keep their values.
    void expunge() override {
        auto const let_go = [](row& each) {
            each.shown = nullptr;
            each.now = state::transient;
        };
        for (auto& [k, each] : rows_) let_go(*each);
        for (auto& each : pending_) let_go(*each);
        for (auto& each : removed_) let_go(*each);
        rows_.clear();
        pending_.clear();
        removed_.clear();
        shown_.clear();
        undo_.clear();
    }

private:
    /// An insert or a removal (before is null), or an update or a refresh.
    struct undo_entry {
        std::shared_ptr<row> of;
        std::unique_ptr<entity> before;
    };
    using step = void (table_state::*)(connection&, statement_log&);
    void insert_pending(connection& db, statement_log& log);
    void insert_replacing(connection& db, statement_log& log, datetime::value_type now);
    void erase_removed(connection& db, statement_log& log);

    struct hasher {
        std::size_t operator()(key const& k) const { return hash_of(k); }
    };

    /// Whether a pending row has a value of its own for column I.
    template <std::size_t I>
    static bool is_given(row const& each) {
        constexpr auto missing = Model::columns[I].missing;
        if constexpr (missing == default_kind::server) return each.given[I] || (each.flushed && is_different<I>(each));
        else return missing != default_kind::generated_key || each.given[I];
    }
    /// Gives a pending row the time of the flush where it named no other.
    template <std::size_t I>
    static void fill_now(row& each, datetime::value_type now) {
        if constexpr (Model::columns[I].missing == default_kind::now) {
            auto& value = get_member<Model::column_members[I]>(tie_members<Model::member_count>(each.value));
            using type = std::remove_cvref_t<decltype(value)>;
            if (!each.given[I] && value == type{}) value = default_now_value<type>(now);
        }
    }

    /// What a pending row gives for a column; null where that is nothing.
    struct get_pending {
        template <std::size_t I>
        auto operator()(std::shared_ptr<row> const& each, std::integral_constant<std::size_t, I>) const {
            auto const& value = get_member<Model::column_members[I]>(tie_members<Model::member_count>(std::as_const(each->value)));
            return is_given<I>(*each) ? &value : nullptr;
        }
    };
    /// The removed row, not deleted yet, whose key a pending one has; null if there is none.
    std::shared_ptr<row> removed_twin(row const& fresh) const {
        for (std::size_t const column : Model::key_columns) {
            auto const missing = Model::columns[column].missing;
            bool const is_made = missing == default_kind::generated_key || missing == default_kind::server;
            if (is_made && !fresh.given[column]) return nullptr;
        }
        auto const known = find(key_of<Model>(fresh.value));
        return known != nullptr && known->now == state::removed ? known : nullptr;
    }

    /// The last of removed_ is deleted.
    void forget_removed() {
        auto each = std::move(removed_.back());
        removed_.pop_back();
        forget(std::move(each));
    }
    /// A removed row is not in the database any more.
    void forget(std::shared_ptr<row> each) {
        rows_.erase(key_of<Model>(each->value));
        std::erase(shown_, each.get());
        each->shown = nullptr;
        undo_.push_back({std::move(each), nullptr});
    }

    /// Inserts pending rows that all give their key (WithKey), or all do not.
    template <bool WithKey, class Iterator>
    static void insert_run(connection& db, statement_log& log, Iterator from, std::size_t count, datetime::value_type now);
    /// Inserts pending rows of both kinds, in their order.
    template <class Iterator>
    static void insert_runs(connection& db, statement_log& log, Iterator from, Iterator end, datetime::value_type now);

    /// Whether column I is not what it was when the row was first shown.
    template <std::size_t I>
    static bool is_different(row const& each) {
        return !(get_member<Model::column_members[I]>(tie_members<Model::member_count>(each.value)) ==
                 get_member<Model::column_members[I]>(tie_members<Model::member_count>(*each.flushed)));
    }
    static bool has_changed(row const& each) {
        return each.now == state::persistent && changed_columns(each).any();
    }
    static std::bitset<Model::column_count> changed_columns(row const& each) {
        std::bitset<Model::column_count> changed;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (changed.set(I, is_different<I>(each)), ...);
        }(std::make_index_sequence<Model::column_count>{});
        return changed;
    }

    std::unordered_map<key, std::shared_ptr<row>, hasher> rows_;
    std::vector<std::shared_ptr<row>> pending_;     ///< in the order of add
    std::vector<std::shared_ptr<row>> removed_;
    std::vector<row*> shown_;                       ///< persistent rows that may have changed; owned by rows_
    std::vector<undo_entry> undo_;
    // Named by add() and remove(), so that who only reads or changes rows does not compile them.
    step insert_pending_ = nullptr;
    step erase_removed_ = nullptr;
    void (table_state::*insert_replacing_)(connection&, statement_log&, datetime::value_type) = nullptr;
};

}  // namespace dovetail::detail
