// SPDX-License-Identifier: BSL-1.0
// Inserting many rows: several a statement, one constant text, values bound from where they are.
#pragma once

#include <dovetail/core/members.hpp>
#include <dovetail/executor/driver.hpp>
#include <dovetail/executor/log.hpp>
#include <dovetail/lowering/insert_rows.hpp>
#include <dovetail/schema/time_text.hpp>
#include <dovetail/statement/insert.hpp>

#include <algorithm>

namespace dovetail::detail {

template <class Dialect, class Model, int Rows>
inline constinit auto& insert_info = info_of_walk<Dialect, write_insert_rows<Model, Rows>, false>;

/// The current time as default_now gives it: whole seconds, as CURRENT_TIMESTAMP has.
inline datetime::value_type now_in_seconds() {
    auto const ticks = std::chrono::system_clock::now().time_since_epoch().count();
    constexpr auto a_second = std::chrono::system_clock::period::den / std::chrono::system_clock::period::num;
    return datetime::value_type(std::chrono::microseconds(ticks / a_second * 1'000'000));
}
template <class V>
V default_now_value(datetime::value_type now) {
    if constexpr (std::is_same_v<V, date::value_type>) return date::value_type(day_of(now));
    else if constexpr (is_optional<V>) return default_now_value<typename V::value_type>(now);
    else return V(now);
}

/// The constant of a default_value option, as a column's value.
template <class... Options>
struct constant_default {
    template <class Type>
    static value_of<Type> get() {
        value_of<Type> result{};
        (take<Type, Options>(result), ...);
        return result;
    }

private:
    template <class Type, class Option>
    static void take([[maybe_unused]] value_of<Type>& result) {
        if constexpr (requires { Option::value.view(); }) result = value_of<Type>(std::string(Option::value.view()));
        else if constexpr (requires { Option::value; }) result = static_cast<value_of<without_null<Type>>>(Option::value);
    }
};

/// The value of column I in a new row, or null where it is left out.
template <class Model, std::size_t I, class Tied>
auto given_value(Tied const& row) {
    using type = value_of<typename Model::template column<I>::type>;
    auto const& member = get_member<Model::column_members[I]>(row);
    if constexpr (!requires { member.value; }) return static_cast<type const*>(nullptr);
    else if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member.value)>, type> &&
                       Model::columns[I].missing == default_kind::none)
        return static_cast<type const*>(&member.value);
    else return static_cast<type const*>(member.value ? &*member.value : nullptr);
}

/// Writes one column by to.value() or to.null(): the value given, or the default that is known here, or NULL.
template <class Model, std::size_t I, class To, class V>
void write_value_or_default(To& to, V const* given, datetime::value_type now) {
    using column = typename Model::template column<I>;
    constexpr auto missing = Model::columns[I].missing;
    if (given) return to.value(*given);
    if constexpr (missing == default_kind::constant)
        to.value(column::template with_options<constant_default>::template get<typename column::type>());
    else if constexpr (missing == default_kind::now) to.value(default_now_value<V>(now));
    else to.null();
}

/// Writes values to the parameters of a statement. A default is gone before the statement runs, so it is copied.
template <class Driver>
struct parameter_writer {
    typename Driver::binder& to;
    int& at;

    template <class V>
    void value(V const& given) { Driver::bind_value(to, ++at, given); }
    template <class V>
    void value(V const&& made) { Driver::bind_temporary(to, ++at, made); }
    void null() { Driver::bind_null(to, ++at); }
};

/// Binds one column: its value, or what stands for a value left out.
template <class Driver, class Model, std::size_t I, class V>
void bind_column(typename Driver::binder& to, int& at, V const* given, datetime::value_type now) {
    constexpr auto missing = Model::columns[I].missing;
    if constexpr (missing != default_kind::generated) {
        if constexpr (missing == default_kind::server) to.bind(++at, given != nullptr);
        parameter_writer<Driver> one{to, at};
        write_value_or_default<Model, I>(one, given, now);
    }
}

/// The columns of one new row. `get(row, column)` gives a pointer to the value, or null where it is left out.
/// WithKey: also the key that the database would make.
template <class Driver, class Model, bool WithKey, class Row, class Get>
void bind_row(typename Driver::binder& to, int& at, Row const& row, Get get, datetime::value_type now) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((is_named<WithKey>(Model::columns[I])
              ? bind_column<Driver, Model, I>(to, at, get(row, std::integral_constant<std::size_t, I>()), now)
              : void()),
         ...);
    }(std::make_index_sequence<Model::column_count>{});
}
struct get_from_new_row {
    template <class Row, std::size_t I>
    auto operator()(Row const& row, std::integral_constant<std::size_t, I>) const {
        using model = typename new_row_facts<Row>::model;
        return given_value<model, I>(tie_members<model::member_count>(row));
    }
};

/// One column of many rows, as an array.
template <class Driver, class Model, std::size_t I, class Iterator, class Get>
void bind_column_of_rows(typename Driver::binder& to, Iterator from, std::size_t count, Get get, datetime::value_type now) {
    constexpr std::integral_constant<std::size_t, I> here;
    if constexpr (Model::columns[I].missing == default_kind::server) {
        auto given = Driver::template array_of<bool>();
        auto each = from;
        for (std::size_t i = 0; i < count; ++i, ++each) given.value(get(*each, here) != nullptr);
        given.bind(to);
    }
    auto values = Driver::template array_of<value_of<typename Model::template column<I>::type>>();
    for (std::size_t i = 0; i < count; ++i, ++from) write_value_or_default<Model, I>(values, get(*from, here), now);
    values.bind(to);
}
template <class Driver, class Model, bool WithKey, class Iterator, class Get>
void bind_rows_as_arrays(typename Driver::binder& to, Iterator from, std::size_t count, Get get, datetime::value_type now) {
    if constexpr (!names_any_column<Model, WithKey>) return to.bind(1, static_cast<std::int64_t>(count));
    else
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((is_named<WithKey>(Model::columns[I]) ? bind_column_of_rows<Driver, Model, I>(to, from, count, get, now) : void()), ...);
        }(std::make_index_sequence<Model::column_count>{});
}

template <class Dialect, class Model, bool WithKey>
inline constinit auto& insert_one_info = info_of_walk<Dialect, write_insert_one<Model, WithKey>, false>;
template <class Dialect, class Model, bool WithKey>
inline constinit auto& insert_arrays_info = info_of_walk<Dialect, write_insert_arrays<Model, WithKey>, false>;

/// The statements that insert rows; what they return are the values that the database makes.
template <class Dialect, class Model>
struct insert_infos {
    template <bool WithKey>
    static statement_info& one() { return insert_one_info<Dialect, Model, WithKey>; }
    template <bool WithKey>
    static statement_info& arrays() { return insert_arrays_info<Dialect, Model, WithKey>; }
    template <int Rows>
    static statement_info& values() { return insert_info<Dialect, Model, Rows>; }
};

/// Sends one statement of so many new rows, whose values a function binds, from the beginning each time it is called. Others
/// stand behind them.
template <class Dialect, class Bind>
std::int64_t run_rows(typename driver<Dialect>::connection& db, statement_log& log, statement_info& info, std::int64_t rows,
                      row_sink<typename driver<Dialect>::reader> const& sink, Bind& bind, parameters const& behind = {}) {
    auto const bind_all = [&](typename driver<Dialect>::binder& to) {
        bind(to);
        driver<Dialect>::bind_behind(to, behind);
    };
    return log.measure_bound(info.text(), rows, [&] { return driver<Dialect>::run_bound(db, info, sink, bind_all); },
                             [&] { return driver<Dialect>::values_bound(db, info, bind_all); });
}

/// Sends rows that all give their key, or all do not, in as few statements as is good. `run(info, rows, bind)` sends one.
template <class Dialect, class Model, bool WithKey, class Infos = insert_infos<Dialect, Model>, class Iterator, class Get, class Run>
void send_rows(Iterator from, std::size_t count, Get get, datetime::value_type now, Run run) {
    using driver_type = driver<Dialect>;
    if constexpr (Dialect::rules.rows_as_arrays) {
        constexpr std::size_t most = 4096;      // a statement of a few hundred kilobytes: no more is gained beyond
        while (count > 0) {
            auto const rows = std::min(count, most);
            auto const first = from;
            std::ranges::advance(from, static_cast<std::ptrdiff_t>(rows));
            if (rows == 1)
                run(Infos::template one<WithKey>(), 1, [&](typename driver_type::binder& to) {
                    int at = 0;
                    bind_row<driver_type, Model, WithKey>(to, at, *first, get, now);
                });
            else
                run(Infos::template arrays<WithKey>(), static_cast<int>(rows), [&](typename driver_type::binder& to) {
                    bind_rows_as_arrays<driver_type, Model, WithKey>(to, first, rows, get, now);
                });
            count -= rows;
        }
    } else {
        constexpr int many = rows_a_statement<Model>;
        auto const send = [&](statement_info& info, int rows) {
            run(info, rows, [&](typename driver_type::binder& to) {
                int at = 0;
                auto each = from;
                for (int i = 0; i < rows; ++i, ++each) bind_row<driver_type, Model, true>(to, at, *each, get, now);
            });
            std::ranges::advance(from, rows);
            count -= static_cast<std::size_t>(rows);
        };
        if constexpr (many > 1)
            while (count >= static_cast<std::size_t>(many)) send(Infos::template values<many>(), many);
        constexpr int few = many > 8 ? many / 8 : 1;
        if constexpr (few > 1)
            while (count >= static_cast<std::size_t>(few)) send(Infos::template values<few>(), few);
        while (count > 0) send(Infos::template values<1>(), 1);
    }
}

/// Whether it is in doubt, where the database has no arrays, that the keys made for the rows of one statement follow each other.
template <class Dialect, class Model>
bool is_key_sequence_in_doubt(typename driver<Dialect>::connection& db, statement_log& log) {
    using reader = typename driver<Dialect>::reader;
    std::int64_t answer = 0;
    row_sink<reader> const sink{&answer,
                                [](void* self, typename reader::row const& from) {
                                    *static_cast<std::int64_t*>(self) = reader::template read<bigint>(from, 0);
                                },
                                nullptr, 1};
    auto& question = driver<Dialect>::template key_question<Model>();
    log.measure(question.text(), false, [&] { return driver<Dialect>::run(db, question, {}, sink); });
    return answer != 0;
}

/// Whether a row leaves its key to the database.
template <class Model, class Row, class Get>
bool lacks_key(Row const& row, Get get) {
    return get(row, std::integral_constant<std::size_t, Model::generated_key>()) == nullptr;
}

/// Splits rows into runs that all give their key, or all do not. `send(std::bool_constant<with_key>(), from, end)` takes one.
template <class Model, class Iterator, class End, class Get, class Send>
void for_each_run(Iterator from, End end, Get get, Send send) {
    if constexpr (Model::generated_key == Model::npos) send(std::true_type(), from, end);
    else
        while (from != end) {
            bool const lacks = lacks_key<Model>(*from, get);
            auto run_end = from;
            while (run_end != end && lacks_key<Model>(*run_end, get) == lacks) ++run_end;
            if (lacks) send(std::false_type(), from, run_end);
            else send(std::true_type(), from, run_end);
            from = run_end;
        }
}

}  // namespace dovetail::detail
