// SPDX-License-Identifier: BSL-1.0
#include "../models.hpp"
#include "workload.hpp"

#include <optional>

namespace benchmarks::select_all {
namespace {

using namespace models;

template <int Rows>
struct contender {
    static inline std::optional<filled_engine> engine;

    static void setup() { engine.emplace(data_sizes{.users = Rows, .wide = Rows}); }

    static dt::task<std::size_t> select_users() {
        std::size_t sum = 0;
        for (int i = 0; i < selects_a_run<Rows>; ++i) {
            auto result = co_await engine->execute(dt::select(users));
            sum += users_checksum(result.scalars().all());
        }
        co_return sum;
    }
    static dt::task<std::size_t> select_wide() {
        std::size_t sum = 0;
        for (int i = 0; i < selects_a_run<Rows>; ++i) {
            auto result = co_await engine->execute(dt::select(wide));
            sum += wide_checksum(result.scalars().all());
        }
        co_return sum;
    }
    static std::size_t run_users() { return dt::sync_wait(select_users()); }
    static std::size_t run_wide() { return dt::sync_wait(select_wide()); }
};

template <int Rows>
bool add(std::string_view name_of_4, std::string_view name_of_25) {
    using it = contender<Rows>;
    registration{{name_of_4, "dovetail", it::setup, it::run_users}};
    registration{{name_of_25, "dovetail", it::setup, it::run_wide}};
    return true;
}
[[maybe_unused]] const bool added = add<1>("select_all_4x1", "select_all_25x1") &&
                                    add<100>("select_all_4x100", "select_all_25x100") &&
                                    add<10'000>("select_all_4x10000", "select_all_25x10000");

}  // namespace
}  // namespace benchmarks::select_all
