// SPDX-License-Identifier: BSL-1.0
#include "runtime/c_api.hpp"
#include "workload.hpp"

#include "examples/packages/target_finder.hpp"

#include <map>
#include <optional>
#include <utility>

namespace benchmarks::load_packages {
namespace {

using c_api::execute;
using c_api::statement;
using packages::record;

// Word for word what the models say, since the checksum compares the schemas too.
constexpr const char* schema_sql =
    R"(CREATE TABLE "sections" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL UNIQUE);)"
    R"(CREATE TABLE "maintainers" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "email" TEXT NOT NULL, )"
    R"(UNIQUE ("name", "email"));)"
    R"(CREATE TABLE "packages" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, )"
    R"("architecture" TEXT NOT NULL, "version" TEXT NOT NULL, "status" TEXT NOT NULL, )"
    R"("is_installed" BOOLEAN NOT NULL, "priority" TEXT NOT NULL, "description" TEXT NOT NULL, )"
    R"("installed_size" BIGINT, "section_id" INTEGER REFERENCES "sections" ("id"), )"
    R"("maintainer_id" INTEGER REFERENCES "maintainers" ("id"), UNIQUE ("name", "architecture"));)"
    R"(CREATE INDEX "ix_packages_section_id" ON "packages" ("section_id");)"
    R"(CREATE INDEX "ix_packages_maintainer_id" ON "packages" ("maintainer_id");)"
    R"(CREATE TABLE "dependencies" ("id" INTEGER NOT NULL PRIMARY KEY, )"
    R"("package_id" INTEGER NOT NULL REFERENCES "packages" ("id") ON DELETE CASCADE, )"
    R"("target_id" INTEGER REFERENCES "packages" ("id") ON DELETE SET NULL, "kind" VARCHAR(11) NOT NULL, )"
    R"("group" INTEGER NOT NULL, "alternative" INTEGER NOT NULL, "target_name" TEXT NOT NULL, )"
    R"("target_architecture" TEXT, "relation" VARCHAR(2), "version" TEXT);)"
    R"(CREATE INDEX "ix_dependencies_package_id" ON "dependencies" ("package_id");)"
    R"(CREATE INDEX "ix_dependencies_target_id" ON "dependencies" ("target_id");)";

class database {
public:
    explicit database(const std::string& path) {
        constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
        if (sqlite3_open_v2(path.c_str(), &db_, flags, nullptr) != SQLITE_OK) c_api::fail(db_);
        for (const char* sql : {"PRAGMA foreign_keys = ON", schema_sql})
            if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) c_api::fail(db_);
    }
    ~database() { sqlite3_close_v2(db_); }
    database(const database&) = delete;
    database& operator=(const database&) = delete;

    operator sqlite3*() const { return db_; }

private:
    sqlite3* db_ = nullptr;
};

using c_api::bind;
void bind(sqlite3_stmt* to, int index, std::int64_t value) {
    if (sqlite3_bind_int64(to, index, value) != SQLITE_OK) c_api::fail(to);
}
void bind_null(sqlite3_stmt* to, int index) {
    if (sqlite3_bind_null(to, index) != SQLITE_OK) c_api::fail(to);
}
template <class Number>
void bind(sqlite3_stmt* to, int index, const std::optional<Number>& value) {
    if (value) bind(to, index, *value);
    else bind_null(to, index);
}
void bind_unless_empty(sqlite3_stmt* to, int index, const std::string& text) {
    if (text.empty()) bind_null(to, index);
    else bind(to, index, text);
}

// Each table's rows are inserted by one statement, prepared once; a key is what the insert made.
class loader {
public:
    explicit loader(sqlite3* db) : db_(db) {}

    void load(const std::vector<record>& records) {
        execute(begin_);
        add_parents(records);
        packages::target_finder targets;
        std::vector<std::int32_t> ids;
        ids.reserve(records.size());
        for (const record& each : records) {
            ids.push_back(add_package(each));
            targets.add(each, ids.back());
        }
        for (std::size_t i = 0; i < records.size(); ++i)
            for (const packages::dependency& each : records[i].dependencies)
                add_dependency(each, ids[i], targets.find(each, records[i]));
        execute(commit_);
    }

private:
    using maintainer_key = std::pair<std::string_view, std::string_view>;

    std::int32_t inserted_key() const { return static_cast<std::int32_t>(sqlite3_last_insert_rowid(db_)); }

    void add_parents(const std::vector<record>& records) {
        for (const record& each : records) {
            const maintainer_key maintainer{each.maintainer_name, each.maintainer_email};
            if (!sections_.contains(each.section)) {
                bind(add_section_, 1, each.section);
                execute(add_section_);
                sections_.emplace(each.section, inserted_key());
            }
            if (!maintainers_.contains(maintainer)) {
                bind(add_maintainer_, 1, each.maintainer_name);
                bind(add_maintainer_, 2, each.maintainer_email);
                execute(add_maintainer_);
                maintainers_.emplace(maintainer, inserted_key());
            }
        }
    }

    std::int32_t add_package(const record& each) {
        bind(add_package_, 1, each.package);
        bind(add_package_, 2, each.architecture);
        bind(add_package_, 3, each.version);
        bind(add_package_, 4, each.status);
        bind(add_package_, 5, int{packages::is_installed(each)});
        bind(add_package_, 6, each.priority);
        bind(add_package_, 7, each.description);
        bind(add_package_, 8, each.installed_size_bytes);
        bind(add_package_, 9, sections_.find(each.section)->second);
        bind(add_package_, 10, maintainers_.find({each.maintainer_name, each.maintainer_email})->second);
        execute(add_package_);
        return inserted_key();
    }

    void add_dependency(const packages::dependency& each, std::int32_t package, std::optional<std::int32_t> target) {
        bind(add_dependency_, 1, package);
        bind(add_dependency_, 2, target);
        bind(add_dependency_, 3, each.kind);
        bind(add_dependency_, 4, each.group);
        bind(add_dependency_, 5, each.alternative);
        bind(add_dependency_, 6, each.package);
        bind_unless_empty(add_dependency_, 7, each.architecture_qualifier);
        bind_unless_empty(add_dependency_, 8, each.relation);
        bind_unless_empty(add_dependency_, 9, each.version);
        execute(add_dependency_);
    }

    sqlite3* db_;
    statement begin_{db_, "BEGIN"};
    statement commit_{db_, "COMMIT"};
    statement add_section_{db_, "INSERT INTO sections (name) VALUES (?)"};
    statement add_maintainer_{db_, "INSERT INTO maintainers (name, email) VALUES (?, ?)"};
    statement add_package_{db_, "INSERT INTO packages (name, architecture, version, status, is_installed, priority, "
                                "description, installed_size, section_id, maintainer_id) "
                                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    statement add_dependency_{db_, "INSERT INTO dependencies (package_id, target_id, kind, \"group\", alternative, "
                                   "target_name, target_architecture, relation, version) "
                                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    std::map<std::string_view, std::int32_t> sections_;
    std::map<maintainer_key, std::int32_t> maintainers_;
};

template <place Where>
std::size_t run() {
    const database db{new_database(Where)};
    loader{db}.load(records());
    if (!checking_results) return records().size();
    const statement select{db, everything_sql};
    std::vector<std::string> lines;
    c_api::for_each_row(select, [&] { c_api::by_column::read(select, 0, lines.emplace_back()); });
    return checksum(lines);
}

void setup() { records(); }

[[maybe_unused]] const registration in_memory{{"load_packages", "c", setup, run<place::memory>}};
[[maybe_unused]] const registration in_file{{"load_packages_file", "c", setup, run<place::file>}};

}  // namespace
}  // namespace benchmarks::load_packages
