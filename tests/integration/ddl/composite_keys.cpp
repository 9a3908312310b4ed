// SPDX-License-Identifier: BSL-1.0
// Foreign keys of several columns: the database keeps them, joins go by them.
#include "support/database.hpp"

using namespace dovetail_test;

namespace {

template <class View> struct TicketModel;
template <class View>
struct SeatModel {
    static constexpr dt::table_name table = "seats";
    dt::column<View, "hall", dt::string<10>, dt::primary_key> hall;
    dt::column<View, "number", dt::integer, dt::primary_key> number;
    dt::column<View, "price", dt::integer> price;
    dt::one_to_many<View, "tickets", TicketModel, dt::order_by<"id">> tickets;
};
template <class View>
struct TicketModel {
    static constexpr dt::table_name table = "tickets";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "seat_hall", dt::nullable<dt::string<10>>> hall;
    dt::column<View, "seat_number", dt::nullable<dt::integer>> number;
    dt::many_to_one<View, "seat", SeatModel> seat;
    using constraints = dt::constraints<dt::foreign_key_on<"seat_hall", "seat_number">::to<SeatModel, dt::on_delete::cascade>>;
};
/// Two tables that point to each other: one of the keys is created after both.
template <class View> struct OddModel;
template <class View>
struct EvenModel {
    static constexpr dt::table_name table = "evens";
    dt::column<View, "a", dt::integer, dt::primary_key> a;
    dt::column<View, "b", dt::integer, dt::primary_key> b;
    dt::column<View, "c", dt::nullable<dt::integer>> c;
    using constraints = dt::constraints<dt::foreign_key_on<"b", "c">::to<OddModel>>;
};
template <class View>
struct OddModel {
    static constexpr dt::table_name table = "odds";
    dt::column<View, "a", dt::integer, dt::primary_key> a;
    dt::column<View, "b", dt::integer, dt::primary_key> b;
    using constraints = dt::constraints<dt::foreign_key_on<"a", "b">::to<EvenModel>>;
};
inline constexpr dt::table<SeatModel> seats;
inline constexpr dt::table<TicketModel> tickets;
inline constexpr dt::table<EvenModel> evens;
inline constexpr dt::table<OddModel> odds;
inline constexpr dt::metadata seat_tables{tickets, seats};
inline constexpr dt::metadata circle{evens, odds};
using NewSeat = dt::new_row<SeatModel>;
using NewTicket = dt::new_row<TicketModel>;
using NewEven = dt::new_row<EvenModel>;
using NewOdd = dt::new_row<OddModel>;

}  // namespace

TEST_CASE("a key of several columns is kept by the database") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(seat_tables));
    sync_wait(db.create_all(seat_tables));
    // In one flush: the rows that are pointed to go first.
    (void)db.add(NewTicket{.id = 1, .hall = "red", .number = 2});
    (void)db.add(NewTicket{.id = 2, .hall = "red"});
    (void)db.add(NewSeat{.hall = "red", .number = 1, .price = 10});
    (void)db.add(NewSeat{.hall = "red", .number = 2, .price = 20});
    sync_wait(db.commit());
    CHECK(single(db, dt::select(seats.price).join(tickets)) == 20);
    CHECK(sync_wait(db.execute(dt::select(tickets.id, seats.price).left_join(seats).order_by(tickets.id))).all().size() == 2);
    auto const refused = error_of([&] { (void)sync_wait(db.execute(dt::insert_into(tickets).values(tickets.id = 9, tickets.hall = "red", tickets.number = 3))); });
    CHECK(refused.category() == dt::error_category::foreign_key);
    sync_wait(db.rollback());
    CHECK(sync_wait(db.execute(dt::delete_from(seats).where(seats.number == 2))).row_count() == 1);
    CHECK(single(db, dt::select(dt::count(tickets.id))) == 1);
    sync_wait(db.drop_all(seat_tables));
}

TEST_CASE("a relationship over several columns") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(seat_tables));
    std::vector<NewSeat> const some_seats{{.hall = "red", .number = 1, .price = 10}, {.hall = "red", .number = 2, .price = 20},
                                          {.hall = "blue", .number = 1, .price = 30}};
    (void)sync_wait(db.execute(dt::insert_into(seats).values(some_seats)));
    std::vector<NewTicket> const some_tickets{{.id = 1, .hall = "red", .number = 2}, {.id = 2, .hall = "red"},
                                              {.id = 3, .hall = "blue", .number = 1}, {.id = 4, .hall = "red", .number = 2}};
    (void)sync_wait(db.execute(dt::insert_into(tickets).values(some_tickets)));
    sync_wait(db.commit());

    auto const all = sync_wait(db.execute(dt::select(tickets).order_by(tickets.id).options(dt::joinedload(tickets.seat)))).scalars().all();
    REQUIRE(all.size() == 4);
    CHECK(all[0].seat.value().price == 20);
    CHECK(!all[1].seat.has_value());
    CHECK(all[2].seat.value().price == 30);

    auto const by_seat = sync_wait(db.execute(dt::select(seats).order_by(seats.price).options(dt::joinedload(seats.tickets)))).scalars().all();
    REQUIRE(by_seat.size() == 3);
    CHECK(by_seat[0].tickets.empty());
    REQUIRE(by_seat[1].tickets.size() == 2);
    CHECK(by_seat[1].tickets[1].id == 4);
    CHECK(by_seat[2].tickets.size() == 1);
    CHECK(single(db, dt::select(dt::sum(seats.price)).select_from(tickets).join(tickets.seat)) == 70);
    sync_wait(db.drop_all(seat_tables));
}

TEST_CASE("tables that point to each other by several columns") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(circle));
    sync_wait(db.create_all(circle));
    (void)sync_wait(db.execute(dt::insert_into(evens).values(evens.a = 1, evens.b = 2)));
    (void)sync_wait(db.execute(dt::insert_into(odds).values(odds.a = 1, odds.b = 2)));
    auto const refused = error_of([&] { (void)sync_wait(db.execute(dt::insert_into(odds).values(odds.a = 3, odds.b = 4))); });
    CHECK(refused.category() == dt::error_category::foreign_key);
    sync_wait(db.rollback());
    sync_wait(db.drop_all(circle));
}
