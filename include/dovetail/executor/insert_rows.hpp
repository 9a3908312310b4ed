// SPDX-License-Identifier: BSL-1.0
// Inserting many rows: several a statement, one constant text, values bound from where they are.
#pragma once

#include <dovetail/core/members.hpp>
#include <dovetail/executor/driver.hpp>
#include <dovetail/lowering/insert_rows.hpp>
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
    if constexpr (std::is_same_v<V, date::value_type>) return date::value_type(std::chrono::floor<std::chrono::days>(now));
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

/// Binds one column: its value, or what stands for a value left out.
template <class Driver, class Model, std::size_t I, class V>
void bind_column(typename Driver::binder& to, int& at, V const* given, datetime::value_type now) {
    using column = typename Model::template column<I>;
    constexpr auto missing = Model::columns[I].missing;
    if constexpr (missing == default_kind::generated) return;
    else {
        if constexpr (missing == default_kind::server) to.bind(++at, given != nullptr);
        if (given) return Driver::bind_value(to, ++at, *given);
        if constexpr (missing == default_kind::constant)
            Driver::bind_temporary(to, ++at,
                                   column::template with_options<constant_default>::template get<typename column::type>());
        else if constexpr (missing == default_kind::now) Driver::bind_value(to, ++at, default_now_value<V>(now));
        else Driver::bind_null(to, ++at);
    }
}

template <class Driver, class Model, class Row>
void bind_new_row(typename Driver::binder& to, int& at, Row const& row, datetime::value_type now) {
    auto const tied = tie_members<Model::member_count>(row);
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (bind_column<Driver, Model, I>(to, at, given_value<Model, I>(tied), now), ...);
    }(std::make_index_sequence<Model::column_count>{});
}

/// Sends rows in statements of several, then of one. `run(info, bind)` sends one statement.
template <class Dialect, class Model, class Iterator, class Bind, class Run>
void in_chunks(Iterator from, std::size_t count, Bind bind_one, Run run) {
    constexpr int many = rows_a_statement<Model>;
    auto const send = [&](statement_info& info, int rows) {
        run(info, rows, [&](typename driver<Dialect>::binder& to) {
            int at = 0;
            for (int i = 0; i < rows; ++i, ++from) bind_one(to, at, *from);
        });
        count -= static_cast<std::size_t>(rows);
    };
    if constexpr (many > 1)
        while (count >= static_cast<std::size_t>(many)) send(insert_info<Dialect, Model, many>, many);
    constexpr int few = many > 8 ? many / 8 : 1;
    if constexpr (few > 1)
        while (count >= static_cast<std::size_t>(few)) send(insert_info<Dialect, Model, few>, few);
    while (count > 0) send(insert_info<Dialect, Model, 1>, 1);
}

}  // namespace dovetail::detail
