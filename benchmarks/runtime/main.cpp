// SPDX-License-Identifier: BSL-1.0
//
//   dovetail_benchmarks --list                                      every workload/contender, one a line
//   dovetail_benchmarks --check                                     only compare the contenders' results
//   dovetail_benchmarks --count <workload>/<contender> <iterations> run it so often and nothing else: run it under an
//                                                                   instruction counter for N and for 2N iterations,
//                                                                   and the difference is N runs without the start-up
//   dovetail_benchmarks [--benchmark_...]                           Google Benchmark, after the check
#include "registry.hpp"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <tuple>

namespace benchmarks {

std::vector<workload_entry>& registry() {
    static std::vector<workload_entry> entries;
    return entries;
}

namespace {

std::string name_of(const workload_entry& entry) {
    return std::string(entry.workload) + '/' + std::string(entry.contender);
}

// Grouped by workload with "c" first. Registration order is link order, which means nothing.
std::vector<workload_entry> sorted_entries() {
    auto entries = registry();
    std::ranges::sort(entries, {}, [](const workload_entry& entry) {
        return std::tuple(entry.workload, entry.contender != "c", entry.contender);
    });
    const auto same_name = [](const workload_entry& a, const workload_entry& b) {
        return a.workload == b.workload && a.contender == b.contender;
    };
    if (const auto twice = std::ranges::adjacent_find(entries, same_name); twice != entries.end())
        throw std::runtime_error(name_of(*twice) + " is registered twice");
    return entries;
}

// A contender is set up once in a process, when it is first needed.
void set_up_once(const workload_entry& entry) {
    static std::vector<std::string> ready;
    if (std::ranges::find(ready, name_of(entry)) != ready.end()) return;
    entry.setup();
    ready.push_back(name_of(entry));
}

// A benchmark that does different work fails: every contender must give the results of "c", in the first and in the
// second run (a workload that changes data must be repeatable), and in the cheap form too.
void check_results(const std::vector<workload_entry>& entries) {
    struct outcome {
        std::size_t first, second, cheap;
        bool operator==(const outcome&) const = default;
    };
    const auto fresh_run = [](const workload_entry& entry) {
        if (entry.reset) entry.reset();
        return entry.run();
    };
    const auto outcome_of = [fresh_run](const workload_entry& entry) {
        set_up_once(entry);
        outcome result{};
        checking_results = true;
        result.first = fresh_run(entry);
        result.second = fresh_run(entry);
        checking_results = false;
        result.cheap = fresh_run(entry);
        return result;
    };

    std::string_view workload;
    outcome expected{};
    for (const auto& entry : entries) {
        const auto found = outcome_of(entry);
        if (entry.workload != workload) {
            if (entry.contender != "c")
                throw std::runtime_error(std::string(entry.workload) + " has no contender \"c\" to compare with");
            workload = entry.workload;
            expected = found;
        } else if (!(found == expected)) {
            throw std::runtime_error(name_of(entry) + " does not give the same result as \"c\"");
        }
    }
}

void count(std::string_view name, std::string_view iterations_text) {
    std::size_t iterations = 0;
    const auto* end = iterations_text.data() + iterations_text.size();
    if (const auto [stop, error] = std::from_chars(iterations_text.data(), end, iterations);
        error != std::errc{} || stop != end)
        throw std::runtime_error("--count: not a number of iterations: " + std::string(iterations_text));

    for (const auto& entry : registry()) {
        if (name_of(entry) != name) continue;
        set_up_once(entry);
        if (entry.reset) entry.reset();    // once, since the counter would count it
        for (std::size_t i = 0; i < iterations; ++i) benchmark::DoNotOptimize(entry.run());
        return;
    }
    throw std::runtime_error("--count: no such workload/contender: " + std::string(name));
}

int run(int argc, char** argv) {
    const std::string_view mode = argc > 1 ? argv[1] : "";
    if (mode == "--count") {
        if (argc != 4) throw std::runtime_error("usage: --count <workload>/<contender> <iterations>");
        count(argv[2], argv[3]);
        return EXIT_SUCCESS;
    }

    const auto entries = sorted_entries();
    if (mode == "--list") {
        for (const auto& entry : entries) std::cout << name_of(entry) << '\n';
        return EXIT_SUCCESS;
    }
    check_results(entries);
    if (mode == "--check") return EXIT_SUCCESS;

    for (const auto& entry : entries)
        benchmark::RegisterBenchmark(name_of(entry).c_str(), [entry](benchmark::State& state) {
            set_up_once(entry);
            for ([[maybe_unused]] auto _ : state) {
                if (entry.reset) {
                    state.PauseTiming();
                    entry.reset();
                    state.ResumeTiming();
                }
                benchmark::DoNotOptimize(entry.run());
            }
        })->Unit(benchmark::kMicrosecond);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return EXIT_FAILURE;
    benchmark::RunSpecifiedBenchmarks();
    return EXIT_SUCCESS;
}

}  // namespace
}  // namespace benchmarks

int main(int argc, char** argv) {
    try {
        return benchmarks::run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "dovetail_benchmarks: %s\n", error.what());
        return EXIT_FAILURE;
    }
}
