# dovetail_catch2: what a Catch2 test links. Tests include "support/catch.hpp", which knows both versions. The main of
# Catch2 2 (Debian 12) is compiled once, from tests/support/catch_main.cpp; Catch2 3 (Debian 13) brings its own.
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
    target_link_libraries(dovetail_catch2 INTERFACE Catch2::Catch2WithMain)
endif()
