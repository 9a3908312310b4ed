// SPDX-License-Identifier: BSL-1.0
//
// What the tests begin with: a directory of their own, records, and a database that holds them.
#pragma once

#include "../load.hpp"
#include "../sample.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace packages::testing {

inline const show_progress silent = [](auto, auto, auto) {};

class temporary_directory {
public:
    temporary_directory() {
        std::string name = (std::filesystem::temp_directory_path() / "dovetail-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error("no temporary directory");
        path_ = name;
    }
    ~temporary_directory() { std::filesystem::remove_all(path_); }
    temporary_directory(const temporary_directory&) = delete;
    temporary_directory& operator=(const temporary_directory&) = delete;

    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
    std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator()));
    }

private:
    std::filesystem::path path_;
};

inline void write_file(const std::filesystem::path& path, std::string_view content) {
    std::ofstream(path, std::ios::binary) << content;
}
inline std::string content_of(const std::filesystem::path& path) {
    std::ostringstream content;
    content << std::ifstream(path, std::ios::binary).rdbuf();
    return content.str();
}

inline std::string sample_text(int packages, int dependencies_per_package) {
    std::ostringstream text;
    write_sample_status(text, packages, dependencies_per_package, 7);
    return text.str();
}

inline std::vector<record> records_of(std::string_view text) {
    const temporary_directory directory;
    write_file(directory / "status", text);
    return read_records(directory / "status", silent);
}

// A database in memory with the text's packages.
class loaded {
public:
    explicit loaded(std::string_view text) : records(records_of(text)) {
        dt::sync_wait(db.create_all(tables));
        dt::sync_wait(load(db, records, silent));
        dt::sync_wait(db.commit());
    }

    template <class Statement>
    auto all(Statement statement) {
        return dt::sync_wait(db.execute(std::move(statement))).all();
    }

    std::vector<record> records;
    dt::engine<dt::sqlite> engine{":memory:"};
    Db db{engine};
};

}  // namespace packages::testing
