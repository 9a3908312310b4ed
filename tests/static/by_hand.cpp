// SPDX-License-Identifier: BSL-1.0
// What a text by hand may leave on a connection of PostgreSQL.
#include <dovetail/backend/postgres/traces.hpp>

using dovetail::postgres_backend::leaves_traces;

static_assert(leaves_traces("SET search_path TO shop"));
static_assert(leaves_traces("  set\ttime zone 'Asia/Tokyo'"));
static_assert(leaves_traces("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"));
static_assert(leaves_traces("RESET ALL"));
static_assert(leaves_traces("DISCARD ALL"));
static_assert(leaves_traces("LISTEN jobs"));
static_assert(leaves_traces("PREPARE mine AS SELECT 1"));
static_assert(leaves_traces("DECLARE mine CURSOR WITH HOLD FOR SELECT 1"));
static_assert(leaves_traces("CREATE TEMP TABLE mine (id INTEGER)"));
static_assert(leaves_traces("CREATE LOCAL TEMPORARY TABLE mine (id INTEGER)"));
static_assert(leaves_traces("SELECT 1 INTO temp mine"));
static_assert(leaves_traces("SELECT pg_advisory_lock($1)"));
static_assert(leaves_traces("SELECT pg_try_advisory_lock_shared($1)"));
static_assert(leaves_traces("SELECT set_config('search_path', $1, FALSE)"));

static_assert(!leaves_traces(""));
static_assert(!leaves_traces(" "));
static_assert(!leaves_traces("SET LOCAL work_mem = '7MB'"));
static_assert(!leaves_traces("set constraints all deferred"));
static_assert(!leaves_traces("SET TRANSACTION READ ONLY"));
static_assert(!leaves_traces("SELECT pg_advisory_xact_lock($1)"));
static_assert(!leaves_traces("SELECT set_config('search_path', $1, true)"));
static_assert(!leaves_traces("SELECT settled, temperature FROM settings"));
static_assert(!leaves_traces("UPDATE settings SET value = 1"));
