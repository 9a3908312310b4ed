# Each header compiles alone, twice over: those that users include on both compilers, the others, of which they are made, on
# clang++ (the two read the same standard library, so what a header lacks, it lacks on both). And the includes keep the order
# of the layers.
include("${PROJECT_SOURCE_DIR}/cmake/both_compilers.cmake")

function(dovetail_headers_alone kind compiler)
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/include"
        "${PROJECT_SOURCE_DIR}/include/*.hpp")
    if(kind STREQUAL "g++")
        list(FILTER headers INCLUDE REGEX "^(dovetail/)?[^/]*$")
    endif()
    if(NOT DOVETAIL_POSTGRES)
        list(FILTER headers EXCLUDE REGEX "postgres")
    endif()
    set(seen "")
    foreach(header IN LISTS headers)
        set(source "${PROJECT_BINARY_DIR}/headers/${header}.cpp")
        file(CONFIGURE OUTPUT "${source}" CONTENT "#include <${header}>\n#include <${header}>\n")
        set(stamp "${PROJECT_BINARY_DIR}/headers/${header}.${kind}")
        add_custom_command(OUTPUT "${stamp}"
            COMMAND "${compiler}" ${dovetail_flags_${kind}} ${dovetail_users_warnings} -Wshadow -Werror -fsyntax-only
                -MD -MF "${stamp}.d" -MT "${stamp}" "${source}"
            COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
            DEPENDS "${source}" DEPFILE "${stamp}.d" VERBATIM
            COMMENT "Compiling <${header}> alone with ${compiler}")
        list(APPEND seen "${stamp}")
    endforeach()
    add_custom_target(headers_${kind} DEPENDS ${seen})
    dovetail_add_build_test(headers/alone.${kind} LABELS headers TARGET headers_${kind})
endfunction()

dovetail_headers_alone(g++ "${DOVETAIL_GXX}")
dovetail_headers_alone(clang++ "${DOVETAIL_CLANGXX}")

foreach(script IN ITEMS include_direction include_direction_test)
    dovetail_add_test(headers/${script} LABELS headers
        COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/headers/${script}" "${PROJECT_SOURCE_DIR}/include")
endforeach()

# The headers that users include.
file(GLOB headers CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/include" "${PROJECT_SOURCE_DIR}/include/dovetail/*.hpp")
if(NOT DOVETAIL_POSTGRES)
    list(FILTER headers EXCLUDE REGEX "postgres")
endif()
foreach(header IN LISTS headers)
    cmake_path(GET header STEM name)
    dovetail_add_test(headers/adds_no_code.${name} LABELS headers
        COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/headers/adds_no_code" "${DOVETAIL_GXX}" ${header} ${dovetail_flags_g++})
endforeach()
