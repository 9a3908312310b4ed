// SPDX-License-Identifier: BSL-1.0
// SQL functions written in C++, for the databases of an engine.
//
//     dt::engine<dt::sqlite> engine{"app.db", {.functions = {
//         dt::sqlite_function<"initials">([](std::string_view name) { return std::string(name.substr(0, 1)); })}}};
//     co_await db.execute(dt::select(users.id).where(dt::function<"initials", dt::text>(users.name) == "a"));
//
// The types of arguments and of the result are those of the C++ function: integers, floating point numbers, bool, text
// (std::string, std::string_view), std::vector<std::byte>, and std::optional of these. Where an argument is NULL and its
// parameter is no optional, the result is NULL, and the function is not called. What it throws is the statement's error.
#pragma once

#include <dovetail/backend/sqlite/function_list.hpp>
#include <dovetail/core/byte_view.hpp>
#include <dovetail/core/fixed_string.hpp>
#include <dovetail/schema/types.hpp>

#include <sqlite3.h>

#include <concepts>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace dovetail {
namespace sqlite_backend::detail {

template <class F>
struct signature {};
template <class F>
    requires requires { &F::operator(); }
struct signature<F> : signature<decltype(&F::operator())> {};
template <class R, class... A>
struct signature<R (*)(A...)> {
    using result = R;
    using arguments = std::tuple<std::remove_cvref_t<A>...>;
};
template <class C, class R, class... A>
struct signature<R (C::*)(A...) const> : signature<R (*)(A...)> {};
template <class C, class R, class... A>
struct signature<R (C::*)(A...)> : signature<R (*)(A...)> {};
template <class C, class R, class... A>
struct signature<R (C::*)(A...) const noexcept> : signature<R (*)(A...)> {};
template <class R, class... A>
struct signature<R (*)(A...) noexcept> : signature<R (*)(A...)> {};

template <class T>
inline constexpr bool is_function_value = std::is_arithmetic_v<T> || std::same_as<T, std::string> || std::same_as<T, std::string_view> ||
                                          std::same_as<T, std::vector<std::byte>>;
template <class T>
inline constexpr bool is_function_value<std::optional<T>> = is_function_value<T>;

[[noreturn]] inline void refuse_argument(int at, char const* expected) {
    throw std::invalid_argument("argument " + std::to_string(at + 1) + " is not " + expected);
}

template <class T>
T take_argument(sqlite3_value* value, int at) {
    int const type = sqlite3_value_type(value);
    if constexpr (dovetail::detail::is_optional<T>) {
        if (type == SQLITE_NULL) return std::nullopt;
        return take_argument<typename T::value_type>(value, at);
    } else if constexpr (std::is_integral_v<T>) {
        if (type != SQLITE_INTEGER) refuse_argument(at, "an integer");
        auto const number = sqlite3_value_int64(value);
        if constexpr (std::is_same_v<T, bool>) return number != 0;
        else {
            if (!std::in_range<T>(number)) refuse_argument(at, "in the range of the C++ function's parameter");
            return static_cast<T>(number);
        }
    } else if constexpr (std::is_floating_point_v<T>) {
        if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) refuse_argument(at, "a number");
        return static_cast<T>(sqlite3_value_double(value));
    } else if constexpr (std::is_same_v<T, std::vector<std::byte>>) {
        if (type != SQLITE_BLOB) refuse_argument(at, "a blob");
        auto const* const bytes = static_cast<std::byte const*>(sqlite3_value_blob(value));
        return bytes != nullptr ? T(bytes, bytes + sqlite3_value_bytes(value)) : T();
    } else {
        if (type != SQLITE_TEXT) refuse_argument(at, "text");
        auto const* const characters = reinterpret_cast<char const*>(sqlite3_value_text(value));
        return T(characters, static_cast<std::size_t>(sqlite3_value_bytes(value)));
    }
}

template <class T>
void give_result(sqlite3_context* to, T const& value) {
    if constexpr (dovetail::detail::is_optional<T>) {
        if (value) give_result(to, *value);
        else sqlite3_result_null(to);
    } else if constexpr (std::is_integral_v<T>) {
        if constexpr (!std::is_same_v<T, bool>)
            if (!std::in_range<std::int64_t>(value)) throw std::out_of_range("the result is out of the range of 64 bits");
        sqlite3_result_int64(to, static_cast<sqlite3_int64>(value));
    } else if constexpr (std::is_floating_point_v<T>) sqlite3_result_double(to, static_cast<double>(value));
    else if constexpr (std::is_same_v<T, std::vector<std::byte>>)
        sqlite3_result_blob64(to, value.empty() ? static_cast<void const*>("") : value.data(), value.size(), SQLITE_TRANSIENT);
    else sqlite3_result_text64(to, value.data() != nullptr ? value.data() : "", value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

template <class F>
class cpp_function final : public sql_function {
public:
    cpp_function(std::string_view name, F function, bool is_deterministic)
        : name_(name), function_(std::move(function)), is_deterministic_(is_deterministic) {}

    int install(sqlite3* db) const override {
        constexpr int count = std::tuple_size_v<typename signature<F>::arguments>;
        use();      // until the connection is closed; SQLite releases it where this fails, too
        return sqlite3_create_function_v2(db, name_.c_str(), count, SQLITE_UTF8 | (is_deterministic_ ? SQLITE_DETERMINISTIC : 0),
                                          const_cast<cpp_function*>(this), &run, nullptr, nullptr,
                                          [](void* given) { static_cast<cpp_function const*>(given)->release(); });
    }

private:
    static void run(sqlite3_context* to, int, sqlite3_value** values) noexcept {
        auto const& self = *static_cast<cpp_function const*>(sqlite3_user_data(to));
        try {
            self.call(to, values, std::make_index_sequence<std::tuple_size_v<typename signature<F>::arguments>>());
        } catch (std::bad_alloc const&) {
            sqlite3_result_error_nomem(to);
        } catch (std::exception const& problem) {
            self.fail(to, problem.what());
        } catch (...) {
            self.fail(to, "it threw something that is no std::exception");
        }
    }
    void fail(sqlite3_context* to, char const* what) const noexcept {
        char* const text = sqlite3_mprintf("%s(): %s", name_.c_str(), what);
        if (text == nullptr) return sqlite3_result_error_nomem(to);
        sqlite3_result_error(to, text, -1);
        sqlite3_free(text);
    }
    template <std::size_t... I>
    void call(sqlite3_context* to, [[maybe_unused]] sqlite3_value** values, std::index_sequence<I...>) const {
        using arguments = typename signature<F>::arguments;
        bool const is_null = ((!dovetail::detail::is_optional<std::tuple_element_t<I, arguments>> && sqlite3_value_type(values[I]) == SQLITE_NULL) || ...);
        if (is_null) return sqlite3_result_null(to);
        give_result(to, function_(take_argument<std::tuple_element_t<I, arguments>>(values[I], static_cast<int>(I))...));
    }

    std::string name_;
    F function_;
    bool is_deterministic_;
};

}  // namespace sqlite_backend::detail

/// A function for sqlite_options::functions; SQL calls it by Name, with as many arguments as the C++ function has
/// parameters. Engines with threads call it from several at once, on one copy, so a function object is called as const.
///
/// @param is_deterministic  gives the same for the same arguments, so that SQLite may call it once, and in indexes
template <fixed_string Name, class F>
sqlite_function_list sqlite_function(F function, bool is_deterministic = false) {
    using namespace sqlite_backend::detail;
    constexpr bool is_one = requires { typename signature<F>::result; };
    static_assert(is_one, "dovetail: an SQL function is made of one C++ function; the parameters of a lambda have types, such as "
                          "[](std::string_view name)");
    constexpr bool ok = [] {
        if constexpr (is_one)
            return []<class... A>(std::tuple<A...>*) {
                return is_function_value<std::remove_cvref_t<typename signature<F>::result>> && (is_function_value<A> && ...);
            }(static_cast<typename signature<F>::arguments*>(nullptr));
        else return false;
    }();
    static_assert(ok || !is_one, "dovetail: the parameters and the result of an SQL function are numbers, bool, text, "
                                 "std::vector<std::byte>, or std::optional of these");
    if constexpr (ok) return sqlite_function_list(new cpp_function<F>(Name.view(), std::move(function), is_deterministic));
    else return {};
}

}  // namespace dovetail
