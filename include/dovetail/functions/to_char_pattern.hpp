// SPDX-License-Identifier: BSL-1.0
// Formats of strftime() as patterns of PostgreSQL's to_char().
//
//     detail::to_char_pattern<"%Y-%m">::text         // YYYY"-"MM
#pragma once

#include <dovetail/core/fixed_string.hpp>

#include <cstddef>
#include <string_view>

namespace dovetail::detail {

/// to_char()'s pattern of a format of strftime(): %Y %m %d %H %M %S %j, and text without quotes. 0 characters: no such.
template <fixed_string Format>
struct to_char_pattern {
    static constexpr std::size_t write(char* to) {
        std::size_t length = 0;
        auto const put = [&](std::string_view part) {
            for (char c : part) {
                if (to) to[length] = c;
                ++length;
            }
        };
        auto const format = Format.view();
        for (std::size_t i = 0; i < format.size(); ++i) {
            if (format[i] == '\'' || format[i] == '"' || format[i] == '?' || format[i] == '\\') return 0;
            if (format[i] != '%') {
                put("\"");
                put(format.substr(i, 1));
                put("\"");
                continue;
            }
            if (++i == format.size()) return 0;
            switch (format[i]) {
                case 'Y': put("YYYY"); break;
                case 'm': put("MM"); break;
                case 'd': put("DD"); break;
                case 'H': put("HH24"); break;
                case 'M': put("MI"); break;
                case 'S': put("SS"); break;
                case 'j': put("DDD"); break;
                default: return 0;
            }
        }
        return length;
    }
    static constexpr std::size_t size = write(nullptr);
    static constexpr auto text = [] {
        fixed_string<size + 1> pattern;
        if (size != 0) write(pattern.chars);
        return pattern;
    }();
};

}  // namespace dovetail::detail
