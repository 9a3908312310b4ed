// SPDX-License-Identifier: BSL-1.0
#include "../tables.hpp"
#include "workloads.hpp"

#include <dovetail/executor/insert_returning.hpp>
#include <dovetail/postgres.hpp>
#include <dovetail/types.hpp>

namespace benchmarks::postgres {
namespace {

namespace dt = dovetail;
using namespace models;
using models::accounts;         // not the records of data.hpp

template <class View>
struct WideModel {
    static constexpr dt::table_name table = "wide";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "i1", dt::integer> i1;
    dt::column<View, "i2", dt::integer> i2;
    dt::column<View, "i3", dt::integer> i3;
    dt::column<View, "i4", dt::integer> i4;
    dt::column<View, "i5", dt::integer> i5;
    dt::column<View, "i6", dt::integer> i6;
    dt::column<View, "b1", dt::bigint> b1;
    dt::column<View, "b2", dt::bigint> b2;
    dt::column<View, "b3", dt::bigint> b3;
    dt::column<View, "b4", dt::bigint> b4;
    dt::column<View, "b5", dt::bigint> b5;
    dt::column<View, "d1", dt::double_precision> d1;
    dt::column<View, "d2", dt::double_precision> d2;
    dt::column<View, "d3", dt::double_precision> d3;
    dt::column<View, "d4", dt::double_precision> d4;
    dt::column<View, "at1", dt::datetime> at1;
    dt::column<View, "at2", dt::datetime> at2;
    dt::column<View, "at3", dt::datetime> at3;
    dt::column<View, "n1", dt::numeric<14, 2>> n1;
    dt::column<View, "n2", dt::numeric<14, 2>> n2;
    dt::column<View, "t1", dt::text> t1;
    dt::column<View, "t2", dt::text> t2;
    dt::column<View, "t3", dt::text> t3;
    dt::column<View, "t4", dt::text> t4;
};

using Engine = dt::engine<dt::postgres>;
using Db = dt::session<dt::postgres>;

inline constexpr dt::table<WideModel> wide_rows;
using UserWithPosts = dt::with<User, users.posts>;

template <std::size_t Connections>
Engine& engine() {
    static Engine mine{url(), {.pool_size = Connections}};
    return mine;
}

dt::task<void> connect(Engine& of) { (void)co_await of.execute(dt::select(dt::count(users.id))); }
template <std::size_t Connections = 1>
void setup() {
    dt::sync_wait(connect(engine<Connections>()));
}

// --- reading

dt::task<std::optional<User>> find_user(Engine& of, int id) {
    auto found = co_await of.execute(dt::select(users).where(users.id == id));
    co_return found.scalars().one_or_none();
}
dt::task<std::size_t> look_up(Engine& of, int first, int count) {
    std::size_t sum = 0;
    for (int i = first; i < first + count; ++i) {
        auto one = co_await find_user(of, lookup_keys()[static_cast<std::size_t>(i)]);
        sum += lookup_checksum(one.value());
    }
    co_return sum;
}
std::size_t point_lookup() { return dt::sync_wait(look_up(engine<1>(), 0, lookup_count)); }

dt::task<std::size_t> look_up_side_by_side(Engine& of) {
    std::vector<dt::task<std::size_t>> all;
    for (int i = 0; i < coroutines; ++i) all.push_back(look_up(of, i * lookups_each, lookups_each));
    std::size_t sum = 0;
    auto const sums = co_await dt::when_all(std::move(all));
    for (std::size_t const each : sums) sum += each;
    co_return sum;
}
template <std::size_t Connections>
std::size_t lookups() {
    return dt::sync_wait(look_up_side_by_side(engine<Connections>()));
}

dt::task<std::size_t> all_users() {
    auto found = co_await engine<1>().execute(dt::select(users));
    auto const rows = found.scalars().all();
    co_return users_checksum(rows);
}
std::size_t select_4() { return dt::sync_wait(all_users()); }
dt::task<std::size_t> all_wide() {
    auto found = co_await engine<1>().execute(dt::select(wide_rows));
    auto const rows = found.scalars().all();
    co_return wide_checksum(rows);
}
std::size_t select_25() { return dt::sync_wait(all_wide()); }

dt::task<std::vector<UserWithPosts>> authors_with_posts(Engine& of, int last) {
    auto found = co_await of.execute(dt::select(users).where(users.id <= last).options(dt::joinedload(users.posts)));
    co_return found.scalars().all();
}
std::size_t users_with_posts() {
    auto const found = dt::sync_wait(authors_with_posts(engine<1>(), authors));
    return posts_checksum(found);
}

// --- inserting

std::vector<NewAccount> const& rows_to_insert() {
    static std::vector<NewAccount> const rows = [] {
        std::vector<NewAccount> made;
        for (account const& row : new_accounts())
            made.push_back(NewAccount{.username = row.username, .email = row.email, .role_id = row.role_id});
        return made;
    }();
    return rows;
}
void setup_rows() {
    setup();
    (void)rows_to_insert();
}

// Arrays, and the keys come back.
dt::task<std::size_t> insert_range() {
    std::size_t count = 0;
    {
        Db db{engine<1>()};
        auto inserted = co_await db.execute(dt::insert_into(accounts).values(rows_to_insert()).returning(accounts.id));
        for (auto const key : inserted.scalars().all()) count += key > 0;
        co_await db.commit();
    }
    co_return insert_checksum(count);
}
// As objects of a session, which know their keys afterwards.
dt::task<std::size_t> add_objects() {
    std::size_t keys = 0;
    {
        Db db{engine<1>()};
        auto const added = db.add_all(rows_to_insert());
        co_await db.commit();
        for (auto const& each : added) keys += each->id > 0;
    }
    co_return insert_checksum(keys);
}
dt::task<std::size_t> insert_one_by_one() {
    std::vector<std::int32_t> keys;
    {
        Db db{engine<1>()};
        for (account const& row : new_accounts()) {
            auto key = co_await db.scalar(
                dt::insert_into(accounts)
                    .values(accounts.username = row.username, accounts.email = row.email, accounts.role_id = row.role_id)
                    .returning(accounts.id));
            keys.push_back(*key);
        }
        co_await db.commit();
    }
    co_return insert_checksum(keys.size());
}
dt::task<std::size_t> insert_by_copy() {
    std::size_t count = 0;
    {
        Db db{engine<1>()};
        auto const copied = co_await db.copy_in(accounts, rows_to_insert());
        count = static_cast<std::size_t>(copied.row_count());
        co_await db.commit();
    }
    co_return insert_checksum(count);
}
std::size_t range() { return dt::sync_wait(insert_range()); }
std::size_t objects() { return dt::sync_wait(add_objects()); }
std::size_t one_by_one() { return dt::sync_wait(insert_one_by_one()); }
std::size_t copy() { return dt::sync_wait(insert_by_copy()); }

const registration entries[] = {
    registration{{"point_lookup", "dovetail", setup, point_lookup}},
    registration{{"lookups_64x1", "dovetail", setup, lookups<1>}},
    registration{{"lookups_64x4", "dovetail", setup<4>, lookups<4>}},
    registration{{"select_4x10000", "dovetail", setup, select_4}},
    registration{{"select_25x10000", "dovetail", setup, select_25}},
    registration{{"users_with_posts", "dovetail", setup, users_with_posts}},
    registration{{"insert_rows", "dovetail_one_by_one", setup_rows, one_by_one, empty_accounts}},
    registration{{"insert_rows", "dovetail_objects", setup_rows, objects, empty_accounts}},
    registration{{"insert_rows", "dovetail", setup_rows, range, empty_accounts}},
    registration{{"insert_rows", "dovetail_copy", setup_rows, copy, empty_accounts}},
};

}  // namespace
}  // namespace benchmarks::postgres
