// SPDX-License-Identifier: BSL-1.0
// A definition is a constant, and startswith() masks the characters of its text when the program runs.
//
// expect: dovetail: values in a definition are constants, which startswith() and in_(range) do not make; write like("x%") and in_(a, b)
// lines(g++): 30
// lines(clang++): 50
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
template <class View>
struct CodeModel {
    static constexpr dt::table_name table = "codes";
    dt::column<View, "code", dt::text, dt::primary_key> code;
    static constexpr auto checks(auto const& row) { return std::tuple{dt::check_constraint<"begin">(row.code.startswith("x"))}; }
};
inline constexpr dt::table<CodeModel> codes;
dt::task<void> mistake(Db& db) { co_await db.create_all(dt::metadata{codes}); }
#else
template <class View>
struct CodeModel {
    static constexpr dt::table_name table = "codes";
    dt::column<View, "code", dt::text, dt::primary_key> code;
    static constexpr auto checks(auto const& row) { return std::tuple{dt::check_constraint<"begin">(row.code.like("x%"))}; }
};
inline constexpr dt::table<CodeModel> codes;
dt::task<bool> program(Db& db) {
    co_await db.create_all(dt::metadata{codes});
    auto result = co_await db.execute(dt::insert_into(codes).values(codes.code = "x1"));
    co_return result.row_count() == 1;
}
int main() { return run(program); }
#endif
