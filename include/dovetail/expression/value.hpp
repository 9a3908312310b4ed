// SPDX-License-Identifier: BSL-1.0
// Values in expressions. Each becomes a parameter of the statement; none becomes text.
//
//     users.username == "john"        // binary<equal, column, value<std::string_view>>
//
// A statement keeps string literals as views and owns everything else.
#pragma once

#include <dovetail/expression/operand.hpp>
#include <dovetail/schema/assignment.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace dovetail {

/// A bound value. Few types of T (below), so that few things are instantiated.
template <class T>
struct value {
    static constexpr auto kind = node_kind::value;
    static constexpr unsigned parameters = 1;
    using type = void;             // a value takes the type of what it is compared with
    T held;
};

namespace detail {

template <class T>
constexpr auto make_value(T held) {
    return value<T>{std::move(held)};
}

/// A value in the form that statements keep. T is the SQL type it is compared with.
template <class T, class U>
constexpr auto hold(U&& given) {
    using plain = std::remove_cvref_t<U>;
    using facts = type_facts<T>;
    if constexpr (is_optional<plain>) {
        using held = decltype(hold<T>(*std::forward<U>(given)).held);
        return given ? make_value(std::optional<held>(hold<T>(*std::forward<U>(given)).held))
                     : make_value(std::optional<held>());
    } else if constexpr (facts::family == type_family::boolean) return make_value<bool>(given);
    else if constexpr (std::is_integral_v<plain>) {
        if (!std::in_range<std::int64_t>(given)) refuse_value("", "a number", "is out of the range of 64 bits");
        return make_value<std::int64_t>(static_cast<std::int64_t>(given));
    } else if constexpr (std::is_floating_point_v<plain>) return make_value<double>(given);
    else if constexpr (facts::family == type_family::text) {
        if constexpr (literal_length<U> != 0 || std::is_same_v<U, char const (&)[1]>)
            return make_value(std::string_view(given, literal_length<U>));
        else return make_value(std::string(std::forward<U>(given)));
    } else if constexpr (facts::family == type_family::custom) {
        using codec_type = codec<without_null<T>>;
        return hold<typename codec_type::storage_type>(codec_type::to_storage(given));
    } else if constexpr (facts::family == type_family::blob && !std::is_same_v<plain, std::vector<std::byte>>) {
        std::span<std::byte const> const bytes = given;
        return make_value(std::vector<std::byte>(bytes.begin(), bytes.end()));
    } else {
        value_of<without_null<T>> held(std::forward<U>(given));
        check_value<T>(held, "", "a comparison");
        return make_value(std::move(held));
    }
}

/// Either an expression as it is, or a value beside an expression of SQL type T.
template <class T, class U>
constexpr auto as_operand(U&& given) {
    if constexpr (expression<U>) return std::remove_cvref_t<U>(std::forward<U>(given));
    else return hold<T>(std::forward<U>(given));
}

/// Whether U, an expression or a C++ value, can be compared with an expression of SQL type T.
template <class T, class U>
constexpr bool can_compare() {
    using plain = std::remove_cvref_t<U>;
    if constexpr (expression<U>) {
        if constexpr (std::is_void_v<typename plain::type>) return false;
        else return comparable<T, typename plain::type>;
    } else if constexpr (is_optional<plain>) return takes<T, typename plain::value_type>();
    else if constexpr (std::is_convertible_v<U, std::string_view>) return takes<T, std::string_view>();
    else return takes<T, plain>();
}

}  // namespace detail
}  // namespace dovetail
