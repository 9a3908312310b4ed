# What each part of dovetail stands on. The build and the installed package both use this file.
#
#   dovetail_find_dependencies(<core|sqlite|postgres> <problem> [GLOBAL])
#
# sets <problem> to nothing, or to the one sentence that says what is missing. GLOBAL makes the targets found
# visible to the whole build, as add_subdirectory(dovetail) needs it.
function(dovetail_find_dependencies part problem)
    set(sentence "")
    if(part STREQUAL "core")
        find_package(Boost 1.75 QUIET CONFIG ${ARGN})
        if(NOT Boost_FOUND OR NOT EXISTS "${Boost_INCLUDE_DIRS}/boost/pfr.hpp")
            string(CONCAT sentence "dovetail needs the headers of Boost 1.75 or newer, with boost/pfr.hpp: install "
                "libboost1.81-dev on Debian 12, libboost-dev on Debian 13, or set Boost_ROOT.")
        endif()
    elseif(part STREQUAL "sqlite")
        find_package(SQLite3 3.35 QUIET ${ARGN})
        find_package(Threads QUIET ${ARGN})
        if(NOT SQLite3_FOUND OR NOT Threads_FOUND)
            string(CONCAT sentence "dovetail::sqlite needs SQLite 3.35 or newer and a thread library: install "
                "libsqlite3-dev, or set SQLite3_ROOT.")
        endif()
    elseif(part STREQUAL "postgres")
        find_package(PkgConfig QUIET)
        if(PkgConfig_FOUND)
            pkg_check_modules(dovetail_libpqxx QUIET IMPORTED_TARGET ${ARGN} libpqxx libpq)
        endif()
        find_package(Threads QUIET ${ARGN})
        find_package(Boost 1.75 QUIET CONFIG COMPONENTS context ${ARGN})
        if(NOT dovetail_libpqxx_FOUND OR NOT TARGET Boost::context OR NOT Threads_FOUND)
            string(CONCAT sentence "dovetail::postgres needs libpqxx and libpq, found by pkg-config, and Boost.Context: "
                "install libpqxx-dev, libpq-dev, pkg-config and libboost-context1.81-dev (on Debian 13: "
                "libboost-context1.83-dev).")
        endif()
    else()
        set(sentence "dovetail has no component \"${part}\": its components are sqlite and postgres.")
    endif()
    set(${problem} "${sentence}" PARENT_SCOPE)
endfunction()
