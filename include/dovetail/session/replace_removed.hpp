// SPDX-License-Identifier: BSL-1.0
// New rows that have the keys of removed ones, which are not deleted yet: each takes the place of the other by one statement,
// as in SQLAlchemy's unit of work ("row switch"). A DELETE would come too late for the INSERT, and too early for rows that
// point to the old one.
#pragma once

#include <dovetail/lowering/replace_row.hpp>
#include <dovetail/session/insert_pending.hpp>

// g++ 12 finds fault with closures over a model of an unnamed namespace, as if they were types of a header.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsubobject-linkage"
#endif

namespace dovetail::detail {

template <class Dialect, class Model>
inline constinit auto& replace_info = info_of_walk<Dialect, write_replace_row<Model>, false>;

template <class Dialect, class Model>
void table_state<Dialect, Model>::insert_replacing(connection& db, statement_log& log, datetime::value_type now) {
    // One after the other, as a row may point to one that was added before it.
    for (auto each = pending_.begin(); each != pending_.end(); ++each) {
        auto const old = removed_twin(**each);
        if (old == nullptr) {
            insert_runs(db, log, each, each + 1, now);
            continue;
        }
        returned_values<typename driver_type::reader, Model, default_kind::server, default_kind::generated> made{each->get()};
        auto const bind = [&](typename driver_type::binder& to) {
            int at = 0;
            bind_row<driver_type, Model, true>(to, at, *each, get_pending(), now);
        };
        run_rows<Dialect>(db, log, replace_info<Dialect, Model>, 1, made.sink(), bind);
        std::erase(removed_, old);
        forget(old);
    }
}

}  // namespace dovetail::detail

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
