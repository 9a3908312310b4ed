// SPDX-License-Identifier: BSL-1.0
#include "database_file.hpp"

#include <cerrno>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include <stdlib.h>    // mkdtemp

namespace packages {
namespace {

using options = dt::sqlite_options;

// Stands in the header of each database that is made here; SQLite leaves it 0. In ASCII it is "dtpk".
constexpr std::int32_t application_id = 0x6474706b;
constexpr dt::fixed_string set_application_id = "PRAGMA application_id = 0x6474706b";
constexpr dt::fixed_string get_application_id = "PRAGMA application_id";

// Beside a file, and so in the same file system: what is made in it can be renamed into place.
class directory_beside {
public:
    explicit directory_beside(const std::filesystem::path& file) {
        std::string name = file.string() + ".XXXXXX";
        if (!mkdtemp(name.data()))
            throw std::runtime_error("cannot make a directory beside " + file.string() + ": " +
                                     std::generic_category().message(errno));
        path_ = name;
    }
    ~directory_beside() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    directory_beside(const directory_beside&) = delete;
    directory_beside& operator=(const directory_beside&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// The database that is there before, locked, so that between the question whether it may be replaced and the moment
// when it is, nobody changes it: the change would be lost, and its journal would be taken for one of the new file.
class database_to_replace {
public:
    explicit database_to_replace(const std::filesystem::path& path) : path_(path), engine_(path.string(), how()) {}

    dt::task<void> lock() {
        try {
            auto found = co_await session_.execute(dt::raw<get_application_id, std::int32_t>());
            if (found.scalar_one() != application_id) refuse("is a database that this program did not make");
        } catch (const dt::error& problem) {
            if (problem.category() == dt::error_category::busy) refuse("is in use by another program");
            if (problem.category() == dt::error_category::corrupt) refuse("is no database");
            throw;
        }
    }

private:
    static options how() {
        // Leaving the WAL mode, in case somebody chose it, removes the files beside the database.
        return {.create = false,
                .busy_timeout = std::chrono::seconds{1},
                .journal = options::journal_mode::rollback,
                .begin = options::begin_mode::exclusive};
    }

    [[noreturn]] void refuse(const char* why) const {
        throw std::runtime_error(path_.string() + ' ' + why + ", so it is not replaced");
    }

    std::filesystem::path path_;
    dt::engine<dt::sqlite> engine_;
    Db session_{engine_};
};

bool holds_something(const std::filesystem::path& path) {
    if (!std::filesystem::exists(path)) return false;
    if (!std::filesystem::is_regular_file(path))
        throw std::runtime_error(path.string() + " is no file, so it is not replaced");
    return std::filesystem::file_size(path) > 0;
}

}  // namespace

dt::task<built_database> build_database(std::filesystem::path path, const std::vector<record>& records,
                                        const show_progress& show, const dt::statement_hook& on_statement) {
    path = std::filesystem::weakly_canonical(path);    // of a link, what it points to is replaced
    std::optional<database_to_replace> old;
    if (holds_something(path)) {
        old.emplace(path);
        co_await old->lock();
    }

    const directory_beside directory{path};
    const auto unfinished = directory.path() / path.filename();
    built_database result{.replaced_another = old.has_value()};
    {
        // One file without a WAL beside it, so that one rename moves it all.
        dt::engine<dt::sqlite> engine{unfinished.string(), {.journal = options::journal_mode::rollback}};
        engine.on_statement(on_statement);
        Db db{engine};
        const auto fill = [&](Db& transaction) -> dt::task<void> {
            (void)co_await transaction.execute(dt::raw<set_application_id>());
            co_await transaction.create_all(tables);
            co_await load(transaction, records, show);
        };
        co_await db.transaction(fill);
        result.statements = db.statement_count();
    }
    std::filesystem::rename(unfinished, path);
    co_return result;
}

}  // namespace packages
