// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "loaded.hpp"

#include <cstdlib>

#include <sys/wait.h>

namespace packages::testing {

// Runs the program in the directory, through a shell; what it prints comes into the files "out" and "err".
inline int run(const temporary_directory& directory, const std::string& arguments, const std::string& output = ">out 2>err") {
    const std::string command = "cd '" + (directory / "").string() + "' && '" PACKAGES_PROGRAM "' " + arguments + ' ' +
                                output;
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace packages::testing
