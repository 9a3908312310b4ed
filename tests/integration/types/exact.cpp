// SPDX-License-Identifier: BSL-1.0
// Sums and means of exact numbers are exact, on PostgreSQL; SQLite is refused when it compiles.
#include "support/database.hpp"

#include <dovetail/sql.hpp>
#include <dovetail/types/numeric.hpp>

using namespace dovetail_test;

#if defined(DOVETAIL_TEST_POSTGRES)

namespace {

template <class View>
struct PaymentModel {
    static constexpr dt::table_name table = "payments";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "payer", dt::integer> payer;
    dt::column<View, "amount", dt::numeric<20, 2>> amount;
    dt::column<View, "fee", dt::nullable<dt::numeric<5, 4>>> fee;
};
using NewPayment = dt::new_row<PaymentModel>;
inline constexpr dt::table<PaymentModel> payments;
inline constexpr dt::metadata tables_of_payments{payments};

struct some_payments : empty_database {
    Db db{engine};
    some_payments() {
        sync_wait(db.create_all(tables_of_payments));
        std::vector<NewPayment> const rows{{.payer = 1, .amount = dt::decimal("0.10"), .fee = dt::decimal("0.0001")},
                                           {.payer = 1, .amount = dt::decimal("0.20")},
                                           {.payer = 2, .amount = dt::decimal("123456789012345678.03"), .fee = dt::decimal("1.5")},
                                           {.payer = 2, .amount = dt::decimal("-0.04"), .fee = dt::decimal("1.5")}};
        sync_wait(db.execute(dt::insert_into(payments).values(rows)));
    }
};

}  // namespace

TEST_CASE("the sum of a numeric column is a decimal") {
    some_payments base;
    auto const sum = sync_wait(base.db.execute(dt::select(dt::sum(payments.amount)))).scalar_one();
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(sum)>, std::optional<dt::decimal>>);
    CHECK(sum == dt::decimal("123456789012345678.29"));
    CHECK(sync_wait(base.db.execute(dt::select(dt::sum(payments.fee)))).scalar_one() == dt::decimal("3.0001"));
    CHECK(sync_wait(base.db.execute(dt::select(dt::sum(dt::distinct(payments.fee))))).scalar_one() == dt::decimal("1.5001"));
    CHECK(sync_wait(base.db.execute(dt::select(dt::sum(payments.amount * 2)))).scalar_one() == dt::decimal("246913578024691356.58"));
    CHECK(sync_wait(base.db.execute(dt::select(dt::sum(payments.amount)).where(payments.payer == 3))).scalar_one() == std::nullopt);
}

TEST_CASE("its mean, its least and its greatest value are, too") {
    some_payments base;
    CHECK(sync_wait(base.db.execute(dt::select(dt::avg(payments.amount)).where(payments.payer == 1))).scalar_one() == dt::decimal("0.15"));
    auto const row = sync_wait(base.db.execute(dt::select(dt::min(payments.amount), dt::max(payments.fee)))).one();
    CHECK(row.get<0>() == dt::decimal("-0.04"));
    CHECK(row.get<1>() == dt::decimal("1.5"));
}

TEST_CASE("its deviation and variance are, too") {
    some_payments base;
    auto const of_first = sync_wait(base.db.execute(
        dt::select(dt::stddev_pop(payments.amount), dt::var_pop(payments.amount), dt::var_samp(payments.amount), dt::stddev_samp(payments.fee))
            .where(payments.payer == 1))).one();
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(of_first.get<0>())>, std::optional<dt::decimal>>);
    CHECK(of_first.get<0>() == dt::decimal("0.05"));
    CHECK(of_first.get<1>() == dt::decimal("0.0025"));
    CHECK(of_first.get<2>() == dt::decimal("0.005"));
    CHECK(of_first.get<3>() == std::nullopt);           // of one row there is none
    CHECK(sync_wait(base.db.execute(dt::select(dt::stddev_samp(payments.amount).filter(payments.id < 3)))).scalar_one()
              ->to_string().starts_with("0.0707106781186547"));
    CHECK(sync_wait(base.db.execute(dt::select(payments.payer).group_by(payments.payer)
                                        .having(dt::var_samp(payments.amount) > dt::decimal(1)))).scalar_one() == 2);
}

TEST_CASE("in groups, HAVING, FILTER and windows") {
    some_payments base;
    auto const by_payer = sync_wait(base.db.execute(dt::select(payments.payer, dt::sum(payments.amount)).group_by(payments.payer)
                                                        .having(dt::sum(payments.amount) < dt::decimal(1)))).all();
    REQUIRE(by_payer.size() == 1);
    CHECK(by_payer[0].get<1>() == dt::decimal("0.3"));
    CHECK(sync_wait(base.db.execute(dt::select(dt::sum(payments.amount).filter(payments.payer == 1)))).scalar_one() == dt::decimal("0.3"));
    auto const running = sync_wait(base.db.execute(
        dt::select(payments.id, dt::sum(payments.amount).over(dt::window().order_by(payments.id))).order_by(payments.id))).all();
    REQUIRE(running.size() == 4);
    CHECK(running[1].get<1>() == dt::decimal("0.3"));
    CHECK(sync_wait(base.db.execute(dt::select(dt::coalesce(dt::sum(payments.fee), dt::decimal(0))).where(payments.payer == 3)))
              .scalar_one() == dt::decimal(0));
}

TEST_CASE("functions of a numeric give a decimal") {
    some_payments base;
    auto const row = sync_wait(base.db.execute(
        dt::select(dt::round(payments.fee, 2), dt::round(payments.fee), dt::ceil(payments.amount), dt::floor(payments.amount),
                   dt::trunc(payments.amount * 10), dt::abs(payments.amount), dt::sign(payments.amount))
            .where(payments.id == 4))).one();
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(row.get<0>())>, std::optional<dt::decimal>>);
    CHECK(row.get<0>() == dt::decimal("1.5"));
    CHECK(row.get<1>() == dt::decimal(2));              // half-way away from zero, not to the even one
    CHECK(row.get<2>() == dt::decimal(0));
    CHECK(row.get<3>() == dt::decimal(-1));
    CHECK(row.get<4>() == dt::decimal(0));
    CHECK(row.get<5>() == dt::decimal("0.04"));
    CHECK(row.get<6>() == -1);
    auto third = sync_wait(base.db.execute(dt::select(dt::round(dt::avg(payments.amount) / 3, 3)).where(payments.payer == 1)));
    CHECK(third.scalar_one() == dt::decimal("0.05"));
    CHECK(sync_wait(base.db.execute(dt::select(dt::round(payments.amount, 1)).where(payments.id == 3))).scalar_one() ==
          dt::decimal("123456789012345678"));
    CHECK(sync_wait(base.db.execute(dt::select(dt::avg(dt::distinct(payments.fee))))).scalar_one() == dt::decimal("0.75005"));
}
#endif
