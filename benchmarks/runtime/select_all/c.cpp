// SPDX-License-Identifier: BSL-1.0
#include "../c_api.hpp"
#include "workload.hpp"

#include <optional>

namespace benchmarks::select_all {
namespace {

using namespace c_api;

struct user {
    std::int32_t id;
    std::string username;
    std::string email;
    std::int32_t role_id;
};

struct wide_row {
    std::int32_t id;
    std::int32_t i1, i2, i3, i4, i5, i6, i7, i8;
    std::int64_t b1, b2, b3, b4, b5, b6, b7, b8;
    double d1, d2, d3, d4;
    std::string t1, t2, t3, t4;
};

template <class Read>
std::vector<user> select_users(sqlite3_stmt* row) {
    std::vector<user> users;
    for_each_row(row, [&] {
        user& added = users.emplace_back();
        Read::read(row, 0, added.id);
        Read::read(row, 1, added.username);
        Read::read(row, 2, added.email);
        Read::read(row, 3, added.role_id);
    });
    return users;
}

template <class Read>
std::vector<wide_row> select_wide(sqlite3_stmt* row) {
    std::vector<wide_row> rows;
    for_each_row(row, [&] {
        wide_row& added = rows.emplace_back();
        Read::read(row, 0, added.id);
        Read::read(row, 1, added.i1);
        Read::read(row, 2, added.i2);
        Read::read(row, 3, added.i3);
        Read::read(row, 4, added.i4);
        Read::read(row, 5, added.i5);
        Read::read(row, 6, added.i6);
        Read::read(row, 7, added.i7);
        Read::read(row, 8, added.i8);
        Read::read(row, 9, added.b1);
        Read::read(row, 10, added.b2);
        Read::read(row, 11, added.b3);
        Read::read(row, 12, added.b4);
        Read::read(row, 13, added.b5);
        Read::read(row, 14, added.b6);
        Read::read(row, 15, added.b7);
        Read::read(row, 16, added.b8);
        Read::read(row, 17, added.d1);
        Read::read(row, 18, added.d2);
        Read::read(row, 19, added.d3);
        Read::read(row, 20, added.d4);
        Read::read(row, 21, added.t1);
        Read::read(row, 22, added.t2);
        Read::read(row, 23, added.t3);
        Read::read(row, 24, added.t4);
    });
    return rows;
}

template <int Rows, class Read>
struct contender {
    struct state {
        connection db{data_sizes{.users = Rows, .wide = Rows}};
        statement users{db, users_sql};
        statement wide{db, wide_sql};
    };
    static inline std::optional<state> current;

    static void setup() { current.emplace(); }

    static std::size_t run_users() {
        std::size_t sum = 0;
        for (int i = 0; i < selects_a_run<Rows>; ++i) sum += users_checksum(select_users<Read>(current->users));
        return sum;
    }
    static std::size_t run_wide() {
        std::size_t sum = 0;
        for (int i = 0; i < selects_a_run<Rows>; ++i) sum += wide_checksum(select_wide<Read>(current->wide));
        return sum;
    }
};

template <int Rows, class Read>
void add(std::string_view name_of_4, std::string_view name_of_25, std::string_view name) {
    using it = contender<Rows, Read>;
    registration{{name_of_4, name, it::setup, it::run_users}};
    registration{{name_of_25, name, it::setup, it::run_wide}};
}

template <class Read>
bool add_all(std::string_view name) {
    add<1, Read>("select_all_4x1", "select_all_25x1", name);
    add<100, Read>("select_all_4x100", "select_all_25x100", name);
    add<10'000, Read>("select_all_4x10000", "select_all_25x10000", name);
    return true;
}

[[maybe_unused]] const bool added = add_all<by_column>("c") && add_all<by_value>("c_value");

}  // namespace
}  // namespace benchmarks::select_all
