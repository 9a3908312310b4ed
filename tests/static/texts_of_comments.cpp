// SPDX-License-Identifier: BSL-1.0
// Comments on tables, views and columns: kept by PostgreSQL, left out on SQLite.
#include "tables.hpp"

#include <dovetail/backend/postgres/dialect.hpp>

namespace {

template <class View>
struct PartModel {
    static constexpr dt::table_name schema = "shop", table = "parts";
    using comment = dt::comment<"what isn't made here">;
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "net weight", dt::double_precision, dt::index, dt::comment<"in kg">> weight;
    dt::column<View, "name", dt::text, dt::comment<"as on the \"label\"">, dt::default_value<"">> name;
};
constexpr dt::table<PartModel> parts;
template <class View>
struct PartNameModel {
    static constexpr dt::table_name table = "part_names";
    using comment = dt::comment<"for the shop">;
    dt::column<View, "name", dt::text, dt::comment<"shown">> name;
    static constexpr auto as_select() { return dt::select(parts.name); }
};

template <class Dialect, class Model>
inline constexpr std::string_view additions = dt::detail::texts_of_table<Dialect, Model>.additions;
static_assert(additions<dt::postgres, dt::model<PartModel>> ==
              R"(CREATE INDEX IF NOT EXISTS "ix_parts_net weight" ON "shop"."parts" ("net weight");)"
              R"(COMMENT ON TABLE "shop"."parts" IS 'what isn''t made here';)"
              R"(COMMENT ON COLUMN "shop"."parts"."net weight" IS 'in kg';)"
              R"(COMMENT ON COLUMN "shop"."parts"."name" IS 'as on the "label"';)");
static_assert(additions<dt::sqlite, dt::model<PartModel>> ==
              R"(CREATE INDEX IF NOT EXISTS "shop"."ix_parts_net weight" ON "parts" ("net weight");)");
static_assert(additions<dt::postgres, dt::model<PartNameModel>> ==
              R"(COMMENT ON VIEW "part_names" IS 'for the shop';COMMENT ON COLUMN "part_names"."name" IS 'shown';)");
static_assert(additions<dt::sqlite, dt::model<PartNameModel>>.empty());

}  // namespace
