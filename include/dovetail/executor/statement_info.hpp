// SPDX-License-Identifier: BSL-1.0
// statement_info: what running a statement needs to know of it, one object for each type of statement.
//
//     connection.prepared(info.text, info.index())      // found by index, without hashing or comparing text
#pragma once

#include <dovetail/lowering/text.hpp>

#include <atomic>

namespace dovetail {

/// Constant-initialised, never destroyed before the program ends; safe to use from any thread.
class statement_info {
public:
    constexpr statement_info(std::string_view text, bool reads_only) : text(text), reads_only(reads_only) {}

    std::string_view text;      ///< a constant, or kept by whoever made it; a NUL stands behind it
    bool reads_only;

    /// Unique in the process, counted from 0, given at first use.
    unsigned index() {
        auto const known = index_.load(std::memory_order_relaxed);
        return known != unknown ? known : number();
    }

private:
    static constexpr unsigned unknown = static_cast<unsigned>(-1);
    static inline std::atomic<unsigned> next_{0};

    [[gnu::cold, gnu::noinline]] unsigned number() {
        auto mine = next_.fetch_add(1, std::memory_order_relaxed);
        auto known = unknown;
        return index_.compare_exchange_strong(known, mine) ? mine : known;   // another thread may have been first
    }
    std::atomic<unsigned> index_{unknown};
};

namespace detail {
template <class Dialect, class Statement>
inline constinit statement_info info_of{statement_text<Dialect, Statement>,
                                        Statement::statement == statement_kind::select};
}  // namespace detail

}  // namespace dovetail
