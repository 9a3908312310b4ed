// SPDX-License-Identifier: BSL-1.0
// RETURNING of a range of new rows: several statements, one result.
#include "support/models.hpp"

#include <dovetail/sql.hpp>

#include <limits>
#include <list>
#include <ranges>
#include <set>

using namespace dovetail_test;

namespace {

template <class View>
struct TicketModel {
    static constexpr dt::table_name table = "tickets";
    dt::column<View, "id", dt::bigint, dt::primary_key> id;
    dt::column<View, "number", dt::integer> number;
};
using NewTicket = dt::new_row<TicketModel>;
inline constexpr dt::table<TicketModel> tickets;
inline constexpr dt::metadata tables_of_tickets{tickets};

struct no_tickets : empty_database {
    no_tickets() {
        Db db{engine};
        sync_wait(db.create_all(tables_of_tickets));
        sync_wait(db.commit());
    }
};
std::vector<NewTicket> numbered(int count) {
    std::vector<NewTicket> rows;
    for (int i = 0; i < count; ++i) rows.push_back(NewTicket{.number = i});
    return rows;
}

}  // namespace

TEST_CASE("the keys of a range come in its order, however many statements it takes") {
    no_tickets base;
    Db db{base.engine};
    for (int const count : {1, 2, 7, 63, 64, 65, 1000, 5000}) {
        auto const rows = numbered(count);
        auto const inserted = sync_wait(db.execute(dt::insert_into(tickets).values(rows).returning(tickets.id))).scalars().all();
        REQUIRE(inserted.size() == rows.size());
        CHECK(std::ranges::is_sorted(inserted));
        auto const found = sync_wait(db.execute(dt::select(tickets).where(tickets.id >= inserted.front()).order_by(tickets.id))).scalars().all();
        REQUIRE(found.size() == rows.size());
        bool same = true;
        for (std::size_t i = 0; i < found.size(); ++i)
            same = same && found[i].id == inserted[i] && found[i].number == static_cast<int>(i);
        CHECK(same);
    }
    sync_wait(db.rollback());
    CHECK(single(db, dt::select(dt::count(tickets.id))) == 0);
}

TEST_CASE("whatever is returned, the rows stand in the order of the range") {
    no_tickets base;
    auto const rows = numbered(300);
    auto const numbers = sync_wait(base.engine.execute(dt::insert_into(tickets).values(rows).returning(tickets.number))).scalars().all();
    REQUIRE(numbers.size() == 300);
    CHECK(std::ranges::equal(numbers, std::views::iota(0, 300)));
    auto const entities = sync_wait(base.engine.execute(dt::insert_into(tickets).values(rows).returning(tickets))).scalars().all();
    REQUIRE(entities.size() == 300);
    CHECK(entities[299].number == 299);
    CHECK(entities[299].id == 600);
    auto const pairs = sync_wait(base.engine.execute(dt::insert_into(tickets).values(rows).returning(tickets.number, tickets.number * tickets.number)));
    CHECK(pairs.size() == 300);
    auto labelled = sync_wait(base.engine.execute(
        dt::insert_into(tickets).values(rows).returning(tickets.number, tickets.id, tickets.id.as(dt::label<"again">())))).all();
    CHECK(labelled[17].get<0>() == 17);
    CHECK(labelled[17].get<1>() == labelled[17].get<2>());
}

TEST_CASE("where keys are near the largest, SQLite makes random ones, and the rows keep their order") {
    no_tickets base;
    Db db{base.engine};
    std::vector<NewTicket> const last{NewTicket{.id = std::numeric_limits<std::int64_t>::max() - 50, .number = -1}};
    CHECK(sync_wait(db.scalar(dt::insert_into(tickets).values(last).returning(tickets.id))) == std::numeric_limits<std::int64_t>::max() - 50);
    auto const rows = numbered(100);
    auto const numbers = sync_wait(db.scalars(dt::insert_into(tickets).values(rows).returning(tickets.number))).all();
    CHECK(std::ranges::equal(numbers, std::views::iota(0, 100)));
}

TEST_CASE("rows that give their keys, and rows that do not, in one range") {
    no_tickets base;
    Db db{base.engine};
    std::vector<NewTicket> const rows{NewTicket{.number = 0}, NewTicket{.number = 1}, NewTicket{.id = 500, .number = 2},
                                      NewTicket{.id = 400, .number = 3}};
    auto const found = sync_wait(db.execute(dt::insert_into(tickets).values(rows).returning(tickets.id, tickets.number))).all();
    REQUIRE(found.size() == 4);
    CHECK(found[0][tickets.number] == 0);
    CHECK(found[1][tickets.number] == 1);
    std::set<std::pair<std::int64_t, int>> given;
    for (auto const& [id, number] : found) given.emplace(id, number);
    CHECK(given.contains({500, 2}));
    CHECK(given.contains({400, 3}));
}

TEST_CASE("no rows, one row, and a range that is moved in") {
    filled_database base;
    Db db{base.engine};
    std::vector<NewRole> const none;
    CHECK(sync_wait(db.execute(dt::insert_into(roles).values(none).returning(roles.id))).empty());
    NewRole const one{.name = "one"};
    CHECK(sync_wait(db.execute(dt::insert_into(roles).values(one).returning(roles.name))).scalar_one() == "one");
    std::list<NewRole> several;
    several.push_back(NewRole{.name = "two"});
    several.push_back(NewRole{.name = "three"});
    auto moved = dt::insert_into(roles).values(std::move(several)).returning(roles);
    auto const added = sync_wait(db.execute(std::move(moved))).scalars().all();
    CHECK(sorted_names(added) == "three two");
}

TEST_CASE("defaults come back, and rows of a key of several columns") {
    filled_database base;
    Db db{base.engine};
    std::vector<NewUser> const people{NewUser{.username = "dan", .role_id = 2}, NewUser{.username = "eve", .is_active = false, .role_id = 1}};
    auto const added = sync_wait(db.execute(dt::insert_into(users).values(people).returning(users.username, users.is_active, users.nickname))).all();
    REQUIRE(added.size() == 2);
    CHECK(added[0][users.is_active]);
    CHECK_FALSE(added[1][users.is_active]);
    CHECK_FALSE(added[1][users.nickname]);
    std::vector<dt::new_row<RolePermissionModel>> const allowed{{.role_id = 3, .permission_id = 1}, {.role_id = 3, .permission_id = 2}};
    auto const pairs = sync_wait(db.execute(dt::insert_into(role_permissions).values(allowed).returning(role_permissions)));
    CHECK(pairs.size() == 2);
}

TEST_CASE("an error takes all of the range with it") {
    filled_database base;
    std::vector<NewRole> rows;
    for (int i = 0; i < 500; ++i) rows.push_back(NewRole{.name = "role " + std::to_string(i)});
    rows.back().name = "admin";
    CHECK(failure(base.engine.execute(dt::insert_into(roles).values(rows).returning(roles.id))).category() == dt::error_category::unique);
    Db db{base.engine};
    CHECK(failure(db.execute(dt::insert_into(roles).values(rows).returning(roles.id))).category() == dt::error_category::unique);
    // The transaction goes on: as without RETURNING, what the range began is undone.
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
}
