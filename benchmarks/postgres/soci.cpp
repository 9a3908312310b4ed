// SPDX-License-Identifier: BSL-1.0
//
// soci: statements prepared once, values bound to variables, each with an indicator that tells a NULL.
#include "libpq.hpp"

#include <memory>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

namespace benchmarks::postgres {
namespace {

soci::session& db() {
    static const std::unique_ptr<soci::session> mine = [] {
        auto made = std::make_unique<soci::session>(soci::postgresql, url());
        *made << "SET TimeZone = 'UTC'";
        return made;
    }();
    return *mine;
}
void setup() { (void)db(); }

void require(const soci::indicator& given) {
    if (given != soci::i_ok) throw std::runtime_error("a column is NULL");
}

// A statement that reads one table's columns into variables.
struct user_statement {
    user row;
    int key = 0;
    soci::indicator given[4];
    soci::statement statement;

    explicit user_statement(const char* text)
        : statement((db().prepare << text, soci::into(row.id, given[0]), soci::into(row.username, given[1]),
                     soci::into(row.email, given[2]), soci::into(row.role_id, given[3]))) {}
    explicit user_statement(const char* text, int)
        : statement((db().prepare << text, soci::into(row.id, given[0]), soci::into(row.username, given[1]),
                     soci::into(row.email, given[2]), soci::into(row.role_id, given[3]), soci::use(key))) {}
    void check() const {
        for (auto const& each : given) require(each);
    }
};

std::size_t point_lookup() {
    static user_statement find("SELECT id, username, email, role_id FROM users WHERE id = :id", 0);
    std::size_t sum = 0;
    for (int i = 0; i < lookup_count; ++i) {
        find.key = lookup_keys()[static_cast<std::size_t>(i)];
        if (!find.statement.execute(true)) throw std::runtime_error("a user is missing");
        find.check();
        const user one = find.row;
        sum += lookup_checksum(one);
    }
    return sum;
}

std::size_t select_4() {
    static user_statement all(sql::select_4);
    std::vector<user> users;
    all.statement.execute();
    while (all.statement.fetch()) {
        all.check();
        users.push_back(all.row);
    }
    return users_checksum(users);
}

struct wide_statement {
    wide row;
    long long big[5];
    std::string times[3];
    soci::indicator given[25];
    soci::statement statement{db()};

    wide_statement() {
        read_wide(row, [&](int column, auto& value) { bind(value, column); });
        statement.alloc();
        statement.prepare(sql::select_25);
        statement.define_and_bind();
    }
    template <class T>
    void bind(T& value, int column) {
        statement.exchange(soci::into(value, given[column]));
    }
    void bind(std::int64_t&, int column) { bind(big[column - 7], column); }
    void bind(instant&, int column) { bind(times[column - 16], column); }
    void bind(exact_number& value, int column) { bind(value.text, column); }
    void finish_row() {
        for (auto const& each : given) require(each);
        int i = 0;
        for (auto* number : {&row.b1, &row.b2, &row.b3, &row.b4, &row.b5}) *number = big[i++];
        i = 0;
        for (auto* time : {&row.at1, &row.at2, &row.at3}) {
            *time = libpq::parse_time(times[i].c_str(), times[i].size());
            ++i;
        }
    }
};
std::size_t select_25() {
    static wide_statement all;
    std::vector<wide> rows;
    all.statement.execute();
    while (all.statement.fetch()) {
        all.finish_row();
        rows.push_back(all.row);
    }
    return wide_checksum(rows);
}

std::size_t users_with_posts() {
    struct joined {
        user row;
        post added;
        int last = authors;
        soci::indicator given[7];
        soci::statement statement;
        joined()
            : statement((db().prepare << "SELECT users.id, users.username, users.email, users.role_id, posts.id, posts.user_id,"
                                         " posts.title FROM users LEFT OUTER JOIN posts ON posts.user_id = users.id"
                                         " WHERE users.id <= :last",
                         soci::into(row.id, given[0]), soci::into(row.username, given[1]), soci::into(row.email, given[2]),
                         soci::into(row.role_id, given[3]), soci::into(added.id, given[4]), soci::into(added.user_id, given[5]),
                         soci::into(added.title, given[6]), soci::use(last))) {}
    };
    static joined all;
    posts_fold fold;
    all.statement.execute();
    while (all.statement.fetch()) {
        for (int i = 0; i < 4; ++i) require(all.given[i]);
        bool is_new;
        user_with_posts& one = fold.user_of(all.row.id, is_new);
        if (is_new) static_cast<user&>(one) = all.row;
        if (all.given[4] == soci::i_null) continue;
        one.posts.push_back(all.added);
    }
    const auto users = fold.take();
    return posts_checksum(users);
}

std::size_t insert_rows() {
    struct insert {
        account row;
        int key = 0;
        soci::statement statement;
        insert()
            : statement((db().prepare << "INSERT INTO accounts (username, email, role_id) VALUES (:name, :email, :role) RETURNING id",
                         soci::use(row.username), soci::use(row.email), soci::use(row.role_id), soci::into(key))) {}
    };
    static insert one;
    std::vector<std::int32_t> keys;
    {
        soci::transaction in(db());
        for (const account& row : new_accounts()) {
            one.row = row;
            one.statement.execute(true);
            keys.push_back(one.key);
        }
        in.commit();
    }
    return insert_checksum(keys.size());
}

const registration entries[] = {
    registration{{"point_lookup", "soci", setup, point_lookup}},
    registration{{"select_4x10000", "soci", setup, select_4}},
    registration{{"select_25x10000", "soci", setup, select_25}},
    registration{{"users_with_posts", "soci", setup, users_with_posts}},
    registration{{"insert_rows", "soci", setup, insert_rows, empty_accounts}},
};

}  // namespace
}  // namespace benchmarks::postgres
