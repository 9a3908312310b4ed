// SPDX-License-Identifier: BSL-1.0
//
// Numbers and texts of the report, in columns.
//
//     out << right(grouped(12345), 9) << "  " << size_text(bytes) << '\n';
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace packages {

// "1,234,567"
inline std::string grouped(std::int64_t number) {
    std::string text = std::to_string(number);
    const int first_digit = number < 0 ? 1 : 0;
    for (int at = static_cast<int>(text.size()) - 3; at > first_digit; at -= 3)
        text.insert(static_cast<std::size_t>(at), 1, ',');
    return text;
}

// "12.3 MiB"
inline std::string size_text(double bytes) {
    constexpr std::array units{"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    std::size_t unit = 0;
    for (; bytes >= 1024 && unit + 1 < units.size(); ++unit) bytes /= 1024;
    std::array<char, 32> text;
    std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f %s" : "%.1f %s", bytes, units[unit]);
    return text.data();
}

// "0.042 ms", "123.46 ms"
inline std::string milliseconds_text(double seconds) {
    std::array<char, 32> text;
    std::snprintf(text.data(), text.size(), seconds < 0.01 ? "%.3f ms" : "%.2f ms", seconds * 1000);
    return text.data();
}

// Text from a file may hold what a terminal would obey.
inline std::string printable(std::string_view text) {
    std::string result(text);
    std::ranges::replace_if(result, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; }, '?');
    return result;
}

// How many columns a UTF-8 text takes, if each character takes one.
inline std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}
inline std::string padding(std::string_view text, std::size_t width) {
    return std::string(width - std::min(width, width_of(text)), ' ');
}
inline std::string left(std::string text, std::size_t width) { return text + padding(text, width); }
inline std::string right(std::string text, std::size_t width) { return padding(text, width) + text; }

}  // namespace packages
