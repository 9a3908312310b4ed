// SPDX-License-Identifier: BSL-1.0
// Values between C++ and SQLite, both ways; what a column holds is checked against what the model says.
//
// SQLite types values, not columns, so any column may hold anything: each read checks the kind of the value, its
// range and its form, and refuses what the model does not allow.
#pragma once

#include <dovetail/backend/sqlite/range_argument.hpp>
#include <dovetail/backend/sqlite/statement.hpp>
#include <dovetail/mapping/decode.hpp>
#include <dovetail/mapping/parameters.hpp>
#include <dovetail/mapping/print.hpp>
#include <dovetail/schema/time_text.hpp>

#include <limits>

namespace dovetail::sqlite_backend {

using dovetail::detail::time_point;
using dovetail::detail::time_text;

namespace detail {

inline std::string show(cell found) {
    switch (found.kind()) {
        case value_kind::null: return "NULL";
        case value_kind::integer: return "the integer " + std::to_string(found.as_int64());
        case value_kind::real: return dovetail::detail::shown_number(found.as_double());
        case value_kind::blob: return "a blob of " + std::to_string(found.as_blob().size()) + " bytes";
        case value_kind::text: break;
    }
    auto const text = found.as_text();
    return "the text '" + std::string(text.substr(0, 40)) + (text.size() > 40 ? "...'" : "'");
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse(cell found, int column, char const* expected) {
    throw cell_fault{column, "holds " + show(found) + ", but the model says " + expected};
}

}  // namespace detail

/// Reads the cells of SQLite rows (mapping/decode.hpp says what a Reader is).
struct reader {
    using row = sqlite_backend::row;

    static bool is_null(row const& from, int column) { return from[column].kind() == value_kind::null; }

    template <class Type>
    static value_of<Type> read(row const& from, int column) {
        return read_cell<Type>(from[column], column);
    }

private:
    template <class Type>
    static value_of<Type> read_cell(cell found, int column) {
        using facts = type_facts<Type>;
        if constexpr (facts::is_nullable) {
            if (found.kind() == value_kind::null) return std::nullopt;
            return read_cell<without_null<Type>>(found, column);
        } else if constexpr (facts::family == type_family::custom) {
            auto stored = read_cell<typename codec<Type>::storage_type>(found, column);
            try {
                return codec<Type>::from_storage(std::move(stored));
            } catch (std::exception const& problem) {
                throw cell_fault{column, "holds " + detail::show(found) + ", which its codec refuses: " + problem.what()};
            }
        } else if constexpr (facts::family == type_family::formed) {
            using form = typename Type::form;
            if (found.kind() == value_kind::text) try {
                    return form::load(found.as_text());
                } catch (std::exception const&) {       // refused below
                }
            detail::refuse(found, column, form::expected);
        } else if constexpr (facts::family == type_family::boolean) {
            if (found.kind() == value_kind::integer) [[likely]] {
                auto const number = found.as_int64();
                if (number == 0 || number == 1) [[likely]] return number == 1;
            }
            detail::refuse(found, column, "a boolean (0 or 1)");
        } else if constexpr (std::is_integral_v<value_of<Type>>) {
            using number_type = value_of<Type>;
            if (found.kind() == value_kind::integer) [[likely]] {
                auto const number = found.as_int64();
                if constexpr (sizeof(number_type) == 8) return number;
                else if (number >= std::numeric_limits<number_type>::min() &&
                         number <= std::numeric_limits<number_type>::max()) [[likely]]
                    return static_cast<number_type>(number);
            }
            detail::refuse(found, column, sizeof(number_type) == 8   ? "a 64-bit integer"
                                          : sizeof(number_type) == 4 ? "a 32-bit integer"
                                                                     : "a 16-bit integer");
        } else if constexpr (facts::family == type_family::number) {
            auto const kind = found.kind();
            if (kind != value_kind::real && kind != value_kind::integer) [[unlikely]]
                detail::refuse(found, column, "a number");
            double const number = found.as_double();
            if constexpr (sizeof(value_of<Type>) == 4) {
                constexpr auto most = static_cast<double>(std::numeric_limits<float>::max());
                bool const is_finite = number - number == 0;
                if (is_finite && (number > most || number < -most)) [[unlikely]]
                    detail::refuse(found, column, "a 32-bit floating point number");
            }
            return static_cast<value_of<Type>>(number);
        } else if constexpr (facts::family == type_family::text) {
            if (found.kind() != value_kind::text) [[unlikely]] detail::refuse(found, column, "text");
            return std::string(found.as_text());
        } else if constexpr (facts::family == type_family::blob) {
            if (found.kind() != value_kind::blob) [[unlikely]] detail::refuse(found, column, "a blob");
            auto const bytes = found.as_blob();
            return value_of<Type>(bytes.begin(), bytes.end());
        } else if constexpr (facts::family == type_family::date) {
            if (found.kind() == value_kind::text)
                if (auto const day = dovetail::detail::read_date(found.as_text()); day.ok()) return day;
            detail::refuse(found, column, "a date (YYYY-MM-DD)");
        } else {
            dovetail::detail::time_point at;
            if (found.kind() == value_kind::text && dovetail::detail::read_datetime(found.as_text(), at)) return at;
            detail::refuse(found, column, "a time (YYYY-MM-DD HH:MM:SS, with up to six decimals)");
        }
    }
};

namespace detail {

inline time_text text_of_date(std::int64_t days) {
    time_text text;
    dovetail::detail::write_date(text, std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(days))));
    return text;
}
inline time_text text_of_datetime(time_point at) {
    if (!dovetail::detail::has_text(at))
        throw error(error_category::data, "dovetail: a time outside of the years 0000 to 9999 has no text in SQLite");
    time_text text;
    dovetail::detail::write_datetime(text, at);
    return text;
}
inline time_point instant(std::int64_t micros) { return time_point(std::chrono::microseconds(micros)); }

inline std::string text_of(bound_value::formed_value const& value) {
    std::string text;
    value.store(text);
    return text;
}

/// Gives one element of a range to SQLite.
inline void give_element(void const* elements, std::size_t i, range_sink& to) {
    using kind = bound_value::kind;
    bound_value const& value = static_cast<bound_value const*>(elements)[i];
    switch (value.what()) {
        case kind::null: return to.null();
        case kind::boolean:
        case kind::integer: return to.integer(value.as_integer());
        case kind::real: return to.real(value.as_real());
        case kind::text:
        case kind::character: return to.borrowed_text(value.as_text());
        case kind::blob: return to.borrowed_blob(value.as_blob());
        case kind::date: return to.text(text_of_date(value.as_integer()).view());
        case kind::datetime: return to.text(text_of_datetime(instant(value.as_integer())).view());
        case kind::formed: return to.text(text_of(value.as_formed()));
        case kind::range:
        case kind::predicate: return to.null();    // neither can be made of a range's elements
    }
}

inline void bind_copied(sqlite3_stmt* statement, int i, std::string_view text) {
    char const* const characters = text.data() != nullptr ? text.data() : "";
    int const code = sqlite3_bind_text64(statement, i, characters, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    if (code != SQLITE_OK) throw_from(statement, code);
}
inline void bind_copied_blob(sqlite3_stmt* statement, int i, byte_view value) {
    void const* const bytes = value.data() != nullptr ? static_cast<void const*>(value.data()) : "";
    int const code = sqlite3_bind_blob64(statement, i, bytes, value.size(), SQLITE_TRANSIENT);
    if (code != SQLITE_OK) throw_from(statement, code);
}

}  // namespace detail

/// Binds a value that is gone before the statement runs: text and blobs are copied.
template <class V>
void bind_temporary(binder& to, int i, V const& value);

/// Binds one value of a column's C++ type, checked as a new row's column is. Text and blobs are borrowed.
template <class V>
void bind_value(binder& to, int i, V const& value) {
    if constexpr (dovetail::detail::is_optional<V>) {
        if (value) bind_value(to, i, *value);
        else to.bind(i, nullptr);
    } else if constexpr (std::is_arithmetic_v<V>) to.bind(i, value);
    else if constexpr (std::is_convertible_v<V const&, std::string_view>) to.bind(i, std::string_view(value));
    else if constexpr (std::is_convertible_v<V const&, byte_view>)
        to.bind(i, byte_view(value));
    else if constexpr (std::is_same_v<V, std::chrono::year_month_day>) {
        time_text text;
        dovetail::detail::write_date(text, value);
        detail::bind_copied(to.handle(), i, text.view());
    } else if constexpr (std::is_same_v<V, time_point>) {
        detail::bind_copied(to.handle(), i, detail::text_of_datetime(value).view());
    } else if constexpr (has_value_form<V>) {
        std::string text;
        value_form<V>::store(text, value);
        detail::bind_copied(to.handle(), i, text);
    } else bind_temporary(to, i, codec<V>::to_storage(value));
}

template <class V>
void bind_temporary(binder& to, int i, V const& value) {
    if constexpr (dovetail::detail::is_optional<V>) {
        if (value) bind_temporary(to, i, *value);
        else to.bind(i, nullptr);
    } else if constexpr (std::is_convertible_v<V const&, std::string_view>) detail::bind_copied(to.handle(), i, value);
    else if constexpr (std::is_convertible_v<V const&, byte_view>) detail::bind_copied_blob(to.handle(), i, value);
    else bind_value(to, i, value);
}

namespace detail {

/// Binds what SQLite has no type for. Apart from the others, as it would make binding a number twice as long.
[[gnu::noinline]] inline void bind_converted(binder& to, int i, bound_value const& value) {
    using kind = bound_value::kind;
    if (value.what() == kind::date) bind_copied(to.handle(), i, text_of_date(value.as_integer()).view());
    else if (value.what() == kind::datetime)
        bind_copied(to.handle(), i, text_of_datetime(instant(value.as_integer())).view());
    else if (value.what() == kind::formed) bind_copied(to.handle(), i, text_of(value.as_formed()));
    else {
        auto const elements = value.as_range();
        to.bind(i, new range_view{elements.data(), elements.size(), &give_element},
                [](void* view) { delete static_cast<range_view*>(view); });
    }
}

}  // namespace detail

/// Refuses a number of values that is not that of the statement's placeholders.
inline void require_count(binder& to, parameters const& values) {
    int const expected = sqlite3_bind_parameter_count(to.handle());
    if (expected != static_cast<int>(values.size())) [[unlikely]]
        throw error(error_category::usage,
                    "dovetail: the statement has " + std::to_string(expected) + " placeholders, but " +
                        std::to_string(values.size()) + " values are given",
                    0, sqlite3_sql(to.handle()));
}

/// Binds a statement's parameters, which stay as they are until it is reset.
inline void bind_all(binder& to, parameters const& values, int before = 0) {
    using kind = bound_value::kind;
    int const last = before + static_cast<int>(values.size());
    bound_value const* next = values.begin();
    for (int i = before + 1; i <= last; ++i, ++next) {
        bound_value const& each = *next;
        switch (each.what()) {
            case kind::null: to.bind(i, nullptr); break;
            case kind::boolean:
            case kind::integer: to.bind(i, each.as_integer()); break;
            case kind::real: to.bind(i, each.as_real()); break;
            case kind::text:
            case kind::character: to.bind(i, each.as_text()); break;
            case kind::blob: to.bind(i, each.as_blob()); break;
            case kind::date:
            case kind::datetime:
            case kind::formed:
            case kind::range: detail::bind_converted(to, i, each); break;
            case kind::predicate: break;        // it is taken apart before
        }
    }
}

}  // namespace dovetail::sqlite_backend
