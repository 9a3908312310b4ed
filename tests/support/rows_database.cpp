// SPDX-License-Identifier: BSL-1.0
#include "support/rows.hpp"

namespace dovetail_test {

rows_database::rows_database() {
    Db db{engine};
    sync_wait(db.create_all(row_tables));
}

}  // namespace dovetail_test
