// SPDX-License-Identifier: BSL-1.0
// Random numbers and UUIDs, anew for each row.
//
//     dt::select(users).order_by(dt::random()).limit(3)      dt::insert_into(tokens).values(tokens.id = dt::gen_random_uuid())
#pragma once

#include <dovetail/functions/call.hpp>
#include <dovetail/types/uuid.hpp>

namespace dovetail {

/// From 0 up to, but without, 1.
constexpr auto random() {
    return detail::call<double_precision, "((random() >> 11) + 4503599627370496) / 9007199254740992.0", "random()">();
}
/// A random UUID of version 4. (Random enough for keys; SQLite's generator is no source of secrets.)
constexpr auto gen_random_uuid() {
    return detail::call<uuid,
                        "(lower(hex(randomblob(4))) || '-' || lower(hex(randomblob(2))) || '-4' || substr(lower(hex(randomblob(2))), 2) "
                        "|| '-' || substr('89ab', 1 + (random() & 3), 1) || substr(lower(hex(randomblob(2))), 2) || '-' || lower(hex(randomblob(6))))",
                        "gen_random_uuid()">();
}

}  // namespace dovetail
