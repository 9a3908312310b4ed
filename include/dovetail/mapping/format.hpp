// SPDX-License-Identifier: BSL-1.0
// Entities and rows in std::format, where the standard library has it.
//
//     std::format("{}", user);        // users(id=1, username='ann', ...)
//     std::format("{:>40}", row);     // widths and alignment are those of text
#pragma once

#include <dovetail/mapping/print.hpp>

#include <version>
#if defined(__cpp_lib_format)
#include <format>

template <dovetail::entity_type Entity>
struct std::formatter<Entity, char> : std::formatter<std::string_view, char> {
    template <class Context>
    auto format(Entity const& entity, Context& context) const {
        return std::formatter<std::string_view, char>::format(dovetail::to_string(entity), context);
    }
};
template <class... Expressions>
struct std::formatter<dovetail::row<Expressions...>, char> : std::formatter<std::string_view, char> {
    template <class Context>
    auto format(dovetail::row<Expressions...> const& of, Context& context) const {
        return std::formatter<std::string_view, char>::format(dovetail::to_string(of), context);
    }
};
#endif
