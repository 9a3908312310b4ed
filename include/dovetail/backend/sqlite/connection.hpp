// SPDX-License-Identifier: BSL-1.0
// One connection to an SQLite database: opened and checked, statements kept prepared, closed at destruction.
//
//     connection db{"app.db", {.busy_timeout = std::chrono::seconds{1}}};
//     db.execute("CREATE TABLE IF NOT EXISTS users(id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
//     auto insert = db.prepared({"INSERT INTO users(name) VALUES (?1)", 0});
//     insert.bind(1, std::string_view{"ann"});
//     insert.run();
//     auto id = db.last_insert_rowid();
#pragma once

#include <dovetail/backend/sqlite/errors.hpp>
#include <dovetail/backend/sqlite/function_list.hpp>
#include <dovetail/backend/sqlite/range_argument.hpp>
#include <dovetail/backend/sqlite/statement.hpp>

#include <sqlite3.h>

#include <cerrno>
#include <chrono>
#include <climits>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

static_assert(SQLITE_VERSION_NUMBER >= 3037000, "dovetail: SQLite 3.37 or newer is needed");

namespace dovetail {

/// How a database is opened.
struct sqlite_options {
    /// How changes reach the file (https://www.sqlite.org/pragma.html#pragma_journal_mode). `keep` leaves
    /// what the file has; `rollback` is SQLite's DELETE. A wish: in-memory, temporary, read-only databases
    /// keep theirs.
    enum class journal_mode { keep, wal, rollback, truncate, persist, memory, off };

    /// When SQLite waits for the disk (https://www.sqlite.org/pragma.html#pragma_synchronous). `full` is
    /// SQLite's own default: a commit that returned survives a power failure. `normal` under WAL waits at
    /// checkpoints only: faster, and the file is never damaged, but a power failure may undo the last
    /// commits.
    enum class synchronous_mode { off, normal, full, extra };

    /// What BEGIN does: `deferred` takes a lock with the first statement that needs it, `immediate` the
    /// writer's lock at once, so that a transaction never fails half-way because another one wrote first.
    enum class begin_mode { deferred, immediate, exclusive };

    bool read_only = false;    ///< the file must exist; one in WAL mode still needs its -shm file
    bool create = true;        ///< whether a file that does not exist is made
    bool foreign_keys = true;  ///< whether foreign keys are enforced; SQLite itself leaves them off
    std::chrono::milliseconds busy_timeout{5000};  ///< how long to wait for a lock; 0: not at all
    journal_mode journal = journal_mode::wal;
    synchronous_mode synchronous = synchronous_mode::full;
    /// Whether temporary data (large sorts, what undoes one statement of many rows) stays in memory. In files it takes
    /// SQLite hundreds of thousands of system calls to insert 60,000 rows.
    bool temporary_in_memory = true;
    begin_mode begin = begin_mode::deferred;  ///< what connection::begin() does when it is not told

    /// An engine's worker threads. 0: statements run in place, in the thread that awaits them. Otherwise they run on
    /// the workers, one that writes at a time and the others reading beside it, and each coroutine goes on where it
    /// awaited. A database in memory has one connection, so it uses one thread at most.
    unsigned threads = 0;

    /// SQL functions of the program (<dovetail/sqlite_function.hpp>), known on each connection.
    sqlite_function_list functions{};
};

namespace sqlite_backend {

using begin_mode = sqlite_options::begin_mode;

namespace detail {

inline std::string cannot_open(std::string const& path) {
    return "cannot open the database \"" + path + "\": ";
}

[[nodiscard]] inline sqlite3* open_database(std::string const& path, sqlite_options const& options) {
    if (path.find('\0') != std::string::npos)
        throw error(error_category::usage, cannot_open(path.c_str()) + "the path holds a NUL byte",
                    SQLITE_MISUSE);
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
    flags |= options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (options.create && !options.read_only) flags |= SQLITE_OPEN_CREATE;
    sqlite3* db = nullptr;
    int const code = sqlite3_open_v2(path.c_str(), &db, flags, nullptr);
    if (code == SQLITE_OK) return db;
    struct closing {
        sqlite3* db;
        ~closing() { sqlite3_close(db); }
    } const at_exit{db};    // kept for its message
    int const reason = db != nullptr ? sqlite3_system_errno(db) : 0;
    char const* why = reason == ENOENT   ? "there is no such file or folder"
                      : reason == EISDIR ? "it is a folder"
                      : reason == EACCES ? "permission denied"
                                         : nullptr;
    error const fault = make_error(db, code, nullptr, stage::prepare);
    throw error(fault.category(), cannot_open(path) + (why != nullptr ? why : fault.what()), code);
}

}  // namespace detail

/// A connection. Move-only. Opened with SQLITE_OPEN_NOMUTEX: one thread at a time uses it and its statements
/// (handing it over needs a synchronisation, as for any object); only interrupt() may be called beside that.
/// Destruction rolls back. Statements still in use then stay valid, and close the database when they are
/// given back. A moved-from connection can only be destroyed or assigned to.
class connection {
public:
    /// Opens the database and reads it once, so that what is no database is refused here.
    ///
    /// @param path  UTF-8. ":memory:" is a database in memory, "" a temporary one on disk; what begins with
    ///              "file:" is a URI (https://www.sqlite.org/uri.html). An empty file is an empty database.
    /// @throws dovetail::error naming the path: `connection` (no such file, a folder, no permission),
    ///         `corrupt` (not a database), `busy` (locked for the whole busy timeout), `usage` (a NUL in the
    ///         path)
    explicit connection(std::string const& path, sqlite_options const& options = {})
        : cache_(new detail::statement_cache(detail::open_database(path, options))), begin_(options.begin) {
        try {
            configure(options);
        } catch (error const& fault) {
            throw error(fault.category(), detail::cannot_open(path) + fault.what(), fault.code());
        }
    }

    /// The statement for `wanted`, which stays prepared under its index; a second one while that is in use.
    /// When it was prepared before, this is a bounds check and a test. SQLite copies the text.
    /// @throws dovetail::error `syntax` (also: no such table or column), `usage` when the text is not exactly
    ///         one statement or writes against its promise; std::bad_alloc
    [[nodiscard]] statement_use prepared(statement_text const& wanted) {
        return {*cache_, wanted, first_slot + wanted.index};
    }

    /// Runs statements without parameters, whose rows do not matter: DDL, PRAGMA, SAVEPOINT. Stops at the
    /// first that fails, keeping what those before it did.
    /// @throws dovetail::error with the failing statement's own text
    void execute(std::string_view statements) {
        std::string const text(statements);
        if (text.find('\0') != std::string::npos)
            throw error(error_category::usage, "a statement's text holds a NUL byte", SQLITE_MISUSE, text);
        for (char const* rest = text.c_str();;) {
            char const* first = rest + std::strspn(rest, " \t\r\n;");  // an error shows the text from here
            sqlite3_stmt* next = nullptr;
            int const code = sqlite3_prepare_v3(handle(), first, -1, 0, &next, &rest);
            if (code != SQLITE_OK) throw make_error(handle(), code, first, stage::prepare);
            if (next == nullptr) return;  // blanks or a comment at the end
            struct finalizing {
                sqlite3_stmt* statement;
                ~finalizing() { sqlite3_finalize(statement); }
            } const at_exit{next};
            int done = SQLITE_ROW;
            while (done == SQLITE_ROW) done = sqlite3_step(next);
            if (done != SQLITE_DONE) detail::throw_from(next, done);
        }
    }

    /// Begins a transaction, as the options say or as told.
    /// @throws dovetail::error `busy`; `other` inside another transaction
    void begin() { begin(begin_); }
    void begin(begin_mode mode) { control(static_cast<std::size_t>(mode)); }

    /// Ends the transaction; statements that only read may still have rows open.
    /// @throws dovetail::error `busy` (outside WAL mode, when a reader holds the file), `foreign_key` (a
    ///         deferred one): the transaction is still open, commit again or roll back
    void commit() { control(commit_slot); }

    /// Undoes the transaction; nothing when there is none (a full disk, for one, has rolled it back already).
    void rollback() {
        if (in_transaction()) control(rollback_slot);
    }

    /// Whether BEGIN or SAVEPOINT has opened a transaction that has not ended.
    [[nodiscard]] bool in_transaction() const noexcept { return sqlite3_get_autocommit(handle()) == 0; }

    /// The key of the last row inserted on this connection into a table with a rowid; 0 when there was none.
    [[nodiscard]] std::int64_t last_insert_rowid() const noexcept {
        return sqlite3_last_insert_rowid(handle());
    }

    /// Rows inserted, updated or deleted by the last such statement that finished, without those that
    /// triggers and foreign key actions changed. Other statements leave the number as it was.
    [[nodiscard]] std::int64_t changes() const noexcept { return sqlite3_changes64(handle()); }

    /// Stops the statements that are running now with `cancelled`; an interrupted write rolls back its whole
    /// transaction. Does nothing when none runs. The one function that any thread may call, while the
    /// connection exists and is not moved (https://www.sqlite.org/c3ref/interrupt.html).
    void interrupt() noexcept { sqlite3_interrupt(handle()); }

    /// Asks `asked(subject)` now and then while statements run, on their thread; once it is not 0 the
    /// statement ends with `cancelled`. Unlike with interrupt(), a wish that came before the statement is not
    /// lost, though a short statement may finish unasked. nullptr ends it.
    /// (https://www.sqlite.org/c3ref/progress_handler.html)
    ///
    /// @param subject  such as a std::stop_token, alive until the next call
    /// @param every    how often, in instructions of SQLite's virtual machine: 1000 are some 10 to 50
    ///                 microseconds
    void cancel_when(int (*asked)(void* subject), void* subject = nullptr, int every = 1000) noexcept {
        sqlite3_progress_handler(handle(), every, asked, subject);
    }

    /// How many statements are out: 0 is what a pool expects of a connection that comes back.
    [[nodiscard]] std::size_t statements_in_use() const noexcept { return cache_->in_use(); }

    /// The connection for SQLite's own functions; stays ours to close.
    [[nodiscard]] sqlite3* handle() const noexcept { return cache_->handle(); }

private:
    // Closes what it owns. (std::unique_ptr would cost each includer a hundred instantiations.)
    class cache_owner {
    public:
        explicit cache_owner(detail::statement_cache* cache) noexcept : cache_(cache) {}
        cache_owner(cache_owner&& other) noexcept : cache_(std::exchange(other.cache_, nullptr)) {}
        cache_owner& operator=(cache_owner&& other) noexcept {
            std::swap(cache_, other.cache_);
            return *this;
        }
        ~cache_owner() {
            if (cache_ != nullptr) cache_->close();
        }
        detail::statement_cache& operator*() const noexcept { return *cache_; }
        detail::statement_cache* operator->() const noexcept { return cache_; }

    private:
        detail::statement_cache* cache_;
    };

    // BEGIN and COMMIT are prepared once too: they have the slots before those of the statement types.
    static constexpr statement_text controls[] = {
        {"BEGIN", 0}, {"BEGIN IMMEDIATE", 0}, {"BEGIN EXCLUSIVE", 0}, {"COMMIT", 0}, {"ROLLBACK", 0}};
    static constexpr std::size_t commit_slot = 3, rollback_slot = 4, first_slot = 5;

    void control(std::size_t slot) { statement_use(*cache_, controls[slot], slot).run(); }

    void configure(sqlite_options const& options) {
        sqlite3* db = handle();
        auto const asked = options.busy_timeout.count();
        int const wait = asked > INT_MAX ? INT_MAX : asked < 0 ? 0 : static_cast<int>(asked);
        sqlite3_busy_timeout(db, wait);
        // Without this a quoted name that is no column ("nmae") is a string, and a fault stays hidden.
        sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        int code = register_range_argument(db);
        if (code == SQLITE_OK) code = options.functions.install(db);
        if (code != SQLITE_OK) throw make_error(db, code, nullptr, stage::prepare);
        set("SELECT 1 FROM sqlite_master LIMIT 1");  // sqlite3_open read nothing; now header and schema are
        set(options.foreign_keys ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF");
        set("PRAGMA synchronous = " + std::to_string(static_cast<int>(options.synchronous)));
        if (options.temporary_in_memory) set("PRAGMA temp_store = MEMORY");
        char const* file = sqlite3_db_filename(db, "main");  // empty: in memory or temporary
        if (file != nullptr && *file != '\0' && sqlite3_db_readonly(db, "main") == 0)
            set_journal(options.journal, wait);
    }

    void set_journal(sqlite_options::journal_mode mode, int wait) {
        if (mode == sqlite_options::journal_mode::keep) return;
        static constexpr char const* names[] = {"", "WAL", "DELETE", "TRUNCATE", "PERSIST", "MEMORY", "OFF"};
        std::string const pragma = std::string("PRAGMA journal_mode = ") + names[static_cast<int>(mode)];
        constexpr int pause = 2;    // milliseconds
        for (int waited = 0;; waited += pause) {
            try {
                return set(pragma);
            } catch (error const& fault) {
                // Connections that open a new file at once all want the lock that the change to WAL needs. To
                // avoid a deadlock SQLite then fails at once, without the busy timeout: wait here.
                if (fault.category() != error_category::busy) throw;
                if (waited >= wait) throw;
            }
            sqlite3_sleep(pause);
        }
    }

    void set(std::string const& pragma) {  // its error tells of the database, not of this text
        int const code = sqlite3_exec(handle(), pragma.c_str(), nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) throw make_error(handle(), code, nullptr, stage::run);
    }

    cache_owner cache_;
    begin_mode begin_;
};

}  // namespace sqlite_backend
}  // namespace dovetail
