// SPDX-License-Identifier: BSL-1.0
#include <dovetail/executor/generator.hpp>
#include <dovetail/executor/run_loop.hpp>
#include <dovetail/executor/sync_wait.hpp>
#include <dovetail/executor/task.hpp>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/catch.hpp"

using dovetail::generator;
using dovetail::run_loop;
using dovetail::sync_wait;
using dovetail::task;

static_assert(!std::is_copy_constructible_v<generator<int>>);
static_assert(std::is_nothrow_move_constructible_v<generator<int>>);
static_assert(std::is_same_v<generator<int>::item, std::optional<int>>);
static_assert(std::is_same_v<generator<int&>::item, int*>);
static_assert(std::is_same_v<generator<int const&>::item, int const*>);

namespace {

generator<int> count_to(int end) {
    for (int i = 1; i <= end; ++i) co_yield i;
}

generator<int> count_slowly(int end, run_loop& loop) {
    for (int i = 1; i <= end; ++i) {
        co_await loop.schedule();
        co_yield i;
    }
}

template <class T>
task<std::vector<T>> collect(generator<T> values) {
    std::vector<T> all;
    while (auto value = co_await values.next()) all.push_back(*std::move(value));
    co_return all;
}

/// Starts a task on a loop that the test turns by hand.
class started {
public:
    explicit started(task<> work) : work_(std::move(work)) { work_.start(end_); }

private:
    dovetail::join_point end_{1};
    task<> work_;
};

}  // namespace

TEST_CASE("a generator gives its values in order, then nothing, again and again") {
    CHECK(sync_wait(collect(count_to(3))) == std::vector<int>{1, 2, 3});
    CHECK(sync_wait(collect(count_to(0))).empty());

    auto const past_the_end = []() -> task<bool> {
        auto values = count_to(1);
        bool const first = (co_await values.next()).has_value();
        bool const second = (co_await values.next()).has_value();
        bool const third = (co_await values.next()).has_value();
        co_return first && !second && !third;
    };
    CHECK(sync_wait(past_the_end()));
}

TEST_CASE("a generator may await between its values") {
    auto const run = []() -> task<std::vector<int>> {
        auto values = co_await collect(count_slowly(3, *run_loop::current()));
        co_return values;
    };
    CHECK(sync_wait(run()) == std::vector<int>{1, 2, 3});
}

TEST_CASE("a generator gives move-only values and values that convert") {
    auto const owners = []() -> generator<std::unique_ptr<int>> {
        co_yield std::make_unique<int>(1);
        auto named = std::make_unique<int>(2);
        co_yield std::move(named);
    };
    auto const all = sync_wait(collect(owners()));
    REQUIRE(all.size() == 2);
    CHECK(*all[0] + *all[1] == 3);

    auto const texts = []() -> generator<std::string> {
        co_yield "literal";
        std::string const named = "a named constant object, which is copied";
        co_yield named;
    };
    CHECK(sync_wait(collect(texts())) ==
          std::vector<std::string>{"literal", "a named constant object, which is copied"});
}

TEST_CASE("a generator of references gives pointers to the very objects") {
    auto const each = [](std::vector<int>& from) -> generator<int&> {
        for (int& element : from) co_yield element;
    };
    auto const twice = [&each](std::vector<int>& numbers) -> task<> {
        auto elements = each(numbers);
        while (auto* element = co_await elements.next()) *element *= 2;
    };
    std::vector<int> numbers{1, 2, 3};
    sync_wait(twice(numbers));
    CHECK(numbers == std::vector<int>{2, 4, 6});

    auto const temporaries = []() -> generator<int const&> {
        co_yield 1;
        co_yield 2;
    };
    auto const sum = [&temporaries]() -> task<int> {
        int total = 0;
        auto values = temporaries();
        while (auto const* value = co_await values.next()) total += *value;
        co_return total;
    };
    CHECK(sync_wait(sum()) == 3);
}

TEST_CASE("an exception comes out of next(), after the values before it, and ends the stream") {
    auto const fails = []() -> generator<int> {
        co_yield 1;
        throw std::runtime_error("in the stream");
    };
    auto const run = [&fails]() -> task<std::string> {
        auto values = fails();
        std::string seen = std::to_string(*co_await values.next());
        try {
            co_await values.next();
        } catch (std::runtime_error const& failure) {
            seen += failure.what();
        }
        bool const more = (co_await values.next()).has_value();
        co_return seen + (more ? " more" : " end");
    };
    CHECK(sync_wait(run()) == "1in the stream end");
}

TEST_CASE("a generator dropped before, in the middle or after its stream destroys everything in it") {
    int const taken = GENERATE(0, 1, 5);
    auto const shared = std::make_shared<int>(1);
    auto const hold = [](std::shared_ptr<int> argument) -> generator<int> {
        auto const local = argument;
        for (int i = 0; i < 3; ++i) co_yield i;
    };
    auto const run = [&hold](std::shared_ptr<int> const& held, int count) -> task<> {
        auto values = hold(held);
        for (int i = 0; i < count; ++i) co_await values.next();
    };
    sync_wait(run(shared, taken));
    CHECK(shared.use_count() == 1);
}

TEST_CASE("a consumer dropped while the generator awaits destroys both") {
    auto const shared = std::make_shared<int>(1);
    run_loop loop;
    auto const hold = [](std::shared_ptr<int>, run_loop& queue) -> generator<int> {
        co_await queue.schedule();
        co_yield 1;
    };
    auto const consume = [&hold](std::shared_ptr<int> held, run_loop& queue) -> task<> {
        auto values = hold(held, queue);
        co_await values.next();
    };
    {
        started const dropped(consume(shared, loop));
        CHECK(shared.use_count() == 3);
    }
    CHECK(shared.use_count() == 1);
}

TEST_CASE("a next() that is dropped midway loses no value") {
    run_loop loop;
    auto values = count_slowly(2, loop);
    int seen = 0;
    auto const take = [](generator<int>& from, int& into) -> task<> { into = *co_await from.next(); };

    SECTION("the generator goes on before the following next()") {
        { started const dropped(take(values, seen)); }
        int turns = 0;
        loop.run_until([&] { return turns++ == 1; });  // reaches its co_yield with nobody there
        started const second(take(values, seen));
        CHECK(seen == 1);
    }
    SECTION("the following next() comes first") {
        { started const dropped(take(values, seen)); }
        started const second(take(values, seen));
        CHECK(seen == 0);
        loop.run_until([&] { return seen != 0; });
        CHECK(seen == 1);
    }
    int last = 0;
    started const third(take(values, last));
    loop.run_until([&] { return last != 0; });
    CHECK(last == 2);
}

TEST_CASE("a second next() while one is awaited is refused") {
    run_loop loop;
    auto values = count_slowly(1, loop);
    std::string refused;
    auto const take = [](generator<int>& from, std::string& message) -> task<> {
        try {
            co_await from.next();
        } catch (dovetail::error const& failure) {
            message = failure.what();
        }
    };
    started const first(take(values, refused));
    CHECK(refused.empty());
    started const second(take(values, refused));
    CHECK_THAT(refused, dovetail_test::contains("dovetail: next() was awaited while an earlier next()"));
}

TEST_CASE("an empty generator is refused, and assignment destroys the old one") {
    generator<int> empty;
    CHECK_THROWS_AS(empty.next(), dovetail::error);

    auto const shared = std::make_shared<int>(1);
    auto const hold = [](std::shared_ptr<int>) -> generator<int> { co_yield 1; };
    auto values = hold(shared);
    values = count_to(2);
    CHECK(shared.use_count() == 1);
    CHECK(sync_wait(collect(std::move(values))) == std::vector<int>{1, 2});
    CHECK_THROWS_AS(values.next(), dovetail::error);
}

TEST_CASE("a generator consumes another") {
    auto const squares = [](generator<int> of) -> generator<int> {
        while (auto value = co_await of.next()) co_yield *value * *value;
    };
    CHECK(sync_wait(collect(squares(count_to(3)))) == std::vector<int>{1, 4, 9});
}
