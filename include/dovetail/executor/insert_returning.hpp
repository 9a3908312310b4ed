// SPDX-License-Identifier: BSL-1.0
// INSERT of a range of new rows with ON CONFLICT or RETURNING: any number of statements, whose rows become one result.
//
//     auto ids = (co_await db.execute(dt::insert_into(users).values(new_users).returning(users.id))).scalars().all();
//     co_await db.execute(dt::insert_into(stocks).values(news).on_conflict(stocks.item).do_update(stocks.amount = dt::excluded(stocks.amount)));
//
// Neither database promises an order of what RETURNING gives. Where the database makes the key, it is returned too, and
// puts the rows into the order in which it was made, which is that of the range; but behind ON CONFLICT, where some are older.
#pragma once

#include <dovetail/executor/execute.hpp>

#include <algorithm>
#include <numeric>

namespace dovetail::detail {

/// Where the key that the database makes stands among what is returned; at its end, where it was not asked for.
template <class Model, class View>
constexpr int place_of_key(selected_entity<View>*) {
    return static_cast<int>(Model::generated_key);
}
template <class Item, class Model>
constexpr bool is_key() {
    if constexpr (Item::kind == node_kind::column) return Item::name.view() == Model::columns[Model::generated_key].name;
    else return false;
}
template <class Model, class... Items>
constexpr int place_of_key(selected_columns<Items...>*) {
    int at = 0;
    bool found = false;
    ((found = found || is_key<Items, Model>(), at += !found), ...);
    return at;
}

/// The texts that insert rows for a statement. Where the database has no arrays, one text is for rows with and without key.
template <class Dialect, class S>
struct infos_with_more {
    using model = typename S::source::model;
    static constexpr bool returns = requires { typename S::items; };
    static constexpr bool makes_key = returns && std::is_same_v<typename S::conflict_type, absent> && model::generated_key != model::npos;
    static constexpr int width = [] {
        if constexpr (returns) return decode_row<typename driver<Dialect>::reader, typename row_of<S>::type>::width;
        else return 0;
    }();
    static constexpr int key_at = [] {
        if constexpr (makes_key) return place_of_key<model>(static_cast<typename S::items*>(nullptr));
        else return 0;
    }();
    /// Whether the key is returned beside what was asked for.
    template <bool WithKey>
    static constexpr bool adds_key = makes_key && key_at == width && (!WithKey || !Dialect::rules.rows_as_arrays);

    template <bool WithKey>
    static statement_info& one() { return info_of_walk<Dialect, write_one<WithKey>, false>; }
    template <bool WithKey>
    static statement_info& arrays() { return info_of_walk<Dialect, write_arrays<WithKey>, false>; }
    template <int Rows>
    static statement_info& values() { return info_of_walk<Dialect, write_values<Rows>, false>; }

private:
    template <bool WithKey>
    static constexpr void write_behind(writer& w) {
        write_behind_rows<S>(w);
        if constexpr (adds_key<WithKey>) {
            w.put(", ");
            w.identifier(model::columns[model::generated_key].name);
        }
    }
    template <bool WithKey>
    static constexpr void write_one(writer& w) {
        write_one_row<model, WithKey>(w);
        write_behind<WithKey>(w);
    }
    template <bool WithKey>
    static constexpr void write_arrays(writer& w) {
        write_rows_of_arrays<model, WithKey>(w);
        write_behind<WithKey>(w);
    }
    template <int Rows>
    static constexpr void write_values(writer& w) {
        write_rows_of_values<model, Rows>(w);
        write_behind<false>(w);
    }
};

/// Rows as they come, and the keys that the database made for them.
template <class Reader, class Row>
struct collect_inserted {
    collect_rows<Reader, Row> rows{};
    std::vector<std::int64_t> keys{};

    /// @param key_at  where the key stands; -1: it is not kept
    struct into {
        collect_inserted& self;
        int key_at;
        static void add(void* to, typename Reader::row const& from) {
            auto const& [self, key_at] = *static_cast<into*>(to);
            collect_rows<Reader, Row>::add(&self.rows, from);
            if (key_at >= 0) self.keys.push_back(Reader::template read<bigint>(from, key_at));
        }
    };
    /// Puts the rows from `begin` on into the order of their keys, which are all that are kept, and forgets those.
    void sort(std::size_t begin) {
        if (!std::ranges::is_sorted(keys)) {
            std::vector<std::size_t> order(keys.size());
            std::iota(order.begin(), order.end(), std::size_t{0});
            std::ranges::sort(order, {}, [&](std::size_t at) { return keys[at]; });
            std::vector<Row> sorted;
            sorted.reserve(order.size());
            for (std::size_t const at : order) sorted.push_back(std::move(rows.rows[begin + at]));
            std::ranges::move(sorted, rows.rows.begin() + static_cast<std::ptrdiff_t>(begin));
        }
        keys.clear();
    }
};

template <class Dialect, class S, class As>
class [[nodiscard("dovetail: a statement is not sent until it is awaited; write co_await")]] insert_returning_execution final
    : public operation<decltype(As::convert(std::declval<statement_runner<Dialect>&>(),
                                            std::declval<result<typename row_of<S>::type>>()))>,
      private connection_work<Dialect> {
    using row = typename row_of<S>::type;
    using given = decltype(As::convert(std::declval<statement_runner<Dialect>&>(), std::declval<result<row>>()));
    using model = typename S::source::model;
    using infos = infos_with_more<Dialect, S>;
    using reader = typename driver<Dialect>::reader;
    using collected = collect_inserted<reader, row>;
    static constexpr bool as_arrays = Dialect::rules.rows_as_arrays;

public:
    insert_returning_execution(statement_runner<Dialect>& runner, S&& statement, parameters behind)
        : operation<given>(runner, true), runner_(runner), statement_(std::move(statement)), behind_(std::move(behind)) {}
    ~insert_returning_execution() { this->stop(); }

private:
    given perform() override {
        runner_.run_work(*this);
        return As::convert(runner_, result<row>(std::move(collected_.rows.rows)));
    }
    std::int64_t run(typename driver<Dialect>::connection& db, statement_log& log) override {
        now_ = now_in_seconds();
        for_each_run<model>(std::ranges::begin(statement_.rows), std::ranges::end(statement_.rows), get_from_new_row{},
                            [&]<bool WithKey>(std::bool_constant<WithKey>, auto from, auto end) { send<WithKey>(db, log, from, end); });
        return static_cast<std::int64_t>(collected_.rows.rows.size());
    }
    template <bool WithKey, class Iterator, class End>
    void send(typename driver<Dialect>::connection& db, statement_log& log, Iterator from, End end) {
        constexpr bool sorts = !WithKey && infos::makes_key;
        auto const begin = collected_.rows.rows.size();
        typename collected::into into{collected_, sorts ? infos::key_at : -1};
        row_sink<reader> const sink{&into, &collected::into::add, &decode_row<reader, row>::describe,
                                    infos::width + infos::template adds_key<WithKey>};
        auto const run = [&](statement_info& info, int rows, auto bind) { run_rows<Dialect>(db, log, info, rows, sink, bind, behind_); };
        constexpr get_from_new_row get;
        auto const send_some = [&](auto first, std::size_t count) {
            send_rows<Dialect, model, WithKey, infos>(first, count, get, now_, run);
        };
        auto const count = static_cast<std::size_t>(std::ranges::distance(from, end));
        bool each_alone = false;
        if constexpr (sorts && !as_arrays) each_alone = count > 1 && is_key_sequence_in_doubt<Dialect, model>(db, log);
        if (!each_alone) {
            send_some(from, count);
            if constexpr (sorts) collected_.sort(begin);
        } else {
            for (; from != end; ++from) send_some(from, 1);
            collected_.keys.clear();
        }
    }

    statement_runner<Dialect>& runner_;
    S statement_;
    parameters behind_;
    collected collected_{};
    datetime::value_type now_{};
};

template <class Dialect, class S>
struct insert_with_more {
    template <class As>
    static auto make(statement_runner<Dialect>& runner, S& statement) {
        static_assert(require_valid<Dialect, S>());
        constexpr bool is_constant = !needs_assembling<Dialect, S>;
        static_assert(is_constant, "dovetail: do_update() of a range of new rows takes no dt::when() and no dt::param(), as any number of "
                                   "statements is sent");
        using infos = infos_with_more<Dialect, S>;
        auto behind = collect_values(statement);
        if constexpr (!infos::returns)
            return insert_execution<Dialect, typename S::source, decltype(statement.rows), infos>(runner, std::move(statement.rows), std::move(behind));
        else return insert_returning_execution<Dialect, S, As>(runner, std::move(statement), std::move(behind));
    }
};

}  // namespace dovetail::detail
