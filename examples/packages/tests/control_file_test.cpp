// SPDX-License-Identifier: BSL-1.0
#include "../control_file.hpp"
#include "../sample.hpp"
#include "support/catch.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <unistd.h>

using namespace std::string_literals;
using packages::control_error;
using packages::control_file;
using packages::dependency;
using packages::record;

namespace {

// A directory of its own, with a file "status" that holds the text.
class status_file {
public:
    explicit status_file(std::string_view text) {
        std::string name = (std::filesystem::temp_directory_path() / "dovetail-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error("no temporary directory");
        directory_ = name;
        std::ofstream(path(), std::ios::binary) << text;
    }
    ~status_file() { std::filesystem::remove_all(directory_); }
    status_file(const status_file&) = delete;
    status_file& operator=(const status_file&) = delete;

    const std::filesystem::path& directory() const { return directory_; }
    std::filesystem::path path() const { return directory_ / "status"; }

private:
    std::filesystem::path directory_;
};

std::vector<record> read_all(const std::filesystem::path& path) {
    control_file file{path};
    std::vector<record> records;
    while (auto next = file.next()) records.push_back(std::move(*next));
    return records;
}
std::vector<record> read_text(std::string_view text) { return read_all(status_file{text}.path()); }

// The message for the text, without the path before "status".
std::string error_of(std::string_view text) {
    const status_file file{text};
    try {
        read_all(file.path());
    } catch (const control_error& error) {
        const std::string message = error.what();
        const std::string directory = file.directory().string() + '/';
        if (!message.starts_with(directory)) return "does not name the file: " + message;
        return message.substr(directory.size());
    }
    return "no error";
}

// The dependencies of one field.
std::vector<dependency> dependencies_of(const std::string& field) {
    return read_text("Package: test\n" + field + "\n").at(0).dependencies;
}

// The same, for a wrong field; it is in line 2.
std::string dependency_error(const std::string& field) { return error_of("Package: test\n" + field + "\n"); }

}  // namespace

TEST_CASE("a stanza gives a record") {
    const auto records = read_text(
        "Package: dpkg\n"
        "Essential: yes\n"
        "Status: install ok installed\n"
        "Priority: required\n"
        "Section: admin\n"
        "Installed-Size: 6409\n"
        "Maintainer: Dpkg Developers <debian-dpkg@lists.debian.org>\n"
        "Architecture: amd64\n"
        "Multi-Arch: foreign\n"
        "Version: 1.21.22\n"
        "Depends: tar (>= 1.28-1)\n"
        "Conffiles:\n"
        " /etc/alternatives/README 7be88b21f7e386c8d5a8790c2461c92b\n"
        "Description: Debian package management system\n"
        " This package provides the low-level infrastructure.\n"
        " .\n"
        " For Debian package development tools, install dpkg-dev.\n"
        "Homepage: https://wiki.debian.org/Teams/Dpkg\n"
        "\n");
    REQUIRE(records.size() == 1);
    const record& dpkg = records[0];
    CHECK(dpkg.package == "dpkg");
    CHECK(dpkg.version == "1.21.22");
    CHECK(dpkg.architecture == "amd64");
    CHECK(dpkg.status == "install ok installed");
    CHECK(is_installed(dpkg));
    CHECK(dpkg.section == "admin");
    CHECK(dpkg.priority == "required");
    CHECK(dpkg.maintainer_name == "Dpkg Developers");
    CHECK(dpkg.maintainer_email == "debian-dpkg@lists.debian.org");
    CHECK(dpkg.description == "Debian package management system");
    CHECK(dpkg.installed_size_bytes == 6409 * 1024);
    CHECK(dpkg.line == 1);
    CHECK(dpkg.dependencies == std::vector<dependency>{{"Depends", "tar", ">=", "1.28-1", "", 0, 0}});
}

TEST_CASE("fields that a stanza does not have are empty") {
    const auto records = read_text("Package: only-a-name\n");
    REQUIRE(records.size() == 1);
    CHECK(records[0].version.empty());
    CHECK(records[0].maintainer_name.empty());
    CHECK(records[0].installed_size_bytes == std::nullopt);
    CHECK(records[0].dependencies.empty());
    CHECK_FALSE(is_installed(records[0]));
}

TEST_CASE("stanzas are parted by blank lines, of any number and with spaces") {
    const auto records = read_text("\n\nPackage: a1\nVersion: 1\n\nPackage: b2\n \t\n\n\nPackage: c3\n");
    REQUIRE(records.size() == 3);
    CHECK(records[0].package == "a1");
    CHECK(records[0].line == 3);
    CHECK(records[1].package == "b2");
    CHECK(records[1].line == 6);
    CHECK(records[2].package == "c3");
    CHECK(records[2].line == 10);
}

TEST_CASE("a package of several architectures comes several times") {
    const auto records = read_text("Package: libc6\nArchitecture: amd64\n\nPackage: libc6\nArchitecture: i386\n\n");
    REQUIRE(records.size() == 2);
    CHECK(records[0].package == records[1].package);
    CHECK(records[1].architecture == "i386");
}

TEST_CASE("packages that are not installed are given, with their status") {
    const auto records = read_text("Package: gone\nStatus: deinstall ok config-files\n\n"
                                   "Package: heard-of\nStatus: unknown ok not-installed\n\n");
    REQUIRE(records.size() == 2);
    CHECK_FALSE(is_installed(records[0]));
    CHECK_FALSE(is_installed(records[1]));
}

TEST_CASE("field names know no case, and values no white space around them") {
    const auto records = read_text("PACKAGE:dpkg\t\ninstalled-size:\t 7 \nSection:   admin\n");
    REQUIRE(records.size() == 1);
    CHECK(records[0].package == "dpkg");
    CHECK(records[0].installed_size_bytes == 7 * 1024);
    CHECK(records[0].section == "admin");
}

TEST_CASE("maintainers") {
    const auto maintainer = [](const std::string& text) {
        const auto found = read_text("Package: test\nMaintainer: " + text + "\n").at(0);
        return std::pair(found.maintainer_name, found.maintainer_email);
    };
    CHECK(maintainer("Ondřej Surý <ondrej@debian.org>") == std::pair("Ondřej Surý"s, "ondrej@debian.org"s));
    CHECK(maintainer("O'Brien, \"Bob\"<bob@example.org>") == std::pair("O'Brien, \"Bob\""s, "bob@example.org"s));
    CHECK(maintainer("<only@example.org>") == std::pair(""s, "only@example.org"s));
    CHECK(maintainer("Only a name") == std::pair("Only a name"s, ""s));
    CHECK(maintainer("Strange <a> <b@example.org>") == std::pair("Strange <a>"s, "b@example.org"s));
}

TEST_CASE("dependencies: groups and alternatives are numbered, every kind is known") {
    const auto found = read_text("Package: test\n"
                                 "Depends: libc6 (>= 2.34), dpkg (>= 1.15.4) | install-info, python3:any\n"
                                 "Pre-Depends: init-system-helpers (>= 1.54~)\n"
                                 "Recommends: a1 | b2 | c3\n"
                                 "Suggests: d4\n"
                                 "Enhances: e5\n"
                                 "Breaks: f6 (<< 1:2.0-1+b1)\n"
                                 "Conflicts: g7 (= 1.0)\n"
                                 "Replaces: h8 (<= 1), i9 (>> 2)\n")
                           .at(0)
                           .dependencies;
    CHECK(found == std::vector<dependency>{
                       {"Depends", "libc6", ">=", "2.34", "", 0, 0},
                       {"Depends", "dpkg", ">=", "1.15.4", "", 1, 0},
                       {"Depends", "install-info", "", "", "", 1, 1},
                       {"Depends", "python3", "", "", "any", 2, 0},
                       {"Pre-Depends", "init-system-helpers", ">=", "1.54~", "", 0, 0},
                       {"Recommends", "a1", "", "", "", 0, 0},
                       {"Recommends", "b2", "", "", "", 0, 1},
                       {"Recommends", "c3", "", "", "", 0, 2},
                       {"Suggests", "d4", "", "", "", 0, 0},
                       {"Enhances", "e5", "", "", "", 0, 0},
                       {"Breaks", "f6", "<<", "1:2.0-1+b1", "", 0, 0},
                       {"Conflicts", "g7", "=", "1.0", "", 0, 0},
                       {"Replaces", "h8", "<=", "1", "", 0, 0},
                       {"Replaces", "i9", ">>", "2", "", 1, 0},
                   });
}

TEST_CASE("dependencies: white space and line ends are free, the old relations mean what they meant") {
    CHECK(dependencies_of("Depends:a1(>=1),b2:amd64(=2)|c3 ( << 3 ) ,\n d4\n") ==
          std::vector<dependency>{{"Depends", "a1", ">=", "1", "", 0, 0},
                                  {"Depends", "b2", "=", "2", "amd64", 1, 0},
                                  {"Depends", "c3", "<<", "3", "", 1, 1},
                                  {"Depends", "d4", "", "", "", 2, 0}});
    CHECK(dependencies_of("Depends: a1 (< 1), b2 (> 2)") ==
          std::vector<dependency>{{"Depends", "a1", "<=", "1", "", 0, 0}, {"Depends", "b2", ">=", "2", "", 1, 0}});
    CHECK(dependencies_of("Depends:").empty());
    CHECK(dependencies_of("Depends: \n \t ").empty());
}

TEST_CASE("a file that cannot be read is an error without a line") {
    const status_file file{"Package: dpkg\n"};
    SECTION("missing") {
        const auto missing = file.directory() / "missing";
        CHECK_THROWS_WITH(control_file{missing}, missing.string() + ": cannot be opened: No such file or directory");
    }
    SECTION("a directory") {
        CHECK_THROWS_WITH(read_all(file.directory()), file.directory().string() + ": cannot be read: Is a directory");
    }
    SECTION("without permission") {
        if (geteuid() == 0) return;    // root may read everything
        std::filesystem::permissions(file.path(), std::filesystem::perms::none);
        CHECK_THROWS_WITH(read_all(file.path()), file.path().string() + ": cannot be opened: Permission denied");
    }
    SECTION("the error tells its line") {
        try {
            read_all(file.directory());
            FAIL("no error");
        } catch (const control_error& error) {
            CHECK(error.line() == 0);
        }
    }
}

TEST_CASE("a file without packages is an error") {
    CHECK(error_of("") == "status: the file is empty");
    CHECK(error_of("\n\n \n") == "status: the file has no package");
}

TEST_CASE("a mangled file is one error that names file, line and reason") {
    const std::string good = "Package: good\nVersion: 1\n\n";    // so that the error is in a later stanza

    CHECK(error_of(good + "Version: 1\nSection: libs\n\n") == "status:4: a stanza without a Package field");
    CHECK(error_of(good + "Package: bad\ngarbage\n\n") == "status:5: a field has no colon: 'garbage'");
    CHECK(error_of(good + " continued\n") == "status:4: a continuation line before any field: ' continued'");
    CHECK(error_of(good + "Package: bad\n: value\n") == "status:5: bad field name: ''");
    CHECK(error_of(good + "Package: bad\nsome words: value\n") == "status:5: bad field name: 'some words'");
    CHECK(error_of(good + "Package: bad\n# remark: value\n") == "status:5: bad field name: '# remark'");
    CHECK(error_of(good + "Package: bad\nVersion: 1\nversion: 2\n") ==
          "status:6: the field 'version' is here a second time; first in line 5");
    CHECK(error_of(good + "Package: two words\n") == "status:4: bad package name: 'two words'");
    CHECK(error_of(good + "Package:\n") == "status:4: bad package name: ''");
    CHECK(error_of(good + "Section: libs\nPackage: -dash\n") == "status:5: bad package name: '-dash'");
    CHECK(error_of(good + "Package: caf\u00e9\n") == "status:4: bad package name: 'caf\u00e9'");
    CHECK(error_of("Package: dos\r\n\r\n") == "status:2: a field has no colon: '?'");
    CHECK(error_of("-----BEGIN PGP SIGNED MESSAGE-----\n") ==
          "status:1: a field has no colon: '-----BEGIN PGP SIGNED MESSAGE-----'");
}

TEST_CASE("what is shown of a mangled line is short and harmless to a terminal") {
    CHECK(error_of("\x1b[31m" + std::string(100, 'x') + "\n") ==
          "status:1: a field has no colon: '?[31m" + std::string(55, 'x') + "...'");
    // Cut between characters, not inside one.
    CHECK(error_of(std::string(59, 'x') + "\u00e9\u00e9\n") ==
          "status:1: a field has no colon: '" + std::string(59, 'x') + "...'");
}

TEST_CASE("Installed-Size") {
    const auto size = [](const std::string& text) {
        return read_text("Package: test\nInstalled-Size: " + text + "\n").at(0).installed_size_bytes;
    };
    const auto error = [](const std::string& text) {
        return error_of("Package: test\nInstalled-Size: " + text + "\n");
    };
    CHECK(size("0") == 0);
    CHECK(size("9007199254740991") == 9007199254740991 * 1024);
    CHECK(error("9007199254740992") == "status:2: Installed-Size is out of range: '9007199254740992'");
    CHECK(error("99999999999999999999") == "status:2: Installed-Size is out of range: '99999999999999999999'");
    CHECK(error("12k") == "status:2: Installed-Size is not a number of KiB: '12k'");
    CHECK(error("-1") == "status:2: Installed-Size is not a number of KiB: '-1'");
    CHECK(error("1.5") == "status:2: Installed-Size is not a number of KiB: '1.5'");
    CHECK(error("") == "status:2: Installed-Size is not a number of KiB: ''");
}

TEST_CASE("mangled dependencies") {
    CHECK(dependency_error("Depends: libc6 (>= 2.34") == "status:2: unterminated '(' in Depends: 'libc6 (>= 2.34'");
    CHECK(dependency_error("Depends: libc6 (>= 2.34, foo (= 1)") ==
          "status:2: unterminated '(' in Depends: 'libc6 (>= 2.34, foo (= 1)'");
    CHECK(dependency_error("Depends: a1, libc6 (") == "status:2: unterminated '(' in Depends: 'libc6 ('");
    CHECK(dependency_error("Depends: libc6 (~ 1)") == "status:2: unknown relation in Depends: '~ 1'");
    CHECK(dependency_error("Depends: libc6 (== 1)") == "status:2: unknown relation in Depends: '== 1'");
    CHECK(dependency_error("Depends: libc6 (=> 1)") == "status:2: unknown relation in Depends: '=> 1'");
    CHECK(dependency_error("Depends: libc6 (1)") == "status:2: unknown relation in Depends: '1'");
    CHECK(dependency_error("Depends: libc6 ()") == "status:2: unknown relation in Depends: ''");
    CHECK(dependency_error("Depends: libc6 (>=)") == "status:2: a version is missing after '>=' in Depends");
    CHECK(dependency_error("Depends: libc6 (>= 1 2)") == "status:2: bad version in Depends: 'libc6 (>= 1 2)'");
    CHECK(dependency_error("Depends: a1,, b2") == "status:2: bad package name in Depends: ''");
    CHECK(dependency_error("Depends: a1,") == "status:2: bad package name in Depends: ''");
    CHECK(dependency_error("Depends: a1 |") == "status:2: bad package name in Depends: ''");
    CHECK(dependency_error("Depends: (>= 1)") == "status:2: bad package name in Depends: ''");
    CHECK(dependency_error("Depends: a1 b2") == "status:2: ',' or '|' is missing in Depends before 'b2'");
    CHECK(dependency_error("Depends: a1 (= 1) [armhf]") ==
          "status:2: ',' or '|' is missing in Depends before '[armhf]'");
    CHECK(dependency_error("Depends: a1 (= 1))") == "status:2: ',' or '|' is missing in Depends before ')'");
    CHECK(dependency_error("Depends: a1:") == "status:2: bad architecture after 'a1:' in Depends");
    CHECK(dependency_error("Conflicts: a1 | b2") == "status:2: alternatives ('|') are not allowed in Conflicts");
    // The line is the one where it goes wrong, not the one where the field begins.
    CHECK(dependency_error("Suggests: a1,\n b2,\n c$3,\n d4") == "status:4: bad package name in Suggests: 'c$3'");
}

TEST_CASE("bytes that are no text") {
    CHECK(error_of("Package: a\0b\n"s) == "status:1: a NUL byte: not a text file, or a damaged one");
    CHECK(error_of("Package: test\nX-Unused: \0\n"s) == "status:2: a NUL byte: not a text file, or a damaged one");
    CHECK(error_of("Package: test\nDescription: caf\xE9\n") == "status:2: byte 17 of the line is not valid UTF-8");

    const auto in_utf8 = [](const std::string& bytes) {
        return error_of("Package: test\nDescription: " + bytes + "\n").find("not valid UTF-8") == std::string::npos;
    };
    CHECK(in_utf8("caf\u00e9 \u20ac \U0001F600 \U0010FFFF"));
    CHECK_FALSE(in_utf8("\x80"));                // a continuation byte alone
    CHECK_FALSE(in_utf8("\xC3"));                // cut at the end of the line
    CHECK_FALSE(in_utf8("\xE2\x82"));            // likewise
    CHECK_FALSE(in_utf8("\xC0\xAF"));            // overlong
    CHECK_FALSE(in_utf8("\xE0\x9F\xBF"));        // overlong
    CHECK_FALSE(in_utf8("\xF0\x8F\xBF\xBF"));    // overlong
    CHECK_FALSE(in_utf8("\xED\xA0\x80"));        // a surrogate
    CHECK_FALSE(in_utf8("\xF4\x90\x80\x80"));    // above U+10FFFF
    CHECK_FALSE(in_utf8("\xFF"));
}

TEST_CASE("a file that was cut in mid-line is an error") {
    CHECK(error_of("Package: dpkg\nVersion: 1.2") == "status:2: the file ends in the middle of this line: it was cut");
    CHECK(error_of("Package") == "status:1: the file ends in the middle of this line: it was cut");
}

TEST_CASE("records before the error are given") {
    const status_file status{"Package: good\n\ngarbage\n"};
    control_file file{status.path()};
    REQUIRE(file.next().value().package == "good");
    CHECK_THROWS_AS(file.next(), control_error);
}

TEST_CASE("something endless does not fill the memory") {
    CHECK(error_of(std::string(control_file::largest_stanza + 1, 'x')) ==
          "status:1: a stanza of more than 16 MiB: not a package database");
    std::string many_fields;
    for (int i = 1; i <= 1'001; ++i) many_fields += "Field-" + std::to_string(i) + ": x\n";
    CHECK(error_of(many_fields) == "status:1001: a stanza of more than 1000 fields: not a package database");
}

TEST_CASE("lines may be longer than the buffer, and many stanzas are not one") {
    const std::string value(200'000, 'v');
    std::string text;
    for (int i = 0; i < 100; ++i) text += "Package: test\nVersion: " + value + "\nX-Unused: " + value + "\n\n";
    const auto records = read_text(text);    // 40 MB, more than one stanza may have
    REQUIRE(records.size() == 100);
    for (const record& each : records) CHECK(each.version == value);
}

TEST_CASE("the sample is the desktop that it promises, and always the same") {
    std::ostringstream text;
    packages::write_sample_status(text, 3'000, 20, 1);
    const auto records = read_text(text.str());

    REQUIRE(records.size() == 3'000);
    std::size_t dependencies = 0, installed = 0, absent = 0;
    std::set<std::pair<std::string, std::string>> keys;
    std::set<std::string> names, sections, maintainers, kinds;
    std::map<std::string, int> needed;
    for (const record& each : records) {
        dependencies += each.dependencies.size();
        installed += is_installed(each);
        keys.emplace(each.package, each.architecture);
        names.insert(each.package);
        sections.insert(each.section);
        maintainers.insert(each.maintainer_email);
    }
    for (const record& each : records)
        for (const dependency& needs : each.dependencies) {
            kinds.insert(needs.kind);
            ++needed[needs.package];
            absent += !names.contains(needs.package);
        }
    CHECK(dependencies == 60'000);
    CHECK(keys.size() == 3'000);
    CHECK(names.size() == 2'940);
    CHECK(maintainers.size() == 900);
    CHECK(sections.size() == 28);
    CHECK(kinds.size() == 8);
    CHECK(installed > 2'900);
    CHECK(installed < 3'000);
    CHECK(absent > 1'000);

    std::ostringstream again, other, odd;
    packages::write_sample_status(again, 3'000, 20, 1);
    packages::write_sample_status(other, 3'000, 20, 2);
    packages::write_sample_status(odd, 7, 3, 1);
    CHECK(text.str() == again.str());
    CHECK(text.str() != other.str());
    std::size_t odd_dependencies = 0;
    for (const record& each : read_text(odd.str())) odd_dependencies += each.dependencies.size();
    CHECK(odd_dependencies == 21);
}

TEST_CASE("this machine's own database can be read") {
    const std::filesystem::path own = "/var/lib/dpkg/status";
    if (!std::filesystem::exists(own)) return;    // not a Debian
    control_file file{own};
    std::size_t records = 0;
    while (file.next()) ++records;
    CHECK(records > 0);
    CHECK(file.bytes_read() == std::filesystem::file_size(own));
}
