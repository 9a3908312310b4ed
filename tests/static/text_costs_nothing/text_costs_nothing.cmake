# The text of a statement costs nothing at run time, which the object file shows; on both compilers.
include("${PROJECT_SOURCE_DIR}/cmake/both_compilers.cmake")

set(directory "${CMAKE_CURRENT_SOURCE_DIR}/static/text_costs_nothing")
function(dovetail_text_costs_nothing kind compiler)
    foreach(optimization IN ITEMS O0 O2)
        dovetail_add_test(static/text_costs_nothing.${kind}.${optimization} LABELS static
            COMMAND "${directory}/check" "${directory}/program.cpp" "${compiler}" ${dovetail_flags_${kind}}
                -${optimization})
    endforeach()
endfunction()
dovetail_text_costs_nothing(g++ "${DOVETAIL_GXX}")
dovetail_text_costs_nothing(clang++ "${DOVETAIL_CLANGXX}")
dovetail_add_test(static/text_costs_nothing.check_test LABELS static
    COMMAND "${directory}/check_test" "${DOVETAIL_GXX}" "${DOVETAIL_CLANGXX}" ${dovetail_flags_clang++})
