# For the tests that run both compilers, whichever of them this build tree has.
include_guard(GLOBAL)
set(DOVETAIL_GXX g++ CACHE STRING "The g++ of the tests that need both compilers")
set(DOVETAIL_CLANGXX clang++-19 CACHE STRING "The clang++ of the tests that need both compilers")

# What the README tells users to compile with.
set(user_flags -std=c++20 -Wall -Wextra -Wpedantic -Werror=unused-result -Wno-missing-field-initializers)
# Where the library is, and what it stands on where that is no directory of the compiler's own.
list(APPEND user_flags -I "${PROJECT_SOURCE_DIR}/include")
foreach(target IN ITEMS Boost::headers SQLite::SQLite3 PkgConfig::dovetail_libpqxx)
    if(TARGET ${target})
        get_target_property(directories ${target} INTERFACE_INCLUDE_DIRECTORIES)
        foreach(directory IN LISTS directories)
            if(directory AND NOT directory IN_LIST CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES)
                list(APPEND user_flags -isystem "${directory}")
            endif()
        endforeach()
    endif()
endforeach()
set(dovetail_flags_g++ ${user_flags})
set(dovetail_flags_clang++ ${user_flags} -Wno-missing-designated-field-initializers)
