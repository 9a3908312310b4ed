# Two tests for each rule's mistake, one a compiler, and a few for all the corrected programs, which are compiled together;
# what the rules share, <dovetail/sqlite.hpp> and with it <dovetail/sql.hpp>, is compiled once for all of them.
include("${PROJECT_SOURCE_DIR}/cmake/both_compilers.cmake")

# Precompiles <dovetail/sqlite.hpp> to the first file, and with <dovetail/sql.hpp> to the second.
function(dovetail_precompile kind compiler)
    set(alone "#include <dovetail/sqlite.hpp>\n")
    set(includes "${alone}" "${alone}#include <dovetail/sql.hpp>\n")
    foreach(output text IN ZIP_LISTS ARGN includes)
        cmake_path(GET output PARENT_PATH directory)
        file(MAKE_DIRECTORY "${directory}")
        set(header "${output}.hpp")
        file(CONFIGURE OUTPUT "${header}" CONTENT "${text}")
        add_custom_command(OUTPUT "${output}"
            COMMAND "${compiler}" ${dovetail_flags_${kind}} -w -x c++-header "${header}" -o "${output}"
                -MD -MF "${output}.d" -MT "${output}"
            DEPENDS "${header}" DEPFILE "${output}.d" VERBATIM
            COMMENT "Precompiling <dovetail/sqlite.hpp> with ${compiler}")
    endforeach()
    add_custom_target(precompiled_${kind} DEPENDS ${ARGN})
    dovetail_add_build_test(compile_fail/precompiled.${kind} LABELS compile_fail TARGET precompiled_${kind})
    set_tests_properties(compile_fail/precompiled.${kind} PROPERTIES FIXTURES_SETUP precompiled_${kind})
endfunction()

# `precompiled` and `with_sql` are what the compiler is told of the two precompiled headers, which are made as ARGN.
function(dovetail_compile_fail_tests kind compiler precompiled with_sql)
    set(environment "PRECOMPILED=${precompiled};PRECOMPILED_SQL=${with_sql}")
    file(GLOB rules CONFIGURE_DEPENDS compile_fail/*.cpp)
    foreach(rule IN LISTS rules)
        cmake_path(GET rule STEM name)
        dovetail_add_test(compile_fail/${name}.${kind} LABELS compile_fail
            COMMAND "${PROJECT_SOURCE_DIR}/tests/compile_fail/check" ${kind} "${rule}" "${compiler}"
                ${dovetail_flags_${kind}})
        set_tests_properties(compile_fail/${name}.${kind}
            PROPERTIES FIXTURES_REQUIRED precompiled_${kind} ENVIRONMENT "${environment}")
    endforeach()

    # Enough of them to keep the cores busy: what they cost is, above all, a constant for each.
    set(together 75)
    set(part 0)
    while(rules)
        math(EXPR part "${part} + 1")
        list(SUBLIST rules 0 ${together} some)
        dovetail_add_test(compile_fail/corrected.${part}.${kind} LABELS compile_fail
            COMMAND "${PROJECT_SOURCE_DIR}/tests/compile_fail/check_corrected" ${kind} "${compiler}" ${some}
                -- ${dovetail_flags_${kind}})
        set_tests_properties(compile_fail/corrected.${part}.${kind}
            PROPERTIES FIXTURES_REQUIRED precompiled_${kind} ENVIRONMENT "${environment}")
        list(LENGTH rules left)
        if(left LESS_EQUAL together)
            break()
        endif()
        list(SUBLIST rules ${together} -1 rules)
    endwhile()

    # Without the compiler each test says so itself.
    set(header "${PROJECT_SOURCE_DIR}/include/dovetail/sqlite.hpp")
    find_program(DOVETAIL_FOUND_${kind} "${compiler}")
    mark_as_advanced(DOVETAIL_FOUND_${kind})
    if(rules AND DOVETAIL_FOUND_${kind} AND EXISTS "${header}")
        dovetail_precompile(${kind} "${compiler}" ${ARGN})
    endif()
endfunction()

set(precompiled "${PROJECT_BINARY_DIR}/precompiled")
dovetail_compile_fail_tests(g++ "${DOVETAIL_GXX}" "${precompiled}" "${precompiled}/sql"
    "${precompiled}/dovetail/sqlite.hpp.gch" "${precompiled}/sql/dovetail/sqlite.hpp.gch")
dovetail_compile_fail_tests(clang++ "${DOVETAIL_CLANGXX}" "${precompiled}/sqlite.pch" "${precompiled}/sql.pch"
    "${precompiled}/sqlite.pch" "${precompiled}/sql.pch")

dovetail_add_test(compile_fail/check_test LABELS compile_fail
    COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/compile_fail/check_test" "${DOVETAIL_GXX}" "${DOVETAIL_CLANGXX}")
