// SPDX-License-Identifier: BSL-1.0
// in_ and not_in: any range, as one parameter; and selects.
#include "support/columns.hpp"
#include "support/models.hpp"

#include <array>
#include <deque>
#include <list>
#include <numeric>
#include <set>
#include <unordered_set>

using namespace dovetail_test;

namespace {
template <class Condition>
std::string found(Db& db, Condition const& condition) {
    return names(sync_wait(db.execute(dt::select(users).where(condition).order_by(users.id))).all());
}
}  // namespace

TEST_CASE("ranges of every kind") {
    filled_database base;
    Db db{base.engine};
    std::vector<int> const vector{3, 1, 99, 3};
    std::array const array{2, 3};
    int const plain[] = {1, 2};
    CHECK(found(db, users.id.in_(vector)) == "ann cid");
    CHECK(found(db, users.id.in_(array)) == "bob cid");
    CHECK(found(db, users.id.in_(plain)) == "ann bob");
    CHECK(found(db, users.id.in_(std::set{1, 3})) == "ann cid");
    CHECK(found(db, users.id.in_(std::unordered_set<std::int64_t>{2})) == "bob");
    CHECK(found(db, users.id.in_(std::list<short>{1})) == "ann");
    CHECK(found(db, users.id.in_(std::deque<std::uint64_t>{1, 2})) == "ann bob");
    CHECK(found(db, users.id.in_(std::views::iota(2, 9))) == "bob cid");
    CHECK(found(db, users.id.in_(vector | std::views::filter([](int i) { return i < 3; }))) == "ann");
    CHECK(found(db, users.id.in_(std::vector{2.0, 2.5})) == "bob");
    CHECK(found(db, users.username.in_(std::vector<std::string>{"ann", "cid"})) == "ann cid");
    CHECK(found(db, users.username.in_(std::vector<std::string_view>{"bob"})) == "bob");
    CHECK(found(db, users.username.in_(std::vector<char const*>{"bob", "ann"})) == "ann bob");
    CHECK(found(db, users.username.in_(std::set<std::string>{"x'y", "ann"})) == "ann");
    CHECK(found(db, users.is_active.in_(std::array{false})) == "cid");
}

TEST_CASE("several values in place of a range") {
    filled_database base;
    Db db{base.engine};
    std::string const cid = "cid";
    CHECK(found(db, users.id.in_(3, 1)) == "ann cid");
    CHECK(found(db, users.id.not_in(3, std::int64_t(1))) == "bob");
    CHECK(found(db, users.username.in_("ann", cid, std::string_view("dan"))) == "ann cid");
    CHECK(found(db, users.nickname.not_in("d", std::optional<std::string>())).empty());
    CHECK(found(db, users.id.in_({3, 1})) == "ann cid");
    CHECK(found(db, users.username.in_({"ann", "bob"})) == "ann bob");
    CHECK(found(db, users.username.not_in({cid})) == "ann bob");
}

TEST_CASE("an empty range matches nothing, and not_in everything") {
    filled_database base;
    Db db{base.engine};
    CHECK(found(db, users.id.in_(std::vector<int>{})).empty());
    CHECK(found(db, users.id.not_in(std::vector<int>{})) == "ann bob cid");
    CHECK(found(db, users.nickname.in_(std::vector<std::string>{})).empty());
    CHECK(found(db, users.nickname.not_in(std::vector<std::string>{})) == "ann bob cid");
    CHECK(found(db, !users.id.in_(std::vector<int>{})) == "ann bob cid");
}

TEST_CASE("not_in, and NULL on both sides") {
    filled_database base;
    Db db{base.engine};
    CHECK(found(db, users.id.not_in(std::vector{1, 2})) == "cid");
    CHECK(found(db, !users.id.in_(std::vector{1, 2})) == "cid");
    CHECK(found(db, users.nickname.in_(std::vector<std::string>{"c", "d"})) == "cid");
    CHECK(found(db, users.nickname.not_in(std::vector<std::string>{"d"})) == "cid");
    using optional_text = std::optional<std::string>;
    CHECK(found(db, users.nickname.in_(std::vector<optional_text>{"c", std::nullopt})) == "cid");
    CHECK(found(db, users.nickname.not_in(std::vector<optional_text>{"d", std::nullopt})).empty());
}

TEST_CASE("several ranges in one statement, beside other values") {
    filled_database base;
    Db db{base.engine};
    std::vector<int> const ids{1, 2, 3};
    auto const query = dt::select(users)
                           .where(users.id.in_(ids), users.username != "ann", users.username.in_(std::vector<std::string>{"ann", "bob", "cid"}),
                                  users.id.not_in(std::vector{3}), users.role_id.in_(std::vector{1, 2}))
                           .limit(5);
    CHECK(sync_wait(db.execute(query)).scalar_one().username == "bob");
    CHECK(sync_wait(db.execute(query)).scalar_one().username == "bob");
    CHECK(sync_wait(db.execute(dt::update(users).set(users.nickname = "x").where(users.id.in_(ids), users.id.in_(std::set{2, 3})))).row_count() == 2);
    CHECK(sync_wait(db.execute(dt::delete_from(comments).where(comments.id.in_(ids)))).row_count() == 3);
    sync_wait(db.rollback());
}

TEST_CASE("a hundred thousand elements") {
    filled_database base;
    Db db{base.engine};
    std::vector<std::int64_t> ids(100'000);
    std::iota(ids.begin(), ids.end(), 2);
    CHECK(found(db, users.id.in_(ids)) == "bob cid");
    CHECK(found(db, users.id.not_in(ids)) == "ann");
    std::vector<std::string> texts;
    for (int i = 0; i < 100'000; ++i) texts.push_back("a name that is long enough to be allocated " + std::to_string(i));
    texts.push_back("bob");
    CHECK(found(db, users.username.in_(texts)) == "bob");
    CHECK(found(db, users.username.in_(std::move(texts))) == "bob");
}

TEST_CASE("the text does not depend on the range") {
    constexpr auto text = dt::sql<backend, decltype(dt::select(users.id).where(users.id.in_(std::vector<int>{})))>;
    static_assert(text == (is_postgres ? R"(SELECT "users"."id" FROM "users" WHERE "users"."id" = ANY($1))"
                                       : R"(SELECT "users"."id" FROM "users" WHERE "users"."id" IN dovetail_range(?))"));
    static_assert(text == dt::sql<backend, decltype(dt::select(users.id).where(users.id.in_(std::set<long>{})))>);
}

TEST_CASE("ranges of times, bytes and types of the program's own") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(column_tables));
    auto row = db.add(plain_row());
    auto other = plain_row();
    other.at = row->at + std::chrono::microseconds(1);
    other.tone = color{9, 9, 9};
    other.shine = level::low;
    other.data = std::vector{std::byte{7}};
    other.flag = false;
    (void)db.add(std::move(other));
    sync_wait(db.flush());
    auto const count = [&](auto const& condition) { return single(db, dt::select(dt::count(everything.id)).where(condition)); };
    CHECK(count(everything.at.in_(std::vector{row->at})) == 1);
    CHECK(count(everything.day.in_(std::vector{row->day})) == 2);
    CHECK(count(everything.data.in_(std::vector{row->data, std::vector{std::byte{1}}})) == 1);
    CHECK(count(everything.tone.in_(std::vector{color{1, 2, 3}, color{4, 5, 6}})) == 1);
    CHECK(count(everything.shine.in_(std::set{level::low, level::high})) == 2);
    CHECK(count(everything.flag.in_(std::vector{true, false})) == 2);
    CHECK(count(everything.precise.in_(std::vector{0.25, 1.0})) == 2);
    using namespace std::chrono_literals;
    // A time that has no text could be taken for another.
    std::vector<instant> const beyond{instant(std::chrono::sys_days(std::chrono::year(12026) / 11 / 22)) + 1h + 2us};
    CHECK(error_of([&] { (void)everything.at.in_(beyond); }).category() == dt::error_category::data);
    CHECK(error_of([&] { (void)everything.day.in_(std::vector{2026y / 2 / 30}); }).category() == dt::error_category::data);
    sync_wait(db.rollback());
}

TEST_CASE("a number that no column can hold is refused") {
    CHECK(error_of([] { (void)users.id.in_(std::vector<std::uint64_t>{std::numeric_limits<std::uint64_t>::max()}); }).category() ==
          dt::error_category::data);
    CHECK(error_of([] { (void)(users.id == std::numeric_limits<std::uint64_t>::max()); }).category() == dt::error_category::data);
}

TEST_CASE("a select of one thing") {
    filled_database base;
    Db db{base.engine};
    CHECK(found(db, users.id.in_(dt::select(posts.author_id))) == "ann bob");
    CHECK(found(db, users.id.in_(dt::select(posts.author_id).where(posts.score > 0))) == "ann");
    CHECK(found(db, users.id.not_in(dt::select(posts.author_id))) == "cid");
    CHECK(found(db, users.id.in_(dt::select(posts.reviewer_id))) == "bob cid");
    CHECK(found(db, users.id.not_in(dt::select(posts.reviewer_id))).empty());     // one of them is NULL
    CHECK(found(db, users.id.in_(dt::select(dt::max(posts.author_id)))) == "bob");
    std::vector<std::string> const titles{"first", "third"};
    CHECK(found(db, users.id.in_(dt::select(posts.author_id).where(posts.title.in_(titles), posts.score < 5))) == "bob");
    CHECK(found(db, users.id.in_(dt::select(posts.author_id).where(posts.author_id == users.id).order_by(posts.id).limit(1))) == "ann bob");
}
