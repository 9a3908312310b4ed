# For working on dovetail itself: warnings, ccache, mold, test names. Users of the library never see this file.
find_program(DOVETAIL_CCACHE ccache)
if(DOVETAIL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${DOVETAIL_CCACHE}")
endif()
# A test program takes ld seconds to link, and mold a tenth of that.
find_program(DOVETAIL_MOLD mold)
if(DOVETAIL_MOLD)
    add_link_options(-fuse-ld=mold)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)

add_library(dovetail_warnings INTERFACE)
target_compile_options(dovetail_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Werror -Werror=unused-result
    # A NewUser leaves out what the database fills in: that is the point of designated initialisers.
    -Wno-missing-field-initializers
    # g++ with optimisation takes the malloc inside a test's own operator new for a mismatch; AddressSanitizer knows better.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-mismatched-new-delete>
    $<$<CXX_COMPILER_ID:Clang>:-Wno-missing-designated-field-initializers>)

# What users may compile with as well: our headers and examples are silent under these, too. (In our headers also -Wshadow.)
set(dovetail_users_warnings -Wconversion -Wsign-conversion -Wdouble-promotion -Wold-style-cast -Wcast-qual -Wcast-align
    -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi -Wundef -Wformat=2)

# What our own tests and examples link.
add_library(dovetail_development INTERFACE)
# g++ collects no garbage below this many KiB: a large test is compiled in a fifth less time, and its 1.5 GB become 2 GB.
target_compile_options(dovetail_development INTERFACE $<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-heapsize=2000000>)
target_link_libraries(dovetail_development INTERFACE dovetail_warnings dovetail
    $<TARGET_NAME_IF_EXISTS:dovetail_sqlite> $<TARGET_NAME_IF_EXISTS:dovetail_postgres>)

# dovetail_add_test(<name> LABELS <label>... COMMAND <command>...): a test in a working directory of its own, so that
# tests that write the same file can run side by side.
function(dovetail_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LABELS;COMMAND")
    set(directory "${PROJECT_BINARY_DIR}/run/${name}")
    file(MAKE_DIRECTORY "${directory}")
    add_test(NAME "${name}" COMMAND ${arg_COMMAND} WORKING_DIRECTORY "${directory}")
    set_tests_properties("${name}" PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 300)
endfunction()

# A test that passes when the target builds; nothing is left to do where the build has made it already.
function(dovetail_add_build_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TARGET" "LABELS")
    dovetail_add_test("${name}" LABELS ${arg_LABELS}
        COMMAND "${CMAKE_COMMAND}" --build "${PROJECT_BINARY_DIR}" --target ${arg_TARGET})
    # Two builds at once in one tree would disturb each other.
    set_tests_properties("${name}" PROPERTIES RESOURCE_LOCK build TIMEOUT 1200)
endfunction()
