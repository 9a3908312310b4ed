// SPDX-License-Identifier: BSL-1.0
//
// main() for Catch2 version 2. Version 3 brings its own: link Catch2::Catch2WithMain there, this file is empty then.
#if !__has_include(<catch2/catch_test_macros.hpp>)
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // g++ 12 finds it in its own <regex> at -O2 with ASan
#endif
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
