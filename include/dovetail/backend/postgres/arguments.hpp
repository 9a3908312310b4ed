// SPDX-License-Identifier: BSL-1.0
// arguments: the values of one statement in libpq's form, binary. A connection has one, used again for each statement,
// since libpq copies what it sends.
//
//     arguments to;
//     to.bind(1, std::int32_t{7});  to.bind(2, std::string_view("john"));
//     PQsendQueryPrepared(db, name, to.count(), to.values(), to.lengths(), to.formats(), 1);
#pragma once

#include <dovetail/backend/postgres/wire.hpp>
#include <dovetail/core/error.hpp>

#include <libpq-fe.h>

#include <deque>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace dovetail::postgres_backend {

class arguments {
public:
    void clear() noexcept {
        count_ = 0;
        if (!copies_.empty()) copies_.clear();
    }

    int count() const noexcept { return static_cast<int>(count_); }
    std::span<Oid const> types() const noexcept { return {types_.data(), count_}; }
    int const* lengths() const noexcept { return lengths_.data(); }
    int const* formats() const noexcept { return formats_.data(); }
    /// Once all are bound.
    char const* const* values() noexcept {
        for (std::size_t i = 0; i < count_; ++i)
            if (values_[i] == is_number) values_[i] = numbers_[i].bytes;
        return values_.data();
    }

    // Values are bound in their order; `i` counts from 1 and is only told. Text and bytes stay where they are until sent.
    void bind(int, bool value) { add_number(oid_bool, static_cast<std::int8_t>(value)); }
    void bind(int, std::int16_t value) { add_number(oid_int2, value); }
    void bind(int, std::int32_t value) { add_number(oid_int4, value); }
    void bind(int, std::int64_t value) { add_number(oid_int8, value); }
    void bind(int, float value) { add_number(oid_float4, std::bit_cast<std::int32_t>(value)); }
    void bind(int, double value) { add_number(oid_float8, std::bit_cast<std::int64_t>(value)); }
    void bind(int, std::string_view value) { add(oid_text, value.data() ? value.data() : "", value.size()); }
    /// Text beside a char(n).
    void bind_character(std::string_view value) { add(oid_bpchar, value.data() ? value.data() : "", value.size()); }
    void bind(int, std::span<std::byte const> value) {
        add(oid_bytea, value.data() ? reinterpret_cast<char const*>(value.data()) : "", value.size());
    }
    void bind_date(int, std::int64_t days) { add_number(oid_date, static_cast<std::int32_t>(days - days_to_2000)); }
    void bind_datetime(int, std::int64_t micros) { add_number(oid_timestamptz, micros - micros_to_2000); }
    /// NULL; of a type that the server finds where it is unknown.
    void bind_null(oid type = oid_unknown) { add(type, nullptr, 0); }
    /// Bytes that are kept here.
    void bind_copy(oid type, std::vector<char>&& bytes) {
        copies_.push_back(std::move(bytes));
        add(type, copies_.back().empty() ? "" : copies_.back().data(), copies_.back().size());
    }
    /// Text of a value of a type that the server finds; kept here.
    void bind_literal(std::string const& text) {
        std::vector<char> bytes(text.begin(), text.end());
        bytes.push_back('\0');
        bind_copy(oid_unknown, std::move(bytes));
        formats_[count_ - 1] = 0;
    }
    /// An array in text form, of a type that the server finds: "{}", say. (Binary arrays name their type.)
    void bind_untyped_array(char const* literal) {
        add(oid_unknown, literal, std::char_traits<char>::length(literal));
        formats_[count_ - 1] = 0;
    }

private:
    void add(oid type, char const* value, std::size_t size) {
        if (size > static_cast<std::size_t>(std::numeric_limits<int>::max()))
            throw error(error_category::data, "dovetail: a value is larger than PostgreSQL takes (1 GB)");
        if (count_ == types_.size()) grow();
        types_[count_] = type;
        values_[count_] = value;
        lengths_[count_] = static_cast<int>(size);
        formats_[count_] = 1;
        ++count_;
    }
    [[gnu::cold, gnu::noinline]] void grow() {
        auto const size = 2 * count_ + 4;
        values_.resize(size);
        lengths_.resize(size);
        formats_.resize(size);
        numbers_.resize(size);
        types_.resize(size);
    }
    template <class T>
    void add_number(oid type, T value) {
        add(type, is_number, sizeof value);
        write_number(numbers_[count_ - 1].bytes, value);
    }

    struct number {
        char bytes[8];
    };
    static constexpr char is_number[1] = {};        ///< its address: the value is in numbers_, which may still move
    std::size_t count_ = 0;                         ///< of those below that are in use
    std::vector<Oid> types_;
    std::vector<char const*> values_;
    std::vector<int> lengths_, formats_;
    std::vector<number> numbers_;                   ///< one for each value, whether it is one or not
    std::deque<std::vector<char>> copies_;
};

}  // namespace dovetail::postgres_backend
