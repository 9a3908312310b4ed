// SPDX-License-Identifier: BSL-1.0
// When a transaction is run again.
//
//     co_await db.transaction(dt::retry_policy{.attempts = 8}, transfer);
#pragma once

#include <dovetail/core/error.hpp>

#include <chrono>

namespace dovetail {

/// A transaction that fails because others ran at the same time (categories `serialization` and `deadlock`) is run again,
/// after a pause that doubles each time. A commit whose outcome is unknown is never repeated.
struct retry_policy {
    int attempts = 5;                                   ///< how often it is run at most
    std::chrono::milliseconds first_pause{10};
    std::chrono::milliseconds longest_pause{1000};

    /// Whether to run it again after its attempt-th run, counted from 1, failed so.
    bool allows(error_category failed, int attempt) const noexcept {
        return attempt < attempts && (failed == error_category::serialization || failed == error_category::deadlock);
    }
    /// The pause after the attempt-th run; between half of it and all of it, at random, so that those who met once do not
    /// meet again.
    std::chrono::milliseconds pause(int attempt) const {
        auto longest = first_pause;
        for (int i = 1; i < attempt && longest < longest_pause; ++i) longest *= 2;
        if (longest > longest_pause) longest = longest_pause;
        // The clock's last digits are random enough for this; <random> would cost each program its compile time.
        auto const part = std::chrono::steady_clock::now().time_since_epoch().count() / 16 % (longest.count() / 2 + 1);
        return std::chrono::milliseconds(longest.count() - part);
    }
};

}  // namespace dovetail
