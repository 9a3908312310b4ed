#include "users.hpp"

namespace {

consumer::dt::task<int> run() {
    consumer::dt::engine<consumer::dt::sqlite> engine{":memory:"};
    consumer::Db db{engine};
    co_await db.create_all(consumer::tables);
    co_await consumer::add_users(db);
    auto found = co_await db.execute(consumer::dt::select(consumer::users).where(consumer::users.username == "ann"));
    auto ann = found.scalar_one();
    int count = co_await consumer::count_users(db);
    co_return ann.username == "ann" && count == 2 ? 0 : 1;
}

} // namespace

int main() {
    return consumer::dt::sync_wait(run());
}
