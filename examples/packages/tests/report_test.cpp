// SPDX-License-Identifier: BSL-1.0
#include "../format.hpp"
#include "../listing.hpp"
#include "../report.hpp"
#include "loaded.hpp"
#include "support/catch.hpp"

#include <sstream>

using namespace packages;
using dovetail_test::contains;
using packages::testing::loaded;

namespace {

const std::string few_packages = "Package: tool\nVersion: 1.0\nArchitecture: amd64\nStatus: install ok installed\n"
                                 "Section: utils\nMaintainer: Ann Example <ann@example.org>\nInstalled-Size: 3\n"
                                 "Description: does something\n"
                                 "Depends: library (>= 2), shell:any | virtual-shell\nRecommends: removed\n\n"
                                 "Package: library\nVersion: 2.1\nArchitecture: amd64\nStatus: install ok installed\n"
                                 "Section: libs\nMaintainer: Bob Example <bob@example.org>\nInstalled-Size: 2048\n\n"
                                 "Package: shell\nVersion: 5\nArchitecture: amd64\nStatus: install ok installed\n"
                                 "Section: utils\nInstalled-Size: 1\nDepends: library\n\n"
                                 "Package: removed\nVersion: 9\nArchitecture: all\n"
                                 "Status: deinstall ok config-files\nSection: utils\n"
                                 "Maintainer: Ann Example <ann@example.org>\n";

template <class Report, class... Arguments>
std::string text_of(loaded& it, Report report, Arguments... arguments) {
    std::ostringstream out;
    dt::sync_wait(report(it.db, out, arguments...));
    return out.str();
}

}  // namespace

TEST_CASE("a package is listed with what it needs, and who maintains that") {
    loaded it{few_packages};
    const auto listing = dt::sync_wait(list_by_joinedload(it.db, 1));
    CHECK(listing.name == "tool");
    CHECK(listing.section == "utils");
    CHECK(listing.maintainer == "Ann Example");
    REQUIRE(listing.dependencies.size() == 4);
    CHECK(listing.dependencies[0] == dependency_line{"Depends", false, "library (>= 2)", "2.1", "Bob Example"});
    CHECK(listing.dependencies[1] == dependency_line{"Depends", false, "shell:any", "5", ""});
    CHECK(listing.dependencies[2] == dependency_line{"Depends", true, "virtual-shell", "not in the file", ""});
    CHECK(listing.dependencies[3] == dependency_line{"Recommends", false, "removed", "not installed", "Ann Example"});
}

TEST_CASE("one statement and one query per row give the same") {
    loaded it{packages::testing::sample_text(120, 9)};
    for (std::int32_t id = 1; id <= 120; ++id) {
        const auto at_first = it.db.statement_count();
        const auto joined = dt::sync_wait(list_by_joinedload(it.db, id));
        const auto between = it.db.statement_count();
        const auto queried = dt::sync_wait(list_by_queries(it.db, id));
        const auto at_last = it.db.statement_count();

        CHECK(joined == queried);
        CHECK(between - at_first == 1);
        std::int64_t found = 0;    // each target is a query, and its maintainer another one
        for (const dependency_line& each : queried.dependencies) found += each.found != "not in the file";
        CHECK(at_last - between == 4 + 2 * found);
    }
}

TEST_CASE("a package is found by its name, also with its architecture") {
    loaded it{"Package: a\nArchitecture: i386\nStatus: deinstall ok config-files\n\n"
              "Package: a\nArchitecture: amd64\nStatus: install ok installed\n\n"
              "Package: b\nDepends: a, c\n"};
    CHECK(dt::sync_wait(find_package(it.db, "a")) == 2);
    CHECK(dt::sync_wait(find_package(it.db, "a:i386")) == 1);
    CHECK(dt::sync_wait(find_package(it.db, "b")) == 3);
    CHECK(dt::sync_wait(find_package(it.db, "")) == 3);    // there is no dpkg; b has the most dependencies
    CHECK_THROWS_WITH(dt::sync_wait(find_package(it.db, "a:arm64")), contains("no package 'a:arm64'"));
    CHECK_THROWS_WITH(dt::sync_wait(find_package(it.db, "nosuch")), contains("no package 'nosuch'"));

    loaded system{"Package: a\nDepends: b\n\nPackage: dpkg\n"};
    CHECK(dt::sync_wait(find_package(system.db, "")) == 2);
}

TEST_CASE("the report counts installed packages") {
    loaded it{few_packages};
    CHECK(text_of(it, report_sections<dt::sqlite>) == "Installed packages by section\n"
                                          "   packages        size  section\n"
                                          "          2     4.0 KiB  utils\n"
                                          "          1     2.0 MiB  libs\n"
                                          "          3     2.0 MiB  in 2 sections\n");
    CHECK(text_of(it, report_maintainers<dt::sqlite>) == "Maintainers with the most packages\n"
                                             "   packages        size  maintainer\n"
                                             "          1     3.0 KiB  Ann Example\n"
                                             "          1     2.0 MiB  Bob Example\n"
                                             "\n"
                                             "Maintainers with the most bytes\n"
                                             "   packages        size  maintainer\n"
                                             "          1     2.0 MiB  Bob Example\n"
                                             "          1     3.0 KiB  Ann Example\n");
}

TEST_CASE("the report shows a package in both directions") {
    loaded it{few_packages};
    CHECK_THAT(text_of(it, report_package<dt::sqlite>, 1),
               contains("tool 1.0 (amd64): does something\n"
                        "  section utils, maintained by Ann Example\n"
                        "  Depends      library (>= 2)   2.1              Bob Example\n"
                        "               shell:any        5\n"
                        "               | virtual-shell  not in the file\n"
                        "  Recommends   removed          not installed    Ann Example\n") &&
                   contains("one statement, by joinedload       1 statement ") &&
                   contains("one query per row, by load         9 statements"));
    CHECK(text_of(it, report_dependents<dt::sqlite>, 2) == "What needs library, or names it otherwise\n"
                                               "  Depends (2): tool, shell\n");
    CHECK(text_of(it, report_dependents<dt::sqlite>, 1) == "What needs tool, or names it otherwise\n"
                                               "  nothing\n");
}

TEST_CASE("long lists of names are cut") {
    std::string text = "Package: popular\n";
    for (int i = 100; i < 130; ++i) text += "\nPackage: package" + std::to_string(i) + "\nDepends: popular\n";
    loaded it{text};
    const auto report = text_of(it, report_dependents<dt::sqlite>, 1);
    CHECK_THAT(report, contains("Depends (30): package100, ") && contains("package123, and 6 more\n"));
    std::istringstream lines(report);
    for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 115);
}

TEST_CASE("text of the file cannot steer a terminal") {
    loaded it{"Package: a\nSection: \x1b[2Jutils\nStatus: install ok installed\n"};
    CHECK_THAT(text_of(it, report_sections<dt::sqlite>), contains("?[2Jutils"));
}

TEST_CASE("sizes that no disk has are added up without overflow") {
    loaded it{"Package: a\nSection: s\nStatus: install ok installed\nInstalled-Size: 9007199254740991\n\n"
              "Package: b\nSection: s\nStatus: install ok installed\nInstalled-Size: 9007199254740991\n"};
    CHECK_THAT(text_of(it, report_sections<dt::sqlite>), contains("16.0 EiB  s\n"));
}

TEST_CASE("numbers are written for people") {
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1000) == "1,000");
    CHECK(grouped(-1234567) == "-1,234,567");
    CHECK(grouped(-123) == "-123");
    CHECK(size_text(0) == "0 B");
    CHECK(size_text(1023) == "1023 B");
    CHECK(size_text(1536) == "1.5 KiB");
    CHECK(size_text(3e30).ends_with(" EiB"));
    CHECK(milliseconds_text(0.000042) == "0.042 ms");
    CHECK(milliseconds_text(1.23456) == "1234.56 ms");
    CHECK(left("Ludvík", 8) == "Ludvík  ");
    CHECK(right("long", 2) == "long");
}
