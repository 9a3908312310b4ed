// SPDX-License-Identifier: BSL-1.0
// Constants of the program text as SQL literals, for DDL, where no parameters can stand: defaults and checks.
#pragma once

#include <dovetail/schema/bound_value.hpp>
#include <dovetail/lowering/writer.hpp>

namespace dovetail::detail {

constexpr void write_integer(writer& w, std::int64_t number) {
    if (number < 0) w.put("-");
    // the negation is done unsigned, which the least number has room for
    w.number(number < 0 ? std::size_t(0) - static_cast<std::size_t>(number) : static_cast<std::size_t>(number));
}

/// A floating point constant with up to nine decimals, which is what program text holds in practice.
constexpr void write_real(writer& w, double number) {
    if (number < 0) {
        w.put("-");
        number = -number;
    }
    auto const whole = static_cast<std::size_t>(number);
    auto fraction = static_cast<std::size_t>((number - static_cast<double>(whole)) * 1e9 + 0.5);
    w.number(fraction == 1'000'000'000 ? whole + 1 : whole);
    w.put(".");
    fraction %= 1'000'000'000;
    for (std::size_t digit = 100'000'000; digit != 0 && (fraction != 0 || digit == 100'000'000); digit /= 10) {
        w.number(fraction / digit);
        fraction %= digit;
    }
}

template <class T>
constexpr void write_literal(writer& w, T const& constant) {
    if constexpr (std::is_same_v<T, bool>) w.put(constant ? w.dialect.true_literal : w.dialect.false_literal);
    else if constexpr (std::is_integral_v<T>) write_integer(w, constant);
    else if constexpr (std::is_floating_point_v<T>) write_real(w, constant);
    else w.string_literal(constant);
}
constexpr void write_literal(writer& w, bound_value const& constant) {
    switch (constant.what()) {
        case bound_value::kind::null: return w.put("NULL");
        case bound_value::kind::boolean: return write_literal(w, constant.as_integer() != 0);
        case bound_value::kind::integer: return write_literal(w, constant.as_integer());
        case bound_value::kind::real: return write_literal(w, constant.as_real());
        case bound_value::kind::text:
        case bound_value::kind::character: return w.string_literal(constant.as_text());
        default: w.cannot("a constant of this type in a table's definition");
    }
}

}  // namespace dovetail::detail
