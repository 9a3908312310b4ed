// SPDX-License-Identifier: BSL-1.0
//
// The server is the one of DOVETAIL_BENCHMARK_POSTGRES, a URL.
//
//   dovetail_postgres_benchmarks --fill                                   makes the data; before all else
//   dovetail_postgres_benchmarks --list                                   every workload/contender, one a line
//   dovetail_postgres_benchmarks --check                                  compares the contenders' results, and prints each
//                                                                         workload's checksum, for contenders elsewhere
//   dovetail_postgres_benchmarks --count <workload>/<contender> <times>   runs it so often and nothing else
//   dovetail_postgres_benchmarks --measure <repetitions> [filter]         prints medians: name, wall time, client CPU time
#include "workloads.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <random>
#include <regex>
#include <stdexcept>
#include <tuple>

namespace benchmarks {

std::vector<workload_entry>& registry() {
    static std::vector<workload_entry> entries;
    return entries;
}

namespace postgres {
namespace {

std::string name_of(const workload_entry& entry) {
    return std::string(entry.workload) + '/' + std::string(entry.contender);
}

// The contender that the others of its workload are measured against.
std::string_view baseline_of(std::string_view workload) {
    if (workload.starts_with("lookups")) return "libpq_pipeline";
    if (workload.starts_with("insert")) return "libpq_copy";
    return "libpq_binary";
}

// Each workload with its baseline first.
std::vector<workload_entry> sorted_entries() {
    auto entries = registry();
    std::ranges::sort(entries, {}, [](const workload_entry& entry) {
        return std::tuple(entry.workload, entry.contender != baseline_of(entry.workload), entry.contender);
    });
    return entries;
}

std::size_t fresh_run(const workload_entry& entry) {
    if (entry.reset != nullptr) entry.reset();
    return entry.run();
}

// Twice, since what is run again finds statements prepared; and in the cheap form that is measured.
void check() {
    std::string_view workload;
    std::size_t expected = 0, expected_cheap = 0;
    for (const auto& entry : sorted_entries()) {
        entry.setup();
        checking_results = true;
        const std::size_t first = fresh_run(entry), second = fresh_run(entry);
        checking_results = false;
        const std::size_t cheap = fresh_run(entry);
        if (entry.workload != workload) {
            workload = entry.workload;
            expected = first;
            expected_cheap = cheap;
            std::printf("%s %zu\n", std::string(workload).c_str(), expected);
        }
        if (first != expected || second != expected || cheap != expected_cheap)
            throw std::runtime_error(name_of(entry) + " does not give the same result as " + std::string(baseline_of(workload)));
    }
}

void count(const std::string& name, int times) {
    for (const auto& entry : registry()) {
        if (name_of(entry) != name) continue;
        entry.setup();
        for (int i = 0; i < times; ++i) fresh_run(entry);
        return;
    }
    throw std::runtime_error("--count: no such workload/contender: " + name);
}

double now(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}
double median(std::vector<double> values) {
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
}

// The contenders of a workload in turns, in an order that changes, so that a slow moment of the machine hits all alike.
void measure(int repetitions, const std::string& filter) {
    struct measured {
        workload_entry entry;
        std::vector<double> wall, processor;
    };
    const auto entries = sorted_entries();
    const std::regex wanted(filter, std::regex::extended);
    std::mt19937 random;
    for (auto first = entries.begin(); first != entries.end();) {
        std::vector<measured> all;
        const auto workload = first->workload;
        for (; first != entries.end() && first->workload == workload; ++first)
            if (std::regex_search(name_of(*first), wanted)) all.push_back({*first, {}, {}});
        for (auto& each : all) {
            each.entry.setup();
            fresh_run(each.entry);
        }
        for (int i = 0; i < repetitions; ++i) {
            std::ranges::shuffle(all, random);
            for (auto& each : all) {
                if (each.entry.reset != nullptr) each.entry.reset();
                const double wall = now(CLOCK_MONOTONIC), processor = now(CLOCK_PROCESS_CPUTIME_ID);
                each.entry.run();
                each.processor.push_back(now(CLOCK_PROCESS_CPUTIME_ID) - processor);
                each.wall.push_back(now(CLOCK_MONOTONIC) - wall);
            }
        }
        for (const auto& each : all)
            std::printf("%s %.1f %.1f\n", name_of(each.entry).c_str(), median(each.wall), median(each.processor));
    }
}

void run(int argc, char** argv) {
    const std::string_view mode = argc > 1 ? argv[1] : "";
    if (mode == "--fill") return fill();
    if (mode == "--check") return check();
    if (mode == "--count" && argc == 4) return count(argv[2], std::atoi(argv[3]));
    if (mode == "--measure" && argc >= 3) return measure(std::max(1, std::atoi(argv[2])), argc > 3 ? argv[3] : ".");
    if (mode != "--list") throw std::runtime_error("use --fill, --list, --check, --count or --measure");
    for (const auto& entry : sorted_entries()) std::printf("%s\n", name_of(entry).c_str());
}

}  // namespace
}  // namespace postgres
}  // namespace benchmarks

int main(int argc, char** argv) {
    try {
        benchmarks::postgres::run(argc, argv);
        return EXIT_SUCCESS;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "dovetail_postgres_benchmarks: %s\n", error.what());
        return EXIT_FAILURE;
    }
}
