#include "users.hpp"

namespace consumer {

dt::task<void> add_users(Db& db) {
    db.add(NewUser{.username = "ann"});
    db.add(NewUser{.username = "bob"});
    co_await db.commit();
}

dt::task<int> count_users(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count(users.id)));
    co_return static_cast<int>(result.scalar_one());
}

} // namespace consumer
