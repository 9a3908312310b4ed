// SPDX-License-Identifier: BSL-1.0
// SQL functions written in C++, on SQLite.
#include "integration/sql_functions/values.hpp"

#include <dovetail/functions/string.hpp>
#include <dovetail/sqlite_function.hpp>

#include <regex>
#include <stdexcept>

using namespace dovetail_test;

namespace {

int twice(int number) { return number * 2; }

template <class View>
struct CollatedModel {
    static constexpr dt::table_name table = "collated";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::text, dt::unique, dt::collation<"NOCASE">> name;
};
inline constexpr dt::table<CollatedModel> collated;

dt::sqlite_options options() {
    dt::sqlite_options how;
    how.functions = {
        dt::sqlite_function<"twice">(&twice, true),
        dt::sqlite_function<"initial">([](std::string_view text) { return std::string(text.substr(0, 1)); }),
        dt::sqlite_function<"or_else">([](std::optional<std::string> text, std::string const& other) { return text.value_or(other); }),
        dt::sqlite_function<"half">([](double number) -> std::optional<double> { return number < 0 ? std::nullopt : std::optional(number / 2); }),
        dt::sqlite_function<"is_odd">([](std::int64_t number) { return number % 2 != 0; }),
        dt::sqlite_function<"backwards">([](std::vector<std::byte> bytes) { return std::vector<std::byte>(bytes.rbegin(), bytes.rend()); }),
        dt::sqlite_function<"fails">([](int number) -> int { throw std::runtime_error("no " + std::to_string(number)); }),
        dt::sqlite_function<"small">([](std::int8_t number) { return number; }),
        dt::sqlite_function<"answer">([] { return 42; }),
        dt::sqlite_function<"regexp">([](std::string const& pattern, std::string const& text) { return std::regex_search(text, std::regex(pattern)); }),
    };
    return how;
}

struct functions_database {
    Engine engine{":memory:", options()};
    functions_database() {
        Db db{engine};
        sync_wait(db.create_all(tables));
        std::vector<NewRole> const some{NewRole{.id = 1, .name = "admin"}};
        std::vector<NewUser> const rows{NewUser{.id = 1, .username = "ann", .role_id = 1}, NewUser{.id = 2, .username = "bob", .nickname = "b", .role_id = 1}};
        sync_wait(db.execute(dt::insert_into(roles).values(some)));
        sync_wait(db.execute(dt::insert_into(users).values(rows)));
        sync_wait(db.commit());
    }
};

}  // namespace

TEST_CASE("C++ functions are called by SQL") {
    functions_database base;
    Db db{base.engine};
    CHECK(value(db, dt::function<"twice", dt::integer>(users.id + 20)) == 42);
    CHECK(value(db, dt::function<"initial", dt::text>(users.username)) == "a");
    CHECK(value(db, dt::function<"initial", dt::nullable<dt::text>>(users.nickname)) == std::nullopt);
    CHECK(value(db, dt::function<"or_else", dt::text>(users.nickname, "none")) == "none");
    CHECK(value_of_user(db, 2, dt::function<"or_else", dt::text>(users.nickname, "none")) == "b");
    CHECK(value(db, dt::function<"half", dt::nullable<dt::double_precision>>(users.id)) == 0.5);
    CHECK(value(db, dt::function<"half", dt::nullable<dt::double_precision>>(-1)) == std::nullopt);
    CHECK(value(db, dt::function<"is_odd", dt::boolean>(users.id)) == true);
    std::vector<std::byte> const bytes{std::byte{1}, std::byte{0}, std::byte{2}};
    CHECK(value(db, dt::function<"backwards", dt::blob>(bytes)) == std::vector<std::byte>{std::byte{2}, std::byte{0}, std::byte{1}});
    CHECK(value(db, dt::function<"backwards", dt::blob>(std::vector<std::byte>())).empty());
    CHECK(value(db, dt::function<"answer", dt::integer>()) == 42);
    CHECK(sync_wait(db.execute(dt::select(users.username).where(dt::function<"is_odd", dt::boolean>(users.id)))).scalar_one() == "ann");
}

TEST_CASE("what goes wrong in a C++ function is the statement's error") {
    functions_database base;
    Db db{base.engine};
    auto const error_in = [&](auto const& expression) {
        return std::string(failure(db.execute(dt::select(users.id, expression).where(users.id == 1))).what());
    };
    CHECK_THAT(error_in(dt::function<"fails", dt::integer>(7)), contains("fails(): no 7"));
    CHECK_THAT(error_in(dt::function<"twice", dt::integer>("x")), contains("twice(): argument 1 is not an integer"));
    CHECK_THAT(error_in(dt::function<"small", dt::integer>(200)), contains("small(): argument 1 is not in the range of the C++ function's parameter"));
    CHECK_THAT(error_in(dt::function<"initial", dt::text>(1)), contains("initial(): argument 1 is not text"));
    CHECK(failure(db.execute(dt::select(users.id, dt::function<"twice", dt::integer>(1, 2)))).category() == dt::error_category::syntax);
}

TEST_CASE("C++ functions are known to every thread's connection") {
    temporary_folder folder;
    auto how = options();
    how.threads = 3;
    Engine engine{folder.file("some.db"), how};
    sync_wait([](Engine& on) -> dt::task<void> {
        for (int i = 0; i < 20; ++i) {
            auto found = co_await on.execute(dt::raw<"SELECT twice(?)", int>(i));
            if (found.scalar_one() != 2 * i) throw std::logic_error("another number");
        }
    }(engine));
}

TEST_CASE("regular expressions and collations") {
    functions_database base;
    Db db{base.engine};
    auto const names = [&](auto const& condition) { return sync_wait(db.execute(dt::select(users.username).where(condition).order_by(users.id))).scalars().all(); };
    CHECK(names(dt::regexp_match(users.username, "^a.+n$")) == std::vector<std::string>{"ann"});
    CHECK(names(dt::regexp_match(users.nickname, "b")) == std::vector<std::string>{"bob"});
    CHECK(names(!dt::regexp_match(users.username, "[ab]")).empty());
    Engine without{":memory:"};
    CHECK_THAT(failure(without.execute(dt::select(dt::regexp_match("a", "b")))).what(), contains("no such function: REGEXP"));
    CHECK(names(dt::collate<"NOCASE">(users.username) == "ANN") == std::vector<std::string>{"ann"});
    CHECK(names(users.username == "ANN").empty());
    CHECK(names(dt::collate<"RTRIM">(users.username) == "ann  ") == std::vector<std::string>{"ann"});
    CHECK_THAT(failure(db.execute(dt::select(users).order_by(dt::collate<"none such">(users.username)))).what(), contains("no such collation"));
}

TEST_CASE("a column with a collation of its own") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(dt::metadata{collated}));
    CHECK(sync_wait(db.execute(dt::insert_into(collated).values(collated.name = "Ann"))).row_count() == 1);
    CHECK(single(db, dt::select(dt::count()).select_from(collated).where(collated.name == "ANN")) == 1);
    CHECK(failure(db.execute(dt::insert_into(collated).values(collated.name = "aNN"))).category() == dt::error_category::unique);
}
