# dovetail_catch2: what a Catch2 test links. Tests include <catch2/catch.hpp>, as Catch2 2 (Debian 12) has it; its
# main is compiled once, from tests/support/catch_main.cpp. Catch2 3 (Debian 13) brings a compiled main, and gets the
# old header's name from here.
include_guard(GLOBAL)
find_package(Catch2 QUIET)
if(NOT Catch2_FOUND)
    message(FATAL_ERROR "dovetail's tests need Catch2: install catch2, or configure with -DDOVETAIL_BUILD_TESTS=OFF.")
endif()

add_library(dovetail_catch2 INTERFACE)
if(Catch2_VERSION VERSION_LESS 3)
    add_library(dovetail_catch_main OBJECT EXCLUDE_FROM_ALL "${PROJECT_SOURCE_DIR}/tests/support/catch_main.cpp")
    target_link_libraries(dovetail_catch_main PRIVATE Catch2::Catch2)
    target_compile_features(dovetail_catch_main PRIVATE cxx_std_20)
    target_link_libraries(dovetail_catch2 INTERFACE Catch2::Catch2)
    target_sources(dovetail_catch2 INTERFACE $<TARGET_OBJECTS:dovetail_catch_main>)
else()
    file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/catch2_compat/catch2/catch.hpp"
        CONTENT "#pragma once\n#include <catch2/catch_all.hpp>\nusing Catch::Approx;\n")
    target_include_directories(dovetail_catch2 SYSTEM INTERFACE "${PROJECT_BINARY_DIR}/catch2_compat")
    target_link_libraries(dovetail_catch2 INTERFACE Catch2::Catch2WithMain)
endif()
