// SPDX-License-Identifier: BSL-1.0
// Several programs that create and drop the same tables at once: none of them fails.
#include "phase.hpp"
#include "support/database.hpp"

#include <optional>
#include <thread>

using namespace dovetail_test;

namespace side_by_side {

template <class View>
struct ProjectModel {
    static constexpr dt::table_name table = "projects";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<20>, dt::index> name;
    dt::column<View, "now", dt::enumeration<phase>> now;
};
template <class View>
struct StepModel {
    static constexpr dt::table_name table = "steps";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "project_id", dt::integer, dt::foreign_key<ProjectModel>> project_id;
};
using NewProject = dt::new_row<ProjectModel>;
inline constexpr dt::table<ProjectModel> projects;
inline constexpr dt::table<StepModel> steps;
inline constexpr dt::metadata tables{steps, projects};

}  // namespace side_by_side
using namespace side_by_side;

TEST_CASE("tables are created and dropped by several engines at once") {
    temporary_folder folder;
    empty_database base;
    std::string const location = is_postgres ? base.engine.location() : folder.file("shared.db");
    constexpr int programs = 4, rounds = 20;
    std::vector<std::string> problems(programs);
    {
        std::vector<std::jthread> running;
        for (int i = 0; i < programs; ++i)
            running.emplace_back([&, i] {
                try {
                    Engine engine{location};
                    for (int round = 0; round < rounds; ++round) {
                        Db db{engine};
                        sync_wait(db.create_all(tables));
                        sync_wait(db.drop_all(tables));
                    }
                    Db db{engine};
                    sync_wait(db.create_all(tables));
                } catch (std::exception const& problem) {
                    problems[static_cast<std::size_t>(i)] = problem.what();
                }
            });
    }
    CHECK(problems == std::vector<std::string>(programs));
    Engine engine{location};
    Db db{engine};
    sync_wait(db.create_all(tables));
    db.add(NewProject{.name = "x", .now = phase::over});
    sync_wait(db.commit());
    auto const found = sync_wait(db.execute(dt::select(projects).where(projects.now == phase::over))).scalars().all();
    CHECK(found.size() == 1);
    sync_wait(db.rollback());
    sync_wait(db.drop_all(tables));
}

#if defined(DOVETAIL_TEST_POSTGRES)
TEST_CASE("an enum may be in a schema, which is created with it") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(tables));
    CHECK(server_value("SELECT typnamespace::regnamespace FROM pg_type WHERE typname = 'phase'") == "work");
    CHECK(server_value("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'projects'::regclass AND attname = 'now'") ==
          "work.phase");
    sync_wait(db.drop_all(tables));
    CHECK(server_value("SELECT count(*) FROM pg_type WHERE typname = 'phase'") == "0");
    server_execute("DROP SCHEMA work");
}
#endif
