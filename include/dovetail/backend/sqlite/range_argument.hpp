// SPDX-License-Identifier: BSL-1.0
// A range as one parameter: a table-valued function over a pointer, so that the text never changes.
//
//     std::vector<std::int64_t> ids{1, 5, 8};
//     range_view view = view_of(ids);
//     auto use = connection.prepared({"SELECT name FROM users WHERE id IN dovetail_range(?1)", 3, true});
//     use.bind(1, &view);  // ids and view stay alive until the statement is reset
//
// The text to write is `x IN dovetail_range(?n)` and `x NOT IN dovetail_range(?n)`. SQLite reads the range
// once per execution into a sorted temporary index, so x may be looked up in its own index and duplicates
// cost nothing. The collation of x holds, and a column with a numeric affinity converts the values as it
// converts literals; a text column compares them as they are (the value of a range is a column too, and
// SQLite makes no text of those), so the types of a range are those of its column. `dovetail_range` has one
// visible column, `value`, and can also stand in FROM. A range that was not bound (NULL) has no values, hence
// matches nothing. As everywhere in SQL, a NULL among the values makes NOT IN match nothing.
//
// The way is SQLite's own carray extension (https://www.sqlite.org/carray.html) over its pointer-passing
// interface (https://www.sqlite.org/bindptr.html): SQL text cannot make such a pointer, and its type name is
// checked.
#pragma once

#include <dovetail/core/byte_view.hpp>

#include <sqlite3.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <new>
#include <ranges>
#include <string_view>
#include <type_traits>

namespace dovetail::sqlite_backend {

/// Takes one value of a range, for SQLite: call exactly one function, once.
class range_sink {
public:
    explicit range_sink(sqlite3_context* context) noexcept : context_(context) {}

    void integer(std::int64_t value) noexcept { sqlite3_result_int64(context_, value); }
    void real(double value) noexcept {
        if (value == value) sqlite3_result_double(context_, value);
        else sqlite3_result_error(context_, "NaN in a range: SQLite would silently turn it into NULL", -1);
    }
    void null() noexcept { sqlite3_result_null(context_); }

    /// UTF-8 text that lives as long as the range; text() for one that does not, which SQLite copies.
    void borrowed_text(std::string_view value) noexcept { give_text(value, nullptr); }
    void text(std::string_view value) noexcept { give_text(value, SQLITE_TRANSIENT); }

    /// Bytes that live as long as the range; blob() for those that do not.
    void borrowed_blob(byte_view value) noexcept { give_blob(value, nullptr); }
    void blob(byte_view value) noexcept { give_blob(value, SQLITE_TRANSIENT); }

private:
    void give_text(std::string_view value, sqlite3_destructor_type lifetime) noexcept {
        char const* text = value.data() != nullptr ? value.data() : "";
        sqlite3_result_text64(context_, text, value.size(), lifetime, SQLITE_UTF8);
    }
    void give_blob(byte_view value, sqlite3_destructor_type lifetime) noexcept {
        void const* bytes = value.data() != nullptr ? static_cast<void const*>(value.data()) : "";
        sqlite3_result_blob64(context_, bytes, value.size(), lifetime);
    }

    sqlite3_context* context_;
};

/// A range of any element type, erased: what binder::bind(int, range_view const*) takes. Both the view and
/// its range must stay where they are, unchanged, until the statement is reset.
struct range_view {
    void const* data = nullptr;  ///< the range object, or its first element: what value_of understands
    std::size_t size = 0;        ///< how many values
    /// Gives value i to the sink. May throw: the statement fails with what() in its message.
    void (*value_of)(void const* data, std::size_t i, range_sink& sink) = nullptr;
};

/// How an element becomes an SQLite value, unless view_of is told otherwise: integers and bool, floating
/// point, what converts to std::string_view, bytes, nullptr, and an optional of these, whose empty state is
/// NULL.
struct default_range_value {
    template <class T>
    void operator()(T&& element, range_sink& sink) const {
        using value = std::remove_cvref_t<T>;
        if constexpr (std::is_null_pointer_v<value>) {
            sink.null();
        } else if constexpr (std::integral<value>) {
            static_assert(
                std::signed_integral<value> || sizeof(value) < sizeof(std::int64_t),
                "dovetail: unsigned 64-bit integers do not fit into SQLite's signed ones; convert the range");
            sink.integer(static_cast<std::int64_t>(element));
        } else if constexpr (std::floating_point<value>) {
            sink.real(static_cast<double>(element));
        } else if constexpr (std::convertible_to<value const&, std::string_view>) {
            // An element that was made for this call, and owns its text, is gone before SQLite reads it.
            if constexpr (std::is_lvalue_reference_v<T> || std::same_as<value, std::string_view>)
                sink.borrowed_text(element);
            else sink.text(element);
        } else if constexpr (std::convertible_to<value const&, byte_view>) {
            if constexpr (std::is_lvalue_reference_v<T> || std::same_as<value, byte_view>)
                sink.borrowed_blob(element);
            else sink.blob(element);
        } else if constexpr (requires { element.has_value(); }) {
            if (element.has_value()) (*this)(*static_cast<T&&>(element), sink);
            else sink.null();
        } else {
            constexpr bool is_known = sizeof(value) == 0;
            static_assert(is_known, "dovetail: no SQLite value for this element type; pass view_of a projection");
        }
    }
};

/// Views a random-access range (an array, vector, deque, span, a transform over one) for one parameter.
///
/// @tparam Encode  an empty function object (element, range_sink&), called for one element at a time on the
///                 thread that uses the connection
/// @param values   kept alive and unchanged by the caller until the statement is reset; a temporary is
///                 refused
template <class Encode = default_range_value, std::ranges::random_access_range Range>
    requires std::ranges::sized_range<Range const>
[[nodiscard]] range_view view_of(Range const& values) noexcept {
    return {&values, static_cast<std::size_t>(std::ranges::size(values)),
            [](void const* data, std::size_t i, range_sink& sink) {
                Range const& range = *static_cast<Range const*>(data);
                using difference = std::ranges::range_difference_t<Range const>;
                Encode{}(std::ranges::begin(range)[static_cast<difference>(i)], sink);
            }};
}
template <class Encode = default_range_value, std::ranges::random_access_range Range>
void view_of(Range const&&) = delete;

namespace detail {

// The virtual table, as the manual's carray: https://www.sqlite.org/vtab.html, "table-valued functions".
struct range_cursor : sqlite3_vtab_cursor {
    range_view const* view;
    std::size_t at;
    std::size_t size;
};

enum range_column { range_value_column = 0, range_pointer_column = 1 };

inline int range_connect(sqlite3* db, void*, int, char const* const*, sqlite3_vtab** table, char**) noexcept {
    // No declared type: a numeric column on the other side of a comparison then converts the values.
    int const code = sqlite3_declare_vtab(db, "CREATE TABLE x(value, pointer HIDDEN)");
    if (code != SQLITE_OK) return code;
    *table = new (std::nothrow) sqlite3_vtab{};
    return *table != nullptr ? SQLITE_OK : SQLITE_NOMEM;
}

inline int range_disconnect(sqlite3_vtab* table) noexcept {
    delete table;
    return SQLITE_OK;
}

inline int range_best_index(sqlite3_vtab*, sqlite3_index_info* plan) noexcept {
    plan->idxNum = 0;  // without a pointer: no rows
    plan->estimatedCost = 1;
    plan->estimatedRows = 100;  // the plan must not depend on the size of a range, or it would change with it
    for (int i = 0; i < plan->nConstraint; ++i) {
        auto const& constraint = plan->aConstraint[i];
        if (constraint.iColumn != range_pointer_column) continue;
        if (constraint.op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
        if (constraint.usable == 0) return SQLITE_CONSTRAINT;  // this join order cannot pass the pointer
        plan->idxNum = 1;
        plan->aConstraintUsage[i].argvIndex = 1;
        plan->aConstraintUsage[i].omit = 1;
    }
    return SQLITE_OK;
}

inline int range_open(sqlite3_vtab*, sqlite3_vtab_cursor** cursor) noexcept {
    *cursor = new (std::nothrow) range_cursor{};
    return *cursor != nullptr ? SQLITE_OK : SQLITE_NOMEM;
}

inline int range_close(sqlite3_vtab_cursor* cursor) noexcept {
    delete static_cast<range_cursor*>(cursor);
    return SQLITE_OK;
}

inline int range_filter(sqlite3_vtab_cursor* base, int plan, char const*, int,
                        sqlite3_value** arguments) noexcept {
    auto* cursor = static_cast<range_cursor*>(base);
    void const* bound = plan == 1 ? sqlite3_value_pointer(arguments[0], "dovetail_range") : nullptr;
    cursor->view = static_cast<range_view const*>(bound);
    cursor->at = 0;
    cursor->size = cursor->view != nullptr ? cursor->view->size : 0;
    return SQLITE_OK;
}

inline int range_next(sqlite3_vtab_cursor* cursor) noexcept {
    ++static_cast<range_cursor*>(cursor)->at;
    return SQLITE_OK;
}

inline int range_eof(sqlite3_vtab_cursor* base) noexcept {
    auto const* cursor = static_cast<range_cursor*>(base);
    return cursor->at >= cursor->size;
}

inline void give_element(sqlite3_context* context, range_view const& from, std::size_t at) noexcept {
    range_sink sink(context);
    try {
        from.value_of(from.data, at, sink);
    } catch (std::bad_alloc const&) {
        sqlite3_result_error_nomem(context);
    } catch (std::exception const& failure) {
        sqlite3_result_error(context, failure.what(), -1);
    } catch (...) {
        sqlite3_result_error(context, "an element of a range could not be converted", -1);
    }
}

inline int range_column_value(sqlite3_vtab_cursor* base, sqlite3_context* context, int column) noexcept {
    if (column != range_value_column) return SQLITE_OK;  // the pointer reads as NULL
    auto const* cursor = static_cast<range_cursor*>(base);
    give_element(context, *cursor->view, cursor->at);
    return SQLITE_OK;
}

/// dovetail_element(range, i): value i, counted from 0, which is what dovetail_range has as its rowid. So ranges of one size
/// are columns of one table, whose rows keys of several columns are looked for in.
inline void range_element(sqlite3_context* context, int, sqlite3_value** arguments) noexcept {
    auto const* view = static_cast<range_view const*>(sqlite3_value_pointer(arguments[0], "dovetail_range"));
    auto const at = static_cast<std::size_t>(sqlite3_value_int64(arguments[1]));
    if (view != nullptr && at < view->size) give_element(context, *view, at);   // otherwise NULL
}

inline int range_rowid(sqlite3_vtab_cursor* cursor, sqlite3_int64* id) noexcept {
    *id = static_cast<sqlite3_int64>(static_cast<range_cursor*>(cursor)->at);
    return SQLITE_OK;
}

/// The function itself. No xCreate: eponymous only, there without CREATE VIRTUAL TABLE and only so.
inline constexpr sqlite3_module range_module = [] {
    sqlite3_module module{};
    module.xConnect = range_connect;
    module.xBestIndex = range_best_index;
    module.xDisconnect = range_disconnect;
    module.xOpen = range_open;
    module.xClose = range_close;
    module.xFilter = range_filter;
    module.xNext = range_next;
    module.xEof = range_eof;
    module.xColumn = range_column_value;
    module.xRowid = range_rowid;
    return module;
}();

}  // namespace detail

/// Makes dovetail_range and dovetail_element known to one connection. @returns an SQLite result code
inline int register_range_argument(sqlite3* db) noexcept {
    int const code = sqlite3_create_module_v2(db, "dovetail_range", &detail::range_module, nullptr, nullptr);
    if (code != SQLITE_OK) return code;
    return sqlite3_create_function_v2(db, "dovetail_element", 2, SQLITE_UTF8, nullptr, &detail::range_element, nullptr, nullptr, nullptr);
}

}  // namespace dovetail::sqlite_backend
