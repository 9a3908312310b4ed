// SPDX-License-Identifier: BSL-1.0
#include "../c_api.hpp"
#include "workload.hpp"

#include <optional>

namespace benchmarks::insert_rows {
namespace {

using namespace c_api;

struct stored_account {
    std::int32_t id;
    std::string username;
    std::string email;
    std::int32_t role_id;
};

// How far several rows a statement carry: an expert who does not need each row's key inserts so.
constexpr int rows_a_statement = 50;
static_assert(row_count % rows_a_statement == 0);

std::string insert_many_sql() {
    std::string sql = "INSERT INTO accounts (username, email, role_id) VALUES (?, ?, ?)";
    for (int i = 1; i < rows_a_statement; ++i) sql += ", (?, ?, ?)";
    return sql;
}

struct state {
    connection db{data_sizes{}};
    statement begin{db, "BEGIN"};
    statement commit{db, "COMMIT"};
    statement empty{db, empty_sql};
    statement insert{db, insert_sql};
    statement insert_many{db, insert_many_sql().c_str()};
    statement select{db, select_sql};
    std::vector<account> rows = accounts(row_count);
};

void insert_row_by_row(state& it) {
    execute(it.begin);
    for (const account& row : it.rows) {
        bind(it.insert, 1, row.username);
        bind(it.insert, 2, row.email);
        bind(it.insert, 3, row.role_id);
        execute(it.insert);
    }
    execute(it.commit);
}

void insert_many_rows(state& it) {
    execute(it.begin);
    int parameter = 0;
    for (const account& row : it.rows) {
        bind(it.insert_many, ++parameter, row.username);
        bind(it.insert_many, ++parameter, row.email);
        bind(it.insert_many, ++parameter, row.role_id);
        if (parameter == 3 * rows_a_statement) {
            execute(it.insert_many);
            parameter = 0;
        }
    }
    execute(it.commit);
}

std::vector<stored_account> read_back(sqlite3_stmt* row) {
    std::vector<stored_account> accounts;
    for_each_row(row, [&] {
        stored_account& added = accounts.emplace_back();
        by_column::read(row, 0, added.id);
        by_column::read(row, 1, added.username);
        by_column::read(row, 2, added.email);
        by_column::read(row, 3, added.role_id);
    });
    return accounts;
}

template <void (*Insert)(state&)>
struct contender {
    static inline std::optional<state> current;

    static void setup() { current.emplace(); }
    static void reset() { execute(current->empty); }
    static std::size_t run() {
        Insert(*current);
        return checking_results ? checksum(read_back(current->select)) : current->rows.size();
    }
};

template <void (*Insert)(state&)>
bool add(std::string_view name) {
    using it = contender<Insert>;
    registration{{"insert_rows", name, it::setup, it::run, it::reset}};
    return true;
}
[[maybe_unused]] const bool added = add<insert_row_by_row>("c") && add<insert_many_rows>("c_many_rows");

}  // namespace
}  // namespace benchmarks::insert_rows
