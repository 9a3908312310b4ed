// SPDX-License-Identifier: BSL-1.0
// element_form<E>: how one element of an array travels, for any value that a column may have.
#pragma once

#include <dovetail/schema/time_text.hpp>
#include <dovetail/types/form.hpp>

#include <bit>
#include <charconv>

namespace dovetail::detail {

/// Of a type with a form.
template <class E>
struct element_form : value_form<E> {
    static constexpr bool is_bare = false;          ///< in JSON: no string
};

template <unsigned Oid, unsigned ArrayOid>
struct plain_element {
    static constexpr unsigned oid = Oid, array_oid = ArrayOid;
    static constexpr bool is_bare = false;
    static constexpr bool accepts(unsigned type) { return type == Oid; }
};

template <class T, unsigned Oid, unsigned ArrayOid>
struct number_element : plain_element<Oid, ArrayOid> {
    static constexpr bool is_bare = true;
    static void print(std::string& to, T value) {
        char digits[32];
        to.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    }
    static T parse(std::string_view text) {
        T value{};
        auto const end = text.data() + text.size();
        if (auto const [at, fault] = std::from_chars(text.data(), end, value); at != end || fault != std::errc())
            throw std::invalid_argument("no number in the range of its type");
        return value;
    }
    static void write(std::vector<char>& to, T value) {
        if constexpr (sizeof(T) == 4) put_big_endian(to, std::bit_cast<std::int32_t>(value));
        else if constexpr (sizeof(T) == 8) put_big_endian(to, std::bit_cast<std::int64_t>(value));
        else put_big_endian(to, value);
    }
    static T read(std::string_view bytes) {
        T value;
        if constexpr (sizeof(T) == 4) value = std::bit_cast<T>(take_big_endian<std::int32_t>(bytes));
        else if constexpr (sizeof(T) == 8) value = std::bit_cast<T>(take_big_endian<std::int64_t>(bytes));
        else value = take_big_endian<T>(bytes);
        require_end(bytes);
        return value;
    }
};
template <> struct element_form<std::int16_t> : number_element<std::int16_t, 21, 1005> {};
template <> struct element_form<std::int32_t> : number_element<std::int32_t, 23, 1007> {};
template <> struct element_form<std::int64_t> : number_element<std::int64_t, 20, 1016> {};
// NaN and infinities are no JSON numbers, but strings; from_chars reads them.
template <> struct element_form<float> : number_element<float, 700, 1021> {};
template <> struct element_form<double> : number_element<double, 701, 1022> {};

template <>
struct element_form<bool> : plain_element<16, 1000> {
    static constexpr bool is_bare = true;
    static void print(std::string& to, bool value) { to += value ? "true" : "false"; }
    static bool parse(std::string_view text) {
        if (text != "true" && text != "false") throw std::invalid_argument("no boolean");
        return text == "true";
    }
    static void write(std::vector<char>& to, bool value) { to.push_back(value); }
    static bool read(std::string_view bytes) {
        auto const value = take_big_endian<std::int8_t>(bytes);
        require_end(bytes);
        return value != 0;
    }
};

template <>
struct element_form<std::string> : plain_element<25, 1009> {
    static constexpr bool accepts(unsigned type) { return type == 25 || type == 1043 || type == 1042 || type == 19; }
    static void print(std::string& to, std::string_view value) { to += value; }
    static std::string parse(std::string_view text) { return std::string(text); }
    static void write(std::vector<char>& to, std::string_view value) {
        if (value.find('\0') != value.npos)
            throw error(error_category::data, "dovetail: a text holds a NUL byte, which PostgreSQL's text types cannot");
        to.insert(to.end(), value.begin(), value.end());
    }
    static std::string read(std::string_view bytes) { return std::string(bytes); }
};

/// As PostgreSQL writes them: \x0aff
template <>
struct element_form<std::vector<std::byte>> : plain_element<17, 1001> {
    static void print(std::string& to, std::vector<std::byte> const& value) {
        to += "\\x";
        for (std::byte const each : value)
            for (unsigned const half : {unsigned(each) >> 4, unsigned(each) & 15u}) to += "0123456789abcdef"[half];
    }
    static std::vector<std::byte> parse(std::string_view text) {
        if (!text.starts_with("\\x") || text.size() % 2 != 0) throw std::invalid_argument("no bytes (\\x and hexadecimal digits)");
        std::vector<std::byte> bytes;
        for (std::size_t i = 2; i < text.size(); i += 2) {
            unsigned value = 0;
            auto const end = text.data() + i + 2;
            if (auto const [at, fault] = std::from_chars(text.data() + i, end, value, 16); at != end || fault != std::errc())
                throw std::invalid_argument("no bytes (\\x and hexadecimal digits)");
            bytes.push_back(std::byte(value));
        }
        return bytes;
    }
    static void write(std::vector<char>& to, std::vector<std::byte> const& value) {
        for (std::byte const each : value) to.push_back(static_cast<char>(each));
    }
    static std::vector<std::byte> read(std::string_view bytes) {
        std::vector<std::byte> value;
        for (char const each : bytes) value.push_back(std::byte(static_cast<unsigned char>(each)));
        return value;
    }
};

/// A date, with or without time, as PostgreSQL reads it: it has no year 0000, but calls it 0001 BC.
inline void put_literal(std::string& to, std::string_view text) {
    bool const is_year_0 = text.starts_with("0000-");
    to.append(is_year_0 ? "0001-" : "").append(text.substr(is_year_0 ? 5 : 0)).append(is_year_0 ? " BC" : "");
}

inline constexpr std::int64_t days_to_2000 = 10'957;                    ///< from 1970-01-01
template <class T>
void refuse_infinity(T number) {
    if (number == std::numeric_limits<T>::max()) throw std::invalid_argument("infinity");
    if (number == std::numeric_limits<T>::min()) throw std::invalid_argument("-infinity");
}

template <>
struct element_form<date::value_type> : plain_element<1082, 1182> {
    static void print(std::string& to, date::value_type value) {
        check_value<date>(value, "", "an array");
        time_text text;
        write_date(text, value);
        to += text.view();
    }
    static void literal(std::string& to, date::value_type value) {
        std::string text;
        print(text, value);
        put_literal(to, text);
    }
    static date::value_type parse(std::string_view text) {
        auto const day = read_date(text);
        if (!day.ok()) throw std::invalid_argument("no date");
        return day;
    }
    static void write(std::vector<char>& to, date::value_type value) {
        check_value<date>(value, "", "an array");
        put_big_endian(to, static_cast<std::int32_t>(std::chrono::sys_days(value).time_since_epoch().count() - days_to_2000));
    }
    static date::value_type read(std::string_view bytes) {
        auto const since_2000 = take_big_endian<std::int32_t>(bytes);
        require_end(bytes);
        refuse_infinity(since_2000);
        auto const days = since_2000 + days_to_2000;
        if (days < year_0 || days >= year_10000) throw std::invalid_argument("a date outside of the years 0000 to 9999");
        return date::value_type(std::chrono::sys_days(std::chrono::days(days)));
    }
};
template <>
struct element_form<datetime::value_type> : plain_element<1184, 1185> {
    static void print(std::string& to, datetime::value_type value) {
        check_value<datetime>(value, "", "an array");
        time_text text;
        write_datetime(text, value);
        to.append(text.view()).append("Z");
    }
    static void literal(std::string& to, datetime::value_type value) {
        std::string text;
        print(text, value);
        put_literal(to, text);
    }
    static datetime::value_type parse(std::string_view text) {
        time_point at;
        if (!text.ends_with('Z') || !read_datetime(text.substr(0, text.size() - 1), at)) throw std::invalid_argument("no time");
        return at;
    }
    static void write(std::vector<char>& to, datetime::value_type value) {
        check_value<datetime>(value, "", "an array");
        put_big_endian(to, std::int64_t{value.time_since_epoch().count() - days_to_2000 * micros_a_day});
    }
    static datetime::value_type read(std::string_view bytes) {
        auto const micros = take_big_endian<std::int64_t>(bytes);
        require_end(bytes);
        refuse_infinity(micros);
        if (micros > year_10000 * micros_a_day || !has_text(time_point(std::chrono::microseconds(micros + days_to_2000 * micros_a_day))))
            throw std::invalid_argument("a time outside of the years 0000 to 9999");
        return datetime::value_type(std::chrono::microseconds(micros + days_to_2000 * micros_a_day));
    }
};

/// Of a type with a codec: as what it is stored in.
template <has_codec E>
struct element_form<E> : element_form<value_of<typename codec<E>::storage_type>> {
    using stored = element_form<value_of<typename codec<E>::storage_type>>;
    static void print(std::string& to, E const& value) { stored::print(to, codec<E>::to_storage(value)); }
    static void literal(std::string& to, E const& value) {
        auto const kept = codec<E>::to_storage(value);
        if constexpr (requires { stored::literal(to, kept); }) stored::literal(to, kept);
        else stored::print(to, kept);
    }
    static E parse(std::string_view text) { return codec<E>::from_storage(stored::parse(text)); }
    static void write(std::vector<char>& to, E const& value) { stored::write(to, codec<E>::to_storage(value)); }
    static E read(std::string_view bytes) { return codec<E>::from_storage(stored::read(bytes)); }
};

}  // namespace dovetail::detail
