// SPDX-License-Identifier: BSL-1.0
// numeric<p, s>: exact decimal numbers of p digits, s of them behind the decimal point. Its values are dt::decimal.
//
//     dt::column<View, "price", dt::numeric<12, 2>> price;            // NewItem{.price = dt::decimal("12.50")}
//
// A value that does not fit is refused, never rounded. SQLite keeps text that sorts as the numbers do: the number of
// digits before the decimal point, then the number; of negative ones each digit is taken from nine.
//
//     12.5    0002:12.5         0.05    0000:0.05         0    0         -12.5    -9997:87.4~
#pragma once

#include <dovetail/types/decimal.hpp>
#include <dovetail/types/form.hpp>

#include <algorithm>

namespace dovetail {

namespace detail {

// The digits as given, or others after an error. Functions, for compilers go on about a class that is none.
template <std::size_t Precision>
constexpr std::size_t require_precision() {
    constexpr bool ok = Precision >= 1 && Precision <= 1000;
    static_assert(ok, "dovetail: a numeric<p, s> has 1 to 1000 digits");
    return ok ? Precision : 1000;
}
template <std::size_t Precision, std::size_t Scale>
constexpr std::size_t require_scale() {
    constexpr bool ok = Scale <= Precision;
    static_assert(ok, "dovetail: of the digits of a numeric<p, s>, at most all are behind the decimal point");
    return ok ? Scale : 0;
}

template <std::size_t Precision, std::size_t Scale>
struct numeric_column : formed_column<decimal> {
    static void check(decimal const& value, std::string_view table, std::string_view column) {
        if (value.whole_digits() > Precision - Scale)
            refuse_value(table, column, "has " + std::to_string(value.whole_digits()) + " digits before the decimal point, "
                                                    "but the column holds at most " + std::to_string(Precision - Scale));
        if (value.decimals() > Scale)
            refuse_value(table, column, "has " + std::to_string(value.decimals()) + " digits behind the decimal point, "
                                                    "but the column holds at most " + std::to_string(Scale));
    }

private:
    static constexpr auto name = [] {
        text_constant<32> text;
        text.put("NUMERIC(");
        text.put_number(Precision);
        text.put(", ");
        text.put_number(Scale);
        text.put(")");
        return text;
    }();

public:
    static constexpr formed_type formed{.name = name.view(), .plain_name = "NUMERIC"};
};

}  // namespace detail

/// Precision: 1 to 1000 digits; Scale: how many of them are behind the decimal point.
template <std::size_t Precision, std::size_t Scale = 0>
using numeric = detail::numeric_column<detail::require_precision<Precision>(), detail::require_scale<Precision, Scale>()>;

template <>
struct value_form<decimal> : detail::form_base<value_form<decimal>, decimal, 1700, 1231> {
    using type = numeric<1000, 500>;
    static constexpr bool is_exact_number = true;       // + and the like take it
    static constexpr char const* expected = "a decimal number";

    static void print(std::string& to, decimal const& value) { to += value.to_string(); }
    static decimal parse(std::string_view text) { return decimal(text); }

    static void store(std::string& to, decimal const& value) {
        if (value.is_zero()) {
            to += '0';
            return;
        }
        auto const first = to.size();
        // Columns have 1000 digits at most. What is compared with them may have more, and is greater than all of theirs.
        auto const whole = std::min<std::size_t>(value.whole_digits(), 9999);
        for (std::size_t unit = 1000; unit != 0; unit /= 10) to += static_cast<char>('0' + whole / unit % 10);
        to += ':';
        to += value.to_string().substr(value.is_negative() ? 1 : 0);
        if (!value.is_negative()) return;
        complement(to, first);
        to.insert(first, "-").append("~");
    }
    /// Of a default_value that is a number, or a text of digits with a decimal point.
    template <class T>
    static constexpr auto constant(T const& given, bool stored) {
        detail::text_constant<2100> text;
        if constexpr (std::is_integral_v<T>) {
            detail::text_constant<24> digits;
            if (given < 0) digits.put("-");
            digits.put_number(given < 0 ? std::size_t(0) - static_cast<std::size_t>(given) : static_cast<std::size_t>(given));
            put_constant(text, digits, stored);
        } else put_constant(text, given, stored);
        return text;
    }
    static bool is_stored(std::string_view text) { return text.find(':') != text.npos; }
    static decimal load(std::string_view text) {
        bool const negative = text.starts_with('-');
        std::string plain(text);
        if (negative) {
            if (!plain.ends_with('~')) throw std::invalid_argument("no such number");
            plain = plain.substr(1, plain.size() - 2);
            complement(plain, 0);
        }
        decimal value(plain == "0" ? plain : plain.size() > 5 ? plain.substr(5) : "");
        if (negative) value = -value;
        std::string again;
        store(again, value);
        if (again != text) throw std::invalid_argument("a number that is written in another way");
        return value;
    }

    // Digits to the base 10000, the decimal point between two of them; where the first of them stands; sign; scale.
    static void write(std::vector<char>& to, decimal const& value) {
        auto const point = static_cast<std::ptrdiff_t>(value.digits().size()) - static_cast<std::ptrdiff_t>(value.decimals());
        auto const weight = value.is_zero() ? 0 : point > 0 ? (point - 1) / 4 : -(-point / 4) - 1;
        std::string digits;
        if (!value.is_zero()) digits.assign(static_cast<std::size_t>((weight + 1) * 4 - point), '0').append(value.digits());
        digits.append((4 - digits.size() % 4) % 4, '0');
        while (digits.ends_with("0000")) digits.resize(digits.size() - 4);
        detail::put_big_endian(to, static_cast<std::int16_t>(digits.size() / 4));
        detail::put_big_endian(to, static_cast<std::int16_t>(weight));
        detail::put_big_endian(to, static_cast<std::uint16_t>(value.is_negative() ? 0x4000 : 0));
        detail::put_big_endian(to, static_cast<std::uint16_t>(value.decimals()));
        for (std::size_t i = 0; i < digits.size(); i += 4) {
            int group = 0;
            for (std::size_t j = i; j < i + 4; ++j) group = group * 10 + (digits[j] - '0');
            detail::put_big_endian(to, static_cast<std::int16_t>(group));
        }
    }
    static decimal read(std::string_view bytes) {
        auto const number = [bytes](std::size_t at) {
            return static_cast<unsigned>(static_cast<unsigned char>(bytes[at]) << 8 | static_cast<unsigned char>(bytes[at + 1]));
        };
        if (bytes.size() < 8) throw std::invalid_argument("a value that ends too early");
        std::size_t const count = number(0);
        std::ptrdiff_t const weight = static_cast<std::int16_t>(number(2));
        auto const sign = number(4);        // behind it the decimals that are shown
        if (sign == 0xC000) throw std::invalid_argument("NaN");
        if (sign == 0xD000 || sign == 0xF000) throw std::invalid_argument(sign == 0xD000 ? "Infinity" : "-Infinity");
        if (sign != 0 && sign != 0x4000) throw std::invalid_argument("no number");
        if (bytes.size() != 8 + 2 * count) throw std::invalid_argument("a number of another length");
        char few[64];
        std::string many;
        if (count > 16) many.resize(4 * count);
        char* const digits = count > 16 ? many.data() : few;
        for (std::size_t i = 0; i < count; ++i) {
            unsigned const group = number(8 + 2 * i), first = group / 100, last = group % 100;
            if (group > 9999) throw std::invalid_argument("no number");
            char* const to = digits + 4 * i;
            to[0] = static_cast<char>('0' + first / 10);
            to[1] = static_cast<char>('0' + first % 10);
            to[2] = static_cast<char>('0' + last / 10);
            to[3] = static_cast<char>('0' + last % 10);
        }
        return decimal::of_digits(sign != 0, {digits, 4 * count}, (static_cast<std::ptrdiff_t>(count) - weight - 1) * 4);
    }

private:
    template <class Text>
    static constexpr void put_constant(Text& to, std::string_view given, bool stored) {
        if (!stored) return to.put(given);
        bool const negative = given.starts_with('-');
        if (negative) given.remove_prefix(1);
        std::size_t point = 0;      // not by find(), which g++ 12 cannot do in constants with its sanitizer
        while (point < given.size() && given[point] != '.') ++point;
        auto whole = given.substr(0, point), decimals = given.substr(point == given.size() ? point : point + 1);
        for (auto const part : {whole, decimals})
            for (char const c : part)
                if (c < '0' || c > '9') throw error(error_category::data, "dovetail: a default_value of a numeric is a decimal number");
        while (whole.starts_with('0')) whole.remove_prefix(1);
        while (decimals.ends_with('0')) decimals.remove_suffix(1);
        if (whole.empty() && decimals.empty()) return to.put("0");
        auto const first = to.size;
        for (std::size_t unit = 1000; unit != 0; unit /= 10) to.put_number(whole.size() / unit % 10);
        to.put(":");
        to.put(whole.empty() ? "0" : whole);
        to.put(decimals.empty() ? "" : ".");
        to.put(decimals);
        if (!negative) return;
        for (std::size_t i = first; i < to.size; ++i)
            if (to.chars[i] >= '0' && to.chars[i] <= '9') to.chars[i] = static_cast<char>('0' + ('9' - to.chars[i]));
        for (std::size_t i = to.size++; i > first; --i) to.chars[i] = to.chars[i - 1];
        to.chars[first] = '-';
        to.put("~");
    }
    static void complement(std::string& text, std::size_t from) {
        for (; from < text.size(); ++from)
            if (text[from] >= '0' && text[from] <= '9') text[from] = static_cast<char>('0' + ('9' - text[from]));
    }
};

}  // namespace dovetail
