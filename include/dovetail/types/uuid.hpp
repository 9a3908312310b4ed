// SPDX-License-Identifier: BSL-1.0
// uuid: 128 bits that name something. Its values are dt::uuid_value.
//
//     dt::column<View, "id", dt::uuid, dt::primary_key> id;
//     constexpr dt::uuid_value root("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
//
// SQLite keeps the text above, 36 characters with small letters, which sorts as the bytes do.
#pragma once

#include <dovetail/types/form.hpp>

#include <array>
#include <compare>
#include <functional>

namespace dovetail {

struct uuid_value {
    std::array<std::uint8_t, 16> bytes{};

    constexpr uuid_value() = default;
    constexpr explicit uuid_value(std::array<std::uint8_t, 16> const& given) : bytes(given) {}
    /// Hexadecimal digits of either case, with the four hyphens or without any.
    /// Errors: dt::error (data) for other text; in a constant, it does not compile.
    constexpr explicit uuid_value(std::string_view text) {
        bool const has_hyphens = text.size() == 36;
        std::size_t at = 0;
        for (std::size_t i = 0; i < 16; ++i) {
            if (has_hyphens && (i == 4 || i == 6 || i == 8 || i == 10) && text[at++] != '-') refuse(text);
            if (at + 2 > text.size()) refuse(text);
            bytes[i] = static_cast<std::uint8_t>(digit(text, at) << 4 | digit(text, at + 1));
            at += 2;
        }
        if (at != text.size()) refuse(text);
    }

    std::string to_string() const { return std::string(characters().view()); }
    constexpr detail::text_constant<36> characters() const {
        detail::text_constant<36> text;
        for (std::size_t i = 0; i < 16; ++i) {
            if (i == 4 || i == 6 || i == 8 || i == 10) text.put("-");
            text.put(std::string_view("0123456789abcdef").substr(bytes[i] >> 4, 1));
            text.put(std::string_view("0123456789abcdef").substr(bytes[i] & 15, 1));
        }
        return text;
    }
    friend constexpr bool operator==(uuid_value const&, uuid_value const&) = default;
    friend constexpr std::strong_ordering operator<=>(uuid_value const&, uuid_value const&) = default;

private:
    [[noreturn]] static void refuse(std::string_view text) {
        throw error(error_category::data, "dovetail: '" + std::string(text.substr(0, 40)) + "' is no uuid");
    }
    static constexpr unsigned digit(std::string_view text, std::size_t at) {
        char const c = text[at];
        if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
        if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
        if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
        refuse(text);
    }
};

struct uuid : detail::formed_column<uuid_value> {
    static constexpr formed_type formed{.name = "UUID", .plain_name = "UUID"};
};

template <>
struct value_form<uuid_value> : detail::form_base<value_form<uuid_value>, uuid_value, 2950, 2951> {
    using type = uuid;
    static constexpr char const* expected = "a uuid";
    static void print(std::string& to, uuid_value const& value) { to += value.characters().view(); }
    static constexpr auto constant(uuid_value const& value, bool) { return value.characters(); }
    static constexpr auto constant(std::string_view text, bool) { return uuid_value(text).characters(); }
    static uuid_value parse(std::string_view text) { return uuid_value(text); }
    static void write(std::vector<char>& to, uuid_value const& value) { to.insert(to.end(), value.bytes.begin(), value.bytes.end()); }
    static uuid_value read(std::string_view bytes) {
        uuid_value value;
        for (auto& each : value.bytes) each = detail::take_big_endian<std::uint8_t>(bytes);
        detail::require_end(bytes);
        return value;
    }
};

}  // namespace dovetail

template <>
struct std::hash<dovetail::uuid_value> {
    std::size_t operator()(dovetail::uuid_value const& of) const noexcept {
        return std::hash<std::string_view>()({reinterpret_cast<char const*>(of.bytes.data()), of.bytes.size()});
    }
};
