// SPDX-License-Identifier: BSL-1.0
// One object for each key and session, however it was found.
#include "support/models.hpp"
#include "support/rows.hpp"

using namespace dovetail_test;
using namespace std::chrono_literals;

TEST_CASE("get gives the same object, and asks the database once") {
    filled_database base;
    Db db{base.engine};
    auto const first = sync_wait(db.get(users, 1));
    auto const again = sync_wait(db.get(users, 1));
    REQUIRE(first);
    CHECK(*first == *again);
    CHECK(db.statement_count() == 1);
    (*first)->nickname = "seen by both";
    CHECK((*again)->nickname == "seen by both");
    sync_wait(db.rollback());
}

TEST_CASE("get of a key that is not there") {
    filled_database base;
    Db db{base.engine};
    CHECK_FALSE(sync_wait(db.get(users, 99)));
    CHECK_FALSE(sync_wait(db.get(users, -1)));
    CHECK(error_of([&] { (void)db.get(users, std::int64_t{1} << 40); }).category() == dt::error_category::data);
    auto const missing = sync_wait(db.get(users, 99));
    CHECK(error_of([&] { (void)missing->tracked(); }).category() == dt::error_category::no_result);
}

TEST_CASE("get finds what is only pending") {
    filled_database base;
    Db db{base.engine};
    auto role = db.add(NewRole{.id = 9, .name = "pending"});
    auto const found = sync_wait(db.get(roles, 9));
    REQUIRE(found);
    CHECK(*found == role);
    sync_wait(db.rollback());
    CHECK_FALSE(sync_wait(db.get(roles, 9)));
}

TEST_CASE("a tracked query gives the objects that are there already, with their changes") {
    filled_database base;
    Db db{base.engine};
    auto const ann = *sync_wait(db.get(users, 1));
    (void)sync_wait(db.execute(dt::update(users).set(users.nickname = "by hand").where(users.id == 1)));
    auto const all = sync_wait(db.track(dt::select(users).order_by(users.id))).scalars().all();
    REQUIRE(all.size() == 3);
    CHECK(all[0] == ann);
    CHECK_FALSE(all[0]->nickname);      // as it was read first; refresh() reads again
    CHECK_FALSE(all[1] == ann);
    CHECK(all[2]->username == "cid");
}

TEST_CASE("objects beneath a tracked query are tracked, and shared") {
    filled_database base;
    Db db{base.engine};
    auto const query = dt::select(users).order_by(users.id).options(
        dt::joinedload(users.role).joinedload(roles.users), dt::joinedload(users.profile), dt::joinedload(users.posts));
    auto const all = sync_wait(db.track(query)).scalars().all();
    REQUIRE(all.size() == 3);
    CHECK(all[0]->role == all[1]->role);
    CHECK_FALSE(all[0]->role == all[2]->role);
    CHECK(all[0]->role->users.at(1)->username == "bob");
    CHECK(all[0]->role->users.at(1).tracked() == all[1].tracked());
    CHECK_FALSE(all[0]->profile);
    CHECK((*all[1]->profile)->bio == "of bob");
    auto const admin = *sync_wait(db.get(roles, 1));
    CHECK(admin.tracked() == all[0]->role.tracked());

    all[1]->role->name = "boss";
    all[0]->posts.at(1)->title = "changed";
    recorded_statements sent(db);
    sync_wait(db.commit());
    CHECK(sent.texts.size() == 2);
    CHECK(admin->name == "boss");
    CHECK((*all[0]).role.name == "boss");
    CHECK(single(db, dt::select(posts.title).where(posts.id == 2)) == "changed");
}

TEST_CASE("handles of different load states share the row") {
    filled_database base;
    Db db{base.engine};
    auto const plain = *sync_wait(db.get(users, 2));
    auto const loaded = sync_wait(db.track(dt::select(users).where(users.id == 2).options(dt::joinedload(users.role)))).scalar_one();
    CHECK(plain.tracked() == loaded.tracked());
    plain->username = "bobby";
    CHECK(loaded->username == "bobby");
    CHECK(loaded->role->name == "admin");
    sync_wait(db.rollback());
}

TEST_CASE("keys of two columns") {
    rows_database base;
    Db db{base.engine};
    for (int row : {1, 2})
        for (auto letter : {"A", "B"}) (void)db.add(NewSeat{.row = row, .letter = letter});
    sync_wait(db.commit());
    auto seat = *sync_wait(db.get(seats, 2, "A"));
    CHECK(db.statement_count() > 0);
    CHECK(seat == *sync_wait(db.get(seats, 2, std::string("A"))));
    CHECK_FALSE(seat == *sync_wait(db.get(seats, 1, "A")));
    CHECK_FALSE(sync_wait(db.get(seats, 3, "A")));
    recorded_statements sent(db);
    seat->taken_by = "ann";
    sync_wait(db.flush());
    CHECK(sent.take().at(0) == placeholders(R"(UPDATE "seats" SET "taken_by" = ? WHERE "row" = ? AND "letter" = ?)"));
    CHECK(single(db, dt::select(dt::count(seats.taken_by))) == 1);
    sync_wait(db.refresh(seat));
    sync_wait(db.remove(seat));
    sync_wait(db.commit());
    CHECK_FALSE(sync_wait(db.get(seats, 2, "A")));
    CHECK(single(db, dt::select(dt::count(seats.row))) == 3);
}

TEST_CASE("keys of 64 bits") {
    rows_database base;
    Db db{base.engine};
    constexpr auto least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
    (void)db.add(NewWide{.id = least, .name = "least"});
    (void)db.add(NewWide{.id = most, .name = "most"});
    sync_wait(db.commit());
    Db other{base.engine};
    CHECK((*sync_wait(other.get(wides, least)))->name == "least");
    CHECK((*sync_wait(other.get(wides, most)))->name == "most");
    CHECK_FALSE(sync_wait(other.get(wides, 0)));
}

TEST_CASE("keys that are days") {
    rows_database base;
    Db db{base.engine};
    (void)db.add(NewHoliday{.day = 2026y / 12 / 25, .name = "Christmas"});
    (void)db.add(NewHoliday{.day = 2027y / 1 / 1, .name = "New Year"});
    sync_wait(db.commit());
    Db other{base.engine};
    auto const found = *sync_wait(other.get(holidays, 2026y / 12 / 25));
    CHECK(found->name == "Christmas");
    CHECK(found == *sync_wait(other.get(holidays, 2026y / 12 / 25)));
    CHECK(other.statement_count() == 1);
}

TEST_CASE("keys of a type of the program's own") {
    rows_database base;
    Db db{base.engine};
    (void)db.add(NewPaint{.tone = color{255, 0, 0}, .shine = level::high});
    (void)db.add(NewPaint{.tone = color{0, 0, 255}, .shine = level::low, .undercoat = color{1, 2, 3}});
    sync_wait(db.commit());
    Db other{base.engine};
    auto const blue = *sync_wait(other.get(paints, color{0, 0, 255}));
    CHECK(blue->shine == level::low);
    CHECK(blue->undercoat == color{1, 2, 3});
    CHECK(blue == *sync_wait(other.get(paints, color{0, 0, 255})));
    CHECK_FALSE(sync_wait(other.get(paints, color{9, 9, 9})));
    blue->undercoat = std::nullopt;
    blue->shine = level::high;
    sync_wait(other.commit());
    CHECK(single(other, dt::select(dt::count(paints.undercoat))) == 0);
}
