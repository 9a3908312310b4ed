// SPDX-License-Identifier: BSL-1.0
// The values that are given to a statement, for the statement log. One of a type that has no kind of its own is the bytes of
// its binary form.
#pragma once

#include <dovetail/backend/postgres/arguments.hpp>
#include <dovetail/mapping/parameters.hpp>

namespace dovetail::postgres_backend {

inline bound_value value_of_bytes(Oid type, bool is_text, char const* bytes, std::size_t size) {
    if (bytes == nullptr) return {};
    if (is_text) return bound_value::text(std::string_view(bytes));     // it ends in a NUL
    switch (type) {
        case oid_bool: return bound_value::boolean(*bytes != 0);
        case oid_int2: return bound_value::integer(read_number<std::int16_t>(bytes));
        case oid_int4: return bound_value::integer(read_number<std::int32_t>(bytes));
        case oid_int8: return bound_value::integer(read_number<std::int64_t>(bytes));
        case oid_float4: return bound_value::real(static_cast<double>(std::bit_cast<float>(read_number<std::int32_t>(bytes))));
        case oid_float8: return bound_value::real(std::bit_cast<double>(read_number<std::int64_t>(bytes)));
        case oid_text:
        case oid_bpchar: return bound_value::text({bytes, size});
        case oid_date: return bound_value::date(read_number<std::int32_t>(bytes) + days_to_2000);
        case oid_timestamptz: return bound_value::datetime(read_number<std::int64_t>(bytes) + micros_to_2000);
        default: return bound_value::blob({reinterpret_cast<std::byte const*>(bytes), size});
    }
}
inline parameters values_of(arguments& given) {
    auto const count = static_cast<std::size_t>(given.count());
    parameters all(count);
    for (std::size_t i = 0; i < count; ++i)
        all.add(value_of_bytes(given.types()[i], given.formats()[i] == 0, given.values()[i], static_cast<std::size_t>(given.lengths()[i])));
    return all;
}

}  // namespace dovetail::postgres_backend
