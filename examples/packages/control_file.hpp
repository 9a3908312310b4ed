// SPDX-License-Identifier: BSL-1.0
//
// Reads Debian's package database (/var/lib/dpkg/status) or another file in that format, a package at a time:
//
//     packages::control_file file{"/var/lib/dpkg/status"};
//     while (const auto package = file.next()) std::cout << package->package << '\n';
//
// The format is "deb822" (Debian Policy, chapter 5): stanzas parted by blank lines; in a stanza, "Field: value" lines
// and continuation lines, which begin with a space. Dependencies are those of chapter 7.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace packages {

// One name in a field such as "Depends: libc6 (>= 2.34), dpkg (>= 1.15.4) | install-info".
struct dependency {
    std::string kind;       // Depends, Pre-Depends, Recommends, Suggests, Enhances, Breaks, Conflicts or Replaces
    std::string package;    // may be virtual or not installed, so that the file has no stanza for it
    std::string relation;   // "", "<<", "<=", "=", ">=" or ">>"
    std::string version;    // empty where relation is
    std::string architecture_qualifier;    // "any" in "python3:any"
    int group = 0;          // position among the field's commas, from 0
    int alternative = 0;    // position among the group's "|", from 0

    bool operator==(const dependency&) const = default;
};

// A package. A field that the stanza does not have is empty. The same name comes once for each architecture that is
// installed of it, so the key is package and architecture.
struct record {
    std::string package;
    std::string version;
    std::string architecture;
    std::string status;     // three words such as "install ok installed"; see is_installed()
    std::string section;
    std::string priority;
    std::string maintainer_name;
    std::string maintainer_email;
    std::string description;    // its first line
    std::optional<std::int64_t> installed_size_bytes;
    std::vector<dependency> dependencies;
    std::size_t line = 0;   // where the stanza begins, from 1
};

// dpkg also remembers packages that were removed but left their configuration, and some that it only heard of.
bool is_installed(const record& package);

// The file cannot be read or is not what it should be. what() is "<file>:<line>: <what is wrong>", without the line
// where there is none.
class control_error : public std::runtime_error {
public:
    control_error(const std::filesystem::path& file, std::size_t line, const std::string& problem);

    std::size_t line() const { return line_; }    // 0 where there is none

private:
    std::size_t line_;
};

// Holds one stanza in memory, whose size has a limit.
//
// Every line must end in a newline: dpkg writes them all so, and a file that stops in mid-line was cut. The blank line
// after the last stanza may be missing. A file without any package is an error.
class control_file {
public:
    static constexpr std::size_t largest_stanza = 16 << 20;    // bytes
    static constexpr std::size_t most_fields = 1'000;          // in a stanza

    explicit control_file(std::filesystem::path file);    // throws control_error, as does next()

    // The next package, or nothing at the end of the file.
    std::optional<record> next();

    // How far reading has come, for a progress display.
    std::uintmax_t bytes_read() const { return bytes_read_; }

private:
    struct field;

    bool read_line();
    void check_text() const;
    void add_field(std::vector<field>& fields) const;
    record record_of(const std::vector<field>& fields) const;
    void add_dependencies(record& package, const field& source, std::string_view kind) const;
    [[noreturn]] void fail(std::size_t line, const std::string& problem) const;

    struct close_file {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    std::filesystem::path path_;
    std::unique_ptr<std::FILE, close_file> file_;
    std::vector<char> buffer_;
    std::size_t buffer_begin_ = 0, buffer_end_ = 0;    // what of the buffer is not yet read as lines
    std::uintmax_t bytes_read_ = 0;

    std::string line_;                 // the current line, without its newline
    std::size_t line_number_ = 0;
    std::size_t stanza_bytes_ = 0;
    bool any_package_ = false;
};

}  // namespace packages
