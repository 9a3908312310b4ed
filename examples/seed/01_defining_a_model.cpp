// SPDX-License-Identifier: BSL-1.0
// Defining a model: one class template describes a table.
//
//     class User(Base):
//         __tablename__ = "users"
//
//         id = Column(Integer, primary_key=True, index=True)
//         username = Column(String(50), unique=True, nullable=False)
//         email = Column(String(100), unique=True, nullable=False)
//         hashed_password = Column(String(255), nullable=False)
//         role_id = Column(Integer, ForeignKey("roles.id"), nullable=False)
//
//         # Relationships
//         role = relationship("Role", backref="users")
#include "expect.hpp"

#include <dovetail/sqlite.hpp>

namespace dt = dovetail;

template <class View> struct RoleModel;

template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";

    // NOT NULL is the default; dt::nullable<dt::string<50>> is the other thing.
    dt::column<View, "id", dt::integer, dt::primary_key, dt::index> id;
    dt::column<View, "username", dt::string<50>, dt::unique> username;
    dt::column<View, "email", dt::string<100>, dt::unique> email;
    dt::column<View, "hashed_password", dt::string<255>> hashed_password;
    dt::column<View, "role_id", dt::integer, dt::foreign_key<RoleModel>> role_id;

    // Relationships
    dt::many_to_one<View, "role", RoleModel> role;
};

template <class View>
struct RoleModel {
    static constexpr dt::table_name table = "roles";

    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>, dt::unique> name;

    // backref="users": the other direction is declared, too, and the compiler checks that they fit.
    dt::one_to_many<View, "users", UserModel> users;
};

// The description is looked at in several ways.
using User = dt::entity<UserModel>;                 // plain values
using NewUser = dt::new_row<UserModel>;             // what an INSERT needs
using NewRole = dt::new_row<RoleModel>;
inline constexpr dt::table<UserModel> users;        // expressions: users.username == "john"
inline constexpr dt::table<RoleModel> roles;
inline constexpr dt::metadata tables{users, roles}; // Base.metadata

static_assert(std::is_same_v<decltype(User::username), std::string>);
static_assert(std::is_same_v<decltype(User::role_id), std::int32_t>);

dt::task<void> example() {
    dt::engine<dt::sqlite> engine{":memory:"};
    dt::session<dt::sqlite> db{engine};

    std::string sent;
    db.on_statement([&](dt::statement_event const& e) {
        if (!e.is_control) sent.append(e.text) += '\n';
    });
    co_await db.create_all(tables);         // each table after those that it points to
    std::cout << sent;
    expect(sent == R"(CREATE TABLE IF NOT EXISTS "roles" ()"
                   R"("id" INTEGER NOT NULL PRIMARY KEY, )"
                   R"("name" VARCHAR(50) NOT NULL UNIQUE))" "\n"
                   R"(CREATE TABLE IF NOT EXISTS "users" ()"
                   R"("id" INTEGER NOT NULL PRIMARY KEY, )"
                   R"("username" VARCHAR(50) NOT NULL UNIQUE, )"
                   R"("email" VARCHAR(100) NOT NULL UNIQUE, )"
                   R"("hashed_password" VARCHAR(255) NOT NULL, )"
                   R"("role_id" INTEGER NOT NULL REFERENCES "roles" ("id")))" "\n",
           "the tables, as SQL");

    auto role = db.add(NewRole{.name = "admin"});
    co_await db.flush();
    auto john = db.add(NewUser{.username = "john",
                               .email = "john@example.com",
                               .hashed_password = "$2b$",
                               .role_id = role->id});
    co_await db.commit();

    User const user = *john;
    std::cout << user << '\n';
    expect(dt::to_string(user) == "users(id=1, username='john', email='john@example.com', hashed_password='$2b$', "
                                  "role_id=1, role=(not loaded))",
           "an entity prints");
}

int main() {
    dt::sync_wait(example());
    return exit_status();
}
