// SPDX-License-Identifier: BSL-1.0
// PostgreSQL's binary forms of values: big-endian numbers, times counted from 2000-01-01.
#pragma once

#include <bit>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>

namespace dovetail::postgres_backend {

/// The types that the driver sends, and others that it reads, by their number in pg_type, which never changes.
enum oid : unsigned {
    oid_unknown = 0,
    oid_bool = 16,
    oid_bytea = 17,
    oid_name = 19,
    oid_int8 = 20,
    oid_int2 = 21,
    oid_int4 = 23,
    oid_text = 25,
    oid_oid = 26,
    oid_json = 114,
    oid_float4 = 700,
    oid_float8 = 701,
    oid_literal = 705,      ///< a string literal that no type was found for
    oid_bpchar = 1042,
    oid_varchar = 1043,
    oid_date = 1082,
    oid_time = 1083,
    oid_timestamp = 1114,
    oid_timestamptz = 1184,
    oid_interval = 1186,
    oid_numeric = 1700,
    oid_uuid = 2950,
    oid_jsonb = 3802,
    oid_int4range = 3904,
    oid_numrange = 3906,
    oid_tsrange = 3908,
    oid_tstzrange = 3910,
    oid_daterange = 3912,
    oid_int8range = 3926,
};

/// The type of an array of these.
constexpr oid array_of(oid element) noexcept {
    switch (element) {
        case oid_bool: return oid(1000);
        case oid_bytea: return oid(1001);
        case oid_int2: return oid(1005);
        case oid_int4: return oid(1007);
        case oid_text: return oid(1009);
        case oid_int8: return oid(1016);
        case oid_float4: return oid(1021);
        case oid_float8: return oid(1022);
        case oid_date: return oid(1182);
        case oid_timestamptz: return oid(1185);
        case oid_json: return oid(199);
        case oid_bpchar: return oid(1014);
        case oid_varchar: return oid(1015);
        case oid_timestamp: return oid(1115);
        case oid_time: return oid(1183);
        case oid_interval: return oid(1187);
        case oid_numeric: return oid(1231);
        case oid_uuid: return oid(2951);
        case oid_jsonb: return oid(3807);
        case oid_int4range:
        case oid_numrange:
        case oid_tsrange:
        case oid_tstzrange:
        case oid_daterange:
        case oid_int8range: return oid(element + 1);
        default: return oid_unknown;
    }
}

constexpr std::string_view name_of(unsigned type) noexcept {
    switch (type) {
        case oid_bool: return "boolean";
        case oid_bytea: return "bytea";
        case oid_name: return "name";
        case oid_int8: return "bigint";
        case oid_int2: return "smallint";
        case oid_int4: return "integer";
        case oid_text: return "text";
        case oid_oid: return "oid";
        case oid_json: return "json";
        case oid_float4: return "real";
        case oid_float8: return "double precision";
        case oid_bpchar: return "character";
        case oid_varchar: return "character varying";
        case oid_date: return "date";
        case oid_time: return "time";
        case oid_timestamp: return "timestamp";
        case oid_timestamptz: return "timestamp with time zone";
        case oid_interval: return "interval";
        case oid_numeric: return "numeric";
        case oid_uuid: return "uuid";
        case oid_jsonb: return "jsonb";
        case oid_int4range: return "int4range";
        case oid_numrange: return "numrange";
        case oid_tsrange: return "tsrange";
        case oid_tstzrange: return "tstzrange";
        case oid_daterange: return "daterange";
        case oid_int8range: return "int8range";
        default: return {};
    }
}

template <class T>
constexpr T swapped(T number) noexcept {
    if constexpr (std::endian::native == std::endian::big || sizeof(T) == 1) return number;
    else if constexpr (sizeof(T) == 2) return static_cast<T>(__builtin_bswap16(static_cast<std::uint16_t>(number)));
    else if constexpr (sizeof(T) == 4) return static_cast<T>(__builtin_bswap32(static_cast<std::uint32_t>(number)));
    else return static_cast<T>(__builtin_bswap64(static_cast<std::uint64_t>(number)));
}

template <std::integral T>
void write_number(char* to, T number) noexcept {
    number = swapped(number);
    std::memcpy(to, &number, sizeof number);
}
template <std::integral T>
T read_number(char const* from) noexcept {
    T number;
    std::memcpy(&number, from, sizeof number);
    return swapped(number);
}

inline constexpr std::int64_t days_to_2000 = 10'957;                        ///< from 1970-01-01
inline constexpr std::int64_t micros_to_2000 = days_to_2000 * 86'400'000'000;

/// The days and microseconds that stand for infinity and -infinity.
constexpr bool is_infinite(std::int32_t days) noexcept {
    return days == std::numeric_limits<std::int32_t>::max() || days == std::numeric_limits<std::int32_t>::min();
}
constexpr bool is_infinite(std::int64_t micros) noexcept {
    return micros == std::numeric_limits<std::int64_t>::max() || micros == std::numeric_limits<std::int64_t>::min();
}

}  // namespace dovetail::postgres_backend
