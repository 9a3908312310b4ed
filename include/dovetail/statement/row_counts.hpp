// SPDX-License-Identifier: BSL-1.0
// What LIMIT and OFFSET count: a number, maybe none, or a named parameter.
//
//     constexpr auto newest = dt::select(users).order_by(users.id.desc()).limit(dt::param<"count">);
//     co_await db.execute(newest, dt::arg<"count"> = 10);
#pragma once

#include <dovetail/core/error.hpp>
#include <dovetail/statement/clauses.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>

namespace dovetail {

template <fixed_string Name> struct named_parameter;

/// A parameter that says how many rows.
template <fixed_string Name>
struct count_parameter {
    static constexpr auto name = Name;
    static constexpr bool is_count = true;
    using type = bigint;
};

/// The names of a select's LIMIT and OFFSET, where they have names.
template <class Limit = absent, class Offset = absent>
struct row_counts {
    using pieces = nodes<Limit, Offset>;
    template <class New> using with_limit = row_counts<New, Offset>;
    template <class New> using with_offset = row_counts<Limit, New>;
    static constexpr std::string_view limit_name() { return name_of<Limit>(); }
    static constexpr std::string_view offset_name() { return name_of<Offset>(); }

private:
    template <class Count>
    static constexpr std::string_view name_of() {
        if constexpr (requires { Count::is_count; }) return Count::name;
        else return {};
    }
};

namespace detail {

/// Stands for a limit that is left out.
inline constexpr std::int64_t no_count = -1;
constexpr bound_value count_value(std::int64_t count) { return count == no_count ? bound_value() : bound_value::integer(count); }
constexpr std::int64_t not_negative(std::int64_t count, char const* what) {
    if (count < 0)
        throw error(error_category::usage,
                    std::string("dovetail: ") + what + " takes no negative number, but got " + std::to_string(count));
    return count;
}

template <class T> inline constexpr bool may_be_no_count = std::same_as<T, std::nullopt_t>;
template <class T> inline constexpr bool may_be_no_count<std::optional<T>> = true;
template <class T> struct count_name_of { using type = absent; };
template <fixed_string Name> struct count_name_of<named_parameter<Name>> { using type = count_parameter<Name>; };
template <class T> using count_name = typename count_name_of<T>::type;

template <class T>
constexpr std::int64_t count_from(T const& count, char const* what) {
    constexpr bool named = !std::same_as<count_name<T>, absent>;
    constexpr bool ok = named || std::same_as<T, std::nullopt_t> || (std::integral<T> && !std::same_as<T, bool>);
    static_assert(ok, "dovetail: limit() and offset() take a whole number, an optional one, or dt::param<\"count\">");
    if constexpr (ok && std::integral<T>) return not_negative(static_cast<std::int64_t>(count), what);
    else return named ? 0 : no_count;
}
template <class T>
constexpr std::int64_t count_from(std::optional<T> const& count, char const* what) {
    return count ? count_from(*count, what) : no_count;
}

}  // namespace detail

}  // namespace dovetail
