// SPDX-License-Identifier: BSL-1.0
// Rows without their type: none is lost, moved twice or destroyed twice, in one run or in several.
#include <dovetail/mapping/row_store.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <memory>
#include <new>
#include <vector>

namespace {

using dovetail::detail::row_store;
using dovetail::detail::stored_row_of;

/// Counts those that are alive.
struct alignas(64) counted {
    explicit counted(std::shared_ptr<int> of, int number) : alive(std::move(of)), value(number) { ++*alive; }
    counted(counted&& other) noexcept : alive(other.alive), value(other.value) { ++*alive; }
    ~counted() { --*alive; }
    std::shared_ptr<int> alive;
    int value;
};

void fill(row_store& rows, std::shared_ptr<int> const& alive, int count) {
    for (int i = 0; i < count; ++i) {
        ::new (rows.room()) counted(alive, i);
        rows.added();
    }
}
std::vector<int> values_of(row_store& rows) {
    auto const* const first = static_cast<counted*>(rows.rows());
    std::vector<int> values;
    for (std::size_t i = 0; i < rows.size(); ++i) values.push_back(first[i].value);
    return values;
}
std::vector<int> numbers(int count) {
    std::vector<int> all;
    for (int i = 0; i < count; ++i) all.push_back(i);
    return all;
}

}  // namespace

TEST_CASE("rows lie side by side, in their order, and each is destroyed once") {
    auto const alive = std::make_shared<int>(0);
    for (int const count : {0, 1, 8, 9, 16, 17, 100, 1000}) {
        row_store rows(stored_row_of<counted>);
        fill(rows, alive, count);
        CHECK(rows.size() == static_cast<std::size_t>(count));
        CHECK(rows.empty() == (count == 0));
        CHECK(values_of(rows) == numbers(count));
        CHECK(values_of(rows) == numbers(count));
        CHECK(*alive == count);
        CHECK(reinterpret_cast<std::uintptr_t>(rows.rows()) % alignof(counted) == 0);
        rows.clear();
        CHECK(*alive == 0);
    }
}

TEST_CASE("more rows come after those that were asked for, and after clear()") {
    auto const alive = std::make_shared<int>(0);
    row_store rows(stored_row_of<counted>);
    rows.expect(3);
    fill(rows, alive, 3);
    CHECK(values_of(rows) == numbers(3));
    fill(rows, alive, 20);
    CHECK(static_cast<counted*>(rows.front())->value == 0);
    CHECK(values_of(rows).at(22) == 19);
    fill(rows, alive, 1);
    CHECK(rows.size() == 24);
    CHECK(*alive == 24);
    rows.clear();
    fill(rows, alive, 2);
    CHECK(values_of(rows) == numbers(2));
}

TEST_CASE("runs are gone through in order; a row whose making throws does not count") {
    auto const alive = std::make_shared<int>(0);
    row_store rows(stored_row_of<counted>);
    fill(rows, alive, 40);
    static_cast<void>(rows.room());     // and nothing is made there
    std::vector<int> seen;
    rows.for_each_run([&](void* from, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) seen.push_back(static_cast<counted*>(from)[i].value);
    });
    CHECK(seen == numbers(40));
}

TEST_CASE("a store that is moved from is empty and may be used again") {
    auto const alive = std::make_shared<int>(0);
    row_store rows(stored_row_of<counted>);
    fill(rows, alive, 10);
    row_store taken(std::move(rows));
    CHECK(taken.size() == 10);
    CHECK(rows.empty());
    fill(rows, alive, 2);
    CHECK(values_of(rows) == numbers(2));
    rows = std::move(taken);
    CHECK(values_of(rows) == numbers(10));
    CHECK(*alive == 10);
}
