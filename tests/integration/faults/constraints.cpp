// SPDX-License-Identifier: BSL-1.0
// Constraints that are broken, by a flush and by a statement: the category, and nothing half done.
#include "support/models.hpp"

using namespace dovetail_test;
using category = dt::error_category;

namespace {

template <class View>
struct AccountModel {
    static constexpr dt::table_name table = "accounts";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "owner", dt::string<20>> owner;
    dt::column<View, "kind", dt::string<10>> kind;
    dt::column<View, "balance", dt::integer, dt::default_value<0>> balance;
    dt::column<View, "role_id", dt::nullable<dt::integer>, dt::foreign_key<RoleModel>> role_id;
    dt::column<View, "code", dt::nullable<dt::text>, dt::unique> code;
    using constraints = dt::constraints<dt::unique_on<"owner", "kind">, dt::index_on<"kind", "balance">>;
    static constexpr auto checks(auto const& row) {
        return std::tuple{dt::check_constraint<"not_negative">(row.balance >= 0),
                          dt::check_constraint<"kind_is_known">(dt::or_(row.kind == "cash", row.kind == "stock's"))};
    }
};
using NewAccount = dt::new_row<AccountModel>;
inline constexpr dt::table<AccountModel> accounts;
inline constexpr dt::metadata account_tables{accounts};

struct account_database : filled_database {
    account_database() {
        Db db{engine};
        sync_wait(db.create_all(account_tables));
        (void)db.add(NewAccount{.owner = "ann", .kind = "cash", .code = "A1"});
        (void)db.add(NewAccount{.owner = "ann", .kind = "stock's", .balance = 5});
        sync_wait(db.commit());
    }
};

NewAccount account(std::string owner, std::string kind) {
    return NewAccount{.owner = std::move(owner), .kind = std::move(kind)};
}

}  // namespace

TEST_CASE("a flush that breaks a constraint has its category and undoes everything") {
    account_database base;
    Db db{base.engine};
    auto const stocks = *sync_wait(db.get(accounts, 2));
    auto const check = [&](category expected) {
        auto const before = db.add(account("before", "cash"));
        auto const problem = failure(db.commit());
        CHECK(problem.category() == expected);
        CHECK((is_postgres ? problem.sqlstate().starts_with("23") : problem.code() != 0));
        CHECK_FALSE(problem.statement().empty());
        CHECK_FALSE(db.in_transaction());
        CHECK_FALSE(before.is_persistent());
        CHECK(stocks->balance == 5);
        CHECK(stocks->kind == "stock's");
        CHECK(single(db, dt::select(dt::count(accounts.id))) == 2);
        sync_wait(db.commit());
        CHECK(open_statements(base.engine) == 0);
    };
    SECTION("unique over two columns") {
        (void)db.add(account("ann", "cash"));
        check(category::unique);
    }
    SECTION("unique, by a change") {
        stocks->code = "A1";
        check(category::unique);
    }
    SECTION("unique over two columns, by a change") {
        stocks->kind = "cash";
        check(category::unique);
    }
    SECTION("the primary key") {
        (void)db.add(NewAccount{.id = 2, .owner = "x", .kind = "cash"});
        check(category::unique);
    }
    SECTION("a foreign key") {
        (void)db.add(NewAccount{.owner = "x", .kind = "cash", .role_id = 99});
        check(category::foreign_key);
    }
    SECTION("a foreign key, by a change") {
        stocks->role_id = 99;
        check(category::foreign_key);
    }
    SECTION("a foreign key, by a removal") {
        sync_wait(db.remove(*sync_wait(db.get(users, 1))));
        check(category::foreign_key);
    }
    SECTION("a check") {
        (void)db.add(account("x", "gold"));
        check(category::check);
    }
    SECTION("a check, by a change") {
        stocks->balance = -1;
        check(category::check);
    }
    SECTION("in the middle of many rows") {
        for (int i = 0; i < 500; ++i) (void)db.add(account("owner " + std::to_string(i), i == 333 ? "gold" : "cash"));
        check(category::check);
    }
}

TEST_CASE("a statement that breaks a constraint changes nothing") {
    account_database base;
    Db db{base.engine};
    (void)sync_wait(db.execute(dt::insert_into(accounts).values(accounts.owner = "kept", accounts.kind = "cash")));
    auto const check = [&](auto statement, category expected) {
        sync_wait(db.commit());
        CHECK(failure(db.execute(statement)).category() == expected);
        CHECK(db.in_transaction());
        if (!goes_on_after_an_error) sync_wait(db.rollback());
        CHECK(single(db, dt::select(dt::count(accounts.id))) == 3);
        // A memory database has one connection, which the session has: end its transaction for the engine.
        sync_wait(db.commit());
        CHECK(failure(base.engine.execute(statement)).category() == expected);
        CHECK(open_statements(base.engine) == 0);
    };
    SECTION("unique") {
        check(dt::insert_into(accounts).values(accounts.owner = "ann", accounts.kind = "cash"), category::unique);
    }
    SECTION("unique, of several rows changed") {
        check(dt::update(accounts).set(accounts.code = "same").all_rows(), category::unique);
    }
    SECTION("foreign key") {
        check(dt::update(accounts).set(accounts.role_id = 99).where(accounts.id == 1), category::foreign_key);
    }
    SECTION("foreign key, by a delete") { check(dt::delete_from(roles).all_rows(), category::foreign_key); }
    SECTION("check") { check(dt::update(accounts).set(accounts.balance = accounts.balance - 3).all_rows(), category::check); }
    SECTION("not null") {
        check(dt::raw<"UPDATE accounts SET owner = NULL">(), category::not_null);
    }
    SECTION("a range of rows") {
        std::vector<NewAccount> rows{account("new", "cash"), account("ann", "cash")};
        check(dt::insert_into(accounts).values(rows), category::unique);
    }
    SECTION("a trigger's own refusal") {
        sync_wait(db.commit());
        if constexpr (is_postgres)
            execute_text(base.engine, "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                                      "RAISE EXCEPTION 'accounts stay' USING ERRCODE = 'check_violation'; END $$; "
                                      "CREATE TRIGGER guard BEFORE DELETE ON accounts FOR EACH ROW EXECUTE FUNCTION refuse()");
        else execute_text(base.engine, "CREATE TRIGGER guard BEFORE DELETE ON accounts BEGIN SELECT RAISE(ABORT, 'accounts stay'); END");
        check(dt::delete_from(accounts).where(accounts.id == 1), category::check);
    }
}

TEST_CASE("what unique allows") {
    account_database base;
    Db db{base.engine};
    (void)db.add(account("bob", "cash"));
    (void)db.add(account("bob", "stock's"));        // NULL codes are not equal
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::count(accounts.id))) == 4);
}

TEST_CASE("foreign keys are enforced") {
    filled_database base;
    CHECK(failure(base.engine.execute(dt::insert_into(users).values(users.username = "u", users.role_id = 99))).category() == category::foreign_key);
}

TEST_CASE("a text that the database does not understand, and a table that is not there") {
    filled_database base;
    Db db{base.engine};
    auto const failing = [&](auto statement) {
        auto const found = failure(db.execute(statement)).category();
        if (!goes_on_after_an_error) sync_wait(db.rollback());
        return found;
    };
    CHECK(failing(dt::raw<"SELEKT 1", int>()) == category::syntax);
    CHECK(failing(dt::raw<"SELECT nmae FROM roles", std::string>()) == category::syntax);
    CHECK(failing(dt::select(accounts)) == category::syntax);
    // PostgreSQL's server finds it.
    CHECK(failing(dt::raw<"SELECT 1; SELECT 2", int>()) == (is_postgres ? category::syntax : category::usage));
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
    sync_wait(db.commit());
    CHECK(open_statements(base.engine) == 0);
}
