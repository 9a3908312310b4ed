# A private PostgreSQL for the tests that need one (server says how it is made); ctest starts it before the first of
# them and removes it after the last, whichever of them are selected.
#
#   dovetail_needs_postgres(<test>...)      they share one server, side by side
#   dovetail_owns_postgres(<test>)          it has a server for itself, to stop, to kill and to fill up
#
# Both are called where the test is added, and give it in its environment
#
#   DOVETAIL_TEST_POSTGRES            the path of the file that contains the URL; beside it stand ca.crt, admin_url, ...
#   DOVETAIL_TEST_DATABASE            a name that no other test of this build has. A program that shares its server
#                                     makes a database of this name for itself, so that tables, advisory locks and
#                                     channels of LISTEN are its own: by the URL, outside of a transaction,
#                                         DROP DATABASE IF EXISTS <name> WITH (FORCE); CREATE DATABASE <name>
#                                     as two statements, and then connects by the URL with <name> instead of
#                                     dovetail_test. All who share the server have 57 connections together.
#   DOVETAIL_TEST_POSTGRES_SERVER     of an own server: the script that stops and starts it, given the directory of the
#                                     file with the URL

# dovetail_postgres_fixture(<name> <directory>): the tests <name>/start and <name>/stop around those that require it.
# ctest adds them to any selection of those by itself, whatever the labels.
function(dovetail_postgres_fixture name directory)
    set(server "${PROJECT_SOURCE_DIR}/tests/postgres/server")
    dovetail_add_test(${name}/start LABELS integration postgres COMMAND "${server}" start "${directory}")
    dovetail_add_test(${name}/stop LABELS integration postgres COMMAND "${server}" remove "${directory}")
    set_tests_properties(${name}/start PROPERTIES FIXTURES_SETUP ${name})
    set_tests_properties(${name}/stop PROPERTIES FIXTURES_CLEANUP ${name})
endfunction()

function(dovetail_require_postgres test fixture directory)
    # Folded by PostgreSQL otherwise, and cut off at 63 bytes.
    string(TOLOWER "${test}" database)
    string(REGEX REPLACE "[^a-z0-9]" "_" database "${database}")
    string(LENGTH "${database}" length)
    if(length GREATER 63)
        message(FATAL_ERROR "The name of the test ${test} is too long for a database: it has 63 characters at most.")
    endif()
    set_property(TEST ${test} APPEND PROPERTY FIXTURES_REQUIRED ${fixture})
    set_property(TEST ${test} APPEND PROPERTY ENVIRONMENT
        "DOVETAIL_TEST_POSTGRES=${directory}/url" "DOVETAIL_TEST_DATABASE=${database}")
endfunction()

function(dovetail_needs_postgres)
    foreach(test IN LISTS ARGN)
        dovetail_require_postgres(${test} postgres "${PROJECT_BINARY_DIR}/postgres")
    endforeach()
endfunction()

function(dovetail_owns_postgres test)
    set(directory "${PROJECT_BINARY_DIR}/run/${test}/postgres")
    dovetail_postgres_fixture(postgres/${test} "${directory}")
    dovetail_require_postgres(${test} postgres/${test} "${directory}")
    set_property(TEST ${test} APPEND PROPERTY ENVIRONMENT
        "DOVETAIL_TEST_POSTGRES_SERVER=${PROJECT_SOURCE_DIR}/tests/postgres/server")
endfunction()

dovetail_postgres_fixture(postgres "${PROJECT_BINARY_DIR}/postgres")
