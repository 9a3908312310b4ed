// SPDX-License-Identifier: BSL-1.0
// Saying what is wrong with a location without saying its password.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace dovetail::postgres_backend {

/// Where a location holds what may be a password: [begin, end). Rather too much of it than too little, as a location may
/// be wrong, and a part of a password look like a host then.
struct secret_part {
    std::size_t begin = std::string_view::npos, end = 0;

    explicit secret_part(std::string_view location) {
        if (auto const scheme = location.find("://"); scheme != location.npos)
            if (auto const at = location.rfind('@'); at != location.npos) {
                begin = location.find(':', scheme + 3);
                end = at;
            }
        if (auto const keyword = location.find("password"); keyword < begin || keyword < end) {
            begin = std::min(begin, keyword);
            end = location.size();
        } else if (keyword != location.npos) end = location.size();
    }
    /// Whether a text stands in the location, and nowhere but there.
    bool holds(std::string_view text, std::string_view location) const {
        bool found = false;
        for (auto at = location.find(text); at != location.npos; at = location.find(text, at + 1)) {
            if (at + text.size() <= begin || at >= end) return false;
            found = true;
        }
        return found;
    }
};

/// libpq's message; it quotes what it does not understand of a location.
inline std::string without_password(std::string message, std::string const& location) {
    secret_part const secret(location);
    constexpr std::string_view hidden = "(hidden)";
    if (!location.empty() && secret.begin < secret.end)
        if (auto const whole = message.find(location); whole != message.npos) message.replace(whole, location.size(), hidden);
    for (auto from = message.find('"'); from != message.npos;) {
        auto const to = message.find('"', from + 1);
        if (to == message.npos) break;
        auto const quoted = message.substr(from + 1, to - from - 1);
        if (!quoted.empty() && secret.holds(quoted, location)) {
            message.replace(from + 1, quoted.size(), hidden);
            from = message.find('"', from + 2 + hidden.size());
        } else from = message.find('"', to + 1);
    }
    return message;
}

}  // namespace dovetail::postgres_backend
