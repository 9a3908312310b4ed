// SPDX-License-Identifier: BSL-1.0
#include "workload.hpp"

#include "examples/packages/load.hpp"
#include "examples/packages/sample.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <system_error>

namespace benchmarks::load_packages {
namespace {

class temporary_directory {
public:
    temporary_directory() {
        std::string name = (std::filesystem::temp_directory_path() / "dovetail-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error("no temporary directory");
        path_ = name;
    }
    ~temporary_directory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    temporary_directory(const temporary_directory&) = delete;
    temporary_directory& operator=(const temporary_directory&) = delete;

    std::string operator/(const char* name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

const temporary_directory& directory() {
    static const temporary_directory of_this_process;
    return of_this_process;
}

}  // namespace

const std::vector<packages::record>& records() {
    static const auto all = [] {
        const std::string path = directory() / "status";
        {
            std::ofstream out(path, std::ios::binary);
            packages::write_sample_status(out, 3'000, 20, 1);
        }
        return packages::read_records(path, [](auto, auto, auto) {});
    }();
    return all;
}

std::string new_database(place where) {
    if (where == place::memory) return ":memory:";
    std::string path = directory() / "packages.db";
    std::filesystem::remove(path);
    return path;
}

}  // namespace benchmarks::load_packages
