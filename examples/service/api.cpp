// SPDX-License-Identifier: BSL-1.0
#include "api.hpp"

namespace service {
namespace {

std::optional<int> number(std::string_view text) {
    int value = 0;
    auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

/// Takes what stands before the mark, and the mark.
std::string_view take_until(std::string_view& text, char mark) {
    auto const part = text.substr(0, text.find(mark));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    return part;
}

void read_option(target_parts& into, std::string_view option) {
    auto const name = take_until(option, '=');
    auto const value = number(option);
    if (name == "after" && value) into.after = *value;
    else if (name == "limit" && value && *value >= 1 && *value <= 100) into.limit = *value;
    else if (name == "limit") throw problem(422, "\"limit\" is a number from 1 to 100");
    else if (name == "after") throw problem(422, "\"after\" is the id behind which the page begins");
    else throw problem(422, "a list takes \"after\" and \"limit\"");
}

}  // namespace

target_parts split(std::string_view target) {
    problem const nothing(404, "there is no such thing");
    target_parts parts;
    auto path = take_until(target, '?');
    auto& options = target;
    if (!path.starts_with('/')) throw nothing;
    path.remove_prefix(1);
    parts.kind = take_until(path, '/');
    if (parts.kind != "users" && parts.kind != "roles" && parts.kind != "groups") throw nothing;
    if (!path.empty()) {
        parts.id = number(path);
        if (!parts.id) throw nothing;
    }
    while (!options.empty()) read_option(parts, take_until(options, '&'));
    return parts;
}

}  // namespace service
