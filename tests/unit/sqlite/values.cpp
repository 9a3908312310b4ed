// SPDX-License-Identifier: BSL-1.0
// What is bound comes back equal, and is never text of the statement.
#include <dovetail/backend/sqlite/connection.hpp>

#include "support/catch.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace {

using dovetail::error_category;
using namespace dovetail::sqlite_backend;
using namespace std::string_view_literals;

constexpr statement_text echo{"SELECT ?1", 0, true};

/// The category that `action` fails with; `no_result` when it does not fail.
template <class Action>
error_category fault_of(Action action) {
    try {
        action();
    } catch (dovetail::error const& fault) {
        INFO(fault.what());
        return fault.category();
    }
    return error_category::no_result;
}

std::string text_through(connection& db, std::string_view value) {
    auto insert = db.prepared({"INSERT OR REPLACE INTO kept(id, value) VALUES (1, ?1)", 1});
    insert.bind(1, value);
    insert.run();
    auto read = db.prepared({"SELECT value FROM kept WHERE value = ?1", 2, true});
    read.bind(1, value);
    REQUIRE(read.step());
    REQUIRE(read.current()[0].kind() == value_kind::text);
    std::string found(read.current()[0].as_text());
    CHECK_FALSE(read.step());
    return found;
}

}  // namespace

TEST_CASE("numbers come back as they were bound") {
    connection db(":memory:");
    auto const integer = [&](auto value) {
        auto use = db.prepared(echo);
        use.bind(1, value);
        REQUIRE(use.step());
        REQUIRE(use.current()[0].kind() == value_kind::integer);
        return use.current()[0].as_int64();
    };
    CHECK(integer(std::numeric_limits<std::int64_t>::min()) == std::numeric_limits<std::int64_t>::min());
    CHECK(integer(std::numeric_limits<std::int64_t>::max()) == std::numeric_limits<std::int64_t>::max());
    CHECK(integer(-7) == -7);
    CHECK(integer(std::uint32_t{4294967295u}) == 4294967295);
    CHECK(integer(std::int16_t{-3}) == -3);
    CHECK(integer(7LL) == 7);
    CHECK(integer(true) == 1);
    CHECK(integer(false) == 0);

    for (double const value : {0.1, -0.0, 5e-324, 1.7976931348623157e308, HUGE_VAL, -HUGE_VAL}) {
        auto use = db.prepared(echo);
        use.bind(1, value);
        REQUIRE(use.step());
        CHECK(use.current()[0].kind() == value_kind::real);
        CHECK(use.current()[0].as_double() == value);
    }
}

TEST_CASE("NaN is refused, since SQLite would store NULL") {
    connection db(":memory:");
    auto use = db.prepared(echo);
    CHECK(fault_of([&] { use.bind(1, std::nan("")); }) == error_category::data);
}

TEST_CASE("an unsigned 64-bit integer does not compile") {
    constexpr auto binds = [](auto value) {
        return requires(binder b) {
            b.bind(1, value);
        };
    };
    STATIC_REQUIRE_FALSE(binds(std::uint64_t{}));
    STATIC_REQUIRE(binds(std::uint32_t{}));
    STATIC_REQUIRE(binds(std::int64_t{}));
}

TEST_CASE("NULL, empty text and an empty blob are three things") {
    connection db(":memory:");
    auto use = db.prepared({"SELECT ?1, ?2, ?3, ?4, ?5, ?1 IS NULL, ?2 = '', length(?4)", 0, true});
    use.bind(1, nullptr);
    use.bind(2, std::string_view{});
    use.bind(3, ""sv);
    use.bind(4, std::span<const std::byte>{});
    const std::array<std::byte, 1> bytes{};
    use.bind(5, std::span<const std::byte>(bytes.data(), 0));
    REQUIRE(use.step());
    row const current = use.current();
    CHECK(current.size() == 8);
    CHECK(current[0].kind() == value_kind::null);
    CHECK(current[0].as_text().empty());
    CHECK(current[0].as_blob().empty());
    CHECK(current[1].kind() == value_kind::text);
    CHECK(current[1].as_text().empty());
    CHECK(current[2].kind() == value_kind::text);
    CHECK(current[3].kind() == value_kind::blob);
    CHECK(current[3].as_blob().empty());
    CHECK(current[4].kind() == value_kind::blob);
    CHECK(current[5].as_int64() == 1);
    CHECK(current[6].as_int64() == 1);
    CHECK(current[7].as_int64() == 0);
    CHECK(current[8].kind() == value_kind::null);  // no such column
    CHECK(current[-1].kind() == value_kind::null);
}

TEST_CASE("text with quotes, NUL bytes, four-byte characters and 10 MB comes back equal") {
    connection db(":memory:");
    db.execute("CREATE TABLE kept(id INTEGER PRIMARY KEY, value TEXT)");
    for (std::string_view const value :
         {"O'Reilly \"quoted\" `back` [x]"sv, "'; DROP TABLE kept; --"sv, "a\0b"sv, "\0"sv, "\0\0end\0"sv,
          "\xF0\x9F\x98\x80 \xF0\x90\x8D\x88"sv, "?1 :name @x $y %s"sv, "invalid \xFF\xC0\x80 bytes"sv, ""sv})
        CHECK(text_through(db, value) == value);

    std::string large(10'000'000, 'x');
    for (std::size_t i = 0; i < large.size(); i += 997)
        large[i] = static_cast<char>(i);  // NUL bytes among them
    CHECK((text_through(db, large) == large));
    auto count = db.prepared({"SELECT count(*) FROM kept", 3, true});
    REQUIRE(count.step());
    CHECK(count.current()[0].as_int64() == 1);
}

TEST_CASE("text that does not end in NUL is taken by its length") {
    connection db(":memory:");
    std::string_view const part = std::string_view{"abcdef"}.substr(0, 3);
    auto use = db.prepared({"SELECT ?1, ?1 || '!', upper(?1), length(?1)", 0, true});
    use.bind(1, part);
    REQUIRE(use.step());
    CHECK(use.current()[0].as_text() == "abc");
    CHECK(use.current()[1].as_text() == "abc!");
    CHECK(use.current()[2].as_text() == "ABC");
    CHECK(use.current()[3].as_int64() == 3);
}

TEST_CASE("a blob of 10 MB comes back equal, a zeroblob is expanded") {
    connection db(":memory:");
    db.execute("CREATE TABLE kept(id INTEGER PRIMARY KEY, value BLOB)");
    std::vector<std::byte> large(10'000'000);
    for (std::size_t i = 0; i < large.size(); ++i) large[i] = static_cast<std::byte>(i * 31);
    {
        auto insert = db.prepared({"INSERT INTO kept VALUES (1, ?1), (2, zeroblob(?2))", 0});
        insert.bind(1, std::span<const std::byte>(large));
        insert.bind(2, 5);
        insert.run();
    }
    auto read = db.prepared({"SELECT value FROM kept ORDER BY id", 1, true});
    REQUIRE(read.step());
    REQUIRE(read.current()[0].kind() == value_kind::blob);
    auto const found = read.current()[0].as_blob();
    CHECK((std::vector<std::byte>(found.begin(), found.end()) == large));
    REQUIRE(read.step());
    CHECK(read.current()[0].as_blob().size() == 5);
}

TEST_CASE("a value that is too long is refused with category data") {
    connection db(":memory:");
    sqlite3_limit(db.handle(), SQLITE_LIMIT_LENGTH, 1000);
    std::string const large(1001, 'x');
    auto use = db.prepared(echo);
    CHECK(fault_of([&] { use.bind(1, std::string_view(large)); }) == error_category::data);
    CHECK(fault_of([&] { use.bind(1, std::as_bytes(std::span(large))); }) == error_category::data);
    use.bind(1, std::string_view("short"));
    CHECK(use.step());
}

TEST_CASE("a parameter that the statement does not have is refused with category data") {
    connection db(":memory:");
    auto use = db.prepared(echo);
    CHECK(fault_of([&] { use.bind(2, 1); }) == error_category::data);
    CHECK(fault_of([&] { use.bind(0, 1); }) == error_category::data);
    CHECK(fault_of([&] { use.bind(2, "text"sv); }) == error_category::data);
}

TEST_CASE("binding in the middle of the rows is refused with category usage") {
    connection db(":memory:");
    auto use = db.prepared({"SELECT ?1 UNION ALL SELECT 2", 0, true});
    use.bind(1, 1);
    REQUIRE(use.step());
    CHECK(fault_of([&] { use.bind(1, 2); }) == error_category::usage);
    use.bind(1, 3);  // the failure reset it
    REQUIRE(use.step());
    CHECK(use.current()[0].as_int64() == 3);
}

TEST_CASE("UTF-16 databases are read and written as UTF-8") {
    connection db(":memory:");
    db.execute("PRAGMA encoding = 'UTF-16'; CREATE TABLE kept(id INTEGER PRIMARY KEY, value TEXT)");
    CHECK(text_through(db, "z\xC3\xBCrich \xF0\x9F\x98\x80") == "z\xC3\xBCrich \xF0\x9F\x98\x80");
    CHECK(text_through(db, "a\0b"sv) == "a\0b"sv);
}
