// SPDX-License-Identifier: BSL-1.0
// What an expression is, for one user: the value that the database finds.
#pragma once

#include "support/models.hpp"

namespace dovetail_test {

template <class E>
auto value_of_user(Db& db, int id, E const& expression) {
    auto const row = sync_wait(db.execute(dt::select(users.id, expression).where(users.id == id))).one();
    return row.template get<1>();
}
/// For ann, who has no nickname.
template <class E>
auto value(Db& db, E const& expression) {
    return value_of_user(db, 1, expression);
}

}  // namespace dovetail_test
