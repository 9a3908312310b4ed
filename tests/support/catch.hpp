// SPDX-License-Identifier: BSL-1.0
//
// Catch2, version 2 (Debian 12) or 3 (Debian 13): the one header that tests include for it.
#pragma once

#include <string>
#include <utility>

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_approx.hpp>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#else
#include <catch2/catch.hpp>
#endif

namespace dovetail_test {

/// A matcher for strings that contain `part`; its name changed between the versions.
inline auto contains(std::string part) {
#if __has_include(<catch2/catch_test_macros.hpp>)
    return Catch::Matchers::ContainsSubstring(std::move(part));
#else
    return Catch::Matchers::Contains(std::move(part));
#endif
}

}  // namespace dovetail_test
