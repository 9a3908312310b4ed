// SPDX-License-Identifier: BSL-1.0
// result<T>: the rows of a statement, already decoded, asked for in SQLAlchemy's words.
//
//     auto users = (co_await db.execute(dt::select(users))).scalars().all();
#pragma once

#include <dovetail/mapping/maybe.hpp>
#include <dovetail/mapping/row.hpp>
#include <dovetail/mapping/row_store.hpp>

#include <string>
#include <vector>

namespace dovetail {
namespace detail {
template <class T> inline constexpr bool is_row = false;
template <class... Expressions> inline constexpr bool is_row<row<Expressions...>> = true;
}  // namespace detail

/// Rows of type T: entities, handles, or dt::row<...>. Each of the functions below gives rows away, so ask for
/// them once. Moved, not copied. Not shared between threads.
template <class T>
class [[nodiscard]] result {
public:
    using value_type = T;

    result() requires(!detail::is_row<T>) = default;
    result() : rows_(detail::stored_row_of<T>) {}
    explicit result(std::vector<T> rows, std::string_view statement = {})
        requires(!detail::is_row<T>)
        : rows_(static_cast<std::vector<T>&&>(rows)), text_(statement) {}
    explicit result(std::vector<T> rows, std::string_view statement = {}) : rows_(detail::stored_row_of<T>), text_(statement) {
        rows_.expect(rows.size());
        for (auto& each : rows) {
            ::new (rows_.room()) T(std::move(each));
            rows_.added();
        }
    }
    explicit result(detail::row_store&& rows, std::string_view statement) : rows_(std::move(rows)), text_(statement) {}

    /// All rows.
    std::vector<T> all() {
        if constexpr (detail::is_row<T>) {
            std::vector<T> rows;
            rows.reserve(rows_.size());
            rows_.for_each_run([&](void* from, std::size_t count) {
                for (T* row = static_cast<T*>(from); count != 0; --count, ++row) rows.push_back(std::move(*row));
            });
            rows_.clear();
            return rows;
        } else return std::move(rows_);
    }
    /// The first row, if there is one; the others are dropped.
    maybe<T> first() {
        if (rows_.empty()) return {};
        return maybe<T>(static_cast<T&&>(front()));
    }
    /// The only row. Throws no_result_found or multiple_results_found.
    T one() {
        require_at_most_one();
        if (rows_.empty()) throw no_result_found("dovetail: one row was asked for, but there is none", std::string(text_));
        return static_cast<T&&>(front());
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
        return maybe<typename scalar_facts<T>::type>(scalar_facts<T>::take(static_cast<T&&>(front())));
    }

    /// Changes nothing: objects with joined collections are folded as they arrive, so each parent is there once
    /// already. It exists because SQLAlchemy's users look for it.
    result& unique() & { return *this; }
    result&& unique() && { return std::move(*this); }

    std::size_t size() const { return rows_.size(); }
    bool empty() const { return rows_.empty(); }
    auto begin() {
        if constexpr (detail::is_row<T>) return static_cast<T*>(rows_.rows());
        else return rows_.begin();
    }
    auto end() {
        if constexpr (detail::is_row<T>) return static_cast<T*>(rows_.rows()) + rows_.size();
        else return rows_.end();
    }

private:
    static constexpr void require_one_thing() {
        static_assert(scalar_facts<T>::count == 1,
                      "dovetail: scalars(), scalar_one() and scalar_one_or_none() need a select of exactly one thing; use "
                      "all(), one() or one_or_none()");
    }
    decltype(auto) front() {        // of a vector of bool, no reference
        if constexpr (detail::is_row<T>) return *static_cast<T*>(rows_.front());
        else return rows_.front();
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
            for (auto&& each : *this) values.push_back(scalar_facts<T>::take(static_cast<T&&>(each)));
            return result<scalar_type>(std::move(values), text_);
        }
    }

    std::conditional_t<detail::is_row<T>, detail::row_store, std::vector<T>> rows_;
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
