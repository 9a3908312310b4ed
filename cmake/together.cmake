# dovetail_compile_together(<target>): compiles its source files a few at a time, for most of what one takes is the
# library's own code, again for each. Each file stands in a namespace of its own, so names in it may be those of others;
# the headers that it includes are included before. For a short way from a change of one file to its test, configure
# with -DDOVETAIL_COMPILE_TOGETHER=OFF.
include_guard(GLOBAL)
option(DOVETAIL_COMPILE_TOGETHER "Compile the integration tests of a directory a few files at a time" ON)

function(dovetail_compile_together target)
    get_target_property(sources ${target} SOURCES)
    list(LENGTH sources count)
    if(NOT DOVETAIL_COMPILE_TOGETHER OR count LESS 2)
        return()
    endif()
    set(includes "")
    foreach(source IN LISTS sources)
        file(STRINGS "${source}" lines REGEX "^#include ")
        list(APPEND includes ${lines})
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${source}")
    endforeach()
    list(REMOVE_DUPLICATES includes)
    list(JOIN includes "\n" includes)
    set(header "${CMAKE_CURRENT_BINARY_DIR}/${target}_includes.hpp")
    file(CONFIGURE OUTPUT "${header}" CONTENT "#pragma once\n@includes@\n" @ONLY)
    list(GET sources 0 source)
    cmake_path(GET source PARENT_PATH directory)
    math(EXPR parts "(${count} + 7) / 8")
    math(EXPR together "(${count} + ${parts} - 1) / ${parts}")
    target_include_directories(${target} PRIVATE "${directory}")

    # Where a file opens the tests' namespace, it opens another one here, which has all that is in the first.
    set(known "namespace dovetail_test { using namespace ::dovetail_test; }")
    set_target_properties(${target} PROPERTIES
        UNITY_BUILD ON
        UNITY_BUILD_BATCH_SIZE ${together}
        UNITY_BUILD_UNIQUE_ID namespace_of_the_file
        UNITY_BUILD_CODE_BEFORE_INCLUDE
            "#include \"${header}\"\nnamespace namespace_of_the_file {\n${known}"
        UNITY_BUILD_CODE_AFTER_INCLUDE "}")
    # Types of an unnamed namespace are fine in a file that g++ takes for a header here.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()
