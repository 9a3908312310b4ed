// SPDX-License-Identifier: BSL-1.0
// decimal: an exact decimal number of any size, the value of a dt::numeric column.
//
//     dt::decimal price("12.50");          price == dt::decimal("12.5")         price.to_string(2) == "12.50"
//     dt::decimal count = 3;
//
// It keeps and compares numbers; it does not calculate. There is no NaN and no infinity.
#pragma once

#include <dovetail/core/error.hpp>

#include <compare>
#include <concepts>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>

namespace dovetail {

class decimal {
public:
    decimal() = default;
    template <std::integral T>
        requires(!std::same_as<T, bool> && !std::same_as<T, char>)
    decimal(T number) : is_negative_(number < 0) {
        for (; number != 0; number = static_cast<T>(number / 10)) {
            int const digit = static_cast<int>(number % 10);
            digits_.insert(digits_.begin(), static_cast<char>('0' + (digit < 0 ? -digit : digit)));
        }
    }
    /// [+-]digits[.digits][e[+-]digits], and nothing else.
    /// Errors: dt::error (data) for other text, or for more than PostgreSQL has room for: 131072 digits before the decimal
    /// point, and 16383 behind it.
    explicit decimal(std::string_view text) {
        if (!take(text)) refuse(text);
    }

    bool is_negative() const noexcept { return is_negative_; }
    bool is_zero() const noexcept { return digits_.empty(); }
    /// All digits without the decimal point: "125" of -12.5. None of zero.
    std::string_view digits() const noexcept { return digits_; }
    /// How many of them are behind the decimal point: 1 of -12.5, 3 of 0.005. The last one is no zero.
    std::size_t decimals() const noexcept { return scale_; }
    /// How many digits stand before the decimal point: 2 of -12.5; none of 0.5.
    std::size_t whole_digits() const noexcept { return digits_.size() > scale_ ? digits_.size() - scale_ : 0; }

    /// -12.5; with more zeros behind it for `decimals`: -12.50.
    std::string to_string(std::size_t decimals = 0) const {
        std::string text = is_negative_ ? "-" : "";
        if (whole_digits() == 0) text += '0';
        text.append(digits_, 0, whole_digits());
        if (scale_ != 0 || decimals != 0) text += '.';
        if (scale_ > digits_.size()) text.append(scale_ - digits_.size(), '0');
        text.append(digits_, whole_digits());
        if (decimals > scale_) text.append(decimals - scale_, '0');
        return text;
    }
    /// The nearest double.
    explicit operator double() const { return std::strtod((digits_ + "e-" + std::to_string(scale_)).c_str(), nullptr) * (is_negative_ ? -1 : 1); }

    decimal operator-() const {
        decimal result = *this;
        result.is_negative_ = !is_negative_ && !is_zero();
        return result;
    }
    friend bool operator==(decimal const&, decimal const&) = default;
    friend std::strong_ordering operator<=>(decimal const& a, decimal const& b) {
        if (a.is_negative_ != b.is_negative_) return b.is_negative_ <=> a.is_negative_;
        auto const size = a.compare_size(b);
        return a.is_negative_ ? 0 <=> size : size;
    }

    /// From digits of which `decimals` are behind the decimal point; fewer than none for zeros to be added.
    static decimal of_digits(bool negative, std::string_view digits, std::ptrdiff_t decimals) {
        while (!digits.empty() && digits.front() == '0') digits.remove_prefix(1);
        for (; decimals > 0 && !digits.empty() && digits.back() == '0'; --decimals) digits.remove_suffix(1);
        if (digits.empty()) return {};
        return decimal(negative, digits, decimals);
    }

    static constexpr std::size_t most_whole_digits = 131'072, most_decimals = 16'383;

private:
    /// Of digits in their one form.
    decimal(bool negative, std::string_view digits, std::ptrdiff_t decimals)
        : is_negative_(negative), scale_(decimals > 0 ? static_cast<std::size_t>(decimals) : 0), digits_(digits) {
        if (decimals < 0) digits_.append(static_cast<std::size_t>(-decimals), '0');
    }
    [[noreturn]] static void refuse(std::string_view text) {
        throw error(error_category::data,
                    "dovetail: '" + std::string(text.substr(0, 40)) + (text.size() > 40 ? "...'" : "'") + " is no decimal number");
    }
    static bool take_digits(std::string_view& text, std::string& to) {
        auto const before = to.size();
        while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
            to += text.front();
            text.remove_prefix(1);
        }
        return to.size() != before;
    }
    static bool take_sign(std::string_view& text) {
        bool const negative = text.starts_with('-');
        if (negative || text.starts_with('+')) text.remove_prefix(1);
        return negative;
    }
    bool take(std::string_view text) {
        is_negative_ = take_sign(text);
        if (!take_digits(text, digits_)) return false;
        std::ptrdiff_t scale = 0;
        if (text.starts_with('.')) {
            text.remove_prefix(1);
            auto const whole = digits_.size();
            if (!take_digits(text, digits_)) return false;
            scale = static_cast<std::ptrdiff_t>(digits_.size() - whole);
        }
        if (text.starts_with('e') || text.starts_with('E')) {
            text.remove_prefix(1);
            bool const down = take_sign(text);
            std::string exponent;
            if (!take_digits(text, exponent) || exponent.size() > 6) return false;
            std::ptrdiff_t number = 0;
            for (char const c : exponent) number = number * 10 + (c - '0');
            scale += down ? number : -number;
        }
        if (!text.empty() || scale < -static_cast<std::ptrdiff_t>(most_whole_digits)) return false;
        normalise(scale);
        return whole_digits() <= most_whole_digits && scale_ <= most_decimals;
    }
    /// One form for each number, so that equal ones have equal members.
    void normalise(std::ptrdiff_t decimals) {
        if (decimals < 0) digits_.append(static_cast<std::size_t>(-decimals), '0');
        scale_ = decimals < 0 ? 0 : static_cast<std::size_t>(decimals);
        auto const first = digits_.find_first_not_of('0');
        if (first == std::string::npos) {
            is_negative_ = false;
            scale_ = 0;
            digits_.clear();
            return;
        }
        while (scale_ > 0 && digits_.back() == '0') {
            digits_.pop_back();
            --scale_;
        }
        digits_.erase(0, first);
    }
    std::strong_ordering compare_size(decimal const& other) const {
        if (is_zero() || other.is_zero()) return other.is_zero() <=> is_zero();
        // The place of the first digit, which is no zero; then digit by digit.
        auto const first = static_cast<std::ptrdiff_t>(digits_.size()) - static_cast<std::ptrdiff_t>(scale_);
        auto const others = static_cast<std::ptrdiff_t>(other.digits_.size()) - static_cast<std::ptrdiff_t>(other.scale_);
        if (first != others) return first <=> others;
        return digits_.compare(other.digits_) <=> 0;
    }

    bool is_negative_ = false;
    std::size_t scale_ = 0;
    std::string digits_;
};

}  // namespace dovetail

template <>
struct std::hash<dovetail::decimal> {
    std::size_t operator()(dovetail::decimal const& of) const noexcept {
        return std::hash<std::string_view>()(of.digits()) * 31 + of.decimals() * 2 + of.is_negative();
    }
};
