// SPDX-License-Identifier: BSL-1.0
// Which database an example runs on: `06_basic_queries` has SQLite in memory, and
// `06_basic_queries postgresql://user:password@host/database` that PostgreSQL, where it leaves nothing behind.
//
// The code is the same for both. What is given a session takes it as `Db auto& db`.
#pragma once

#include <dovetail/postgres.hpp>
#include <dovetail/sqlite.hpp>

#include <concepts>
#include <string>

namespace dt = dovetail;

using SqliteDb = dt::session<dt::sqlite>;
using PostgresDb = dt::session<dt::postgres>;

template <class T>
concept Db = std::same_as<T, SqliteDb> || std::same_as<T, PostgresDb>;

/// Gives an engine to example(engine), and waits for its end.
template <class Example>
void run_on_database(int argc, char** argv, Example example) {
    if (argc < 2) {
        dt::engine<dt::sqlite> engine{":memory:"};
        dt::sync_wait(example(engine));
    } else {
        // Tables that are made in pg_temp belong to the connection, and go with it.
        std::string const url = argv[1];
        std::string const with_option = url + (url.find('?') == url.npos ? '?' : '&') + "options=-csearch_path%3Dpg_temp";
        dt::engine<dt::postgres> engine{with_option, {.pool_size = 1}};
        dt::sync_wait(example(engine));
    }
}
