// SPDX-License-Identifier: BSL-1.0
// Sending statements with choices: each text is put together, looked up, and prepared once.
#pragma once

#include <dovetail/executor/sendable.hpp>
#include <dovetail/lowering/assemble.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace dovetail::detail {

/// The texts of one dialect that were put together at run time, each once, for the rest of the program. Safe to use from
/// any thread.
class assembled_texts {
public:
    statement_info& find(std::string text, bool is_reading) {
        std::lock_guard const lock(mutex_);
        auto const [place, is_new] = texts_.try_emplace(std::move(text));
        if (is_new)
            place->second = std::make_unique<statement_info>(place->first.c_str(), place->first.size(), is_reading);
        return *place->second;
    }

private:
    std::mutex mutex_;
    std::unordered_map<std::string, std::unique_ptr<statement_info>> texts_;
};

template <class Dialect>
inline assembled_texts& texts_of() {
    static assembled_texts texts;
    return texts;
}

template <class Dialect, class S>
struct assembled_statement {
    static sendable send(parameters const& values) {
        auto made = assemble(Dialect::rules, &write_statement<S>, values);
        return {texts_of<Dialect>().find(std::move(made.text), reads_only<S>), std::move(made.values)};
    }
};

}  // namespace dovetail::detail
