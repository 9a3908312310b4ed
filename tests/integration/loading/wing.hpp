// SPDX-License-Identifier: BSL-1.0
// An enum that is a part of a key.
#pragma once

#include <dovetail/types/enumeration.hpp>

namespace dovetail_test {
enum class wing { west, east };
}
template <>
struct dovetail::enum_labels<dovetail_test::wing> {
    static constexpr std::string_view name = "wing";
    static constexpr dovetail::enum_label<dovetail_test::wing> labels[]{{dovetail_test::wing::west, "west"}, {dovetail_test::wing::east, "east"}};
};
