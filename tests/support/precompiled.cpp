// SPDX-License-Identifier: BSL-1.0
//
// Nothing: CMake precompiles headers only for a target that has a source file.
