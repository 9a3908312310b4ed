# The targets that users link: dovetail::dovetail (no database), dovetail::sqlite, dovetail::postgres.
include("${CMAKE_CURRENT_LIST_DIR}/dependencies.cmake")

function(dovetail_add_part part target)
    dovetail_find_dependencies(${part} problem GLOBAL)
    if(problem)
        message(FATAL_ERROR "${problem}")
    endif()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE ${ARGN})
endfunction()

dovetail_add_part(core dovetail Boost::headers)
add_library(dovetail::dovetail ALIAS dovetail)
target_compile_features(dovetail INTERFACE cxx_std_20)
target_include_directories(dovetail INTERFACE
    "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
    "$<INSTALL_INTERFACE:include>")

if(DOVETAIL_SQLITE)
    dovetail_add_part(sqlite dovetail_sqlite dovetail SQLite::SQLite3 Threads::Threads)
    add_library(dovetail::sqlite ALIAS dovetail_sqlite)
    set_target_properties(dovetail_sqlite PROPERTIES EXPORT_NAME sqlite)
endif()

if(DOVETAIL_POSTGRES)
    dovetail_add_part(postgres dovetail_postgres dovetail PkgConfig::dovetail_libpqxx Boost::context Threads::Threads)
    add_library(dovetail::postgres ALIAS dovetail_postgres)
    set_target_properties(dovetail_postgres PROPERTIES EXPORT_NAME postgres)
endif()
