// SPDX-License-Identifier: BSL-1.0
// Common column types: what each is in C++, and what it refuses.
#include "database.hpp"
#include "expect.hpp"

template <class View>
struct VenueModel {
    static constexpr dt::table_name table = "venues";

    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<40>, dt::unique> name;
};

template <class View>
struct ConcertModel {
    static constexpr dt::table_name table = "concerts";

    dt::column<View, "id", dt::integer, dt::primary_key> id;                         // Integer, primary_key=True
    dt::column<View, "title", dt::string<20>> title;                                 // String(20), nullable=False
    dt::column<View, "subtitle", dt::nullable<dt::string<20>>> subtitle;             // String(20)
    dt::column<View, "is_sold_out", dt::boolean> is_sold_out;                        // Boolean
    dt::column<View, "starts_at", dt::datetime, dt::index> starts_at;                // DateTime, index=True
    dt::column<View, "announced_on", dt::date> announced_on;                         // Date
    dt::column<View, "venue_id", dt::integer, dt::foreign_key<VenueModel>> venue_id; // ForeignKey("venues.id")
};

using Concert = dt::entity<ConcertModel>;
using NewConcert = dt::new_row<ConcertModel>;
using NewVenue = dt::new_row<VenueModel>;
inline constexpr dt::table<VenueModel> venues;
inline constexpr dt::table<ConcertModel> concerts;
inline constexpr dt::metadata tables{venues, concerts};

// Each column type has one C++ type. Also: smallint, bigint, real, double_precision, text, blob.
static_assert(std::is_same_v<decltype(Concert::id), std::int32_t>);
static_assert(std::is_same_v<decltype(Concert::title), std::string>);
static_assert(std::is_same_v<decltype(Concert::subtitle), std::optional<std::string>>);
static_assert(std::is_same_v<decltype(Concert::is_sold_out), bool>);
static_assert(std::is_same_v<decltype(Concert::starts_at), std::chrono::sys_time<std::chrono::microseconds>>);
static_assert(std::is_same_v<decltype(Concert::announced_on), std::chrono::year_month_day>);

dt::task<void> add_venue(Db auto& db, std::string name) {
    db.add(NewVenue{.name = name});     // longer than the column: dt::error, here
    co_await db.commit();
}

dt::task<Concert> add_concert(Db auto& db, std::string title, int venue_id) {
    using namespace std::chrono_literals;
    auto concert = db.add(NewConcert{.title = title,
                                     .is_sold_out = false,
                                     .starts_at = std::chrono::sys_days(2024y / 7 / 14) + 19h + 30min,
                                     .announced_on = 2024y / 2 / 29,
                                     .venue_id = venue_id});
    co_await db.commit();
    co_return *concert;
}

dt::task<void> example(auto& engine) {
    dt::session db{engine};
    std::string index;
    db.on_statement([&](dt::statement_event const& e) {
        if (e.text.starts_with("CREATE INDEX")) index = e.text;
    });
    co_await db.create_all(tables);
    expect(index == R"(CREATE INDEX IF NOT EXISTS "ix_concerts_starts_at" ON "concerts" ("starts_at");)",
           "index=True");

    co_await add_venue(db, "Town Hall");
    Concert const added = co_await add_concert(db, "Summer Night", 1);
    auto result = co_await db.execute(dt::select(concerts));
    Concert const read = result.scalar_one();
    std::cout << read << '\n';
    expect(read == added, "the values come back equal");
    expect(dt::to_string(read) == "concerts(id=1, title='Summer Night', subtitle=NULL, is_sold_out=false, "
                                  "starts_at=2024-07-14 19:30:00, announced_on=2024-02-29, venue_id=1)",
           "the values print");

    expect(co_await error_of(add_venue(db, "Town Hall")) == dt::error_category::unique, "unique=True");
    expect(co_await error_of(add_venue(db, std::string(41, 'x'))) == dt::error_category::data, "String(40)");
    expect(co_await error_of(add_concert(db, "Winter Wind", 99)) == dt::error_category::foreign_key, "ForeignKey");
}

int main(int argc, char** argv) {
    run_on_database(argc, argv, [](auto& engine) { return example(engine); });
    return exit_status();
}
