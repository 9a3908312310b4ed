// SPDX-License-Identifier: BSL-1.0
//
// libpqxx: statements prepared once, values by as<T>(); many rows by its stream, which is COPY. Side by side it has one
// thread for each connection, each of which goes one by one.
#include "libpq.hpp"

#include <future>
#include <pqxx/pqxx>

namespace benchmarks::postgres {
namespace {

struct session {
    pqxx::connection db{url()};
    session() {
        db.prepare("point_lookup", sql::point_lookup);
        db.prepare("select_4", sql::select_4);
        db.prepare("select_25", sql::select_25);
        db.prepare("users_with_posts", sql::users_with_posts);
        db.prepare("insert", sql::insert);
    }
};
std::vector<session>& sessions() {
    static std::vector<session> all(4);
    return all;
}
pqxx::connection& db() { return sessions().front().db; }
void setup() { (void)sessions(); }

template <class... Values>
pqxx::result run(pqxx::transaction_base& in, const char* name, Values const&... values) {
#if PQXX_VERSION_MAJOR >= 7
    return in.exec(pqxx::prepped{name}, pqxx::params{values...});
#else
    return in.exec_prepared(name, values...);
#endif
}

void read(pqxx::field const& from, instant& to) { to = libpq::parse_time(from.c_str(), from.size()); }
void read(pqxx::field const& from, exact_number& to) { to.text = from.as<std::string>(); }
template <class T>
void read(pqxx::field const& from, T& to) {
    to = from.as<T>();
}

void read_user(pqxx::row const& row, user& to) {
    read(row[0], to.id);
    read(row[1], to.username);
    read(row[2], to.email);
    read(row[3], to.role_id);
}
std::size_t look_up(pqxx::transaction_base& in, int key) {
    const pqxx::result rows = run(in, "point_lookup", key);
    user one;
    read_user(rows.front(), one);
    return lookup_checksum(one);
}
std::size_t point_lookup() {
    pqxx::nontransaction in(db());
    std::size_t sum = 0;
    for (int i = 0; i < lookup_count; ++i) sum += look_up(in, lookup_keys()[static_cast<std::size_t>(i)]);
    return sum;
}
template <int Connections>
std::size_t lookups() {
    constexpr int each = coroutines * lookups_each / Connections;
    const auto work = [](int n) {
        pqxx::nontransaction in(sessions()[static_cast<std::size_t>(n)].db);
        std::size_t sum = 0;
        for (int i = n * each; i < (n + 1) * each; ++i) sum += look_up(in, lookup_key(0, i));
        return sum;
    };
    std::vector<std::future<std::size_t>> others;
    for (int n = 1; n < Connections; ++n) others.push_back(std::async(std::launch::async, work, n));
    std::size_t sum = work(0);
    for (auto& other : others) sum += other.get();
    return sum;
}

std::size_t select_4() {
    pqxx::nontransaction in(db());
    std::vector<user> users;
    for (auto const& row : run(in, "select_4")) read_user(row, users.emplace_back());
    return users_checksum(users);
}
std::size_t select_25() {
    pqxx::nontransaction in(db());
    std::vector<wide> all;
    for (auto const& row : run(in, "select_25"))
        read_wide(all.emplace_back(), [&](int column, auto& value) { read(row[column], value); });
    return wide_checksum(all);
}
std::size_t users_with_posts() {
    pqxx::nontransaction in(db());
    posts_fold fold;
    for (auto const& row : run(in, "users_with_posts", authors)) {
        bool is_new;
        user_with_posts& one = fold.user_of(row[0].as<std::int32_t>(), is_new);
        if (is_new) read_user(row, one);
        if (row[4].is_null()) continue;
        post& added = one.posts.emplace_back();
        read(row[4], added.id);
        read(row[5], added.user_id);
        read(row[6], added.title);
    }
    const auto users = fold.take();
    return posts_checksum(users);
}

std::size_t insert_rows() {
    std::vector<std::int32_t> keys;
    {
        pqxx::work in(db());
        for (const account& row : new_accounts())
            keys.push_back(run(in, "insert", row.username, row.email, row.role_id)[0][0].as<std::int32_t>());
        in.commit();
    }
    return insert_checksum(keys.size());
}
std::size_t copy() {
    {
        pqxx::work in(db());
#if PQXX_VERSION_MAJOR >= 7
        auto out = pqxx::stream_to::table(in, {"accounts"}, {"username", "email", "role_id"});
        for (const account& row : new_accounts()) out.write_values(row.username, row.email, row.role_id);
#else
        pqxx::stream_to out(in, "accounts", std::vector<std::string>{"username", "email", "role_id"});
        for (const account& row : new_accounts()) out << std::make_tuple(row.username, row.email, row.role_id);
#endif
        out.complete();
        in.commit();
    }
    return insert_checksum(new_accounts().size());
}

const registration entries[] = {
    registration{{"point_lookup", "libpqxx", setup, point_lookup}},
    registration{{"lookups_64x1", "libpqxx", setup, lookups<1>}},
    registration{{"lookups_64x4", "libpqxx", setup, lookups<4>}},
    registration{{"select_4x10000", "libpqxx", setup, select_4}},
    registration{{"select_25x10000", "libpqxx", setup, select_25}},
    registration{{"users_with_posts", "libpqxx", setup, users_with_posts}},
    registration{{"insert_rows", "libpqxx", setup, insert_rows, empty_accounts}},
    registration{{"insert_rows", "libpqxx_copy", setup, copy, empty_accounts}},
};

}  // namespace
}  // namespace benchmarks::postgres
