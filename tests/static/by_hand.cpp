// SPDX-License-Identifier: BSL-1.0
// What a text by hand does beside giving an answer.
#include <dovetail/backend/postgres/by_hand.hpp>

using dovetail::detail::transaction_effects;
using dovetail::postgres_backend::copies_rows;
using dovetail::postgres_backend::leaves_traces;

static_assert(leaves_traces("SET search_path TO shop"));
static_assert(leaves_traces("  set\ttime zone 'Asia/Tokyo'"));
static_assert(leaves_traces("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"));
static_assert(leaves_traces("RESET ALL"));
static_assert(leaves_traces("/* all */ ;reset all"));
static_assert(leaves_traces("DISCARD ALL"));
static_assert(leaves_traces("LISTEN jobs"));
static_assert(leaves_traces("PREPARE mine AS SELECT 1"));
static_assert(leaves_traces("DECLARE mine CURSOR WITH HOLD FOR SELECT 1"));
static_assert(leaves_traces("CREATE TEMP TABLE mine (id INTEGER)"));
static_assert(leaves_traces("CREATE LOCAL TEMPORARY TABLE mine (id INTEGER)"));
static_assert(leaves_traces("SELECT 1 INTO temp mine"));
static_assert(leaves_traces("SELECT pg_advisory_lock($1)"));
static_assert(leaves_traces("SELECT pg_try_advisory_lock_shared($1)"));
static_assert(leaves_traces("CREATE\tTEMPORARY\nTABLE mine (id INTEGER)"));
static_assert(leaves_traces("CREATE/**/TEMP/**/TABLE mine (id INTEGER)"));
static_assert(leaves_traces("CREATE TABLE \"pg_temp\".mine (id INTEGER)"));
static_assert(leaves_traces("DO $$ BEGIN EXECUTE 'SET work_mem = 64'; END $$"));
static_assert(leaves_traces("SELECT set_config('search_path', $1, FALSE)"));
static_assert(leaves_traces("SELECT set_config('search_path', $1, $2)"));
static_assert(leaves_traces("SELECT set_config('search_path', $1, 'f')"));
static_assert(leaves_traces("SELECT set_config('row_security', 'true', false)"));
static_assert(leaves_traces("UPDATE pg_settings SET setting = 'shop' WHERE name = 'search_path'"));

static_assert(!leaves_traces(""));
static_assert(!leaves_traces(" "));
static_assert(!leaves_traces("SET LOCAL work_mem = '7MB'"));
static_assert(!leaves_traces("set constraints all deferred"));
static_assert(!leaves_traces("SET TRANSACTION READ ONLY"));
static_assert(!leaves_traces("SELECT pg_advisory_xact_lock($1)"));
static_assert(!leaves_traces("SELECT set_config('search_path', $1, true)"));
static_assert(!leaves_traces("SELECT settled, temperature, room_temp FROM settings"));
static_assert(!leaves_traces("UPDATE settings SET value = 1"));

// A transaction begins or ends, inside of one and elsewhere.
constexpr bool controls(std::string_view text) { return transaction_effects(text) == dovetail::detail::begins_or_ends_transaction; }
static_assert(controls("BEGIN"));
static_assert(controls("begin immediate"));
static_assert(controls("START TRANSACTION READ ONLY"));
static_assert(controls("COMMIT"));
static_assert(controls("commit;"));
static_assert(controls("Commit Work AND CHAIN"));
static_assert(controls("END"));
static_assert(controls("END TRANSACTION"));
static_assert(controls("ABORT"));
static_assert(controls("ROLLBACK"));
static_assert(controls("ROLLBACK WORK;"));
static_assert(controls("rollback transaction and no chain"));
static_assert(controls("PREPARE TRANSACTION 'x'"));
static_assert(controls("\n -- done\n/* at last */COMMIT"));
static_assert(controls(" ; ;COMMIT"));
static_assert(controls("COMMIT--"));
static_assert(controls("COMMIT/**/"));

constexpr bool controls_nothing(std::string_view text) { return transaction_effects(text) == 0; }
static_assert(controls_nothing(""));
static_assert(controls_nothing("-- COMMIT"));
static_assert(controls_nothing("/* COMMIT"));
static_assert(controls_nothing("/* COMMIT */ SELECT 1"));
static_assert(controls_nothing("ROLLBACK TO mine"));
static_assert(controls_nothing("ROLLBACK WORK TO SAVEPOINT mine"));
static_assert(controls_nothing("ROLLBACK TRANSACTION TO mine"));
static_assert(controls_nothing("RELEASE mine"));
static_assert(controls_nothing("COMMIT PREPARED 'x'"));
static_assert(controls_nothing("ROLLBACK PREPARED 'x'"));
static_assert(controls_nothing("PREPARE mine AS SELECT 1"));
static_assert(controls_nothing("SELECT 'COMMIT'"));
static_assert(controls_nothing("\"commit\""));
static_assert(controls_nothing("commits"));
static_assert(controls_nothing("SET TRANSACTION READ ONLY"));
static_assert(transaction_effects("SAVEPOINT mine") == dovetail::detail::begins_transaction_outside);

static_assert(copies_rows("COPY users FROM STDIN"));
static_assert(copies_rows("copy users (id, \"from\") from stdin with (format binary)"));
static_assert(copies_rows("COPY (SELECT * FROM users WHERE name = ')') TO STDOUT"));
static_assert(copies_rows("COPY users TO STDOUT(FORMAT csv)"));
static_assert(copies_rows("; COPY users FROM STDIN"));
static_assert(copies_rows("/* all */ COPY public.users TO\nSTDOUT;"));
static_assert(!copies_rows("COPY users FROM '/stdin'"));
static_assert(!copies_rows("COPY users FROM PROGRAM 'cat'"));
static_assert(!copies_rows("COPY (SELECT * FROM stdin) TO '/tmp/users'"));
static_assert(!copies_rows("COPY users FROM"));
static_assert(!copies_rows("COPY"));
static_assert(!copies_rows("SELECT 'COPY users FROM STDIN'"));
static_assert(!copies_rows("INSERT INTO copy SELECT * FROM stdin"));
