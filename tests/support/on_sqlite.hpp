// SPDX-License-Identifier: BSL-1.0
//
// The integration tests on SQLite: each database is one in memory.
#pragma once

#include <dovetail/sqlite.hpp>

#include <string>
#include <vector>

namespace dovetail_test {

namespace dt = dovetail;

using backend = dt::sqlite;
inline constexpr bool is_postgres = false;
using Engine = dt::engine<backend>;
using Db = dt::session<backend>;

/// A database without tables, gone at the end.
class empty_database {
public:
    Engine engine{":memory:"};
};
/// One that does not look where foreign keys point.
class unchecked_database {
public:
    Engine engine{":memory:", {.foreign_keys = false}};

    template <class... Tables>
    void create(dt::metadata<Tables...> const& tables) {
        Db db{engine};
        dt::sync_wait(db.create_all(tables));
    }
};

/// Every way in which a transaction can begin.
inline std::vector<dt::sqlite_options::begin_mode> begin_modes() {
    using enum dt::sqlite_options::begin_mode;
    return {deferred, immediate, exclusive};
}

/// Runs SQL that no program text holds, by itself.
inline void execute_text(Engine& engine, std::string const& text) {
    dt::lease<backend> db(engine.pool());
    db->execute(text);
}
/// Statements that are open on the engine's idle connection: none, once nothing runs.
inline std::size_t open_statements(Engine& engine) {
    return dt::lease<backend>(engine.pool())->statements_in_use();
}

}  // namespace dovetail_test
