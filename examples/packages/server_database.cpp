// SPDX-License-Identifier: BSL-1.0
#include "server_database.hpp"

#include <stdexcept>
#include <tuple>

namespace packages {
namespace {

// The comment on each table says who made it. How many there are, and how many of these somebody else made:
constexpr dt::fixed_string count_tables =
    "SELECT count(*), count(*) FILTER (WHERE obj_description(found, 'pg_class') IS DISTINCT FROM 'made by packages') "
    "FROM (SELECT to_regclass(name) AS found FROM unnest(ARRAY['sections', 'maintainers', 'packages', 'dependencies']) "
    "AS name) AS tables WHERE found IS NOT NULL";

dt::task<void> sign(dt::session<dt::postgres>& db) {
    (void)co_await db.execute(dt::raw<"COMMENT ON TABLE sections IS 'made by packages'">());
    (void)co_await db.execute(dt::raw<"COMMENT ON TABLE maintainers IS 'made by packages'">());
    (void)co_await db.execute(dt::raw<"COMMENT ON TABLE packages IS 'made by packages'">());
    (void)co_await db.execute(dt::raw<"COMMENT ON TABLE dependencies IS 'made by packages'">());
}

}  // namespace

dt::task<built_database> build_on_server(dt::engine<dt::postgres>& engine, const std::vector<record>& records,
                                         const show_progress& show) {
    dt::session<dt::postgres> db{engine};
    auto counted = co_await db.execute(dt::raw<count_tables, std::tuple<std::int64_t, std::int64_t>>());
    const auto [there, of_others] = counted.one();
    if (of_others > 0)
        throw std::runtime_error("the database holds tables of the same names that this program did not make, so they "
                                 "are not replaced");
    if (there > 0) co_await db.drop_all(tables);
    co_await db.create_all(tables);
    co_await sign(db);
    co_await load(db, records, show);
    co_await db.commit();
    co_return built_database{.statements = db.statement_count(), .replaced_another = there > 0};
}

}  // namespace packages
