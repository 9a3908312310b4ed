// SPDX-License-Identifier: BSL-1.0
#include "workload.hpp"

#include "examples/packages/load.hpp"
#include "examples/packages/sample.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <unistd.h>

namespace benchmarks::load_packages {

const std::vector<packages::record>& records() {
    static const auto all = [] {
        std::string path = (std::filesystem::temp_directory_path() / "dovetail-XXXXXX").string();
        const int file = mkstemp(path.data());
        if (file < 0) throw std::runtime_error("no temporary file for the sample");
        close(file);
        {
            std::ofstream out(path, std::ios::binary);
            packages::write_sample_status(out, 3'000, 20, 1);
        }
        auto read = packages::read_records(path, [](auto, auto, auto) {});
        std::filesystem::remove(path);
        return read;
    }();
    return all;
}

}  // namespace benchmarks::load_packages
