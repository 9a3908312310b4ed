// SPDX-License-Identifier: BSL-1.0
// array_writer: many values as one parameter, in the binary form of an array.
//
//     array_writer ids(oid_int4);
//     ids.value(std::int32_t{7});  ids.null();
//     ids.bind(to);                                // = ANY($1)
#pragma once

#include <dovetail/backend/postgres/arguments.hpp>
#include <dovetail/schema/bound_value.hpp>

#include <algorithm>
#include <bit>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>

namespace dovetail::postgres_backend {

namespace detail {

/// The type in which values of a C++ type are sent.
template <class V>
constexpr oid type_of() {
    if constexpr (dovetail::detail::is_optional<V>) return type_of<typename V::value_type>();
    else if constexpr (std::is_same_v<V, bool>) return oid_bool;
    else if constexpr (std::is_integral_v<V>) return sizeof(V) == 8 ? oid_int8 : sizeof(V) == 4 ? oid_int4 : oid_int2;
    else if constexpr (std::is_floating_point_v<V>) return sizeof(V) == 8 ? oid_float8 : oid_float4;
    else if constexpr (std::is_convertible_v<V const&, std::string_view>) return oid_text;
    else if constexpr (std::is_convertible_v<V const&, std::span<std::byte const>>) return oid_bytea;
    else if constexpr (std::is_same_v<V, std::chrono::year_month_day>) return oid_date;
    else if constexpr (std::is_same_v<V, std::chrono::sys_time<std::chrono::microseconds>>) return oid_timestamptz;
    else if constexpr (has_value_form<V>) return oid(value_form<V>::oid);
    else return type_of<value_of<typename codec<V>::storage_type>>();
}

/// Text cannot hold a NUL byte in PostgreSQL.
inline void require_no_nul(std::string_view text) {
    if (text.find('\0') != std::string_view::npos) [[unlikely]]
        throw error(error_category::data,
                    "dovetail: a text holds a NUL byte, which PostgreSQL's text types cannot; keep it in a blob");
}

}  // namespace detail

/// Writes values one after the other, each as its length and its bytes: what arrays and the rows of COPY are made of.
class value_writer {
public:
    void null() {
        has_null_ = true;
        put(std::int32_t{-1});
        ++count_;
    }
    template <class T>
    void number(T value) {
        write_number(with_length(sizeof value), value);
    }
    void bytes(char const* first, std::size_t size) {
        if (size > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
            throw error(error_category::data, "dovetail: a value is larger than PostgreSQL takes (1 GB)");
        std::copy_n(first, size, with_length(size));
    }
    template <class V>
    void value(V const& given) {
        if constexpr (dovetail::detail::is_optional<V>) {
            if (given) value(*given);
            else null();
        } else if constexpr (std::is_same_v<V, bool>) number(static_cast<std::int8_t>(given));
        else if constexpr (std::is_integral_v<V>) number(given);
        else if constexpr (std::is_same_v<V, float>) number(std::bit_cast<std::int32_t>(given));
        else if constexpr (std::is_same_v<V, double>) number(std::bit_cast<std::int64_t>(given));
        else if constexpr (std::is_convertible_v<V const&, std::string_view>) {
            std::string_view const text = given;
            detail::require_no_nul(text);
            bytes(text.data(), text.size());
        } else if constexpr (std::is_convertible_v<V const&, std::span<std::byte const>>) {
            std::span<std::byte const> const data = given;
            bytes(reinterpret_cast<char const*>(data.data()), data.size());
        } else if constexpr (std::is_same_v<V, std::chrono::year_month_day>)
            number(static_cast<std::int32_t>(std::chrono::sys_days(given).time_since_epoch().count() - days_to_2000));
        else if constexpr (std::is_same_v<V, std::chrono::sys_time<std::chrono::microseconds>>)
            number(std::int64_t{given.time_since_epoch().count() - micros_to_2000});
        else if constexpr (has_value_form<V>) {
            if (value_form<V>::is_literal)
                throw error(error_category::usage, "dovetail: an array of enums cannot be sent here, as its type has no fixed number");
            std::vector<char> form;
            value_form<V>::write(form, given);
            bytes(form.data(), form.size());
        } else value(codec<V>::to_storage(given));
    }

    /// A number without a length before it.
    template <class T>
    void put(T number) {
        write_number(extend(sizeof number), number);
    }
    /// What is written, until more is.
    std::string_view written() const noexcept { return {bytes_.data(), size_}; }
    /// Begins again, in the same memory.
    void clear() noexcept { size_ = 0; }

protected:
    /// Room for that many bytes more.
    char* extend(std::size_t count) {
        if (bytes_.size() - size_ < count) grow(count);
        char* const at = bytes_.data() + size_;
        size_ += count;
        return at;
    }

private:
    /// Room for one more value, behind its length.
    char* with_length(std::size_t size) {
        constexpr std::size_t length = sizeof(std::int32_t);
        char* const at = extend(length + size);
        write_number(at, static_cast<std::int32_t>(size));
        ++count_;
        return at + length;
    }
    [[gnu::cold, gnu::noinline]] void grow(std::size_t count) { bytes_.resize(std::max(2 * bytes_.size(), size_ + count)); }

protected:
    std::int32_t count_ = 0;
    bool has_null_ = false;
    // Larger than what is written: a vector that grows with each value would clear and ask each time.
    std::vector<char> bytes_;
    std::size_t size_ = 0;
};

/// Builds an array with one dimension, in its binary form; of enums, whose types have numbers of their own on each
/// server, and of arrays as text, it builds a literal in place of that.
class array_writer : public value_writer {
public:
    explicit array_writer(oid element) : element_(element), is_literal_(array_of(element) == oid_unknown) {
        if (!is_literal_) extend(header_size);
    }

    void null() {
        if (is_literal_) separate(), literal_ += "NULL";
        else value_writer::null();
    }
    template <class V>
    void value(V const& given) {
        if constexpr (dovetail::detail::is_optional<V>) {
            if (given) value(*given);
            else null();
        } else if constexpr (has_value_form<V>) {
            if (!is_literal_) return value_writer::value(given);
            std::string text;
            value_form<V>::print(text, given);
            quote(text);
        } else if constexpr (has_codec<V>) value(codec<V>::to_storage(given));
        else value_writer::value(given);
    }
    void formed(bound_value::formed_value const& given) {
        if (is_literal_) {
            std::string text;
            given.print(text);
            quote(text);
        } else {
            std::vector<char> form;
            given.write(form);
            bytes(form.data(), form.size());
        }
    }

    /// The array is finished, and given to its parameter.
    void bind(arguments& to) {
        if (is_literal_) {
            separate();
            literal_.back() = literal_.size() == 1 ? '{' : '}';
            if (literal_.size() == 1) literal_ += '}';
            return to.bind_literal(literal_);
        }
        std::int32_t const header[5] = {1, has_null_, static_cast<std::int32_t>(element_), count_, 1};
        for (int i = 0; i < 5; ++i) write_number(bytes_.data() + 4 * i, header[i]);
        bytes_.resize(size_);
        to.bind_copy(array_of(element_), std::move(bytes_));
    }

private:
    void separate() { literal_ += literal_.empty() ? '{' : ','; }
    void quote(std::string_view text) {
        detail::require_no_nul(text);
        separate();
        literal_ += '"';
        for (char const c : text) {
            if (c == '"' || c == '\\') literal_ += '\\';
            literal_ += c;
        }
        literal_ += '"';
    }
    static constexpr std::size_t header_size = 20;      ///< dimensions, has NULL, type, number of elements, first index
    oid element_;
    bool is_literal_;
    std::string literal_;
};

}  // namespace dovetail::postgres_backend
