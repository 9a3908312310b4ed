// SPDX-License-Identifier: BSL-1.0
// What the service does with its database: a coroutine for each request, on any engine.
//
// One statement alone goes to the engine, which commits it by itself; several are a session, a unit of work.
#pragma once

#include "models.hpp"

namespace service {

template <class Dialect>
class store {
    using engine = dt::engine<Dialect>;
    using session = dt::session<Dialect>;

public:
    explicit store(engine& of) : engine_(of) {}

    dt::task<void> create_tables() {
        session db{engine_};
        co_await db.create_all(tables);
    }

    // --- users

    /// The next `limit` users behind the one with the id `after`.
    dt::task<std::vector<ListedUser>> list_users(int after, int limit) {
        auto const page = dt::select(users).where(users.id > after).order_by(users.id).limit(limit)
                              .options(dt::joinedload(users.role));
        auto found = co_await engine_.execute(page);
        co_return found.scalars().all();
    }
    /// Errors: dt::no_result_found.
    dt::task<WholeUser> get_user(int id) {
        auto found = co_await engine_.execute(whole(id));
        co_return found.scalar_one();
    }
    dt::task<WholeUser> add_user(UserChange given) {
        session db{engine_};
        NewUser row{.username = *given.username, .email = *given.email, .role_id = *given.role_id};
        if (given.is_active) row.is_active = *given.is_active;
        auto const user = db.add(std::move(row));
        co_await db.flush();                    // user->id is known from here on
        if (given.group_ids) co_await put_in_groups(db, user->id, *given.group_ids);
        auto found = co_await db.execute(whole(user->id));
        co_await db.commit();
        co_return found.scalar_one();
    }
    /// Errors: dt::no_result_found.
    dt::task<WholeUser> change_user(int id, UserChange given) {
        session db{engine_};
        // Locks the row: who changes the same user at the same time waits here, and finds the groups as they are then.
        if (given.group_ids) co_await db.execute(dt::update(users).set(users.id = users.id).where(users.id == id));
        auto const known = co_await db.get(users, id);
        auto const& user = *known;              // throws if there is none
        if (given.username) user->username = *given.username;
        if (given.email) user->email = *given.email;
        if (given.is_active) user->is_active = *given.is_active;
        if (given.role_id) user->role_id = *given.role_id;
        if (given.group_ids) {
            co_await db.execute(dt::delete_from(user_groups).where(user_groups.user_id == id));
            co_await put_in_groups(db, id, *given.group_ids);
        }
        auto found = co_await db.execute(whole(id));    // flushes what was changed
        co_await db.commit();
        co_return found.scalar_one();
    }

    // --- what has an id and a name: roles and groups

    template <template <class> class Model>
    dt::task<std::vector<dt::entity<Model>>> list(dt::table<Model> table, int after, int limit) {
        auto found = co_await engine_.execute(dt::select(table).where(table.id > after).order_by(table.id).limit(limit));
        co_return found.scalars().all();
    }
    template <template <class> class Model>
    dt::task<dt::entity<Model>> get(dt::table<Model> table, int id) {
        auto found = co_await engine_.execute(dt::select(table).where(table.id == id));
        co_return found.scalar_one();
    }
    template <template <class> class Model>
    dt::task<dt::entity<Model>> add(dt::table<Model>, std::string name) {
        session db{engine_};
        dt::new_row<Model> row{.name = std::move(name)};
        auto const added = db.add(std::move(row));
        co_await db.commit();
        co_return *added;
    }
    template <template <class> class Model>
    dt::task<dt::entity<Model>> rename(dt::table<Model> table, int id, std::string name) {
        session db{engine_};
        auto const known = co_await db.get(table, id);
        auto const& renamed = *known;
        renamed->name = std::move(name);
        co_await db.commit();
        co_return *renamed;
    }

    /// Whether there was one.
    template <class Table>
    dt::task<bool> remove(Table table, int id) {
        auto const removed = co_await engine_.execute(dt::delete_from(table).where(table.id == id));
        co_return removed.row_count() == 1;
    }

private:
    static auto whole(int id) {
        return dt::select(users).where(users.id == id).options(dt::joinedload(users.role), dt::joinedload(users.groups));
    }
    static dt::task<void> put_in_groups(session& db, int user, std::vector<int> ids) {
        std::vector<NewUserGroup> pairs;
        for (int const id : ids) pairs.push_back(NewUserGroup{.user_id = user, .group_id = id});
        if (!pairs.empty()) co_await db.execute(dt::insert_into(user_groups).values(pairs));
    }

    engine& engine_;
};

}  // namespace service
