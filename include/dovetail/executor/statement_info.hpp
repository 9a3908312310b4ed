// SPDX-License-Identifier: BSL-1.0
// statement_info: what running a statement needs to know of it, one object for each type of statement.
//
//     connection.prepared(info.text(), info.index())      // found by index, without hashing or comparing text
#pragma once

#include <dovetail/lowering/text.hpp>

#include <atomic>

namespace dovetail {

/// Constant-initialised, never destroyed before the program ends; safe to use from any thread.
class statement_info {
public:
    /// @param characters  constants, or kept by whoever makes this; a NUL stands behind them
    constexpr statement_info(void const* characters, std::size_t size, bool only_reads, bool by_key = false, bool by_hand = false)
        : reads_only(only_reads), finds_by_key(by_key), is_raw(by_hand), characters_(characters), size_(size) {}

    bool reads_only;
    bool finds_by_key;      ///< gives one row at most, so nobody needs to ask for another
    bool is_raw;            ///< text by hand: its placeholders and columns are counted, those of others need not be

    std::string_view text() const noexcept { return {static_cast<char const*>(characters_), size_}; }

    /// What `find` makes of the text, in bits below 128. It is asked once: all who ask have the same question.
    unsigned once(unsigned char (*find)(std::string_view)) {
        unsigned known = found_.load(std::memory_order_relaxed);
        if (known == 0) [[unlikely]] found_.store(static_cast<unsigned char>(known = find(text()) | is_found), std::memory_order_relaxed);
        return known;
    }
    /// Unique in the process, counted from 0, given at first use.
    unsigned index() {
        auto const known = index_.load(std::memory_order_relaxed);
        return known != unknown ? known : number();
    }

private:
    static constexpr unsigned char is_found = 128;
    std::atomic<unsigned char> found_{0};

    static constexpr unsigned unknown = static_cast<unsigned>(-1);
    static inline std::atomic<unsigned> next_{0};

    [[gnu::cold, gnu::noinline]] unsigned number() {
        auto mine = next_.fetch_add(1, std::memory_order_relaxed);
        auto known = unknown;
        return index_.compare_exchange_strong(known, mine) ? mine : known;   // another thread may have been first
    }
    std::atomic<unsigned> index_{unknown};
    void const* characters_;
    std::size_t size_;
};

namespace detail {

/// Whether a select's one condition is `key == value`, and no collection multiplies the row. Not to ask SQLite for a
/// second row saves a look-up 4% of its instructions.
template <class Statement>
inline constexpr bool finds_by_key = false;
template <class Items, class View, fixed_string Name, class Type, class Order, class Plan, select_flags Flags>
inline constexpr bool finds_by_key<
    select_statement<Items, View, parts<binary<binary_operator::equal, column_expression<View, Name, Type>, placeholder, boolean>>,
                     Order, Plan, Flags, select_clauses<>>> =
    View::model::key_count == 1 && View::model::columns[View::model::key_columns[0]].name == Name.view() &&
    !loads_to_many<typename View::model, Plan>;

template <class Dialect, class Statement>
inline constinit statement_info info_of{&stored_text<Dialect, Statement>, sizeof(stored_text<Dialect, Statement>) - 1,
                                        reads_only<Statement>, finds_by_key<Statement>,
                                        Statement::statement == statement_kind::raw};
/// Of a text that is not a user's statement.
template <class Dialect, void (*Walk)(writer&), bool ReadsOnly>
inline constinit statement_info info_of_walk{&text_of_walk<Dialect, Walk>, sizeof(text_of_walk<Dialect, Walk>) - 1, ReadsOnly};
}  // namespace detail

}  // namespace dovetail
