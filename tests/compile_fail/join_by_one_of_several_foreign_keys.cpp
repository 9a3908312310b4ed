// SPDX-License-Identifier: BSL-1.0
// Two foreign keys lead from edits to users; which one is meant is said by a condition.
//
// expect: dovetail: several foreign keys connect this table with those before it; join a relationship, or give join() the condition
#include <dovetail/sqlite.hpp>

#include "models.hpp"

template <class View>
struct EditModel {
    static constexpr dt::table_name table = "edits";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "writer_id", dt::integer, dt::foreign_key<UserModel>> writer_id;
    dt::column<View, "reader_id", dt::integer, dt::foreign_key<UserModel>> reader_id;
};
inline constexpr dt::table<EditModel> edits;

#ifdef MISTAKE
auto names() { return dt::select(edits.id, users.username).join(users); }
#else
dt::task<bool> program(Db& db) {
    constexpr dt::metadata more{edits};
    co_await db.create_all(more);
    auto result = co_await db.execute(dt::select(edits.id, users.username).join(users, users.id == edits.reader_id));
    co_return result.all().empty();
}
int main() { return run(program); }
#endif
