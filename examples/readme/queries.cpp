// SPDX-License-Identifier: BSL-1.0
// The code of docs/queries.md.
#include <dovetail/sqlite.hpp>

#include <iostream>
#include <set>

namespace dt = dovetail;

template <class View> struct AlbumModel;

template <class View>
struct ArtistModel {
    static constexpr dt::table_name table = "artists";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<80>> name;
    dt::column<View, "country", dt::nullable<dt::string<2>>> country;
    dt::one_to_many<View, "albums", AlbumModel> albums;
};
template <class View>
struct AlbumModel {
    static constexpr dt::table_name table = "albums";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "title", dt::string<80>> title;
    dt::column<View, "year", dt::integer> year;
    dt::column<View, "artist_id", dt::integer, dt::foreign_key<ArtistModel>> artist_id;
    dt::many_to_one<View, "artist", ArtistModel> artist;
};
using NewArtist = dt::new_row<ArtistModel>;
using NewAlbum = dt::new_row<AlbumModel>;
inline constexpr dt::table<ArtistModel> artists;
inline constexpr dt::table<AlbumModel> albums;
inline constexpr dt::metadata tables{artists, albums};

using Db = dt::session<dt::sqlite>;

// A statement is a value; as a constant, its text is too.
constexpr auto recent = dt::select(albums.title, albums.year)
                            .where(albums.year.between(1970, 1979), dt::not_(albums.title.like("%live%")))
                            .order_by(albums.year.desc(), albums.title)
                            .limit(10);

static_assert(dt::sql<dt::sqlite>(recent) ==
              R"(SELECT "albums"."title", "albums"."year" FROM "albums" WHERE "albums"."year" BETWEEN ? AND ? )"
              R"(AND NOT "albums"."title" LIKE ? ORDER BY "albums"."year" DESC, "albums"."title" LIMIT ?)");

dt::task<void> ask(Db& db) {
    auto const rows = (co_await db.execute(recent)).all();
    for (auto const& [title, year] : rows) std::cout << year << " " << title << "\n";
    if (!rows.empty()) std::cout << rows.front()[albums.title] << "\n";

    std::set<std::string> const countries{"fr", "it"};          // any range; one parameter, whatever its length
    auto some = co_await db.execute(dt::select(artists).where(artists.country.in_(countries)));
    std::cout << some.scalars().all().size() << " of them\n";

    auto without = co_await db.execute(dt::select(artists).where(
        artists.country == std::nullopt, !dt::exists(dt::select(albums).where(albums.artist_id == artists.id))));
    if (auto artist = without.first()) std::cout << artist->name << " has no country and no album\n";

    auto figures = co_await db.execute(dt::select(dt::count(), dt::min(albums.year), dt::count(dt::distinct(albums.year))));
    auto const [count, first, years] = figures.one();
    std::cout << count << " albums in " << years << " years since " << first.value_or(0) << "\n";

    auto stream = db.stream(dt::select(albums).options(dt::joinedload(albums.artist)));
    while (auto album = co_await stream.next()) std::cout << album->title << " by " << album->artist.name << "\n";

    auto by_hand = co_await db.execute(
        dt::raw<"SELECT country, count(*) FROM artists WHERE id > ? GROUP BY country ORDER BY 1",
                std::tuple<std::optional<std::string>, std::int64_t>>(0));
    for (auto const& [country, artists_there] : by_hand.all()) std::cout << country.value_or("-") << artists_there << "\n";
}

dt::task<int> run() {
    dt::engine<dt::sqlite> engine{":memory:"};
    Db db{engine};
    co_await db.create_all(tables);
    std::vector<NewArtist> const some{NewArtist{.name = "Air", .country = "fr"}, NewArtist{.name = "Nobody"}};
    auto inserted = co_await db.execute(dt::insert_into(artists).values(some));
    auto album = co_await db.execute(
        dt::insert_into(albums).values(albums.title = "Moon Safari", albums.year = 1977, albums.artist_id = 1));
    auto updated = co_await db.execute(dt::update(albums).set(albums.year = albums.year + 1).where(albums.id == 1));
    co_await ask(db);
    auto removed = co_await db.execute(dt::delete_from(albums).where(albums.year < 1900));
    co_return inserted.row_count() + album.row_count() + updated.row_count() + removed.row_count() == 4 ? 0 : 1;
}

int main() { return dt::sync_wait(run()); }
