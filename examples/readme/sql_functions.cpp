// SPDX-License-Identifier: BSL-1.0
// The code of docs/sql_functions.md.
#include <dovetail/functions.hpp>
#include <dovetail/sqlite_function.hpp>

#include <iostream>

namespace dt = dovetail;

template <class View>
struct PlayerModel {
    static constexpr dt::table_name table = "players";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<80>> name;
    dt::column<View, "nickname", dt::nullable<dt::string<80>>> nickname;
    dt::column<View, "points", dt::integer> points;
    dt::column<View, "games", dt::integer> games;
    dt::column<View, "joined", dt::datetime> joined;
    dt::column<View, "settings", dt::jsonb> settings;
};
using NewPlayer = dt::new_row<PlayerModel>;
inline constexpr dt::table<PlayerModel> players;
inline constexpr dt::metadata tables{players};

using Db = dt::session<dt::sqlite>;

dt::task<void> rank(Db& db) {
    auto const level = dt::case_().when(players.points > 90, "gold").when(players.points > 50, "silver").else_("none");
    auto const average = dt::cast<dt::double_precision>(players.points) / dt::nullif(players.games, 0);
    auto result = co_await db.execute(
        dt::select(dt::coalesce(players.nickname, players.name), level, dt::round(average, 2))
            .where(players.name.startswith("A"), dt::tuple_(players.points, players.id) > dt::tuple_(10, 3))
            .order_by(level, average.desc()));
    for (auto const& [name, medal, points_a_game] : result.all())
        std::cout << name << " " << medal << " " << points_a_game.value_or(0) << "\n";
}

dt::task<void> recent(Db& db) {
    using namespace std::chrono_literals;
    auto result = co_await db.execute(
        dt::select(players.name, dt::extract<dt::year>(players.joined), dt::json_extract<"$.theme", dt::text>(players.settings))
            .where(players.joined > dt::now() - 24h * 365));
    for (auto const& [name, year, theme] : result.all()) std::cout << name << " " << year << " " << theme.value_or("-") << "\n";
}

dt::sqlite_options options() {
    dt::sqlite_options how;
    how.functions = {dt::sqlite_function<"initial">([](std::string_view name) { return std::string(name.substr(0, 1)); })};
    return how;
}

dt::task<void> initials(Db& db) {
    auto result = co_await db.execute(dt::select(players.id, dt::function<"initial", dt::text>(players.name)));
    for (auto const& [id, initial] : result.all()) std::cout << id << initial << "\n";
}

dt::task<int> run() {
    dt::engine<dt::sqlite> engine{":memory:", options()};
    Db db{engine};
    co_await db.create_all(tables);
    std::vector<NewPlayer> const some{
        NewPlayer{.name = "Ann", .points = 95, .games = 7, .joined = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()),
                  .settings = R"({"theme": "dark"})"}};
    auto inserted = co_await db.execute(dt::insert_into(players).values(some));
    co_await rank(db);
    co_await recent(db);
    co_await initials(db);
    co_return inserted.row_count() == 1 ? 0 : 1;
}

int main() { return dt::sync_wait(run()); }
