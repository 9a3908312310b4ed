// SPDX-License-Identifier: BSL-1.0
//
// The integration tests on PostgreSQL: each program has a database of its own, which each case finds empty.
#pragma once

#include <dovetail/postgres.hpp>

#include "support/catch.hpp"
#include "support/postgres_server.hpp"

#include <string>
#include <vector>

namespace dovetail_test {

namespace dt = dovetail;

using backend = dt::postgres;
inline constexpr bool is_postgres = true;
using Engine = dt::engine<backend>;
using Db = dt::session<backend>;

/// The program's database without tables. At its end nothing is left running in it.
class empty_database {
public:
    explicit empty_database(dt::postgres_options how = {}) : engine(emptied_database(), std::move(how)) {}
    empty_database(empty_database const&) = delete;
    empty_database& operator=(empty_database const&) = delete;
    ~empty_database() {
        auto const left = engine.pool().statistics();
        CHECK(left.in_use == 0);
        CHECK(left.waiting == 0);
        CHECK(left.opened == left.open + left.lost + left.closed);
    }

    Engine engine;
};
/// One that does not look where foreign keys point.
class unchecked_database : public empty_database {
public:
    template <class... Tables>
    void create(dt::metadata<Tables...> const& tables) {
        Db db{engine};
        dt::sync_wait(db.create_all(tables));
        server_execute(R"(DO $$ DECLARE key record; BEGIN
            FOR key IN SELECT conrelid::regclass AS of, conname FROM pg_constraint WHERE contype = 'f' LOOP
                EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', key.of, key.conname);
            END LOOP; END $$)");
    }
};

/// Every way in which a transaction can begin.
inline std::vector<dt::postgres_options::begin_mode> begin_modes() {
    using enum dt::postgres_options::isolation_level;
    return {{}, {.isolation = repeatable_read}, {.isolation = serializable, .read_only = true, .deferrable = true}};
}

/// Runs SQL that no program text holds, by itself.
inline void execute_text(Engine& engine, std::string const& text) {
    dt::lease<backend> db(engine.pool());
    db->execute(text);
}
/// Connections that are in use: none, once nothing runs.
inline std::size_t open_statements(Engine& engine) { return engine.pool().statistics().in_use; }

}  // namespace dovetail_test
