// SPDX-License-Identifier: BSL-1.0
// The code of docs/postgres.md. Usage: postgres [URL]
#include <dovetail/postgres.hpp>

#include <iostream>
#include <ranges>

namespace dt = dovetail;
using namespace std::chrono_literals;

template <class View>
struct AccountModel {
    static constexpr dt::table_name table = "readme_accounts";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "owner", dt::string<50>> owner;
    dt::column<View, "balance", dt::bigint, dt::default_value<0>> balance;
    dt::column<View, "opened", dt::datetime, dt::default_now> opened;
};
using Account = dt::entity<AccountModel>;
using NewAccount = dt::new_row<AccountModel>;
inline constexpr dt::table<AccountModel> accounts;
inline constexpr dt::metadata tables{accounts};

using Engine = dt::engine<dt::postgres>;
using Db = dt::session<dt::postgres>;

dt::task<void> load(Db& db) {
    auto rows = std::views::iota(0, 10'000) | std::views::transform([](int i) {
                    return NewAccount{.owner = "owner " + std::to_string(i), .balance = 100};
                });
    auto loaded = co_await db.copy_in(accounts, rows);       // COPY, in constant memory
    std::cout << loaded.row_count() << " accounts\n";
    co_await db.commit();
}

dt::task<std::int64_t> balance_of(Engine& engine, int id) {
    auto found = co_await engine.execute(dt::select(accounts.balance).where(accounts.id == id));
    co_return found.scalar_one();
}

dt::task<void> move_money(Db& db, int from, int to, std::int64_t amount) {
    constexpr dt::postgres_options::begin_mode serializable{
        .isolation = dt::postgres_options::isolation_level::serializable};
    auto transfer = [=](Db& tx) -> dt::task<void> {
        auto giver = co_await tx.get(accounts, from);
        auto taker = co_await tx.get(accounts, to);
        (*giver)->balance -= amount;
        (*taker)->balance += amount;                         // both updates share one round trip
    };
    co_await db.transaction(serializable, transfer);
}

dt::task<void> twice(Engine& engine) {
    Db db{engine};
    auto body = [](Db& tx) { return move_money(tx, 1, 2, 10); };
    auto with_retries = [&](Db& tx) -> dt::task<void> {
        co_await tx.execute(dt::update(accounts).set(accounts.balance = accounts.balance + 1).where(accounts.id == 1));
    };
    co_await body(db);
    co_await db.transaction(dt::retry_policy{.attempts = 8}, with_retries);    // again after a deadlock or conflict

    auto first = dt::select(accounts).where(accounts.id == 1);
    auto richest = dt::select(dt::max(accounts.balance));
    auto [account, most] = co_await db.batch(first, richest);                  // one round trip
    std::cout << account.one().owner << " has " << *most.scalar_one() << "\n";
}

dt::task<void> wait_for_work(Engine& engine) {
    dt::notifications jobs{engine, "jobs"};
    dt::notification next = co_await jobs.next();
    std::cout << "a job: " << next.payload << "\n";
}

dt::task<int> run(std::string location) {
    Engine engine{location, {.pool_size = 4, .statement_timeout = 10s}};
    Db db{engine};
    co_await db.drop_all(tables);
    co_await db.create_all(tables);
    co_await load(db);

    std::vector<dt::task<std::int64_t>> asked;
    for (int id = 1; id <= 64; ++id) asked.push_back(balance_of(engine, id));
    auto const balances = co_await dt::when_all(std::move(asked));             // 64 look-ups, a few round trips
    std::cout << balances.size() << " balances\n";

    co_await twice(engine);
    co_await db.drop_all(tables);
    co_await db.commit();
    co_return 0;
}

int main(int count, char** arguments) {
    try {
        return dt::sync_wait(run(count > 1 ? arguments[1] : ""));
    } catch (dt::error const& problem) {
        std::cerr << problem.what() << "\n";
        return 1;
    }
}
