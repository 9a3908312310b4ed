// SPDX-License-Identifier: BSL-1.0
// What a select gives: columns, rows, one or none; orders, limits, distinct, aggregates.
#include "support/models.hpp"
#include "support/rows.hpp"

using namespace dovetail_test;
using category = dt::error_category;

TEST_CASE("one column, several columns") {
    filled_database base;
    Db db{base.engine};
    CHECK(sync_wait(db.execute(dt::select(users.username).order_by(users.id))).scalars().all() == std::vector<std::string>{"ann", "bob", "cid"});
    CHECK(sync_wait(db.scalars(dt::select(users.nickname).order_by(users.id))).all() ==
          std::vector<std::optional<std::string>>{std::nullopt, std::nullopt, "c"});

    auto const rows = sync_wait(db.execute(dt::select(users.id, users.username, users.nickname).order_by(users.id.desc()))).all();
    REQUIRE(rows.size() == 3);
    std::string all;
    for (auto const& [id, name, nickname] : rows) all += std::to_string(id) + name + nickname.value_or("-") + ' ';
    CHECK(all == "3cidc 2bob- 1ann- ");
    CHECK(rows[0][users.username] == "cid");
    CHECK(rows[0][users.nickname] == "c");
    CHECK(rows[2][users.id] == 1);
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(rows[0][users.nickname])>, std::optional<std::string>>);
    auto [id, name, nickname] = rows[1];
    name += "!";
    CHECK(rows[1][users.username] == "bob");
    CHECK(dt::to_string(rows[0]) == "(3, 'cid', 'c')");
    CHECK(rows[1] == sync_wait(db.execute(dt::select(users.id, users.username, users.nickname).where(users.id == 2))).one());
}

TEST_CASE("expressions are selected, too") {
    filled_database base;
    Db db{base.engine};
    auto const row = sync_wait(db.execute(dt::select(users.id + 10, dt::upper(users.username), dt::coalesce(users.nickname, "none"), users.id * 2 - 1)
                                              .where(users.id == 2))).one();
    auto const& [sum, upper, nickname, product] = row;
    CHECK(sum == 12);
    CHECK(upper == "BOB");
    CHECK(nickname == "none");
    CHECK(product == 3);
    CHECK(row[dt::upper(users.username)] == "BOB");
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(sum)>, std::int64_t>);
    auto const lengths = sync_wait(db.scalars(dt::select(dt::length(users.nickname)).order_by(users.id))).all();
    CHECK(lengths == std::vector<std::optional<std::int64_t>>{std::nullopt, std::nullopt, 1});
}

TEST_CASE("what was computed is asked by its label, and a labelled column by both") {
    filled_database base;
    Db db{base.engine};
    constexpr dt::label<"n"> n;
    constexpr dt::label<"name"> name;
    auto const query = dt::select(dt::length(users.username).as(n), users.username.as(name)).where(users.username == "bob");
    auto result = sync_wait(db.execute(query));
    auto const row = result.one();
    // How it was computed is no part of the row's type: that would be in the name of all that is made of such rows.
    static_assert(std::is_same_v<std::remove_const_t<decltype(row)>,
                                 dt::row<dt::computed_as<"n", dt::bigint>,
                                         dt::labelled<std::remove_const_t<decltype(users.username)>, "name">>>);
    CHECK(row[n] == 3);
    CHECK(row[dt::length(users.username).as(n)] == 3);
    CHECK(row[name] == "bob");
    CHECK(row[users.username] == "bob");
}

TEST_CASE("all, first, one, one_or_none and the scalar forms") {
    filled_database base;
    Db db{base.engine};
    auto const by_id = [&](int id) { return sync_wait(db.execute(dt::select(users).where(users.id == id))); };
    auto const everyone = [&] { return sync_wait(db.execute(dt::select(users).order_by(users.id))); };
    CHECK(by_id(1).one().username == "ann");
    CHECK(by_id(1).scalar_one().username == "ann");
    CHECK(by_id(1).one_or_none()->username == "ann");
    CHECK(by_id(1).scalar_one_or_none()->username == "ann");
    CHECK_FALSE(by_id(9).one_or_none());
    CHECK_FALSE(by_id(9).scalar_one_or_none());
    CHECK_FALSE(by_id(9).first());
    CHECK(everyone().first()->username == "ann");
    CHECK(everyone().scalars().first()->username == "ann");
    CHECK(everyone().scalar()->username == "ann");
    CHECK(everyone().unique().scalars().all().size() == 3);
    CHECK(error_of([&] { (void)by_id(9).one(); }).category() == category::no_result);
    CHECK(error_of([&] { (void)by_id(9).scalar_one(); }).category() == category::no_result);
    CHECK(error_of([&] { (void)everyone().one(); }).category() == category::multiple_results);
    CHECK(error_of([&] { (void)everyone().scalar_one(); }).category() == category::multiple_results);
    CHECK(error_of([&] { (void)everyone().one_or_none(); }).category() == category::multiple_results);
    CHECK(error_of([&] { (void)everyone().scalar_one_or_none(); }).category() == category::multiple_results);
    CHECK(error_of([&] { (void)by_id(9).scalar_one(); }).statement().starts_with("SELECT"));
    std::string all;
    for (auto const& user : everyone()) all += user.username;
    CHECK(all == "annbobcid");
}

TEST_CASE("no row and NULL are told apart") {
    filled_database base;
    Db db{base.engine};
    auto const nickname = [&](int id) { return sync_wait(db.execute(dt::select(users.nickname).where(users.id == id))).scalar_one_or_none(); };
    CHECK_FALSE(nickname(9));
    REQUIRE(nickname(1));
    CHECK_FALSE(*nickname(1));
    CHECK(**nickname(3) == "c");
    CHECK(error_of([&] { (void)*nickname(9); }).category() == category::no_result);
    CHECK_FALSE(*sync_wait(db.scalar(dt::select(users.nickname).where(users.id == 1))));
    CHECK_FALSE(sync_wait(db.scalar(dt::select(users.nickname).where(users.id == 9))));
}

TEST_CASE("orders") {
    filled_database base;
    Db db{base.engine};
    auto const ordered = [&](auto const&... terms) { return names(sync_wait(db.execute(dt::select(users).order_by(terms...))).all()); };
    CHECK(ordered(users.username) == "ann bob cid");
    CHECK(ordered(users.username.asc()) == "ann bob cid");
    CHECK(ordered(users.username.desc()) == "cid bob ann");
    CHECK(ordered(users.role_id.desc(), users.username.desc()) == "cid bob ann");
    CHECK(ordered(users.role_id, users.username.desc()) == "bob ann cid");
    CHECK(ordered(users.nickname.asc().nulls_first(), users.id) == "ann bob cid");
    CHECK(ordered(users.nickname.asc().nulls_last(), users.id) == "cid ann bob");
    CHECK(ordered(users.nickname.desc().nulls_first(), users.id) == "ann bob cid");
    CHECK(ordered(users.nickname.desc().nulls_last(), users.id.desc()) == "cid bob ann");
    CHECK(ordered((users.id * -1).asc()) == "cid bob ann");
    CHECK(ordered(dt::coalesce(users.nickname, "b"), users.id.desc()) == "bob ann cid");
    CHECK(ordered(users.created_at.desc()) == "bob cid ann");
    CHECK(names(sync_wait(db.execute(dt::select(users).order_by(users.role_id.desc()).order_by(users.id.desc()))).all()) == "cid bob ann");
}

TEST_CASE("limit and offset") {
    filled_database base;
    Db db{base.engine};
    auto const query = dt::select(users).order_by(users.id);
    CHECK(names(sync_wait(db.execute(query.limit(2))).all()) == "ann bob");
    CHECK(names(sync_wait(db.execute(query.limit(1).offset(1))).all()) == "bob");
    CHECK(names(sync_wait(db.execute(query.offset(1))).all()) == "bob cid");
    CHECK(names(sync_wait(db.execute(query.offset(1).limit(1).limit(2))).all()) == "bob cid");
    CHECK(sync_wait(db.execute(query.limit(0))).empty());
    CHECK(sync_wait(db.execute(query.limit(std::numeric_limits<std::int64_t>::max()))).size() == 3);
    CHECK(sync_wait(db.execute(query.offset(3))).empty());
}

TEST_CASE("count, min, max, sum, avg") {
    filled_database base;
    Db db{base.engine};
    auto const one = sync_wait(db.execute(dt::select(dt::count(), dt::count(posts.reviewer_id), dt::min(posts.score), dt::max(posts.title),
                                                     dt::sum(posts.score), dt::avg(posts.score)))).one();
    auto const& [rows, reviewed, least, greatest, total, mean] = one;
    CHECK(rows == 3);
    CHECK(reviewed == 2);
    CHECK(least == -2);
    CHECK(greatest == "third");
    CHECK(total == 5);
    CHECK(mean == 5.0 / 3);
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(rows)>, std::int64_t>);
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(total)>, std::optional<std::int64_t>>);
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(mean)>, std::optional<double>>);

    CHECK(single(db, dt::select(dt::count(dt::distinct(posts.author_id)))) == 2);
    CHECK(single(db, dt::select(dt::sum(dt::distinct(posts.author_id)))) == 3);
    CHECK(single(db, dt::select(dt::max(posts.score * 2))) == 14);
    CHECK(single(db, dt::select(dt::max(users.created_at))) == (*sync_wait(db.get(users, 2)))->created_at);
    CHECK(single(db, dt::select(dt::min(comments.written))) == std::chrono::year_month_day(std::chrono::year(2026) / 1 / 1));
    CHECK(single(db, dt::select(dt::count(users.id)).where(users.role_id == 1)) == 2);
}

TEST_CASE("aggregates over no rows") {
    filled_database base;
    Db db{base.engine};
    auto const [rows, least, total, mean] = sync_wait(db.execute(
        dt::select(dt::count(posts.id), dt::min(posts.score), dt::sum(posts.score), dt::avg(posts.score)).where(posts.id > 99))).one();
    CHECK(rows == 0);
    CHECK_FALSE(least);
    CHECK_FALSE(total);
    CHECK_FALSE(mean);
}

TEST_CASE("a sum has room for more than its column") {
    filled_database base;
    Db db{base.engine};
    (void)sync_wait(db.execute(dt::update(posts).set(posts.score = 2'000'000'000).all_rows()));
    CHECK(single(db, dt::select(dt::sum(posts.score))) == 6'000'000'000);
    sync_wait(db.rollback());
}

TEST_CASE("a sum that no 64 bits hold is an error, not another number") {
    rows_database wide;
    Db other{wide.engine};
    for (int i = 0; i < 2; ++i) (void)other.add(NewWide{.id = std::numeric_limits<std::int64_t>::max() - i, .name = "w"});
    CHECK(failure(other.execute(dt::select(dt::sum(wides.id)))).category() == (is_postgres ? category::data : category::other));
    sync_wait(other.rollback());
}

TEST_CASE("distinct") {
    filled_database base;
    Db db{base.engine};
    CHECK(sync_wait(db.scalars(dt::select(users.role_id).distinct().order_by(users.role_id))).all() == std::vector{1, 2});
    CHECK(sync_wait(db.scalars(dt::select(posts.author_id).order_by(posts.author_id))).size() == 3);
    CHECK(sync_wait(db.execute(dt::select(posts.author_id, posts.reviewer_id).distinct())).size() == 3);
    CHECK(sync_wait(db.execute(dt::select(posts.author_id).distinct().limit(1))).size() == 1);
}

TEST_CASE("exists") {
    filled_database base;
    Db db{base.engine};
    auto const has_posts = dt::exists(dt::select(posts).where(posts.author_id == users.id));
    CHECK(names(sync_wait(db.execute(dt::select(users).where(has_posts).order_by(users.id))).all()) == "ann bob");
    CHECK(names(sync_wait(db.execute(dt::select(users).where(!has_posts))).all()) == "cid");
    auto const reviewed_well = dt::exists(dt::select(posts.id).where(posts.reviewer_id == users.id, posts.score > 5));
    CHECK(names(sync_wait(db.execute(dt::select(users).where(reviewed_well || users.username == "ann"))).all()) == "ann bob");
    CHECK(sync_wait(db.execute(dt::delete_from(roles).where(!dt::exists(dt::select(users).where(users.role_id == roles.id))))).row_count() == 1);
    auto const nested = dt::exists(dt::select(posts).where(posts.author_id == users.id,
                                                           dt::exists(dt::select(comments).where(comments.post_id == posts.id, users.id == 2))));
    CHECK(names(sync_wait(db.execute(dt::select(users).where(nested))).all()) == "bob");
    sync_wait(db.rollback());
}

TEST_CASE("a table under another name") {
    filled_database base;
    Db db{base.engine};
    constexpr auto other = dt::alias<"other">(users);
    auto const has_older = dt::exists(dt::select(other).where(other.role_id == users.role_id, other.id < users.id));
    CHECK(names(sync_wait(db.execute(dt::select(users).where(has_older))).all()) == "bob");
    CHECK(sync_wait(db.execute(dt::select(other.username, other.id).where(other.id == 3))).one()[other.username] == "cid");
    CHECK(names(sync_wait(db.execute(dt::select(users).where(users.id.in_(dt::select(dt::max(other.id)))))).all()) == "cid");
    constexpr auto quoted = dt::alias<"a \"b\" c">(users);
    CHECK(sync_wait(db.execute(dt::select(quoted).where(quoted.id == 1))).scalar_one().username == "ann");
}
