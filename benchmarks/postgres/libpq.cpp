// SPDX-License-Identifier: BSL-1.0
//
// libpq_text and libpq_binary: one statement after the other, prepared once, as an expert writes it by hand.
#include "libpq.hpp"

#include <arpa/inet.h>
#include <cstdio>

namespace benchmarks::postgres::libpq {
namespace {

template <class Read>
struct contender {
    static connection& db() {
        static connection mine;
        return mine;
    }
    static void setup() {
        static const bool once = [] {
            db().prepare("point_lookup", sql::point_lookup);
            db().prepare("select_4", sql::select_4);
            db().prepare("select_25", sql::select_25);
            db().prepare("users_with_posts", sql::users_with_posts);
            db().prepare("insert", sql::insert);
            return true;
        }();
        (void)once;
    }

    // A number as a parameter.
    class number {
    public:
        explicit number(int value) {
            if constexpr (Read::format == 1) {
                const std::uint32_t bytes = htonl(static_cast<std::uint32_t>(value));
                std::memcpy(text_, &bytes, sizeof bytes);
            } else *std::to_chars(text_, text_ + sizeof text_ - 1, value).ptr = '\0';
        }
        const char* value() const { return text_; }

    private:
        char text_[16];
    };
    static result run_with_number(const char* name, int value) {
        const number argument(value);
        const char* const values[] = {argument.value()};
        constexpr int lengths[] = {4}, formats[] = {Read::format};
        return checked(db(), PQexecPrepared(db(), name, 1, values, lengths, formats, Read::format));
    }
    static result run(const char* name) {
        return checked(db(), PQexecPrepared(db(), name, 0, nullptr, nullptr, nullptr, Read::format));
    }

    static std::optional<user> find_user(int id) {
        const result rows = run_with_number("point_lookup", id);
        if (PQntuples(rows.get()) == 0) return std::nullopt;
        return read_user<Read>(rows.get(), 0);
    }
    static std::size_t point_lookup() {
        std::size_t sum = 0;
        for (int i = 0; i < lookup_count; ++i) sum += lookup_checksum(find_user(lookup_keys()[static_cast<std::size_t>(i)]).value());
        return sum;
    }
    static std::size_t lookups_side_by_side() {         // one by one here
        std::size_t sum = 0;
        for (int i = 0; i < coroutines * lookups_each; ++i) sum += lookup_checksum(find_user(lookup_key(0, i)).value());
        return sum;
    }

    static std::size_t select_4() {
        const result rows = run("select_4");
        std::vector<user> users;
        const int count = PQntuples(rows.get());
        for (int i = 0; i < count; ++i) users.push_back(read_user<Read>(rows.get(), i));
        return users_checksum(users);
    }
    static std::size_t select_25() {
        const result rows = run("select_25");
        std::vector<wide> all;
        const int count = PQntuples(rows.get());
        for (int i = 0; i < count; ++i) {
            read_wide(all.emplace_back(), [&](int column, auto& value) { Read::read(rows.get(), i, column, value); });
        }
        return wide_checksum(all);
    }
    static std::size_t users_with_posts() {
        const result rows = run_with_number("users_with_posts", authors);
        posts_fold fold;
        const int count = PQntuples(rows.get());
        for (int i = 0; i < count; ++i) {
            std::int32_t id;
            Read::read(rows.get(), i, 0, id);
            bool is_new;
            user_with_posts& one = fold.user_of(id, is_new);
            if (is_new) {
                Read::read(rows.get(), i, 1, one.username);
                Read::read(rows.get(), i, 2, one.email);
                Read::read(rows.get(), i, 3, one.role_id);
            }
            if (PQgetisnull(rows.get(), i, 4)) continue;        // a user without posts
            post& added = one.posts.emplace_back();
            Read::read(rows.get(), i, 4, added.id);
            Read::read(rows.get(), i, 5, added.user_id);
            Read::read(rows.get(), i, 6, added.title);
        }
        const auto users = fold.take();
        return posts_checksum(users);
    }

    static std::size_t insert_rows() {
        std::vector<std::int32_t> keys;
        db().execute("BEGIN");
        for (const account& row : new_accounts()) {
            const number role(row.role_id);
            const char* const values[] = {row.username.c_str(), row.email.c_str(), role.value()};
            const int lengths[] = {static_cast<int>(row.username.size()), static_cast<int>(row.email.size()), 4};
            constexpr int formats[] = {Read::format, Read::format, Read::format};
            const result rows = checked(db(), PQexecPrepared(db(), "insert", 3, values, lengths, formats, Read::format));
            Read::read(rows.get(), 0, 0, keys.emplace_back());
        }
        db().execute("COMMIT");
        return insert_checksum(keys.size());
    }

    explicit contender(const char* name)
        : entries{registration{{"point_lookup", name, setup, point_lookup}},
                  registration{{"select_4x10000", name, setup, select_4}},
                  registration{{"select_25x10000", name, setup, select_25}},
                  registration{{"users_with_posts", name, setup, users_with_posts}},
                  registration{{"insert_rows", name, setup, insert_rows, empty_accounts}}} {}
    registration entries[5];
};

const contender<by_text> text("libpq_text");
const contender<by_binary> binary("libpq_binary");
const registration one_by_one{
    {"lookups_64x1", "libpq_binary", contender<by_binary>::setup, contender<by_binary>::lookups_side_by_side}};

}  // namespace
}  // namespace benchmarks::postgres::libpq
