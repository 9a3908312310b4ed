// SPDX-License-Identifier: BSL-1.0
//
// Where contenders report themselves, so that main.cpp, the checks and the table know them all:
//
//     const registration select{{"point_lookup", "c", setup, run}};
//
// The contender "c" of a workload is the one that the others are measured against.
#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace benchmarks {

struct workload_entry {
    std::string_view workload;
    std::string_view contender;
    void (*setup)();         // once, unmeasured: open the connection, make the data, prepare the statements
    std::size_t (*run)();    // the measured work; returns a checksum, see digest
    void (*reset)() = nullptr;    // before each timed or checked run, unmeasured: undo what the run before has done
};

std::vector<workload_entry>& registry();

struct registration {
    explicit registration(const workload_entry& entry) { registry().push_back(entry); }
};

// True only while main.cpp compares the contenders. Then a run's checksum covers every value of its result; in a
// measured run it is a number that costs nothing, such as the count of rows.
inline bool checking_results = false;

// An order-sensitive hash over the values of a result (FNV-1a). Every contender of a workload uses the checksum
// function in the workload's own header, which names members and not types, so it fits any contender's row.
class digest {
public:
    void add(std::integral auto number) { add_bits(static_cast<std::uint64_t>(number)); }
    void add(double number) { add_bits(std::bit_cast<std::uint64_t>(number)); }
    void add(std::string_view text) {
        add(text.size());
        for (const char character : text) mix(static_cast<unsigned char>(character));
    }

    std::size_t value() const { return state_; }

private:
    void add_bits(std::uint64_t bits) {
        for (int byte = 0; byte < 8; ++byte) mix(static_cast<unsigned char>(bits >> (8 * byte)));
    }
    void mix(unsigned char byte) { state_ = (state_ ^ byte) * 1099511628211U; }

    std::uint64_t state_ = 14695981039346656037U;
};

}  // namespace benchmarks
