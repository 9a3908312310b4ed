// SPDX-License-Identifier: BSL-1.0
// Named parameters, and rows as structs.
#include "support/models.hpp"

#include <dovetail/sql.hpp>

#include <array>
#include <set>
#include <tuple>

using namespace dovetail_test;
using namespace dt::literals;

namespace {

constexpr auto by_name = dt::select(users).where(users.username == dt::param<"name">);
constexpr auto between = dt::select(users.username)
                             .where(users.id >= dt::param<"from">, users.id <= dt::param<"to">,
                                    dt::or_(dt::param<"any"> == users.is_active, users.role_id == dt::param<"role">))
                             .order_by(users.id);

struct line {
    int id;
    std::string name;
    std::optional<std::string> nickname;
};
struct authored {
    User author;
    std::optional<Post> post;
    std::optional<std::int64_t> twice;
};

}  // namespace

TEST_CASE("a statement is written once and called with values") {
    filled_database base;
    Db db{base.engine};
    CHECK(sync_wait(db.execute(by_name, dt::arg<"name"> = "ann")).scalar_one().id == 1);
    CHECK(sync_wait(db.execute(by_name, "name"_arg = std::string("bob"))).scalar_one().id == 2);
    CHECK(sync_wait(db.scalars(by_name, "name"_arg = std::string_view("cid"))).one().id == 3);
    CHECK(!sync_wait(db.scalar(by_name, "name"_arg = "nobody")).has_value());
    sync_wait(db.commit());
    CHECK(sync_wait(base.engine.execute(by_name, "name"_arg = "ann")).scalar_one().id == 1);
    CHECK(sync_wait(db.execute(dt::bind(by_name, "name"_arg = "ann"))).scalar_one().id == 1);

    auto const found = sync_wait(db.execute(between, "to"_arg = 3, "role"_arg = 2, "from"_arg = 2, "any"_arg = true)).scalars().all();
    CHECK(found == std::vector<std::string>{"bob", "cid"});
    auto const fewer = sync_wait(db.execute(between, "to"_arg = 3, "role"_arg = 2, "from"_arg = 2, "any"_arg = false)).scalars().all();
    CHECK(fewer == std::vector<std::string>{"cid"});
}

TEST_CASE("counts of rows by name") {
    filled_database base;
    Db db{base.engine};
    constexpr auto page = dt::select(users.username).where(users.id < dt::param<"below">).order_by(users.id)
                              .limit(dt::param<"count">).offset(dt::param<"first">);
    auto const names_of = [&](auto const& statement, auto const&... arguments) {
        std::string all;
        for (auto const& name : sync_wait(db.execute(statement, arguments...)).scalars().all()) all += name + " ";
        return all;
    };
    CHECK(names_of(page, "below"_arg = 9, "first"_arg = 1, "count"_arg = 1u) == "bob ");
    CHECK(names_of(page, "below"_arg = 3, "first"_arg = 0, "count"_arg = 10L) == "ann bob ");
    CHECK(names_of(dt::select(users.username).order_by(users.id).offset(dt::param<"first">), "first"_arg = 2) == "cid ");
    CHECK(names_of(dt::union_all(dt::select(users.username).where(users.id == 1), dt::select(users.username)).order_by(users.username)
                       .limit(dt::param<"count">), "count"_arg = 2) == "ann ann ");
    // With a joined collection the limit stands in a subquery, and the order behind it once more.
    constexpr auto loaded = dt::select(users).where(users.id > dt::param<"above">).order_by(users.id + 0)
                                .options(dt::joinedload(users.groups)).limit(dt::param<"count">);
    auto const found = sync_wait(db.execute(loaded, "count"_arg = 1, "above"_arg = 0)).scalars().all();
    REQUIRE(found.size() == 1);
    CHECK(found[0].groups.size() == 3);

    CHECK(dt::to_string<backend>(dt::bind(page, "below"_arg = 9, "first"_arg = 1, "count"_arg = 2)).ends_with(" LIMIT 2 OFFSET 1"));
    auto const refused = error_of([&] { (void)dt::bind(page, "below"_arg = 9, "first"_arg = -1, "count"_arg = 2); });
    CHECK(refused.category() == dt::error_category::usage);
}

TEST_CASE("parameters in mutations, in subqueries, beside choices, twice") {
    filled_database base;
    Db db{base.engine};
    constexpr auto rename = dt::update(users).set(users.nickname = dt::param<"nickname">).where(users.id == dt::param<"id">);
    CHECK(sync_wait(db.execute(rename, "id"_arg = 2, "nickname"_arg = std::optional<std::string>("b"))).row_count() == 1);
    CHECK(sync_wait(db.execute(rename, "id"_arg = 3, "nickname"_arg = std::nullopt)).row_count() == 1);
    CHECK(sync_wait(db.execute(dt::select(users.nickname).order_by(users.id))).scalars().all() ==
          std::vector<std::optional<std::string>>{std::nullopt, "b", std::nullopt});
    auto const refused = error_of([&] { (void)sync_wait(db.execute(rename, "id"_arg = 2, "nickname"_arg = std::string(51, 'x'))); });
    CHECK(refused.category() == dt::error_category::data);

    constexpr auto wrote = dt::select(users.username).where(users.id.in_(dt::select(posts.author_id).where(posts.title == dt::param<"title">)));
    CHECK(sync_wait(db.execute(wrote, "title"_arg = "third")).scalar_one() == "bob");
    constexpr auto same = dt::select(users.id).where(users.role_id == dt::param<"n">, users.id <= dt::param<"n">);
    CHECK(sync_wait(db.execute(same, "n"_arg = 1)).scalar_one() == 1);
    auto const chosen = dt::select(users.id).where(dt::when(false, users.id == 7), users.username == dt::param<"name">, dt::when(true, users.id > 0));
    CHECK(sync_wait(db.execute(chosen, "name"_arg = "bob")).scalar_one() == 2);
    constexpr auto added = dt::insert_into(groups).values(groups.name = dt::param<"name">);
    CHECK(sync_wait(db.execute(added, "name"_arg = "white")).row_count() == 1);
    CHECK(sync_wait(db.execute(dt::select(dt::count()).select_from(groups).where(groups.name == "white"))).scalar_one() == 1);
}

TEST_CASE("rows go into structs, field by field") {
    filled_database base;
    Db db{base.engine};
    auto const lines = sync_wait(db.execute(dt::select(users.id, users.username, users.nickname).order_by(users.id).into<line>())).all();
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].name == "ann");
    CHECK(lines[2].nickname == "c");
    auto const wrote = sync_wait(db.execute(dt::into<authored>(dt::select(users, posts, posts.score * 2)
                                                                   .left_join(users.posts)
                                                                   .order_by(users.id, posts.id)))).all();
    REQUIRE(wrote.size() == 4);
    CHECK(wrote[0].author.username == "ann");
    CHECK(wrote[0].post->title == "first");
    CHECK(wrote[0].twice == 14);
    CHECK(wrote[3].author.username == "cid");
    CHECK(!wrote[3].post.has_value());
    CHECK(!wrote[3].twice.has_value());
}

TEST_CASE("a range that is given when the statement is executed") {
    filled_database base;
    Db db{base.engine};
    constexpr auto some = dt::select(users.username).where(users.id.in_(dt::param<"ids">), users.username.not_in(dt::param<"but">)).order_by(users.id);
    std::vector<int> const ids{3, 1, 2};
    std::set<std::string> const names{"bob"};
    using texts = std::vector<std::string>;
    CHECK(sync_wait(db.execute(some, "ids"_arg = ids, "but"_arg = names)).scalars().all() == texts{"ann", "cid"});
    CHECK(sync_wait(db.execute(some, "but"_arg = std::array{"x"}, "ids"_arg = std::array{2})).scalars().all() == texts{"bob"});
    CHECK(sync_wait(db.execute(some, "ids"_arg = std::vector<long>{}, "but"_arg = names)).scalars().all().empty());
    CHECK(dt::to_string<backend>(dt::bind(some, "ids"_arg = ids, "but"_arg = names)) ==
          R"(SELECT "users"."username" FROM "users" WHERE "users"."id" IN (3, 1, 2) AND "users"."username" NOT IN ('bob') ORDER BY "users"."id")");
}

TEST_CASE("parameters of a CASE and of a function") {
    filled_database base;
    Db db{base.engine};
    constexpr auto named = dt::select(dt::case_().when(users.id == dt::param<"id">, "it").when(users.id > 2, dt::param<"late">).else_(users.username))
                               .order_by(users.id);
    CHECK(sync_wait(db.execute(named, "id"_arg = 1, "late"_arg = "behind")).scalars().all() == std::vector<std::string>{"it", "bob", "behind"});
    constexpr auto simple = dt::select(dt::case_(users.username).when(dt::param<"name">, 1).else_(dt::param<"other">)).order_by(users.id);
    CHECK(sync_wait(db.execute(simple, "name"_arg = "bob", "other"_arg = 7)).scalars().all() == std::vector{7, 1, 7});
    constexpr auto any_case = dt::select(users.id).where(dt::lower(users.username) == dt::lower(dt::param<"name">));
    CHECK(sync_wait(db.execute(any_case, "name"_arg = "BOB")).scalar_one() == 2);
}

TEST_CASE("rows go into tuples") {
    filled_database base;
    Db db{base.engine};
    auto const plain = sync_wait(db.execute(dt::select(users.id, users.nickname).where(users.id > 1).order_by(users.id)
                                                .into<std::tuple<int, std::optional<std::string>>>())).all();
    REQUIRE(plain.size() == 2);
    CHECK(plain[1] == std::tuple{3, std::optional<std::string>("c")});
    auto const wrote = sync_wait(db.execute(dt::into<std::tuple<User, std::optional<Post>, int>>(
                           dt::select(users, posts, users.role_id).left_join(users.posts).order_by(users.id, posts.id)))).all();
    REQUIRE(wrote.size() == 4);
    CHECK(std::get<0>(wrote[0]).username == "ann");
    CHECK(std::get<1>(wrote[0])->title == "first");
    CHECK(std::get<2>(wrote[0]) == 1);
    CHECK(!std::get<1>(wrote[3]).has_value());
    CHECK(std::get<2>(wrote[3]) == 2);
}
