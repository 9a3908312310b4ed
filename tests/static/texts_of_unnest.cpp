// SPDX-License-Identifier: BSL-1.0
// The exact SQL of arrays as tables, and their rules.
#include <dovetail/sqlite.hpp>

#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/lowering/unnest.hpp>
#include <dovetail/types.hpp>

namespace dt = dovetail;

namespace {

template <class View>
struct ShirtModel {
    static constexpr dt::table_name table = "shirts";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "colors", dt::array<dt::string<20>>> colors;
    dt::column<View, "sizes", dt::nullable<dt::array<dt::nullable<dt::integer>>>> sizes;
    dt::column<View, "prices", dt::array<dt::numeric<5, 2>>> prices;
};
inline constexpr dt::table<ShirtModel> shirts;

template <class Statement>
constexpr bool is(Statement const& statement, std::string_view sqlite, std::string_view postgres) {
    return dt::sql<dt::sqlite>(statement) == sqlite && dt::sql<dt::postgres>(statement) == postgres;
}
template <class Statement, class... Values>
inline constexpr bool has_row = std::is_same_v<decltype(dt::detail::row_of<std::remove_cvref_t<Statement>>::type::values), std::tuple<Values...>>;

constexpr auto color = dt::unnest<"color">(shirts.colors);
constexpr auto size = dt::unnest<"size">(shirts.sizes);
constexpr auto price = dt::unnest<"price">(shirts.prices);
constexpr auto colors = dt::select(shirts.id, color.value).cross_join(color).where(color.value == "red");
static_assert(is(colors,
                 R"(SELECT "shirts"."id", "color"."value" FROM "shirts" CROSS JOIN json_each("shirts"."colors") AS "color" WHERE "color"."value" = ?)",
                 R"(SELECT "shirts"."id", "color"."value" FROM "shirts" CROSS JOIN unnest("shirts"."colors") AS "color" ("value") )"
                 R"(WHERE "color"."value" = $1)"));
static_assert(is(dt::select(shirts.id).where(dt::exists(dt::select(size.value).select_from(size).where(size.value > 40))),
                 R"(SELECT "shirts"."id" FROM "shirts" WHERE EXISTS (SELECT "size"."value" FROM json_each("shirts"."sizes") AS "size" WHERE "size"."value" > ?))",
                 R"(SELECT "shirts"."id" FROM "shirts" WHERE EXISTS (SELECT "size"."value" FROM unnest("shirts"."sizes") AS "size" ("value") )"
                 R"(WHERE "size"."value" > $1))"));
static_assert(has_row<decltype(colors), int, std::string>);
static_assert(has_row<decltype(dt::select(shirts.id, size.value).left_join(size, size.value == shirts.id)), int, std::optional<int>>);

using in_sqlite = dt::check<decltype(dt::select(price.value).select_from(shirts).cross_join(price)), dt::sqlite>;
static_assert(std::same_as<in_sqlite, dt::verdict<dt::rule::dialect_cannot, "SQLite.unnest() of elements of this type">>);

}  // namespace
