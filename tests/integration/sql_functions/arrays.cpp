// SPDX-License-Identifier: BSL-1.0
// Functions of arrays.
#include "support/database.hpp"

#include <dovetail/functions/array.hpp>
#include <dovetail/functions/json.hpp>
#include <dovetail/lowering/unnest.hpp>

namespace dovetail_test {

template <class View>
struct ShirtModel {
    static constexpr dt::table_name table = "shirts";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "colors", dt::array<dt::text>> colors;
    dt::column<View, "sizes", dt::nullable<dt::array<dt::integer>>> sizes;
};
using NewShirt = dt::new_row<ShirtModel>;
inline constexpr dt::table<ShirtModel> shirts;
inline constexpr dt::metadata shirt_tables{shirts};

TEST_CASE("arrays") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(shirt_tables));
    using words = std::vector<std::string>;
    std::vector<NewShirt> const rows{NewShirt{.id = 1, .colors = words{"red", "blue"}, .sizes = std::vector<int>{38, 40}},
                                     NewShirt{.id = 2, .colors = words{}}};
    sync_wait(db.execute(dt::insert_into(shirts).values(rows)));
    auto const found = [&](auto const& expression, int id = 1) {
        return sync_wait(db.execute(dt::select(shirts.id, expression).where(shirts.id == id))).one().template get<1>();
    };
    CHECK(found(dt::array_length(shirts.colors)) == 2);
    CHECK(found(dt::array_length(shirts.colors), 2) == 0);
    CHECK(found(dt::array_length(shirts.sizes), 2) == std::nullopt);
    CHECK(found(dt::array_at(shirts.colors, 2)) == "blue");
    CHECK(found(dt::array_at(shirts.sizes, shirts.id)) == 38);
    CHECK(found(dt::array_at(shirts.colors, 3)) == std::nullopt);
    auto const document = [&](int id) {
        std::string text;
        for (char c : found(dt::json_array(shirts.colors, shirts.sizes), id).text)
            if (c != ' ') text += c;
        return text;
    };
    CHECK(document(1) == R"([["red","blue"],[38,40]])");
    CHECK(document(2) == "[[],null]");
    CHECK(found("red" == dt::any_(shirts.colors)) == true);
    CHECK(found("green" == dt::any_(shirts.colors)) == false);
    CHECK(found(40 != dt::all_(shirts.sizes)) == false);
    CHECK(sync_wait(db.execute(dt::select(shirts.id).where(38 == dt::any_(shirts.sizes)))).scalar_one() == 1);
#if defined(DOVETAIL_TEST_POSTGRES)
    CHECK(found(50 > dt::all_(shirts.sizes)) == true);
    CHECK(found(dt::array_contains(shirts.colors, words{"red"})) == true);
    CHECK(found(dt::array_contained_by(shirts.colors, words{"red"})) == false);
    CHECK(found(dt::array_overlaps(shirts.sizes, std::vector<int>{1, 40})) == true);
    CHECK(found(dt::array_cat(shirts.colors, words{"x"})) == words{"red", "blue", "x"});
    CHECK(found(dt::array_append(shirts.sizes, 42)) == std::vector<int>{38, 40, 42});
    CHECK(found(dt::array_append(shirts.sizes, shirts.id)) == std::vector<int>{38, 40, 1});
    CHECK(found(dt::array_append(shirts.sizes, 42), 2) == std::vector<int>{42});
    CHECK(found(dt::array_prepend("x", shirts.colors)) == words{"x", "red", "blue"});
    CHECK(found(dt::array_remove(shirts.sizes, 38)) == std::vector<int>{40});
    CHECK(found(dt::array_replace(shirts.colors, "red", "pink")) == words{"pink", "blue"});
    CHECK(found(dt::array_position(shirts.colors, "blue")) == 2);
    CHECK(found(dt::array_position(shirts.colors, "green")) == std::nullopt);
    CHECK(found(dt::array_to_string(shirts.colors, "+")) == "red+blue");
    CHECK(found(dt::array_to_string(shirts.sizes, "+"), 2) == std::nullopt);
    sync_wait(db.execute(dt::update(shirts).set(shirts.sizes = dt::array_append(shirts.sizes, 44)).where(shirts.id == 1)));
    CHECK(found(shirts.sizes) == std::vector<int>{38, 40, 44});
#endif
}

TEST_CASE("arrays as tables") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(shirt_tables));
    using words = std::vector<std::string>;
    std::vector<NewShirt> const rows{NewShirt{.id = 1, .colors = words{"red", "blue"}, .sizes = std::vector<int>{38, 40}},
                                     NewShirt{.id = 2, .colors = words{}}, NewShirt{.id = 3, .colors = words{"red"}, .sizes = std::vector<int>{40}}};
    sync_wait(db.execute(dt::insert_into(shirts).values(rows)));
    constexpr auto color = dt::unnest<"color">(shirts.colors);
    constexpr auto size = dt::unnest<"size">(shirts.sizes);
    auto const counted = sync_wait(db.execute(dt::select(color.value, dt::count()).select_from(shirts).cross_join(color)
                                                  .group_by(color.value).order_by(color.value))).all();
    REQUIRE(counted.size() == 2);
    CHECK(dt::to_string(counted[0]) == "('blue', 1)");
    CHECK(dt::to_string(counted[1]) == "('red', 2)");
    CHECK(single(db, dt::select(dt::sum(size.value)).select_from(shirts).cross_join(size)) == 118);
    CHECK(sync_wait(db.execute(dt::select(shirts.id).where(dt::exists(dt::select(size.value).select_from(size).where(size.value > 38)))
                                   .order_by(shirts.id))).scalars().all() == std::vector<int>{1, 3});
    auto const wanted = dt::unnest<"wanted">(std::vector<int>{3, 7, 1});
    CHECK(sync_wait(db.execute(dt::select(wanted.value).select_from(wanted).left_join(shirts, shirts.id == wanted.value)
                                   .where(shirts.id == std::nullopt))).scalars().all() == std::vector<int>{7});
}

}  // namespace dovetail_test
