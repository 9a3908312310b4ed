// SPDX-License-Identifier: BSL-1.0
// Rows one at a time.
#include "support/models.hpp"

using namespace dovetail_test;

namespace {
/// All that a stream gives, by its coroutine.
template <class Stream>
dt::task<std::string> all_of(Stream stream) {
    std::string all;
    while (auto user = co_await stream.next()) all += user->username + ' ';
    co_return all;
}
}  // namespace

TEST_CASE("entities, in order, to the end") {
    filled_database base;
    Db db{base.engine};
    CHECK(sync_wait(all_of(db.stream(dt::select(users).order_by(users.id.desc())))) == "cid bob ann ");
    CHECK(sync_wait(all_of(db.stream(dt::select(users).where(users.id == 9)))).empty());
    CHECK(sync_wait(all_of(db.stream(dt::select(users).where(users.id.in_(std::vector{1, 3}))))) == "ann cid ");
    CHECK(db.statement_count() == 3);
    sync_wait(db.commit());
    CHECK(sync_wait(all_of(base.engine.stream(dt::select(users).limit(2)))) == "ann bob ");
    CHECK(open_statements(base.engine) == 0);
}

TEST_CASE("after the end comes nothing") {
    filled_database base;
    Db db{base.engine};
    auto stream = db.stream(dt::select(users).where(users.id == 1));
    CHECK(sync_wait(stream.next())->username == "ann");
    for (int i = 0; i < 3; ++i) CHECK_FALSE(sync_wait(stream.next()));
}

TEST_CASE("columns, raw rows, and to-one loads") {
    filled_database base;
    Db db{base.engine};
    auto columns = db.stream(dt::select(users.id, users.username).order_by(users.id));
    auto const first = *sync_wait(columns.next());
    CHECK(first[users.username] == "ann");
    auto raw = db.stream(dt::raw<"SELECT username FROM users WHERE id = ?", std::string>(2));
    CHECK(sync_wait(raw.next()) == "bob");
    auto loaded = db.stream(dt::select(posts).order_by(posts.id.desc()).options(dt::joinedload(posts.author).joinedload(users.role), dt::joinedload(posts.reviewer)));
    auto const third = *sync_wait(loaded.next());
    CHECK(third.author.role.name == "admin");
    CHECK_FALSE(third.reviewer);
    CHECK(sync_wait(loaded.next())->reviewer->username == "cid");
    CHECK(sync_wait(columns.next())->get<1>() == "bob");
}

TEST_CASE("what was changed before the first row is seen") {
    filled_database base;
    Db db{base.engine};
    auto stream = db.stream(dt::select(users).order_by(users.id.desc()));
    (void)db.add(NewUser{.username = "dan", .role_id = 1});
    CHECK(sync_wait(stream.next())->username == "dan");
    sync_wait(db.rollback());
}

TEST_CASE("the session's statements go on beside a stream") {
    filled_database base;
    Db db{base.engine};
    auto stream = db.stream(dt::select(users).order_by(users.id));
    std::string all;
    while (auto user = sync_wait(stream.next())) {
        auto const written = sync_wait(db.load(*user, users.posts));
        all += user->username + std::to_string(written.size()) + ' ';
        (void)db.add(NewProfile{.id = 100 + user->id, .bio = "new", .user_id = user->id});
        sync_wait(db.remove(*sync_wait(db.get(comments, user->id))));
        (void)sync_wait(db.execute(dt::delete_from(profiles).where(profiles.user_id == user->id)));
        if (user->id == 1) break;
    }
    CHECK(all == "ann2 ");
    CHECK(sync_wait(stream.next())->username == "bob");
    sync_wait(db.rollback());
}

TEST_CASE("the same statement streamed twice at once") {
    filled_database base;
    Db db{base.engine};
    auto const query = dt::select(users).order_by(users.id);
    auto first = db.stream(query), second = db.stream(query);
    CHECK(sync_wait(first.next())->username == "ann");
    CHECK(sync_wait(first.next())->username == "bob");
    CHECK(sync_wait(second.next())->username == "ann");
    CHECK(sync_wait(first.next())->username == "cid");
    CHECK(sync_wait(second.next())->username == "bob");
    CHECK(sync_wait(db.execute(query)).size() == 3);
}

TEST_CASE("a stream goes on over a commit, where the database lets it") {
    filled_database base;
    Db db{base.engine};
    auto stream = db.stream(dt::select(users).order_by(users.id));
    CHECK(sync_wait(stream.next())->username == "ann");
    sync_wait(db.commit());
    if constexpr (is_postgres) {
        auto const problem = failure(stream.next());
        CHECK(problem.category() == dt::error_category::usage);
        CHECK_THAT(problem.what(), contains("transaction of this stream is over"));
        CHECK_FALSE(sync_wait(stream.next()));
    } else CHECK(sync_wait(stream.next())->username == "bob");
}

TEST_CASE("a hundred thousand rows, one in memory") {
    filled_database base;
    Db db{base.engine};
    auto stream = db.stream(dt::raw<"WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i, 'row ' || i FROM n",
                                    std::tuple<int, std::string>>());
    auto const count = [](auto& from) -> dt::task<int> {
        int expected = 0;
        while (auto row = co_await from.next())
            if (std::get<0>(*row) != ++expected || std::get<1>(*row) != "row " + std::to_string(expected)) break;
        co_return expected;
    };
    CHECK(sync_wait(count(stream)) == 100'000);
}

TEST_CASE("awaiting the stream itself gives the stream") {
    filled_database base;
    Db db{base.engine};
    auto const read = [](Db& from) -> dt::task<std::string> {
        auto stream = co_await from.stream(dt::select(users.username).where(users.id == 3));
        auto const row = co_await stream.next();
        co_return std::get<0>(row->values);
    };
    CHECK(sync_wait(read(db)) == "cid");
}
