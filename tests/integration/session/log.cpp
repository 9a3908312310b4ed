// SPDX-License-Identifier: BSL-1.0
// The statement log and counters, and what a session says when it ends with changes.
#include "support/models.hpp"

#include <cstdio>
#include <fstream>
#include <sstream>

#include <unistd.h>

using namespace dovetail_test;

namespace {

/// What is written to stderr while it lives.
class captured_stderr {
public:
    captured_stderr() : saved_(dup(2)), file_(std::tmpfile()) {
        std::fflush(stderr);
        dup2(fileno(file_), 2);
    }
    ~captured_stderr() {
        restore();
        std::fclose(file_);
    }
    std::string text() {
        restore();
        std::rewind(file_);
        std::string all;
        for (int c = std::fgetc(file_); c != EOF; c = std::fgetc(file_)) all += static_cast<char>(c);
        return all;
    }

private:
    void restore() {
        if (saved_ < 0) return;
        std::fflush(stderr);
        dup2(saved_, 2);
        close(std::exchange(saved_, -1));
    }
    int saved_;
    std::FILE* file_;
};

struct seen {
    std::string text;
    std::int64_t rows;
    bool is_control, failed;
};

}  // namespace

TEST_CASE("each statement is shown with its rows") {
    filled_database base;
    std::vector<seen> events;
    base.engine.on_statement([&](dt::statement_event const& e) {
        CHECK(e.duration.count() >= 0);
        events.push_back({std::string(e.text), e.rows, e.is_control, e.failed});
    });
    Db db{base.engine};
    (void)sync_wait(db.execute(dt::select(users)));
    (void)sync_wait(db.execute(dt::update(users).set(users.is_active = true).all_rows()));
    (void)db.add(NewRole{.name = "r"});
    sync_wait(db.commit());
    (void)failure(base.engine.execute(dt::insert_into(roles).values(roles.name = "admin")));
    REQUIRE(events.size() == 6);
    CHECK(events[0].text == "BEGIN");
    CHECK(events[0].is_control);
    CHECK(events[1].text.starts_with("SELECT"));
    CHECK(events[1].rows == 3);
    CHECK(events[2].rows == 3);
    CHECK_FALSE(events[2].failed);
    CHECK(events[3].text.starts_with("INSERT INTO \"roles\""));
    CHECK(events[4].text == "COMMIT");
    CHECK_FALSE(events[4].failed);
    CHECK(events[5].text.starts_with("INSERT INTO \"roles\""));
    CHECK(events[5].failed);
    CHECK(db.statement_count() == 3);
    base.engine.on_statement({});
}

TEST_CASE("the engine counts its own statements and those of its sessions") {
    filled_database base;
    auto const before = base.engine.statement_count();
    (void)sync_wait(base.engine.execute(dt::select(users)));
    CHECK(base.engine.statement_count() == before + 1);
    {
        Db db{base.engine};
        (void)sync_wait(db.execute(dt::select(users)));
        (void)sync_wait(db.execute(dt::select(roles)));
        sync_wait(db.commit());
        CHECK(db.statement_count() == 2);
    }
    CHECK(base.engine.statement_count() == before + 3);
    std::vector<NewRole> const more{{.name = "x"}, {.name = "y"}};
    CHECK(sync_wait(base.engine.execute(dt::insert_into(roles).values(more))).row_count() == 2);
    CHECK(base.engine.statement_count() > before + 3);
}

TEST_CASE("a session that ends with changes says so") {
    filled_database base;
    auto const end_with = [&](auto change) {
        captured_stderr output;
        {
            Db db{base.engine};
            change(db);
        }
        return output.text();
    };
    CHECK_THAT(end_with([](Db& db) {
                   (void)db.add(NewRole{.name = "a"});
                   (void)db.add(NewRole{.name = "b"});
                   auto const comment = *sync_wait(db.get(comments, 1));
                   (*sync_wait(db.get(users, 1)))->nickname = "lost";      // a statement flushes what came before it
               }),
               contains("1 changed object"));
    CHECK_THAT(end_with([](Db& db) {
                   (void)db.add(NewRole{.name = "a"});
                   (void)db.add(NewRole{.name = "b"});
               }),
               contains("dovetail: a session ended with 2 changed objects") && contains("commit()"));
    CHECK(end_with([](Db& db) { (void)sync_wait(db.get(users, 1)); }).empty());
    CHECK(end_with([](Db& db) {
              (void)db.add(NewRole{.name = "a"});
              sync_wait(db.rollback());
          }).empty());
    CHECK(single(base.engine, dt::select(dt::count(roles.id))) == 3);
}

TEST_CASE("a session that ends in a transaction rolls back") {
    filled_database base;
    {
        Db db{base.engine};
        (void)sync_wait(db.execute(dt::insert_into(roles).values(roles.name = "r")));
    }
    CHECK(single(base.engine, dt::select(dt::count(roles.id))) == 3);
}

TEST_CASE("a session begins with its first statement, as it is told") {
    filled_database base;
    for (auto how : begin_modes()) {
        Db db{base.engine, {.begin = how}};
        CHECK_FALSE(db.in_transaction());
        recorded_statements sent(db);
        sync_wait(db.commit());
        CHECK(sent.control.empty());
        (void)sync_wait(db.execute(dt::select(users)));
        CHECK(db.in_transaction());
        CHECK(sent.control.at(0).starts_with("BEGIN"));
        sync_wait(db.commit());
        CHECK_FALSE(db.in_transaction());
    }
}

TEST_CASE("a hook sees values, errors, and the beginnings that it asks for") {
    filled_database base;
    Db db{base.engine};
    std::vector<std::string> seen;
    db.on_statement(
        [&](dt::statement_event const& e) {
            if (e.is_control) return;
            std::string all = e.phase == dt::statement_phase::begins ? "begins" : e.failed ? "failed" : "ended";
            for (auto const& value : e.values)
                if (value.what() == dt::bound_value::kind::integer) all += " " + std::to_string(value.as_integer());
            CHECK(e.failed == !e.error.empty());
            seen.push_back(all);
        },
        dt::statement_phase::begins);
    (void)sync_wait(db.execute(dt::select(users.id).where(users.id == 2, users.role_id > 0)));
    CHECK(seen == std::vector<std::string>{"begins 2 0", "ended 2 0"});
    seen.clear();
    CHECK(failure(db.execute(dt::insert_into(roles).values(roles.id = 1, roles.name = "x"))).category() == dt::error_category::unique);
    REQUIRE(seen.size() == 2);
    CHECK(seen[0].starts_with("begins 1"));
    CHECK(seen[1].starts_with("failed 1"));
    sync_wait(db.rollback());
}

TEST_CASE("a hook sees the values of batches, streams and objects, and how many new rows there are") {
    filled_database base;
    Db db{base.engine};
    struct event {
        std::string verb, values;
        std::int64_t new_rows;
    };
    std::vector<event> seen;
    db.on_statement([&](dt::statement_event const& e) {
        if (e.is_control || e.text.starts_with("SELECT (SELECT")) return;       // what SQLite is asked before keys are made
        std::string all;
        for (auto const& value : e.values) {
            using kind = dt::bound_value::kind;
            if (!all.empty()) all += ' ';
            if (value.what() == kind::integer || value.what() == kind::boolean) all += std::to_string(value.as_integer());
            else if (value.what() == kind::text) all += value.as_text();
            else if (value.what() == kind::null) all += "NULL";
        }
        seen.push_back({std::string(e.text.substr(0, 6)), all, e.new_rows});
    });
    auto const next = [&] {
        REQUIRE(!seen.empty());
        auto const first = seen.front();
        seen.erase(seen.begin());
        return first;
    };

    (void)sync_wait(db.batch(dt::select(users.id).where(users.username == "ann"), dt::update(users).set(users.nickname = "x").where(users.id == 2)));
    CHECK(next().values == "ann");
    CHECK(next().values == "x 2");
    auto stream = db.stream(dt::select(users.id).where(users.id > 1));
    while (sync_wait(stream.next())) {}
    CHECK(next().values == "1");

    // An object that is new, changed, removed.
    auto role = db.add(NewRole{.name = "one"});
    sync_wait(db.flush());
    auto const inserted = next();
    CHECK(inserted.verb == "INSERT");
    CHECK(inserted.values == (is_postgres ? "one" : "NULL one"));
    CHECK(inserted.new_rows == 1);
    role->name = "two";
    sync_wait(db.flush());
    auto const changed = next();
    CHECK(changed.values == "two " + std::to_string(role->id));
    CHECK(changed.new_rows == 0);
    sync_wait(db.remove(role));
    sync_wait(db.flush());
    CHECK(next().values == std::to_string(role->id));

    // Several are counted.
    (void)db.add(NewRole{.name = "a"});
    (void)db.add(NewRole{.name = "b"});
    sync_wait(db.flush());
    std::int64_t together = 0;
    while (!seen.empty()) {
        auto const each = next();
        together += each.new_rows;
        CHECK(each.values.empty() == (each.new_rows > 1));
    }
    CHECK(together == 2);
    std::vector<NewRole> some;
    for (int i = 0; i < 300; ++i) some.push_back({.name = "r" + std::to_string(i)});
    (void)sync_wait(db.execute(dt::insert_into(roles).values(some)));
    std::int64_t in_all = 0;
    while (!seen.empty()) {
        auto const each = next();
        in_all += each.new_rows;
        CHECK(each.values.empty() == (each.new_rows > 1));
    }
    CHECK(in_all == 300);
    sync_wait(db.rollback());
}

TEST_CASE("a new row that is refused is shown as the statement's failure") {
    filled_database base;
    Db db{base.engine};
    std::vector<std::string> errors;
    db.on_statement([&](dt::statement_event const& e) {
        if (e.failed) errors.emplace_back(e.error);
    });
    (void)db.add(NewRole{.name = "admin"});
    CHECK(failure(db.flush()).category() == dt::error_category::unique);
    CHECK(errors.size() == 1);
}
