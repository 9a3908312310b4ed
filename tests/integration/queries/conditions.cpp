// SPDX-License-Identifier: BSL-1.0
// Conditions: comparisons, and_/or_/not_, like, between, NULL, optionals.
#include "support/models.hpp"

using namespace dovetail_test;

namespace {

/// The names of the users for which all conditions hold.
template <class... Conditions>
std::string found(Db& db, Conditions const&... conditions) {
    return names(sync_wait(db.execute(dt::select(users).where(conditions...).order_by(users.id))).all());
}
template <class... Conditions>
std::string found_posts(Db& db, Conditions const&... conditions) {
    return names(sync_wait(db.execute(dt::select(posts).where(conditions...).order_by(posts.id))).all());
}

}  // namespace

TEST_CASE("comparisons with values") {
    filled_database base;
    Db db{base.engine};
    CHECK(found(db, users.username == "ann") == "ann");
    CHECK(found(db, users.username == std::string("bob")) == "bob");
    CHECK(found(db, users.username == std::string_view("cid")) == "cid");
    CHECK(found(db, users.username != "ann") == "bob cid");
    CHECK(found(db, users.id < 2) == "ann");
    CHECK(found(db, users.id <= 2) == "ann bob");
    CHECK(found(db, users.id > 2) == "cid");
    CHECK(found(db, users.id >= 2) == "bob cid");
    CHECK(found(db, 2 <= users.id) == "bob cid");
    CHECK(found(db, "ann" == users.username) == "ann");
    CHECK(found(db, users.username > "ann", users.username < "cid") == "bob");
    CHECK(found(db, users.is_active == false) == "cid");
    CHECK(found(db, users.is_active) == "ann bob");
    CHECK(found(db, users.created_at > (*sync_wait(db.get(users, 1)))->created_at) == "bob cid");
    CHECK(found(db, users.id == std::int64_t{1} << 40).empty());
    CHECK(found(db, users.id == 2.0) == "bob");
    CHECK(found(db, users.id == 2.5).empty());
    CHECK(found_posts(db, posts.score == -2) == "third");
    CHECK(found_posts(db, posts.score < 0u) == "third");
}

TEST_CASE("comparisons of columns with each other") {
    filled_database base;
    Db db{base.engine};
    CHECK(found(db, users.id == users.role_id) == "ann");
    CHECK(found(db, users.username == users.nickname).empty());
    CHECK(found(db, users.id > users.role_id) == "bob cid");
    CHECK(found_posts(db, posts.score > posts.author_id + 3) == "first");
    CHECK(found_posts(db, posts.score * 2 - posts.id == 13) == "first");
    CHECK(found_posts(db, 10 - (posts.score - 1) * 2 == -2) == "first");
}

TEST_CASE("and, or, not, as functions and as operators") {
    filled_database base;
    Db db{base.engine};
    CHECK(found(db, dt::and_(users.id > 1, users.id < 3)) == "bob");
    CHECK(found(db, users.id > 1 && users.id < 3) == "bob");
    CHECK(found(db, dt::or_(users.id == 1, users.username == "cid")) == "ann cid");
    CHECK(found(db, users.id == 1 || users.username == "cid") == "ann cid");
    CHECK(found(db, dt::not_(users.id == 1)) == "bob cid");
    CHECK(found(db, !(users.id == 1)) == "bob cid");
    CHECK(found(db, !users.is_active) == "cid");
    CHECK(found(db, dt::or_(users.id == 1, users.id == 2, users.id == 3)) == "ann bob cid");
    CHECK(found(db, dt::and_(users.id == 1)) == "ann");
    // Brackets stand where they are needed.
    CHECK(found(db, (users.id == 1 || users.id == 2) && users.username == "bob") == "bob");
    CHECK(found(db, users.id == 1 || (users.id == 2 && users.username == "ann")) == "ann");
    CHECK(found(db, !(users.id == 1 || users.id == 2)) == "cid");
    CHECK(found(db, !(users.id == 1) || users.id == 1) == "ann bob cid");
    CHECK(found(db, !(!(users.id == 1))) == "ann");
    CHECK(found(db, (users.id == 1) == true) == "ann");
    CHECK(found(db, (users.id == 1) == users.is_active) == "ann cid");
    CHECK(found(db, (users.id > 1) != (users.id > 2)) == "bob");
}

TEST_CASE("where twice is and") {
    filled_database base;
    Db db{base.engine};
    auto const query = dt::select(users).where(users.id > 1).where(users.is_active == true, users.role_id == 1);
    CHECK(sync_wait(db.execute(query)).scalar_one().username == "bob");
}

TEST_CASE("like") {
    filled_database base;
    Db db{base.engine};
    CHECK(found(db, users.username.like("%n%")) == "ann");
    CHECK(found(db, users.username.like("_o_")) == "bob");
    CHECK(found(db, users.username.like(std::string("c%"))) == "cid");
    CHECK(found(db, users.username.not_like("%b%")) == "ann cid");
    CHECK(found(db, users.nickname.like("%")) == "cid");
    CHECK(found(db, users.username.like("%'; DROP TABLE users; --")).empty());
    CHECK(found(db, users.username.like("ann") || users.username.like("b%")) == "ann bob");
    CHECK(found(db, !users.username.like("a%")) == "bob cid");
    CHECK(found(db, dt::lower(users.username).like("ANN")) == (is_postgres ? "" : "ann"));      // SQLite takes A and a for the same
}

TEST_CASE("between includes both ends") {
    filled_database base;
    Db db{base.engine};
    CHECK(found(db, users.id.between(2, 3)) == "bob cid");
    CHECK(found(db, users.id.between(3, 2)).empty());
    CHECK(found(db, !users.id.between(2, 3)) == "ann");
    CHECK(found(db, users.username.between("ann", std::string("bob"))) == "ann bob");
    CHECK(found(db, users.role_id.between(1, users.id - 1)) == "bob cid");
    CHECK(found(db, users.id.between(1, 2) && users.id.between(2, 3)) == "bob");
    using namespace std::chrono_literals;
    CHECK(sync_wait(db.execute(dt::select(comments).where(comments.written.between(2026y / 1 / 2, 2026y / 1 / 3)))).size() == 3);
}

TEST_CASE("NULL") {
    filled_database base;
    Db db{base.engine};
    CHECK(found(db, users.nickname == std::nullopt) == "ann bob");
    CHECK(found(db, users.nickname != std::nullopt) == "cid");
    CHECK(found(db, std::nullopt == users.nickname) == "ann bob");
    CHECK(found(db, users.nickname.is_null()) == "ann bob");
    CHECK(found(db, users.nickname.is_not_null()) == "cid");
    CHECK(found(db, !(users.nickname == std::nullopt)) == "cid");
    // NULL is neither equal nor different.
    CHECK(found(db, users.nickname == "c") == "cid");
    CHECK(found(db, users.nickname != "c").empty());
    CHECK(found(db, !(users.nickname == "c")).empty());
    CHECK(found_posts(db, posts.reviewer_id == posts.author_id).empty());
    CHECK(found_posts(db, posts.reviewer_id.is_null() || posts.reviewer_id > 2) == "second third");
}

TEST_CASE("an optional finds NULLs where it is empty") {
    filled_database base;
    Db db{base.engine};
    std::optional<std::string> nickname;
    CHECK(found(db, users.nickname == nickname) == "ann bob");
    CHECK(found(db, users.nickname != nickname) == "cid");
    nickname = "c";
    CHECK(found(db, users.nickname == nickname) == "cid");
    CHECK(found(db, users.nickname != nickname) == "ann bob");
    CHECK(found(db, nickname == users.nickname) == "cid");
    CHECK(found_posts(db, posts.reviewer_id == std::optional<int>(3)) == "second");
    CHECK(found_posts(db, posts.reviewer_id != std::optional<int>(3)) == "first third");
    CHECK(found_posts(db, posts.reviewer_id > std::optional<int>()).empty());
    CHECK(found(db, users.id == std::optional<int>(2)) == "bob");
}

TEST_CASE("functions in conditions") {
    filled_database base;
    Db db{base.engine};
    CHECK(found(db, dt::coalesce(users.nickname, "none") == "none") == "ann bob");
    CHECK(found(db, dt::coalesce(users.nickname, users.username) == "c") == "cid");
    CHECK(found(db, dt::upper(users.username) == "ANN") == "ann");
    CHECK(found(db, dt::length(users.username) == 3, dt::length(users.nickname) == 1) == "cid");
    CHECK(found(db, dt::lower(users.username).in_(std::vector{"ann", "cid"})) == "ann cid");
}

TEST_CASE("values that would be SQL anywhere else") {
    filled_database base;
    Db db{base.engine};
    for (std::string name : {"'", "\"", "x' OR '1'='1", "\\", "?", ":a", "$1", "--", "/*", "%", "_", ";"}) {
        auto user = db.add(NewUser{.username = name, .role_id = 1});
        sync_wait(db.flush());
        CHECK(found(db, users.username == name) == name);
        CHECK(sync_wait(db.execute(dt::update(users).set(users.nickname = name).where(users.username == name))).row_count() == 1);
        CHECK(found(db, users.nickname == name) == name);
    }
    sync_wait(db.rollback());
}

TEST_CASE("a statement may be a constant, or kept and used again") {
    filled_database base;
    Db db{base.engine};
    static constexpr auto active = dt::select(users).where(users.is_active == true, users.username == "bob");
    static_assert(dt::sql<backend>(active).ends_with(is_postgres ? R"(WHERE "users"."is_active" = $1 AND "users"."username" = $2)"
                                                                 : R"(WHERE "users"."is_active" = ? AND "users"."username" = ?)"));
    CHECK(sync_wait(db.execute(active)).scalar_one().username == "bob");
    CHECK(sync_wait(db.execute(active)).scalar_one().username == "bob");
    std::string name = "ann is a name that is too long to be kept in place";
    auto const query = dt::select(users).where(users.username == name.substr(0, 3) || users.nickname == name);
    name.clear();
    CHECK(sync_wait(db.execute(query)).scalar_one().username == "ann");
    auto const copy = query;
    CHECK(sync_wait(db.execute(copy.limit(1))).scalar_one().username == "ann");
    CHECK(sync_wait(db.execute(query)).scalar_one().username == "ann");
}
