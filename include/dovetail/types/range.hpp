// SPDX-License-Identifier: BSL-1.0
// range<T>: all values of a column type between two bounds, T being integer, bigint, numeric, date, timestamp or datetime.
// Its values are dt::range_value.
//
//     dt::column<View, "during", dt::range<dt::datetime>> during;      // TSTZRANGE; NewBooking{.during = {from, to}}
//
// dt::range_contains, dt::range_overlaps and the like (PostgreSQL) are in <dovetail/functions/range.hpp>. SQLite keeps text
// that sorts as PostgreSQL sorts ranges, with numbers as in a dt::numeric; * and ~ are no bounds:
//
//     [1, 5)    from 0001:1 to 0001:5         (1.5, 2]    from 0001:1.5 without to 0001:2 too
//     [7, )     from 0001:7 to ~              empty       empty
#pragma once

#include <dovetail/types/element.hpp>
#include <dovetail/types/numeric.hpp>
#include <dovetail/types/range_value.hpp>
#include <dovetail/types/timestamp.hpp>

namespace dovetail {

namespace detail {

/// A kind of ranges, as PostgreSQL numbers and names it: the number of its arrays is the next one.
template <class Element, unsigned Oid, fixed_string Name>
struct range_kind {
    using type = Element;
    static constexpr unsigned oid = Oid, array_oid = Oid + 1;
    static constexpr std::string_view name = Name;
};
template <class V>
struct range_facts;
template <> struct range_facts<std::int32_t> : range_kind<integer, 3904, "INT4RANGE"> {};
template <> struct range_facts<decimal> : range_kind<value_form<decimal>::type, 3906, "NUMRANGE"> {};
template <> struct range_facts<timestamp::value_type> : range_kind<timestamp, 3908, "TSRANGE"> {};
template <> struct range_facts<datetime::value_type> : range_kind<datetime, 3910, "TSTZRANGE"> {};
template <> struct range_facts<date::value_type> : range_kind<date, 3912, "DATERANGE"> {};
template <> struct range_facts<std::int64_t> : range_kind<bigint, 3926, "INT8RANGE"> {};
template <class V>
concept range_element = requires { range_facts<V>::oid; };

/// A bound as text that sorts.
template <class V>
void store_bound(std::string& to, V const& value) {
    if constexpr (std::is_integral_v<V>) value_form<decimal>::store(to, decimal(value));
    else if constexpr (std::is_same_v<V, datetime::value_type>) {
        element_form<V>::print(to, value);
        to.pop_back();          // its Z, which is greater than a decimal point
    } else element_form<V>::store(to, value);
}
inline void store_bound(std::string& to, date::value_type const& value) { element_form<date::value_type>::print(to, value); }
template <class V>
V load_bound(std::string_view text) {
    if constexpr (std::is_integral_v<V>) return element_form<V>::parse(value_form<decimal>::load(text).to_string());
    else if constexpr (std::is_same_v<V, datetime::value_type>) return element_form<V>::parse(std::string(text) + "Z");
    else if constexpr (std::is_same_v<V, date::value_type>) return element_form<V>::parse(text);
    else return element_form<V>::load(text);
}

constexpr range_bounds bounds_of(bool lower_included, bool upper_included) {
    if (lower_included) return upper_included ? range_bounds::closed : range_bounds::closed_open;
    return upper_included ? range_bounds::open_closed : range_bounds::open;
}

/// The values of the bounds; where there is no such range, some others, so that its sentence is the only error.
template <class T>
using bound_of = std::conditional_t<range_element<value_of<T>>, value_of<T>, std::int32_t>;
}  // namespace detail

template <class T>
struct range : detail::formed_column<range_value<detail::bound_of<T>>> {
    using element_type = T;
    static constexpr bool is_known = detail::range_element<value_of<T>>;
    static_assert(is_known, "dovetail: a range is of dt::integer, bigint, numeric, date, timestamp or datetime");
    static constexpr formed_type formed{.name = detail::range_facts<detail::bound_of<T>>::name,
                                        .plain_name = detail::range_facts<detail::bound_of<T>>::name};
    static void check(range_value<detail::bound_of<T>> const& value, std::string_view table, std::string_view column) {
        if constexpr (is_known)
            for (auto const* const bound : {&value.lower(), &value.upper()})
                if (*bound) detail::check_value<T>(**bound, table, column);
    }
};

template <detail::range_element V>
struct value_form<range_value<V>>
    : detail::form_base<value_form<range_value<V>>, range_value<V>, detail::range_facts<V>::oid, detail::range_facts<V>::array_oid> {
    using type = range<typename detail::range_facts<V>::type>;
    using value = range_value<V>;
    using element = detail::element_form<V>;
    static constexpr char const* expected = "a range of its type";

    /// [1,5), as PostgreSQL has it; no bound needs quotes.
    static void print(std::string& to, value const& of) {
        write_text(to, of, [](std::string& text, V const& bound) { element::print(text, bound); });
    }
    static void literal(std::string& to, value const& of) {
        write_text(to, of, [](std::string& text, V const& bound) {
            if constexpr (requires { element::literal(text, bound); }) element::literal(text, bound);
            else element::print(text, bound);
        });
    }
    static value parse(std::string_view text) {
        if (text == "empty") return {};
        auto const comma = text.find(',');
        bool const has_brackets = text.size() > 2 && (text.front() == '[' || text.front() == '(') && (text.back() == ']' || text.back() == ')');
        if (!has_brackets || comma == text.npos) throw std::invalid_argument("no range");
        auto const read = [](std::string_view bound) { return bound.empty() ? std::optional<V>() : element::parse(bound); };
        return value(read(text.substr(1, comma - 1)), read(text.substr(comma + 1, text.size() - comma - 2)),
                     detail::bounds_of(text.front() == '[', text.back() == ']'));
    }
    static void store(std::string& to, value const& of) {
        if (of.is_empty()) {
            to += "empty";
            return;
        }
        to += "from ";
        if (of.lower()) detail::store_bound(to, *of.lower());
        else to += '*';
        to += of.lower() && !of.lower_included() ? " without to " : " to ";
        if (of.upper()) detail::store_bound(to, *of.upper());
        else to += '~';
        if (of.upper_included()) to += " too";
    }
    static bool is_stored(std::string_view text) { return text.starts_with("from "); }
    static value load(std::string_view text) {
        value found;
        if (text != "empty") found = load_bounds(text);
        std::string again;
        store(again, found);
        if (again != text) throw std::invalid_argument("a range that is written in another way");
        return found;
    }
    // What there is, then the bounds that there are: each its length and its bytes.
    static void write(std::vector<char>& to, value const& of) {
        to.push_back(static_cast<char>(of.is_empty() ? empty
                                                     : of.lower_included() * has_lower + of.upper_included() * has_upper +
                                                           !of.lower() * no_lower + !of.upper() * no_upper));
        for (auto const* const bound : {&of.lower(), &of.upper()}) {
            if (!*bound) continue;
            std::vector<char> bytes;
            element::write(bytes, **bound);
            detail::put_big_endian(to, static_cast<std::int32_t>(bytes.size()));
            to.insert(to.end(), bytes.begin(), bytes.end());
        }
    }
    static value read(std::string_view bytes) {
        auto const flags = detail::take_big_endian<std::uint8_t>(bytes);
        auto const bound = [&](unsigned none) {
            return (flags & (empty | none)) != 0 ? std::optional<V>() : std::optional<V>(read_bound(bytes));
        };
        auto lower = bound(no_lower);
        auto upper = bound(no_upper);
        detail::require_end(bytes);
        if ((flags & empty) != 0) return {};
        return value(std::move(lower), std::move(upper), detail::bounds_of((flags & has_lower) != 0, (flags & has_upper) != 0));
    }

private:
    static constexpr unsigned empty = 1, has_lower = 2, has_upper = 4, no_lower = 8, no_upper = 16;

    template <class Write>
    static void write_text(std::string& to, value const& of, Write bound) {
        if (of.is_empty()) {
            to += "empty";
            return;
        }
        to += of.lower_included() ? '[' : '(';
        if (of.lower()) bound(to, *of.lower());
        to += ',';
        if (of.upper()) bound(to, *of.upper());
        to += of.upper_included() ? ']' : ')';
    }
    static bool take_end(std::string_view& text, std::string_view end) {
        bool const is_there = text.ends_with(end);
        if (is_there) text.remove_suffix(end.size());
        return is_there;
    }
    static value load_bounds(std::string_view text) {
        auto const middle = text.find(" to ");
        if (!text.starts_with("from ") || middle == text.npos || middle < 5) throw std::invalid_argument("no range");
        auto lower = text.substr(5, middle - 5), upper = text.substr(middle + 4);
        bool const without = take_end(lower, " without"), too = take_end(upper, " too");
        return value(lower == "*" ? std::optional<V>() : detail::load_bound<V>(lower),
                     upper == "~" ? std::optional<V>() : detail::load_bound<V>(upper), detail::bounds_of(!without, too));
    }
    static V read_bound(std::string_view& bytes) {
        auto const size = detail::take_big_endian<std::int32_t>(bytes);
        if (size < 0 || static_cast<std::size_t>(size) > bytes.size()) throw std::invalid_argument("a range that ends too early");
        auto const part = bytes.substr(0, static_cast<std::size_t>(size));
        bytes.remove_prefix(part.size());
        return element::read(part);
    }
};

}  // namespace dovetail
