// SPDX-License-Identifier: BSL-1.0
// An enum of the database in a schema.
#pragma once

#include <dovetail/types/enumeration.hpp>

namespace dovetail_test {
enum class phase { begun, over };
}
template <>
struct dovetail::enum_labels<dovetail_test::phase> {
    static constexpr std::string_view schema = "work", name = "phase";
    static constexpr dovetail::enum_label<dovetail_test::phase> labels[]{{dovetail_test::phase::begun, "begun"},
                                                                         {dovetail_test::phase::over, "over"}};
};
