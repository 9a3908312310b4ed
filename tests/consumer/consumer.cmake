# The library as its users meet it: installed, or as a subdirectory, linked into two translation units.
foreach(way IN ITEMS find_package add_subdirectory unknown_component)
    dovetail_add_test(consumer/${way} LABELS consumer
        COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/consumer/check" ${way}
            "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}" "${CMAKE_CXX_COMPILER}")
endforeach()
