// SPDX-License-Identifier: BSL-1.0
// range_value<V>: all values between two bounds, the value of a dt::range column.
//
//     dt::range_value(1, 5)                                         // [1, 5): 1 to 4
//     dt::range_value(monday, friday, dt::range_bounds::closed)     // both days included
//     dt::range_value<int>(7, std::nullopt)                         // 7 and all above
//
// Of whole numbers and days there is one form for each range, [lower, upper), as PostgreSQL writes it: equal ranges are equal.
#pragma once

#include <dovetail/core/error.hpp>

#include <chrono>
#include <compare>
#include <concepts>
#include <limits>
#include <optional>

namespace dovetail {

/// Which of the two bounds belong to the range: [ ), [ ], ( ), ( ].
enum class range_bounds { closed_open, closed, open, open_closed };

namespace detail {

/// What comes next after a value; of what has always another one between, nothing does.
template <class V>
struct range_step {
    static constexpr bool is_discrete = false;
    static std::optional<V> next(V const&) { return {}; }
};
template <std::integral V>
struct range_step<V> {
    static constexpr bool is_discrete = true;
    static std::optional<V> next(V value) {
        if (value == std::numeric_limits<V>::max()) return {};
        return static_cast<V>(value + 1);
    }
};
template <>
struct range_step<std::chrono::year_month_day> {
    static constexpr bool is_discrete = true;
    static std::optional<std::chrono::year_month_day> next(std::chrono::year_month_day day) {
        if (day >= std::chrono::year(9999) / std::chrono::December / 31) return {};
        return std::chrono::year_month_day(std::chrono::sys_days(day) + std::chrono::days(1));
    }
};

}  // namespace detail

template <class V>
class range_value {
    using step = detail::range_step<V>;

public:
    /// The empty range, to which nothing belongs.
    range_value() = default;
    /// @param lower, upper  std::nullopt: there is no bound on this side
    /// Errors: dt::error (data) where the lower bound is the greater one, or where the form [lower, upper) of whole numbers or
    /// days needs a bound beyond the greatest one.
    range_value(std::optional<V> lower, std::optional<V> upper, range_bounds bounds = range_bounds::closed_open)
        : lower_(std::move(lower)),
          upper_(std::move(upper)),
          is_empty_(false),
          lower_included_(lower_ && (bounds == range_bounds::closed_open || bounds == range_bounds::closed)),
          upper_included_(upper_ && (bounds == range_bounds::closed || bounds == range_bounds::open_closed)) {
        if (lower_ && upper_ && *upper_ < *lower_)
            throw error(error_category::data, "dovetail: the lower bound of a range is greater than its upper one");
        empty_if_nothing_is_between();
        if constexpr (step::is_discrete) {
            if (lower_ && !lower_included_) lower_included_ = step_up(lower_);
            if (upper_included_) upper_included_ = !step_up(upper_);
            empty_if_nothing_is_between();
        }
    }
    /// Without bounds: every value belongs to it.
    static range_value all() { return range_value(std::nullopt, std::nullopt); }

    bool is_empty() const noexcept { return is_empty_; }
    /// Nothing where there is no bound, and of the empty range.
    std::optional<V> const& lower() const noexcept { return lower_; }
    std::optional<V> const& upper() const noexcept { return upper_; }
    bool lower_included() const noexcept { return lower_included_; }
    bool upper_included() const noexcept { return upper_included_; }

    bool contains(V const& value) const {
        if (is_empty_) return false;
        bool const is_above = !lower_ || *lower_ < value || (lower_included_ && *lower_ == value);
        bool const is_below = !upper_ || value < *upper_ || (upper_included_ && *upper_ == value);
        return is_above && is_below;
    }

    friend bool operator==(range_value const&, range_value const&) = default;
    /// As PostgreSQL sorts them: the empty range first, then by the lower bounds, then by the upper ones.
    friend std::strong_ordering operator<=>(range_value const& a, range_value const& b) {
        if (a.is_empty_ || b.is_empty_) return b.is_empty_ <=> a.is_empty_;
        if (auto const lower = compare_lower(a, b); lower != 0) return lower;
        return compare_upper(a, b);
    }

private:
    void empty_if_nothing_is_between() {
        if (!lower_ || !upper_ || *lower_ < *upper_ || (*lower_ == *upper_ && lower_included_ && upper_included_)) return;
        *this = range_value();
    }
    static bool step_up(std::optional<V>& bound) {
        bound = step::next(*bound);
        if (!bound)
            throw error(error_category::data, "dovetail: a range of whole numbers or days is kept as [lower, upper), for which there "
                                              "is no bound behind the greatest value; leave that side open by std::nullopt");
        return true;
    }
    static std::strong_ordering compare_lower(range_value const& a, range_value const& b) {
        if (!a.lower_ || !b.lower_) return a.lower_.has_value() <=> b.lower_.has_value();
        if (*a.lower_ != *b.lower_) return *a.lower_ < *b.lower_ ? std::strong_ordering::less : std::strong_ordering::greater;
        return b.lower_included_ <=> a.lower_included_;
    }
    static std::strong_ordering compare_upper(range_value const& a, range_value const& b) {
        if (!a.upper_ || !b.upper_) return b.upper_.has_value() <=> a.upper_.has_value();
        if (*a.upper_ != *b.upper_) return *a.upper_ < *b.upper_ ? std::strong_ordering::less : std::strong_ordering::greater;
        return a.upper_included_ <=> b.upper_included_;
    }

    std::optional<V> lower_, upper_;
    bool is_empty_ = true, lower_included_ = false, upper_included_ = false;
};
template <class V>
range_value(V, V) -> range_value<V>;
template <class V>
range_value(V, V, range_bounds) -> range_value<V>;

}  // namespace dovetail
