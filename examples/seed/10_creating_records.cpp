// SPDX-License-Identifier: BSL-1.0
// Creating records.
//
// In Python, create_user(db, username, email, hashed_password) leaves out role_id, and the database refuses the
// row when the program runs. Here it does not compile:
//
//     NewUser new_user{.username = username, .email = email, .hashed_password = hashed_password};
//
//     error: static assertion failed [...]: dovetail: a NOT NULL column without default is left out of a new row;
//         give it a value
//     note: [...] 'dovetail::required_column<fixed_string<8>{"role_id"}, dovetail::integer>::required_column<void>'
//
// is_active and created_at may be left out, as they have defaults; the database makes the key.
#include "sample_data.hpp"

dt::task<User> create_user(Db auto& db, std::string username, std::string email, std::string hashed_password,
                           int role_id) {
    NewUser new_user{.username = username, .email = email, .hashed_password = hashed_password, .role_id = role_id};
    auto user = db.add(std::move(new_user));
    co_await db.commit();
    co_await db.refresh(user);      // as in Python; the generated key is known after the commit already
    co_return *user;
}

dt::task<void> example(Db auto& db) {
    sent_statements sent{db};
    auto const user = co_await create_user(db, "ivan", "ivan@example.com", "$2b$12$ivan", 2);
    std::cout << user << '\n';
    expect(user.id == 11 && user.username == "ivan" && user.is_active, "the key and the defaults are there");

    expect(sent.is(0,
                   R"(INSERT INTO "users" )"
                   R"(("id", "username", "email", "hashed_password", "is_active", "created_at", "role_id") )"
                   R"(VALUES (?, ?, ?, ?, ?, ?, ?))",
                   R"(INSERT INTO "users" )"
                   R"(("username", "email", "hashed_password", "is_active", "created_at", "role_id") )"
                   R"(VALUES ($1, $2, $3, $4, $5, $6) RETURNING "id")"),
           "what add() and commit() send");
    expect(sent.is(1, R"(SELECT "id", "username", "email", "hashed_password", "is_active", "created_at", "role_id" )"
                      R"(FROM "users" WHERE "id" = ?)"),
           "what refresh() sends");

    auto const error = co_await error_of(create_user(db, "ivan", "ivan@example.org", "$2b$12$ivan", 2));
    expect(error == dt::error_category::unique, "a username is taken once");
}

int main(int argc, char** argv) {
    return run_on_sample_data(argc, argv, [](Db auto& db) { return example(db); });
}
