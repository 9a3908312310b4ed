// SPDX-License-Identifier: BSL-1.0
// Choices at run time: conditions, joins, orders and limits that may be left out; predicates; pages by keys.
#include "support/models.hpp"

#include <dovetail/sql.hpp>

#include <set>

using namespace dovetail_test;

namespace {

/// A search form.
struct filter {
    std::optional<std::string> name, nickname, role, group;
    std::optional<int> least_id, greatest_id;
    bool only_active = false, only_without_profile = false;
    std::optional<bool> has_nickname;
    std::vector<int> ids;
    std::optional<std::string> reviewed_title;
    std::string sort = "id";
    std::optional<std::int64_t> limit, offset;
};

auto search(filter const& by) {
    return dt::select(users.id, users.username)
        .join_when_used(users.role)
        .left_join_when_used(users.profile)
        .where(dt::when(by.name, [](auto const& name) { return users.username == name; }),
               dt::when(by.nickname, [](auto const& name) { return users.nickname == name; }),
               dt::when(by.role, [](auto const& name) { return roles.name == name; }),
               dt::when(by.group, [](auto const& name) {
                   return dt::exists(dt::select(user_groups.user_id)
                                         .join(groups, groups.id == user_groups.group_id)
                                         .where(user_groups.user_id == users.id, groups.name == name));
               }),
               dt::when(by.least_id, [](int id) { return users.id >= id; }),
               dt::when(by.greatest_id, [](int id) { return users.id <= id; }),
               dt::when(by.only_active, users.is_active == true),
               dt::when(by.only_without_profile, profiles.id == std::nullopt),
               dt::when(by.has_nickname == true, users.nickname != std::nullopt),
               dt::when(by.has_nickname == false, users.nickname == std::nullopt),
               dt::when(!by.ids.empty(), users.id.in_(by.ids)),
               dt::when(by.reviewed_title, [](auto const& title) {
                   return users.id.in_(dt::select(posts.reviewer_id).where(posts.title == title));
               }))
        .order_by(dt::choose(by.sort, dt::choice<"id">(users.id), dt::choice<"name">(users.username.desc(), users.id),
                             dt::choice<"role">(roles.name.desc(), users.id)))
        .limit(by.limit)
        .offset(by.offset);
}

std::string found(Db& db, filter const& by) {
    std::string names;
    for (auto const& row : sync_wait(db.execute(search(by))).all()) names += (names.empty() ? "" : " ") + row[users.username];
    return names;
}

}  // namespace

TEST_CASE("a search form: what is not asked for leaves no trace") {
    filled_database base;
    Db db{base.engine};
    recorded_statements const sent(db);
    CHECK(found(db, {}) == "ann bob cid");
    CHECK(sent.texts.back() == R"(SELECT "users"."id", "users"."username" FROM "users" ORDER BY "users"."id")");
    CHECK(found(db, {.name = "bob"}) == "bob");
    CHECK(sent.texts.back() == placeholders(R"(SELECT "users"."id", "users"."username" FROM "users" WHERE "users"."username" = ? ORDER BY "users"."id")"));
    CHECK(found(db, {.role = "admin", .sort = "name"}) == "bob ann");
    CHECK(sent.texts.back() == placeholders(R"(SELECT "users"."id", "users"."username" FROM "users" JOIN "roles" ON "roles"."id" = )"
                                        R"("users"."role_id" WHERE "roles"."name" = ? ORDER BY "users"."username" DESC, "users"."id")"));
    CHECK(found(db, {.sort = "role"}) == "cid ann bob");
    CHECK(found(db, {.group = "blue"}) == "ann bob");
    CHECK(found(db, {.group = "blue", .least_id = 2}) == "bob");
    CHECK(found(db, {.least_id = 2, .greatest_id = 2}) == "bob");
    CHECK(found(db, {.only_active = true}) == "ann bob");
    CHECK(found(db, {.only_without_profile = true}) == "ann");
    CHECK(found(db, {.has_nickname = true}) == "cid");
    CHECK(found(db, {.has_nickname = false}) == "ann bob");
    CHECK(found(db, {.nickname = "c", .role = "member", .ids = {1, 3}}) == "cid");
    CHECK(found(db, {.ids = {3, 1}}) == "ann cid");
    CHECK(found(db, {.reviewed_title = "second"}) == "cid");
    CHECK(found(db, {.limit = 2}) == "ann bob");
    CHECK(found(db, {.offset = 1}) == "bob cid");
    CHECK(found(db, {.sort = "name", .limit = 1, .offset = 1}) == "bob");
    CHECK(found(db, {.name = "bob", .nickname = "c"}).empty());
}

TEST_CASE("all combinations of a form") {
    filled_database base;
    Db db{base.engine};
    for (unsigned bits = 0; bits < 64; ++bits) {
        filter by;
        std::set<std::string> expected{"ann", "bob", "cid"};
        auto const take = [&](unsigned bit, auto set, std::set<std::string> const& left) {
            if ((bits >> bit & 1) == 0) return;
            set();
            std::erase_if(expected, [&](auto const& name) { return !left.contains(name); });
        };
        take(0, [&] { by.least_id = 2; }, {"bob", "cid"});
        take(1, [&] { by.only_active = true; }, {"ann", "bob"});
        take(2, [&] { by.role = "admin"; }, {"ann", "bob"});
        take(3, [&] { by.only_without_profile = true; }, {"ann"});
        take(4, [&] { by.ids = {2, 3}; }, {"bob", "cid"});
        take(5, [&] { by.group = "blue"; }, {"ann", "bob"});
        std::string names;
        for (auto const& name : expected) names += (names.empty() ? "" : " ") + name;
        CHECK(found(db, by) == names);
    }
}

TEST_CASE("alternatives that are left out") {
    filled_database base;
    Db db{base.engine};
    auto const count = [&](bool first, bool second) {
        return sync_wait(db.execute(dt::select(users.id).where(
                             dt::or_(dt::when(first, users.id == 1), dt::when(second, users.id == 2)), users.id < 3)))
            .all().size();
    };
    CHECK(count(true, true) == 2);
    CHECK(count(true, false) == 1);
    CHECK(count(false, false) == 2);
    CHECK(sync_wait(db.execute(dt::select(users.id).where(!dt::or_(dt::when(false, users.id == 1))))).all().size() == 3);
    CHECK(sync_wait(db.execute(dt::select(posts.author_id).group_by(posts.author_id).having(dt::when(true, dt::count() > 1)))).scalar_one() == 1);
    CHECK(sync_wait(db.execute(dt::select(users.id).join(posts, posts.author_id == users.id, dt::when(false, posts.score > 100)))).all().size() == 3);
}

TEST_CASE("a change of which every condition is left out is refused") {
    filled_database base;
    Db db{base.engine};
    auto const refused = error_of([&] { (void)sync_wait(db.execute(dt::delete_from(comments).where(dt::when(false, comments.id == 1)))); });
    CHECK(refused.category() == dt::error_category::usage);
    CHECK(sync_wait(db.execute(dt::select(dt::count()).select_from(comments))).scalar_one() == 4);
    CHECK(sync_wait(db.execute(dt::update(posts).set(posts.score = 1).where(dt::when(true, posts.id == 1), dt::when(false, posts.id == 2)))).row_count() == 1);
}

TEST_CASE("assignments that are left out keep what is there") {
    filled_database base;
    Db db{base.engine};
    recorded_statements const sent(db);
    struct form {
        std::optional<std::string> title;
        std::optional<int> score;
        bool without_reviewer = false;
    };
    auto const change = [&](int id, form const& by) {
        return sync_wait(db.execute(dt::update(posts)
                                        .set(dt::when(by.title, [](auto const& title) { return posts.title = title; }),
                                             dt::when(by.score, [](int score) { return posts.score = posts.score + score; }),
                                             dt::when(by.without_reviewer, posts.reviewer_id = std::nullopt))
                                        .where(posts.id == id))).row_count();
    };
    auto const post = [&](int id) {
        auto const row = sync_wait(db.execute(dt::select(posts.title, posts.score, posts.reviewer_id).where(posts.id == id))).one();
        return dt::to_string(row);
    };
    CHECK(change(1, {.title = "new", .score = 3, .without_reviewer = true}) == 1);
    CHECK(post(1) == "('new', 10, NULL)");
    CHECK(change(2, {.score = 5}) == 1);
    CHECK(post(2) == "('second', 5, 3)");
    CHECK(change(2, {.title = "2nd"}) == 1);
    CHECK(post(2) == "('2nd', 5, 3)");
    CHECK(sent.texts[sent.texts.size() - 2] == placeholders(R"(UPDATE "posts" SET "title" = ? WHERE "posts"."id" = ?)"));
    CHECK(change(2, {.without_reviewer = true}) == 1);
    CHECK(post(2) == "('2nd', 5, NULL)");
    auto const refused = error_of([&] { (void)change(2, {}); });
    CHECK(refused.category() == dt::error_category::usage);
    CHECK(std::string(refused.what()).find("every assignment of this statement is left out") != std::string::npos);
    CHECK(dt::to_string<backend>(dt::update(posts).set(dt::when(false, posts.title = "x"), dt::when(true, posts.score = 2)).where(posts.id == 1)) ==
          R"(UPDATE "posts" SET "score" = 2 WHERE "posts"."id" = 1)");
}

TEST_CASE("columns of a new row that are left out get what the table says") {
    filled_database base;
    Db db{base.engine};
    auto const add = [&](std::optional<int> id, std::optional<int> score) {
        return sync_wait(db.execute(dt::insert_into(posts)
                                        .values(dt::when(id, [](int given) { return posts.id = given; }), posts.title = "x", posts.author_id = 1,
                                                dt::when(score, [](int given) { return posts.score = given; }))
                                        .on_conflict(posts.id)
                                        .do_update(posts.title = "y", dt::when(score, [](int given) { return posts.score = given; }))
                                        .returning(posts.title, posts.score))).one();
    };
    CHECK(dt::to_string(add(std::nullopt, std::nullopt)) == "('x', 0)");
    CHECK(dt::to_string(add(std::nullopt, 4)) == "('x', 4)");
    CHECK(dt::to_string(add(1, 5)) == "('y', 5)");
    CHECK(dt::to_string(add(1, std::nullopt)) == "('y', 5)");
}

TEST_CASE("an order that is not there is named") {
    auto const refused = error_of([&] { (void)search({.sort = "salary"}); });
    CHECK(refused.category() == dt::error_category::usage);
    CHECK(std::string(refused.what()).find("'salary'; there are: id, name, role") != std::string::npos);
    CHECK(error_of([&] { (void)search({.limit = -1}); }).category() == dt::error_category::usage);
}

namespace {

dt::predicate<users> is_named(std::string name) { return users.username == name; }
dt::predicate<users> has_written(std::string title) {
    return users.id.in_(dt::select(posts.author_id).where(posts.title == title));
}

}  // namespace

TEST_CASE("predicates without a type") {
    filled_database base;
    Db db{base.engine};
    auto const names_of = [&](auto const& statement) { return names(sync_wait(db.execute(statement)).all()); };
    auto const select = dt::select(users).order_by(users.id);
    CHECK(names_of(select.where(is_named("bob"))) == "bob");
    CHECK(names_of(select.where(dt::predicate<users>())) == "ann bob cid");
    std::vector<dt::predicate<users>> const all{is_named("ann"), has_written("third"), users.nickname == "c" || users.id > 7};
    CHECK(names_of(select.where(all[0] || all[1] || all[2])) == "ann bob cid");
    CHECK(names_of(select.where(all[0] || all[1], users.id > 1)) == "bob");
    dt::predicate<users> any;
    for (auto const& each : all) any = any || each;
    CHECK(names_of(select.where(any, users.id < 3)) == "ann bob");
    CHECK(names_of(select.where(!all[0], dt::when(false, all[1]))) == "bob cid");
    CHECK(sync_wait(db.execute(dt::update(users).set(users.nickname = "x").where(has_written("first")))).row_count() == 1);
}

TEST_CASE("pages by keys") {
    filled_database base;
    Db db{base.engine};
    for (int i = 0; i < 20; ++i) (void)db.add(NewPost{.title = "t" + std::to_string(i), .score = i % 3, .author_id = 1});
    sync_wait(db.flush());
    constexpr auto best = dt::keyset(posts.score.desc(), posts.author_id, posts.id);
    auto const all = sync_wait(db.execute(dt::select(posts).order_by(posts.score.desc(), posts.author_id, posts.id))).all();
    std::vector<Post> paged;
    std::optional<decltype(best)::cursor> cursor;
    for (;;) {
        auto const page = sync_wait(db.execute(best.apply(dt::select(posts), cursor).limit(4))).all();
        if (page.empty()) break;
        CHECK(page.size() <= 4);
        paged.insert(paged.end(), page.begin(), page.end());
        cursor = best.cursor_of(page.back());
    }
    CHECK(paged == all);
    // And back: the page before, its last row first.
    auto const back = sync_wait(db.execute(best.reversed().apply(dt::select(posts), best.cursor_of(all[5])).limit(2))).all();
    REQUIRE(back.size() == 2);
    CHECK(back[0] == all[4]);
    CHECK(back[1] == all[3]);
    CHECK(sync_wait(db.execute(best.reversed().apply(dt::select(posts)).limit(1))).scalar_one() == all.back());
}

TEST_CASE("a function makes what is chosen by a bool") {
    filled_database base;
    Db db{base.engine};
    auto const found = [&](bool only) {
        return sync_wait(db.execute(dt::select(users.id).where(dt::when(only, [] { return users.username == "bob"; })).order_by(users.id))).scalars().all();
    };
    CHECK(found(true) == std::vector{2});
    CHECK(found(false) == std::vector{1, 2, 3});
}
