// SPDX-License-Identifier: BSL-1.0
// Tables and types that are dropped and made again while connections have statements prepared that use them: what stands
// alone is prepared again, and a transaction is told to run again.
#include "support/models.hpp"

#include <dovetail/types/array.hpp>
#include <dovetail/types/enumeration.hpp>

using namespace dovetail_test;

namespace dovetail_test {
enum class shade { dark, light };
}

template <>
struct dovetail::enum_labels<dovetail_test::shade> {
    static constexpr std::string_view name = "shade";
    static constexpr dovetail::enum_label<dovetail_test::shade> labels[]{{dovetail_test::shade::dark, "dark"},
                                                                         {dovetail_test::shade::light, "light"}};
};

namespace {

template <class View>
struct PaintModel {
    static constexpr dt::table_name table = "paints";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "looks", dt::enumeration<shade>> looks;
    dt::column<View, "all_looks", dt::array<dt::enumeration<shade>>> all_looks;
};
using Paint = dt::entity<PaintModel>;
using NewPaint = dt::new_row<PaintModel>;
inline constexpr dt::table<PaintModel> paints;
inline constexpr dt::metadata tables_of_paints{paints};

constexpr auto one = dt::raw<"SELECT 1", int>();
constexpr auto isolation = dt::raw<"SHOW transaction_isolation", std::string>();

/// Both connections have everything prepared.
struct two_connections : empty_database {
    two_connections() : empty_database({.pool_size = 2}) {
        recreate();
        on_both([&](Engine& mine) { use(mine); });
        CHECK(engine.pool().statistics().opened == 2);
    }
    /// By a third one.
    void recreate() {
        Engine other{engine.location(), {.pool_size = 1}};
        Db db{other};
        sync_wait(db.drop_all(tables_of_paints));
        sync_wait(db.create_all(tables_of_paints));
        sync_wait(db.commit());
    }
    /// Statements of the engine on one connection, and then on the other, while a session has the one that is not meant.
    template <class Use>
    void on_both(Use use) {
        auto first = std::make_unique<Db>(engine), second = std::make_unique<Db>(engine);
        (void)sync_wait(first->execute(one));
        (void)sync_wait(second->execute(one));
        second.reset();
        use(engine);
        second = std::make_unique<Db>(engine);
        (void)sync_wait(second->execute(one));
        first.reset();
        use(engine);
    }
    template <class Runner>
    static void use(Runner& on) {
        NewPaint const paint{.looks = shade::light, .all_looks = std::vector{shade::dark, shade::light}};
        (void)sync_wait(on.execute(dt::insert_into(paints).values(paint)));
        (void)sync_wait(on.execute(dt::update(paints).set(paints.looks = shade::dark).where(paints.looks == shade::light)));
        CHECK(sync_wait(on.execute(dt::select(paints).where(paints.looks == shade::dark))).size() >= 1);
        CHECK(sync_wait(on.execute(dt::select(paints.all_looks))).size() >= 1);
    }
};

}  // namespace

TEST_CASE("what stands alone is prepared again when its table and types are others, on each connection") {
    two_connections base;
    for (int i = 0; i < 3; ++i) {
        base.recreate();
        base.on_both([&](Engine& mine) { base.use(mine); });
    }
    CHECK(base.engine.pool().statistics().opened == 2);
}

TEST_CASE("a table that is gone is said to be, once and for all") {
    two_connections base;
    server_execute("DROP TABLE paints");
    base.on_both([&](Engine& mine) {
        CHECK(failure(mine.execute(dt::select(paints.all_looks))).category() == dt::error_category::syntax);
    });
    base.recreate();
    base.on_both([&](Engine& mine) { base.use(mine); });
}

TEST_CASE("so is the first statement of a transaction, and all behind it") {
    two_connections base;
    base.recreate();
    Db first{base.engine}, second{base.engine};
    base.use(first);
    base.use(second);
    sync_wait(first.commit());
    sync_wait(second.rollback());
    CHECK(single(base.engine, dt::select(dt::count(paints.id))) == 1);

    base.recreate();
    constexpr dt::postgres_options::begin_mode serializable{.isolation = dt::postgres_options::isolation_level::serializable};
    auto const work = [](Db& db) -> dt::task<void> {
        (void)co_await db.execute(dt::select(paints).where(paints.looks == shade::dark));
        auto found = co_await db.execute(isolation);
        CHECK(found.scalar_one() == "serializable");
    };
    Db third{base.engine};
    sync_wait(third.transaction(serializable, work));
}

TEST_CASE("a later statement of a transaction is an error that says to run it again") {
    two_connections base;
    base.recreate();
    Db first{base.engine}, second{base.engine};
    for (Db* const db : {&first, &second}) {
        CHECK(sync_wait(db->execute(one)).scalar_one() == 1);
        auto const problem = failure(db->execute(dt::select(paints).where(paints.looks == shade::dark)));
        CHECK(problem.category() == dt::error_category::serialization);
        CHECK_THAT(problem.what(), contains("run the transaction again: PostgreSQL: "));
    }
    for (Db* const db : {&first, &second}) sync_wait(db->rollback());
    base.on_both([&](Engine& mine) { base.use(mine); });
}

TEST_CASE("a transaction with a policy runs again by itself") {
    two_connections base;
    base.recreate();
    int runs = 0;
    auto const work = [&](Db& db) -> dt::task<void> {
        ++runs;
        (void)co_await db.execute(one);
        (void)co_await db.execute(dt::update(paints).set(paints.looks = shade::dark).where(paints.looks == shade::light));
    };
    Db db{base.engine};
    sync_wait(db.transaction(dt::retry_policy{}, work));
    CHECK(runs >= 2);
    CHECK(runs <= 3);       // once more for each connection at most
}
