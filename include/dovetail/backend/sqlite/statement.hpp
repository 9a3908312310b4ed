// SPDX-License-Identifier: BSL-1.0
// Statements of one SQLite connection: prepared at first use, found by index afterwards, one user at a time.
//
//     statement_use use = connection.prepared({"SELECT name FROM users WHERE id = ?1", 7, true});
//     use.bind(1, 42);
//     while (use.step()) print(use.current()[0].as_text());
//     // leaving the scope resets the statement and keeps it for the next use
#pragma once

#include <dovetail/backend/sqlite/cell.hpp>
#include <dovetail/backend/sqlite/errors.hpp>

#include <sqlite3.h>

#include <climits>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace dovetail::sqlite_backend {

struct range_view;  // range_argument.hpp

/// What the upper layers know of a statement: a constant per statement type, nothing computed at run time.
struct statement_text {
    static constexpr unsigned uncached = UINT_MAX;

    std::string_view text;      ///< one statement; text.data()[text.size()] is '\0', the only NUL
    unsigned index = uncached;  ///< unique per statement type and process, from 0, or `uncached`
    bool reads_only = false;    ///< a promise, checked with sqlite3_stmt_readonly when the text is prepared
};

namespace detail {

/// Throws the error for a failed bind or step, after taking the statement back to its start.
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_from(sqlite3_stmt* statement, int code) {
    struct resetting {
        sqlite3_stmt* statement;
        ~resetting() { sqlite3_reset(statement); }
    } const at_exit{statement};
    sqlite3* db = sqlite3_db_handle(statement);
    char const* text = sqlite3_sql(statement);
    error fault = make_error(db, code, text, stage::run);
    if (code == SQLITE_ERROR && text != nullptr) {
        // After a change of the schema SQLite compiles again inside the step, and a table may be gone.
        sqlite3_stmt* again = nullptr;
        int const compiled = sqlite3_prepare_v3(db, text, -1, 0, &again, nullptr);
        sqlite3_finalize(again);
        if (compiled == SQLITE_ERROR) throw make_error(db, compiled, text, stage::prepare);
    }
    throw fault;
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_not_a_number(sqlite3_stmt* statement) {
    throw error(error_category::data, "NaN cannot be bound: SQLite would silently turn it into NULL",
                SQLITE_MISMATCH, sqlite3_sql(statement));
}

}  // namespace detail

/// Gives a statement its parameters: `bind(i, value)` for ?i, counted from 1, before the first step().
///
/// Text, blobs and ranges are not copied: the caller keeps them unchanged until the statement is reset or
/// given back. Each call throws dovetail::error: `data` for an index that the statement does not have, a
/// value longer than SQLITE_LIMIT_LENGTH (10^9 bytes by default) or NaN; `usage` in the middle of its rows.
class binder {
public:
    explicit binder(sqlite3_stmt* statement) noexcept : statement_(statement) {}

    /// An integer or a bool. Unsigned 64-bit ones do not fit into SQLite's signed ones and do not compile.
    template <std::integral T>
        requires(std::signed_integral<T> || sizeof(T) < sizeof(std::int64_t))
    void bind(int i, T value) {
        check(sqlite3_bind_int64(statement_, i, static_cast<std::int64_t>(value)));
    }

    template <std::floating_point T>
        requires(sizeof(T) <= sizeof(double))
    void bind(int i, T value) {
        if (value != value) [[unlikely]] detail::throw_not_a_number(statement_);
        check(sqlite3_bind_double(statement_, i, value));
    }

    /// UTF-8 text; may hold NUL bytes, need not end in one. An empty view is '', never NULL.
    void bind(int i, std::string_view value) {
        borrows_ = true;
        char const* text = value.data() != nullptr ? value.data() : "";
        check(sqlite3_bind_text64(statement_, i, text, value.size(), borrowed, SQLITE_UTF8));
    }

    /// A blob. An empty view is a blob of no bytes, never NULL.
    void bind(int i, byte_view value) {
        borrows_ = true;
        void const* bytes = value.data() != nullptr ? static_cast<void const*>(value.data()) : "";
        check(sqlite3_bind_blob64(statement_, i, bytes, value.size(), borrowed));
    }

    void bind(int i, std::nullptr_t) { check(sqlite3_bind_null(statement_, i)); }

    /// The values of a range for `IN dovetail_range(?i)`, see range_argument.hpp. The view itself stays too, unless SQLite is
    /// told how to destroy it.
    void bind(int i, range_view const* values, void (*destroy)(void*) = borrowed) {
        borrows_ = true;
        auto* const pointer = const_cast<range_view*>(values);
        check(sqlite3_bind_pointer(statement_, i, pointer, "dovetail_range", destroy));
    }

    [[nodiscard]] sqlite3_stmt* handle() const noexcept { return statement_; }

protected:
    static constexpr sqlite3_destructor_type borrowed = nullptr;  // SQLITE_STATIC, without its C cast

    void check(int code) {
        if (code != SQLITE_OK) [[unlikely]] detail::throw_from(statement_, code);
    }

    sqlite3_stmt* statement_;
    bool borrows_ = false;  // whether SQLite was given pointers to what the caller keeps
};

namespace detail {

/// The prepared statements of one connection, and the connection's handle. A statement in use is *out* of its
/// slot, so that nobody gets it twice: a nested use of the same statement type finds the slot empty and
/// prepares another one; of the two, the first to come back is kept. One thread at a time.
class statement_cache {
public:
    explicit statement_cache(sqlite3* db) noexcept : db_(db) {}
    statement_cache(statement_cache const&) = delete;
    statement_cache& operator=(statement_cache const&) = delete;

    [[nodiscard]] sqlite3* handle() const noexcept { return db_; }
    [[nodiscard]] std::size_t in_use() const noexcept { return in_use_; }

    [[nodiscard]] sqlite3_stmt* take(statement_text const& wanted, std::size_t slot) {
        sqlite3_stmt* found = nullptr;
        if (slot < slots_) [[likely]] found = std::exchange(idle_[slot], nullptr);
        if (found == nullptr) [[unlikely]] found = prepare(wanted, slot);
        ++in_use_;
        return found;
    }

    void give_back(sqlite3_stmt* statement, std::size_t slot, bool borrows) noexcept {
        sqlite3_reset(statement);  // repeats the error of the last step, which was thrown then
        if (borrows) sqlite3_clear_bindings(statement);
        --in_use_;
        if (slot < slots_ && idle_[slot] == nullptr) [[likely]] idle_[slot] = statement;
        else finalise(statement);
    }

    /// Rolls back, closes, and gives up this object; statements still out keep both until they come back.
    void close() noexcept {
        while (slots_ > 0) sqlite3_finalize(idle_[--slots_]);
        // Or a closed connection with statements out would keep its transaction and its lock.
        if (sqlite3_get_autocommit(db_) == 0) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
        sqlite3_close_v2(std::exchange(db_, nullptr));  // v2: waits for statements that are still out
        if (in_use_ == 0) delete this;
    }

private:
    ~statement_cache() { delete[] idle_; }

    void make_room(std::size_t slot) {
        std::size_t const enough = slot + slot / 2 + 1;
        auto** const more = new sqlite3_stmt*[enough]{};
        for (std::size_t i = 0; i < slots_; ++i) more[i] = idle_[i];
        delete[] std::exchange(idle_, more);
        slots_ = enough;
    }

    [[gnu::cold, gnu::noinline]] void finalise(sqlite3_stmt* statement) noexcept {
        sqlite3_finalize(statement);
        if (db_ == nullptr && in_use_ == 0) delete this;
    }

    [[gnu::noinline]] sqlite3_stmt* prepare(statement_text const& wanted, std::size_t slot) {
        bool const keep = wanted.index != statement_text::uncached;
        if (keep && slot >= slots_) make_room(slot);
        if (wanted.text.size() >= INT_MAX) refuse(nullptr, wanted, "a statement's text is at most 2 GB long");
        sqlite3_stmt* statement = nullptr;
        char const* rest = nullptr;
        int const size = static_cast<int>(wanted.text.size()) + 1;  // with its NUL, or SQLite copies the text
        unsigned const flags = keep ? SQLITE_PREPARE_PERSISTENT : 0;
        int const code = sqlite3_prepare_v3(db_, wanted.text.data(), size, flags, &statement, &rest);
        if (code != SQLITE_OK) throw make_error(db_, code, wanted.text.data(), stage::prepare);
        if (statement == nullptr) refuse(statement, wanted, "the text holds no statement");
        char const* const end = wanted.text.data() + wanted.text.size();
        if (rest != end) [[unlikely]] {
            // Blanks, semicolons and comments may follow; SQLite stops at a NUL, where nothing may.
            sqlite3_stmt* second = nullptr;
            int const rest_code = sqlite3_prepare_v3(db_, rest, -1, 0, &second, &rest);
            sqlite3_finalize(second);
            if (rest_code != SQLITE_OK || second != nullptr || rest != end)
                refuse(statement, wanted, "the text holds more than one statement; execute each by itself");
        }
        if (wanted.reads_only && sqlite3_stmt_readonly(statement) == 0)
            refuse(statement, wanted, "a statement that writes was passed as one that only reads");
        return statement;
    }

    [[noreturn]] static void refuse(sqlite3_stmt* statement, statement_text const& wanted, char const* why) {
        sqlite3_finalize(statement);
        throw error(error_category::usage, why, SQLITE_MISUSE, std::string(wanted.text));
    }

    sqlite3* db_;
    // A plain array, as a vector of these pointers, which nobody else has, would cost each includer 2%.
    sqlite3_stmt** idle_ = nullptr;     // by slot; null: never prepared, or in use
    std::size_t slots_ = 0;
    std::size_t in_use_ = 0;
};

}  // namespace detail

/// A prepared statement that belongs to its holder: made by connection::prepared, given back (reset, what it
/// borrowed forgotten) by the destructor, at any point of its rows. May outlive its connection, which then
/// closes with it. Move-only; only the thread that uses the connection uses its statements.
class statement_use : public binder {
public:
    statement_use(detail::statement_cache& owner, statement_text const& wanted, std::size_t slot)
        : binder(owner.take(wanted, slot)), slot_(slot), owner_(&owner) {}
    statement_use(statement_use&& other) noexcept
        : binder(other), slot_(other.slot_), owner_(other.owner_) {
        other.statement_ = nullptr;
    }
    statement_use& operator=(statement_use&& other) noexcept {
        statement_use old(std::move(*this));
        binder::operator=(other);
        other.statement_ = nullptr;
        slot_ = other.slot_;
        owner_ = other.owner_;
        return *this;
    }
    ~statement_use() {
        if (statement_ != nullptr) owner_->give_back(statement_, slot_, borrows_);
    }

    /// Runs up to the next row: true when there is one, to read through current(); false when the statement
    /// is done. After false only reset() or destruction may follow: SQLite would start the statement again.
    /// @throws dovetail::error with the category of the fault; the statement is reset by then
    [[nodiscard]] bool step() {
        int const code = sqlite3_step(statement_);
        if (code == SQLITE_ROW) [[likely]] return true;
        if (code == SQLITE_DONE) [[likely]] return false;
        detail::throw_from(statement_, code);
    }

    /// Runs a statement whose rows, if any, do not matter. @throws as step()
    void run() {
        while (step()) {}
    }

    /// Back to the start, to bind and step again; bindings stay until they are replaced.
    void reset() noexcept { sqlite3_reset(statement_); }

    /// The row that the last step() arrived at.
    [[nodiscard]] row current() const noexcept { return {statement_}; }

private:
    std::size_t slot_;
    detail::statement_cache* owner_;
};

}  // namespace dovetail::sqlite_backend
