// SPDX-License-Identifier: BSL-1.0
// Functions of text, and joined text.
#include "integration/sql_functions/values.hpp"

#include <dovetail/functions/string.hpp>

using namespace dovetail_test;

TEST_CASE("parts of text") {
    filled_database base;
    Db db{base.engine};
    CHECK(value(db, dt::substr("abcdef", 2)) == "bcdef");
    CHECK(value(db, dt::substr("abcdef", 2, 3)) == "bcd");
    CHECK(value(db, dt::substr(users.username, users.id + 1)) == "nn");
    CHECK(value(db, dt::substr("äöü", 2, 1)) == "ö");
    CHECK(value(db, dt::left("abc", 2)) == "ab");
    CHECK(value(db, dt::right("abc", 2)) == "bc");
    CHECK(value(db, dt::right(users.username, users.id + 0)) == "n");
    CHECK(value(db, dt::position(users.username, "n")) == 2);
    CHECK(value(db, dt::position("abc", "x")) == 0);
    CHECK(value(db, dt::substr(users.nickname, 1)) == std::nullopt);
    CHECK(value_of_user(db, 3, dt::substr(users.nickname, 1)) == "c");
}

TEST_CASE("text that is changed") {
    filled_database base;
    Db db{base.engine};
    CHECK(value(db, dt::trim("  a b ")) == "a b");
    CHECK(value(db, dt::ltrim("  a ")) == "a ");
    CHECK(value(db, dt::rtrim("  a ")) == "  a");
    CHECK(value(db, dt::trim("xyaxy", "xy")) == "a");
    CHECK(value(db, dt::ltrim("xyaxy", "xy")) == "axy");
    CHECK(value(db, dt::rtrim("xyaxy", "xy")) == "xya");
    CHECK(value(db, dt::replace(users.username, "n", "l'")) == "al'l'");
    CHECK(value(db, dt::repeat(users.username, 2)) == "annann");
    CHECK(value(db, dt::repeat("x", 0)) == "");
    CHECK(value(db, dt::repeat(users.username + "-", users.id * 2)) == "ann-ann-");
    CHECK(value(db, dt::ascii("a")) == 97);
    CHECK(value(db, dt::ascii("ä")) == 0xE4);
    CHECK(value(db, dt::chr(228)) == "ä");
    std::vector<std::byte> const bytes{std::byte{0xAB}, std::byte{1}};
    CHECK(value(db, dt::hex(bytes)) == "AB01");
    CHECK(value(db, dt::upper(users.username)) == "ANN");
#if defined(DOVETAIL_TEST_POSTGRES)
    CHECK(value(db, dt::lpad(users.username, 5)) == "  ann");
    CHECK(value(db, dt::lpad("7", 3, "0")) == "007");
    CHECK(value(db, dt::rpad(users.username, 5, "xy")) == "annxy");
    CHECK(value(db, dt::reverse(users.username)) == "nna");
    CHECK(value(db, dt::md5("a")) == "0cc175b9c0f1b6a831c399e269772661");
    CHECK(value(db, dt::concat_ws(", ", users.username, users.nickname, "x")) == "ann, x");
#endif
}

TEST_CASE("joined text") {
    filled_database base;
    Db db{base.engine};
    CHECK(value(db, users.username + " " + users.username) == "ann ann");
    CHECK(value(db, users.username + users.nickname) == std::nullopt);
    CHECK(value(db, dt::concat(users.username, users.nickname, "!")) == "ann!");
    CHECK(value(db, "<" + users.username + ">") == "<ann>");
    CHECK(value(db, users.username + dt::cast<dt::text>(users.id)) == "ann1");
    CHECK(sync_wait(db.execute(dt::select(users.username).where(users.username + "x" == "bobx"))).scalar_one() == "bob");
}
