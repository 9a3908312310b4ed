// SPDX-License-Identifier: BSL-1.0
// Files that are locked, read-only, full, damaged, missing or no databases (SQLite).
#include "support/models.hpp"

#include <fstream>

#include <unistd.h>

using namespace dovetail_test;
using std::chrono::milliseconds;

namespace {

/// A file with the tables and some rows, whose connections do not wait for locks.
struct file_database {
    temporary_folder folder;
    std::string path = folder.file("test.db");
    Engine engine{path, {.busy_timeout = milliseconds(0)}};
    file_database() {
        Db db{engine};
        sync_wait(db.create_all(tables));
        for (auto name : {"admin", "member"}) (void)db.add(NewRole{.name = name});
        sync_wait(db.commit());
    }
};

/// The session and the engine work, and nothing is left open.
void check_usable(Engine& engine) {
    CHECK(open_statements(engine) == 0);
    CHECK(single(engine, dt::select(dt::count(roles.id))) >= 0);
    Db db{engine};
    auto role = db.add(NewRole{.name = "usable"});
    sync_wait(db.commit());
    sync_wait(db.remove(role));
    sync_wait(db.commit());
}

void overwrite(std::string const& path, std::streamoff at, std::size_t count, char with) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(at);
    for (std::size_t i = 0; i < count; ++i) file.put(with);
}

}  // namespace

TEST_CASE("a database that another connection has locked") {
    file_database base;
    Engine other{base.path, {.busy_timeout = milliseconds(0)}};
    Db holder{other, {.begin = dt::sqlite_options::begin_mode::immediate}};
    (void)holder.add(NewRole{.name = "held"});
    sync_wait(holder.flush());

    Db db{base.engine};
    auto const admin = *sync_wait(db.get(roles, 1));
    admin->name = "boss";
    CHECK(failure(db.flush()).category() == dt::error_category::busy);
    CHECK_FALSE(db.in_transaction());
    CHECK(admin->name == "admin");
    CHECK(failure(db.execute(dt::insert_into(roles).values(roles.name = "x"))).category() == dt::error_category::busy);
    sync_wait(db.rollback());
    std::vector<NewRole> const rows{{.name = "y"}, {.name = "z"}};
    CHECK(failure(db.execute(dt::insert_into(roles).values(rows))).category() == dt::error_category::busy);
    sync_wait(db.rollback());
    CHECK(failure(base.engine.execute(dt::insert_into(roles).values(rows))).category() == dt::error_category::busy);
    Db at_once{base.engine, {.begin = dt::sqlite_options::begin_mode::immediate}};
    CHECK(failure(at_once.execute(dt::select(roles))).category() == dt::error_category::busy);
    CHECK_FALSE(at_once.in_transaction());
    // Readers go on beside the writer (WAL), and see what is committed.
    CHECK(single(db, dt::select(dt::count(roles.id))) == 2);
    sync_wait(db.commit());

    sync_wait(holder.commit());
    sync_wait(at_once.commit());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
    sync_wait(db.commit());
    check_usable(base.engine);
}

TEST_CASE("a transaction that read, and another that wrote meanwhile") {
    file_database base;
    Db reader{base.engine};
    auto const admin = *sync_wait(reader.get(roles, 1));
    Engine other{base.path};
    (void)sync_wait(other.execute(dt::insert_into(roles).values(roles.name = "meanwhile")));
    admin->name = "too late";
    auto const problem = failure(reader.commit());
    CHECK(problem.category() == dt::error_category::serialization);
    CHECK_FALSE(reader.in_transaction());
    CHECK(admin->name == "admin");
    admin->name = "again";
    sync_wait(reader.commit());
    CHECK(single(base.engine, dt::select(roles.name).where(roles.id == 1)) == "again");
    check_usable(base.engine);
}

TEST_CASE("a database that is opened to read only") {
    file_database base;
    Engine engine{base.path, {.read_only = true}};
    Db db{engine};
    auto const admin = *sync_wait(db.get(roles, 1));
    CHECK(admin->name == "admin");
    admin->name = "x";
    CHECK(failure(db.commit()).category() == dt::error_category::read_only);
    CHECK(admin->name == "admin");
    CHECK(failure(engine.execute(dt::delete_from(roles).all_rows())).category() == dt::error_category::read_only);
    CHECK(failure(db.execute(dt::raw<"DROP TABLE roles">())).category() == dt::error_category::read_only);
    sync_wait(db.rollback());
    CHECK(sync_wait(engine.execute(dt::select(roles))).size() == 2);
    CHECK(open_statements(engine) == 0);
    Engine missing{base.folder.file("none.db"), {.read_only = true}};
    CHECK(failure(missing.execute(dt::select(roles))).category() == dt::error_category::connection);
}

TEST_CASE("a database that is full") {
    file_database base;
    execute_text(base.engine, "PRAGMA max_page_count = 1");       // as many as there are
    Db db{base.engine};
    auto const admin = *sync_wait(db.get(roles, 1));
    sync_wait(db.commit());
    SECTION("in a flush") {
        admin->name = "not stored";
        for (int i = 0; i < 5000; ++i) (void)db.add(NewRole{.name = "role number " + std::to_string(i)});
        CHECK(failure(db.commit()).category() == dt::error_category::full);
        CHECK(admin->name == "admin");
    }
    SECTION("in a statement") {
        auto const problem = failure(db.execute(dt::raw<"INSERT INTO roles(name) WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 9999) SELECT 'role number ' || i FROM n">()));
        CHECK(problem.category() == dt::error_category::full);
    }
    SECTION("in a range") {
        std::vector<NewRole> many;
        for (int i = 0; i < 5000; ++i) many.push_back(NewRole{.name = "role number " + std::to_string(i)});
        CHECK(failure(db.execute(dt::insert_into(roles).values(many))).category() == dt::error_category::full);
        CHECK(failure(base.engine.execute(dt::insert_into(roles).values(many))).category() != dt::error_category::other);
    }
    sync_wait(db.rollback());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 2);
    sync_wait(db.commit());
    execute_text(base.engine, "PRAGMA max_page_count = 10000");
    check_usable(base.engine);
}

TEST_CASE("a file that is damaged") {
    file_database base;
    {
        Db db{base.engine};
        for (int i = 0; i < 3000; ++i) (void)db.add(NewPermission{.name = "permission number " + std::to_string(i)});
        sync_wait(db.commit());
    }
    execute_text(base.engine, "PRAGMA wal_checkpoint(TRUNCATE)");
    auto const size = std::filesystem::file_size(base.path);
    auto const copy = base.folder.file("damaged.db");
    std::filesystem::copy_file(base.path, copy);
    overwrite(copy, static_cast<std::streamoff>(size / 2), size / 4, '\x55');
    Engine engine{copy};
    Db db{engine};
    CHECK(failure(db.execute(dt::select(permissions))).category() == dt::error_category::corrupt);
    CHECK(failure(db.execute(dt::update(permissions).set(permissions.name = "x").all_rows())).category() == dt::error_category::corrupt);
    sync_wait(db.rollback());
    CHECK_FALSE(db.in_transaction());
    CHECK(open_statements(engine) == 0);
    CHECK(sync_wait(db.execute(dt::select(roles))).size() == 2);      // elsewhere it can be read
    auto stream = db.stream(dt::select(permissions));
    std::size_t read = 0;
    auto const problem = error_of([&] {
        while (sync_wait(stream.next())) ++read;
    });
    CHECK(problem.category() == dt::error_category::corrupt);
    CHECK(read > 0);
    sync_wait(db.rollback());
    CHECK(open_statements(engine) == 0);
}

TEST_CASE("what is no database") {
    temporary_folder folder;
    auto const path = folder.file("notes.txt");
    std::ofstream(path) << "These are notes, and no database, though a file of some length with many words in it.\n";
    Engine engine{path};
    auto const problem = failure(engine.execute(dt::select(roles)));
    CHECK(problem.category() == dt::error_category::corrupt);
    CHECK_THAT(problem.what(), contains(path));
    Db db{engine};
    CHECK(failure(db.execute(dt::select(roles))).category() == dt::error_category::corrupt);
    CHECK_FALSE(db.in_transaction());
    auto const role = db.add(NewRole{.name = "r"});
    CHECK(failure(db.commit()).category() == dt::error_category::corrupt);
    CHECK_FALSE(db.in_transaction());
    CHECK_FALSE(db.has_changes());
    CHECK_FALSE(role.is_persistent());
}

TEST_CASE("what is not there") {
    temporary_folder folder;
    auto const category = [](std::string path, bool create) {
        Engine engine{std::move(path), {.create = create}};
        Db db{engine};
        return failure(db.execute(dt::select(roles))).category();
    };
    CHECK(category(folder.file("none.db"), false) == dt::error_category::connection);
    CHECK(category(folder.file("no/such/folder/none.db"), true) == dt::error_category::connection);
    CHECK(category(folder.file(""), true) == dt::error_category::connection);         // a folder
    CHECK(category(folder.file("new.db"), true) == dt::error_category::syntax);       // made, without tables
    CHECK(category(std::string("a\0b", 3), true) == dt::error_category::usage);
    CHECK_FALSE(std::filesystem::exists(folder.file("none.db")));
}

TEST_CASE("a file that comes later is found by the same engine") {
    temporary_folder folder;
    Engine engine{folder.file("later.db"), {.create = false}};
    Db db{engine};
    CHECK(failure(db.create_all(tables)).category() == dt::error_category::connection);
    CHECK_FALSE(db.in_transaction());
    {
        Engine maker{folder.file("later.db")};
        Db made{maker};
        sync_wait(made.create_all(tables));
    }
    CHECK(sync_wait(db.execute(dt::select(roles))).size() == 0);
}
