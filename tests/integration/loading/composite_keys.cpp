// SPDX-License-Identifier: BSL-1.0
// Relationships over keys of several columns: loaded of one and of many, and by way of an association.
#include "integration/loading/wing.hpp"
#include "support/database.hpp"

#include <dovetail/types/uuid.hpp>

using namespace dovetail_test;

namespace {

template <class View> struct TeamModel;
template <class View> struct MembershipModel;
template <class View>
struct PersonModel {
    static constexpr dt::table_name table = "persons";
    dt::column<View, "tenant", dt::string<10>, dt::primary_key> tenant;
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::text> name;
    dt::column<View, "boss_tenant", dt::nullable<dt::string<10>>> boss_tenant;
    dt::column<View, "boss_id", dt::nullable<dt::integer>> boss_id;
    dt::many_to_one<View, "boss", PersonModel> boss;
    dt::one_to_many<View, "subordinates", PersonModel, dt::order_by<"id">> subordinates;
    dt::many_to_many<View, "teams", TeamModel, MembershipModel, dt::order_by<"id">> teams;
    using constraints = dt::constraints<dt::foreign_key_on<"boss_tenant", "boss_id">::to<PersonModel>>;
};
template <class View>
struct TeamModel {
    static constexpr dt::table_name table = "teams";
    dt::column<View, "tenant", dt::string<10>, dt::primary_key> tenant;
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::text> name;
    dt::many_to_many<View, "members", PersonModel, MembershipModel, dt::order_by<"id">> members;
};
/// The two keys share a column.
template <class View>
struct MembershipModel {
    static constexpr dt::table_name table = "memberships";
    dt::column<View, "tenant", dt::string<10>, dt::primary_key> tenant;
    dt::column<View, "person_id", dt::integer, dt::primary_key> person_id;
    dt::column<View, "team_id", dt::integer, dt::primary_key> team_id;
    using constraints = dt::constraints<dt::foreign_key_on<"tenant", "person_id">::to<PersonModel>,
                                        dt::foreign_key_on<"tenant", "team_id">::to<TeamModel>>;
};
/// A key of three columns whose types have forms of their own, and an association with a key of one column beside it.
template <class View> struct VisitModel;
template <class View> struct VisitorModel;
template <class View>
struct RoomModel {
    static constexpr dt::table_name table = "rooms";
    dt::column<View, "wing", dt::enumeration<wing>, dt::primary_key> side;
    dt::column<View, "code", dt::char_<4>, dt::primary_key> code;
    dt::column<View, "building", dt::uuid, dt::primary_key> building;
    dt::column<View, "seats", dt::integer> seats;
    dt::many_to_many<View, "visitors", VisitorModel, VisitModel, dt::order_by<"id">> visitors;
};
template <class View>
struct VisitorModel {
    static constexpr dt::table_name table = "visitors";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::many_to_many<View, "rooms", RoomModel, VisitModel, dt::order_by<"seats">> rooms;
};
template <class View>
struct VisitModel {
    static constexpr dt::table_name table = "visits";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "visitor_id", dt::integer, dt::foreign_key<VisitorModel>> visitor_id;
    dt::column<View, "wing", dt::nullable<dt::enumeration<wing>>> side;
    dt::column<View, "code", dt::nullable<dt::char_<4>>> code;
    dt::column<View, "building", dt::nullable<dt::uuid>> building;
    dt::many_to_one<View, "room", RoomModel> room;
    using constraints = dt::constraints<dt::foreign_key_on<"wing", "code", "building">::to<RoomModel>>;
};
inline constexpr dt::table<PersonModel> persons;
inline constexpr dt::table<TeamModel> teams;
inline constexpr dt::table<MembershipModel> memberships;
inline constexpr dt::table<RoomModel> rooms;
inline constexpr dt::table<VisitorModel> visitors;
inline constexpr dt::table<VisitModel> visits;
inline constexpr dt::metadata all_tables{persons, teams, memberships, rooms, visitors, visits};
using Person = dt::entity<PersonModel>;
using Team = dt::entity<TeamModel>;
using Room = dt::entity<RoomModel>;
using Visit = dt::entity<VisitModel>;

dt::uuid_value const here("00000000-0000-4000-8000-000000000001");
dt::uuid_value const there("00000000-0000-4000-8000-000000000002");

struct company {
    empty_database base;
    Db db{base.engine};

    company() {
        sync_wait(db.create_all(all_tables));
        std::vector<dt::new_row<PersonModel>> const some{
            {.tenant = "a", .id = 1, .name = "ann"},
            {.tenant = "a", .id = 2, .name = "bob", .boss_tenant = "a", .boss_id = 1},
            {.tenant = "a", .id = 3, .name = "cid", .boss_tenant = "a", .boss_id = 1},
            {.tenant = "b", .id = 1, .name = "dan", .boss_tenant = "a", .boss_id = 3},
            {.tenant = "b", .id = 2, .name = "eve", .boss_tenant = "b"}};
        (void)sync_wait(db.execute(dt::insert_into(persons).values(some)));
        std::vector<dt::new_row<TeamModel>> const groups{{.tenant = "a", .id = 1, .name = "red"},
                                                         {.tenant = "a", .id = 2, .name = "blue"},
                                                         {.tenant = "b", .id = 1, .name = "green"}};
        (void)sync_wait(db.execute(dt::insert_into(teams).values(groups)));
        std::vector<dt::new_row<MembershipModel>> const pairs{{.tenant = "a", .person_id = 1, .team_id = 2},
                                                              {.tenant = "a", .person_id = 1, .team_id = 1},
                                                              {.tenant = "a", .person_id = 2, .team_id = 1},
                                                              {.tenant = "b", .person_id = 1, .team_id = 1}};
        (void)sync_wait(db.execute(dt::insert_into(memberships).values(pairs)));
        std::vector<dt::new_row<RoomModel>> const halls{{.side = wing::west, .code = "R1", .building = here, .seats = 10},
                                                        {.side = wing::east, .code = "R1", .building = here, .seats = 20},
                                                        {.side = wing::east, .code = "R1", .building = there, .seats = 30}};
        (void)sync_wait(db.execute(dt::insert_into(rooms).values(halls)));
        std::vector<dt::new_row<VisitorModel>> const guests{{.id = 1}, {.id = 2}, {.id = 3}};
        (void)sync_wait(db.execute(dt::insert_into(visitors).values(guests)));
        std::vector<dt::new_row<VisitModel>> const calls{
            {.id = 1, .visitor_id = 1, .side = wing::east, .code = "R1", .building = there},
            {.id = 2, .visitor_id = 1, .side = wing::east, .code = "R1", .building = there},
            {.id = 3, .visitor_id = 1, .side = wing::west, .code = "R1", .building = here},
            {.id = 4, .visitor_id = 2, .side = wing::east, .building = here},
            {.id = 5, .visitor_id = 2}};
        (void)sync_wait(db.execute(dt::insert_into(visits).values(calls)));
        sync_wait(db.commit());
    }
    ~company() {
        sync_wait(db.rollback());
        sync_wait(db.drop_all(all_tables));
    }
};

template <class Range>
std::string names_of(Range const& range) {
    std::string all;
    for (auto const& each : range) all += (all.empty() ? "" : " ") + each.name;
    return all;
}
template <class Range>
std::string seats_of(Range const& range) {
    std::string all;
    for (auto const& each : range) all += (all.empty() ? "" : " ") + std::to_string(each.seats);
    return all;
}

}  // namespace

TEST_CASE("what one object's key of several columns leads to") {
    company made;
    auto& db = made.db;
    auto const all = sync_wait(db.execute(dt::select(persons).order_by(persons.tenant, persons.id))).all();
    auto const before = db.statement_count();
    CHECK(sync_wait(db.load(all[1], persons.boss)).value().name == "ann");
    CHECK(sync_wait(db.load(all[3], persons.boss)).value().name == "cid");
    CHECK(names_of(sync_wait(db.load(all[0], persons.subordinates))) == "bob cid");
    CHECK(names_of(sync_wait(db.load(all[0], persons.teams))) == "red blue");
    CHECK(names_of(sync_wait(db.load(all[3], persons.teams))) == "green");
    CHECK(db.statement_count() == before + 5);
    CHECK_FALSE(sync_wait(db.load(all[0], persons.boss)));
    CHECK_FALSE(sync_wait(db.load(all[4], persons.boss)));          // of whose key one column is NULL
    CHECK(db.statement_count() == before + 5);
}

TEST_CASE("what the keys of a range lead to, by one statement") {
    company made;
    auto& db = made.db;
    auto const all = sync_wait(db.execute(dt::select(persons).order_by(persons.tenant, persons.id))).all();
    auto const before = db.statement_count();
    std::vector<dt::with<Person, persons.boss>> const with_boss = sync_wait(db.load(all, persons.boss));
    REQUIRE(with_boss.size() == 5);
    CHECK_FALSE(with_boss[0].boss);
    CHECK(with_boss[1].boss.value().name == "ann");
    CHECK(with_boss[2].boss.value().name == "ann");
    CHECK(with_boss[3].boss.value().name == "cid");
    CHECK_FALSE(with_boss[4].boss);
    auto const below = sync_wait(db.load(all, persons.subordinates));
    CHECK(names_of(below[0].subordinates) == "bob cid");
    CHECK(names_of(below[2].subordinates) == "dan");
    CHECK(below[4].subordinates.empty());
    // (b, 1) is another one than (a, 1), and (a, 2) than (b, 2).
    auto const in_teams = sync_wait(db.load(all, persons.teams));
    CHECK(names_of(in_teams[0].teams) == "red blue");
    CHECK(names_of(in_teams[1].teams) == "red");
    CHECK(in_teams[2].teams.empty());
    CHECK(names_of(in_teams[3].teams) == "green");
    CHECK(in_teams[4].teams.empty());
    CHECK(db.statement_count() == before + 3);
}

TEST_CASE("handles by keys of several columns") {
    company made;
    auto& db = made.db;
    auto const bob = *sync_wait(db.get(persons, "a", 2));
    std::optional<dt::tracked<Person>> const boss = sync_wait(db.load(bob, persons.boss));
    CHECK(boss.value() == *sync_wait(db.get(persons, "a", 1)));
    auto const all = sync_wait(db.track(dt::select(teams).order_by(teams.tenant, teams.id))).all();
    auto const loaded = sync_wait(db.load(all, teams.members));
    REQUIRE(loaded.size() == 3);
    CHECK(loaded[0]->members.size() == 2);
    CHECK(loaded[0]->members.at(1) == bob);
    CHECK(loaded[2]->members.at(0)->name == "dan");
}

TEST_CASE("joined by way of keys of several columns") {
    company made;
    auto& db = made.db;
    auto const all = sync_wait(db.execute(dt::select(persons).order_by(persons.tenant, persons.id).options(
        dt::joinedload(persons.teams), dt::joinedload(persons.boss).joinedload(persons.teams)))).all();
    REQUIRE(all.size() == 5);
    CHECK(names_of(all[0].teams) == "red blue");
    CHECK(all[2].teams.empty());
    CHECK(names_of(all[3].teams) == "green");
    CHECK(names_of(all[1].boss.value().teams) == "red blue");
    CHECK_FALSE(all[4].boss);
    CHECK(single(db, dt::select(dt::count()).select_from(persons).join(persons.teams).where(teams.name == "red")) == 2);
    auto const first = sync_wait(db.execute(dt::select(teams).order_by(teams.tenant, teams.id).limit(1).options(dt::joinedload(teams.members)))).all();
    REQUIRE(first.size() == 1);
    CHECK(names_of(first[0].members) == "ann bob");
}

TEST_CASE("keys of an enum, a char(n) and a uuid") {
    company made;
    auto& db = made.db;
    auto const calls = sync_wait(db.execute(dt::select(visits).order_by(visits.id))).all();
    CHECK(sync_wait(db.load(calls[0], visits.room)).value().seats == 30);
    auto const in_rooms = sync_wait(db.load(calls, visits.room));
    CHECK(in_rooms[0].room.value().seats == 30);
    CHECK(in_rooms[2].room.value().seats == 10);
    CHECK_FALSE(in_rooms[3].room);
    CHECK_FALSE(in_rooms[4].room);
    // A visitor's room stands there once, however often it was visited.
    auto const guests = sync_wait(db.execute(dt::select(visitors).order_by(visitors.id))).all();
    auto const loaded = sync_wait(db.load(guests, visitors.rooms));
    CHECK(seats_of(loaded[0].rooms) == "10 30");
    CHECK(loaded[1].rooms.empty());
    CHECK(seats_of(sync_wait(db.load(guests[0], visitors.rooms))) == "10 30");
    auto const joined = sync_wait(db.execute(dt::select(visitors).order_by(visitors.id).options(dt::joinedload(visitors.rooms)))).all();
    REQUIRE(joined.size() == 3);
    CHECK(seats_of(joined[0].rooms) == "10 30");
    CHECK(joined[1].rooms.empty());
    CHECK(joined[2].rooms.empty());
    auto const halls = sync_wait(db.execute(dt::select(rooms).order_by(rooms.seats))).all();
    auto const visited = sync_wait(db.load(halls, rooms.visitors));
    CHECK(visited[0].visitors.size() == 1);
    CHECK(visited[1].visitors.empty());
    CHECK(visited[2].visitors.at(0).id == 1);
}

TEST_CASE("thousands of keys of several columns are looked up by one statement") {
    company made;
    auto& db = made.db;
    std::vector<dt::new_row<PersonModel>> many;
    for (int i = 0; i < 3000; ++i) many.push_back({.tenant = "c", .id = i, .name = "n" + std::to_string(i), .boss_tenant = "c", .boss_id = i / 2});
    (void)sync_wait(db.execute(dt::insert_into(persons).values(many)));
    auto const all = sync_wait(db.execute(dt::select(persons).where(persons.tenant == "c").order_by(persons.id.desc()))).all();
    auto const before = db.statement_count();
    auto const loaded = sync_wait(db.load(all, persons.boss));
    CHECK(db.statement_count() == before + 1);
    REQUIRE(loaded.size() == 3000);
    CHECK(std::all_of(loaded.begin(), loaded.end(), [](auto const& each) { return each.boss.value().id == each.id / 2; }));
}
