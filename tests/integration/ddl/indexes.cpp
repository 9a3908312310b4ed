// SPDX-License-Identifier: BSL-1.0
// Indexes that models declare: the database enforces the unique ones, and uses them.
#include "support/database.hpp"

#include <dovetail/functions/string.hpp>
#include <dovetail/lowering/index.hpp>

using namespace dovetail_test;

namespace {

template <class View>
struct AccountModel {
    static constexpr dt::table_name table = "accounts";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>> name;
    dt::column<View, "is_active", dt::boolean, dt::default_value<true>> is_active;
    dt::column<View, "balance", dt::bigint, dt::default_value<0>> balance;
    static constexpr auto indexes(auto const& row) {
        return std::tuple{dt::table_index<"by_lower_name">(dt::lower(row.name)).unique().where(row.is_active == true),
                          dt::table_index<"richest">(row.balance.desc(), row.id),
                          dt::table_index<"last digits">((row.balance % 100).desc()).where(row.name != "it's", row.balance > -5)};
    }
};
using NewAccount = dt::new_row<AccountModel>;
inline constexpr dt::table<AccountModel> accounts;
inline constexpr dt::metadata account_tables{accounts};

struct accounts_database : empty_database {
    Db db{engine};
    accounts_database() { sync_wait(db.create_all(account_tables)); }
    void insert(NewAccount const& row) { sync_wait(db.execute(dt::insert_into(accounts).values(row))); }
};

/// How the database would find the rows, as one text.
std::string plan_of(Db& db) {
    std::string plan;
    if constexpr (is_postgres) {
        sync_wait(db.execute(dt::raw<"SET LOCAL enable_seqscan = off">()));
        auto rows = sync_wait(db.execute(dt::raw<"EXPLAIN SELECT id FROM accounts WHERE lower(name) = 'ann' AND is_active = TRUE", std::string>()));
        for (auto const& each : rows.scalars().all()) plan += each;
    } else {
        auto rows = sync_wait(db.execute(
            dt::raw<"EXPLAIN QUERY PLAN SELECT id FROM accounts WHERE lower(name) = 'ann' AND is_active = 1", std::tuple<int, int, int, std::string>>()));
        for (auto const& [id, parent, unused, detail] : rows.all()) plan += detail;
    }
    return plan;
}

}  // namespace

TEST_CASE("a unique index over an expression is enforced for the rows that it has") {
    accounts_database base;
    NewAccount const ann{.name = "ann"}, again{.name = "ANN"}, closed{.name = "Ann", .is_active = false};
    base.insert(ann);
    base.insert(closed);
    sync_wait(base.db.commit());
    auto const refused = failure(base.db.execute(dt::insert_into(accounts).values(again)));
    CHECK(refused.category() == dt::error_category::unique);
    sync_wait(base.db.rollback());
    auto const reopened = dt::update(accounts).set(accounts.is_active = true).where(accounts.name == "Ann");
    CHECK(failure(base.db.execute(reopened)).category() == dt::error_category::unique);
    sync_wait(base.db.rollback());
    base.insert(closed);
    CHECK(single(base.db, dt::select(dt::count(accounts.id))) == 3);
}

TEST_CASE("the database uses an index over an expression") {
    accounts_database base;
    auto const plan = plan_of(base.db);
    UNSCOPED_INFO(plan);
    CHECK(plan.find("by_lower_name") != std::string::npos);
}

TEST_CASE("indexes are created once, and go with their table") {
    accounts_database base;
    sync_wait(base.db.create_all(account_tables));
    auto const count = [&] {
        if constexpr (is_postgres)
            return sync_wait(base.db.execute(dt::raw<"SELECT count(*) FROM pg_indexes WHERE indexname IN ('by_lower_name', 'richest', 'last digits')",
                                                     std::int64_t>())).scalar_one();
        else
            return sync_wait(base.db.execute(dt::raw<"SELECT count(*) FROM sqlite_schema WHERE name IN ('by_lower_name', 'richest', 'last digits')",
                                                     std::int64_t>())).scalar_one();
    };
    CHECK(count() == 3);
    sync_wait(base.db.commit());
    sync_wait(base.db.drop_all(account_tables));
    CHECK(count() == 0);
}
