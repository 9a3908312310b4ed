// SPDX-License-Identifier: BSL-1.0
// What is written by hand cannot begin or end a session's transaction behind its back.
#include "support/models.hpp"

using namespace dovetail_test;

namespace {

template <class Awaitable>
void check_refused(Awaitable&& work) {
    auto const problem = failure(std::forward<Awaitable>(work));
    CHECK(problem.category() == dt::error_category::usage);
    CHECK_THAT(problem.what(), contains("transactions are begun and ended by a session, not by hand"));
}
void add_by_hand(Db& db, std::string const& name) {
    (void)sync_wait(db.execute(dt::insert_into(roles).values(roles.name = name)));
}

}  // namespace

TEST_CASE("a session's transaction is neither ended nor begun by hand, and goes on") {
    filled_database base;
    Db db{base.engine};
    check_refused(db.execute(dt::raw<"COMMIT">()));             // as the first statement of all
    add_by_hand(db, "one");
    check_refused(db.execute(dt::raw<"-- done\ncommit;">()));
    check_refused(db.execute(dt::raw<"END">()));
    check_refused(db.execute(dt::raw<"ROLLBACK">()));
    if (is_postgres) check_refused(db.execute(dt::raw<"PREPARE TRANSACTION 'mine'">()));
    check_refused(db.execute(dt::raw<"BEGIN">()));
    check_refused(db.batch(dt::insert_into(roles).values(roles.name = std::string("two")), dt::raw<"COMMIT">()));
    CHECK(db.in_transaction());
    sync_wait(db.rollback());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
    add_by_hand(db, "three");
    check_refused(db.execute(dt::raw<"ROLLBACK">()));
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 4);
}

TEST_CASE("no transaction is begun by hand outside of a session") {
    filled_database base;
    check_refused(base.engine.execute(dt::raw<"BEGIN">()));
    check_refused(base.engine.execute(dt::raw<"SAVEPOINT mine">()));
    check_refused(base.engine.execute(dt::raw<"COMMIT">()));
    (void)sync_wait(base.engine.execute(dt::insert_into(roles).values(roles.name = "one")));
    Db db{base.engine};
    CHECK(single(db, dt::select(dt::count(roles.id))) == 4);
}

TEST_CASE("savepoints by hand are a part of the session's transaction") {
    filled_database base;
    Db db{base.engine};
    add_by_hand(db, "kept");
    sync_wait(db.execute(dt::raw<"SAVEPOINT mine">()));
    add_by_hand(db, "undone");
    sync_wait(db.execute(dt::raw<"ROLLBACK TO mine">()));
    sync_wait(db.execute(dt::raw<"RELEASE mine">()));
    sync_wait(db.commit());
    CHECK(names(sync_wait(db.execute(dt::select(roles).order_by(roles.id))).all()) == "admin member guest kept");
}
