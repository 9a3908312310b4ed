// SPDX-License-Identifier: BSL-1.0
// result<T>: the rows of a statement, already decoded, asked for in SQLAlchemy's words.
//
//     auto users = (co_await db.execute(dt::select(users))).scalars().all();
#pragma once

#include <dovetail/mapping/maybe.hpp>
#include <dovetail/mapping/row.hpp>

#include <string>
#include <vector>

namespace dovetail {

/// Rows of type T: entities, handles, or dt::row<...>. Each of the functions below gives rows away, so ask for
/// them once. Not shared between threads.
template <class T>
class [[nodiscard]] result {
public:
    using value_type = T;

    result() = default;
    explicit result(std::vector<T> rows, std::string_view statement = {})
        : rows_(static_cast<std::vector<T>&&>(rows)), text_(statement) {}

    /// All rows.
    std::vector<T> all() { return std::move(rows_); }
    /// The first row, if there is one; the others are dropped.
    maybe<T> first() {
        if (rows_.empty()) return {};
        return maybe<T>(std::move(rows_.front()));
    }
    /// The only row. Throws no_result_found or multiple_results_found.
    T one() {
        require_at_most_one();
        if (rows_.empty()) throw no_result_found("dovetail: one row was asked for, but there is none", std::string(text_));
        return std::move(rows_.front());
    }
    /// The only row, or none. Throws multiple_results_found.
    maybe<T> one_or_none() {
        require_at_most_one();
        return first();
    }

    /// The one thing that each row holds, rather than rows.
    auto scalars() {
        require_one_thing();
        return to_scalars();
    }
    typename scalar_facts<T>::type scalar_one() {
        require_one_thing();
        return scalar_facts<T>::take(one());
    }
    maybe<typename scalar_facts<T>::type> scalar_one_or_none() {
        require_one_thing();
        require_at_most_one();
        return scalar();
    }
    /// The first row's thing, or none.
    maybe<typename scalar_facts<T>::type> scalar() {
        if (rows_.empty()) return {};
        return maybe<typename scalar_facts<T>::type>(scalar_facts<T>::take(std::move(rows_.front())));
    }

    /// Changes nothing: objects with joined collections are folded as they arrive, so each parent is there once
    /// already. It exists because SQLAlchemy's users look for it.
    result& unique() & { return *this; }
    result&& unique() && { return std::move(*this); }

    std::size_t size() const { return rows_.size(); }
    bool empty() const { return rows_.empty(); }
    auto begin() { return rows_.begin(); }
    auto end() { return rows_.end(); }

private:
    static constexpr void require_one_thing() {
        static_assert(scalar_facts<T>::count == 1,
                      "dovetail: scalars(), scalar_one() and scalar_one_or_none() need a select of exactly one thing; use "
                      "all(), one() or one_or_none()");
    }
    void require_at_most_one() const {
        if (rows_.size() > 1)
            throw multiple_results_found("dovetail: one row was asked for, but there are " + std::to_string(rows_.size()),
                                         std::string(text_));
    }
    auto to_scalars() {
        using scalar_type = typename scalar_facts<T>::type;
        if constexpr (std::is_same_v<scalar_type, T>) return result<T>(std::move(rows_), text_);
        else {
            std::vector<scalar_type> values;
            values.reserve(rows_.size());
            for (auto& each : rows_) values.push_back(scalar_facts<T>::take(std::move(each)));
            return result<scalar_type>(std::move(values), text_);
        }
    }

    std::vector<T> rows_;
    std::string_view text_;     // a constant of the program
};

/// What INSERT, UPDATE and DELETE give.
class mutation_result {
public:
    explicit mutation_result(std::int64_t count = 0) : count_(count) {}
    /// How many rows were inserted, matched by the UPDATE (changed or not), or deleted; without those that
    /// cascades touched.
    std::int64_t row_count() const noexcept { return count_; }

private:
    std::int64_t count_;
};

}  // namespace dovetail
