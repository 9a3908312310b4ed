// SPDX-License-Identifier: BSL-1.0
//
// COPY of these types.
#include "models.hpp"

using namespace dovetail_test;

namespace {

TEST_CASE("Rows of these types are copied in") {
    types_database db;
    Db session{db.engine};
    std::vector<NewFormed> rows;
    for (unsigned i = 0; i < 100; ++i) rows.push_back(plain_formed(numbered_id(i)));
    rows[7].price.value = dt::decimal("-12345678901234567890.1234");
    rows[8].feels.value = mood::sad;
    CHECK(sync_wait(session.copy_in(formed, rows)).row_count() == 100);
    sync_wait(session.commit());
    auto const all = sync_wait(db.engine.execute(dt::select(formed).order_by(formed.id))).all();
    REQUIRE(all.size() == 100);
    CHECK(all[7].price == rows[7].price.value);
    CHECK(all[8].feels == mood::sad);
    CHECK(all[9].code == "ab");
    CHECK(all[9].settings == rows[9].settings.value);
    CHECK(all[9].period == rows[9].period.value);
}

#if defined(DOVETAIL_TEST_POSTGRES)
TEST_CASE("Arrays of enums cannot be copied in, and that is said") {
    types_database db;
    Db session{db.engine};
    std::vector<NewArrays> const rows(1, plain_arrays());
    auto const error = failure(session.copy_in(arrays, rows));
    CHECK(error.category() == dt::error_category::usage);
    CHECK_THAT(error.what(), contains("array of enums"));
}
#endif

}  // namespace
