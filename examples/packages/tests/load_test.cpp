// SPDX-License-Identifier: BSL-1.0
#include "loaded.hpp"
#include "support/catch.hpp"

#include <set>
#include <tuple>

using namespace packages;
using packages::testing::loaded;
using packages::testing::records_of;

namespace {

std::string text_or_empty(const std::optional<std::string>& text) { return text.value_or(""); }

// The names of the packages that the first package's dependencies point to, with their architectures.
std::vector<std::string> targets_of_first(std::string_view text) {
    loaded it{text};
    const auto found = it.all(dt::select(dependencies)
                                  .where(dependencies.package_id == 1)
                                  .order_by(dependencies.id)
                                  .options(dt::joinedload(dependencies.target)));
    std::vector<std::string> names;
    for (const auto& each : found)
        names.push_back(each.target ? each.target->name + ':' + each.target->architecture : "nothing");
    return names;
}

}  // namespace

TEST_CASE("every record becomes a row, with all that it says") {
    loaded it{packages::testing::sample_text(200, 12)};
    const auto rows = it.all(dt::select(packages::packages)
                                 .order_by(packages::packages.id)
                                 .options(dt::joinedload(packages::packages.section),
                                          dt::joinedload(packages::packages.maintainer),
                                          dt::joinedload(packages::packages.dependencies)));
    REQUIRE(rows.size() == it.records.size());
    std::size_t dependency_count = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = rows[i];
        const record& expected = it.records[i];
        CHECK(std::tie(row.name, row.architecture, row.version, row.status, row.priority, row.description) ==
              std::tie(expected.package, expected.architecture, expected.version, expected.status, expected.priority,
                       expected.description));
        CHECK(row.is_installed == is_installed(expected));
        CHECK(row.installed_size == expected.installed_size_bytes);
        REQUIRE(row.section);
        CHECK(row.section->name == expected.section);
        REQUIRE(row.maintainer);
        CHECK(row.maintainer->name == expected.maintainer_name);
        CHECK(row.maintainer->email == expected.maintainer_email);

        std::vector<dependency> stored;
        for (const auto& each : row.dependencies)
            stored.push_back({each.kind, each.target_name, text_or_empty(each.relation), text_or_empty(each.version),
                              text_or_empty(each.target_architecture), each.group, each.alternative});
        CHECK(stored == expected.dependencies);
        dependency_count += stored.size();
    }
    CHECK(dependency_count == 200 * 12);

    std::set<std::string> section_names;
    std::set<std::pair<std::string, std::string>> maintainer_names;
    for (const record& each : it.records) {
        section_names.insert(each.section);
        maintainer_names.insert({each.maintainer_name, each.maintainer_email});
    }
    CHECK(it.all(dt::select(dt::count(sections.id))).front().get<0>() ==
          static_cast<std::int64_t>(section_names.size()));
    CHECK(it.all(dt::select(dt::count(maintainers.id))).front().get<0>() ==
          static_cast<std::int64_t>(maintainer_names.size()));
}

TEST_CASE("a dependency finds its target wherever the file has one") {
    loaded it{packages::testing::sample_text(200, 12)};
    std::set<std::string> names;
    for (const record& each : it.records) names.insert(each.package);
    const auto rows = it.all(dt::select(dependencies).options(dt::joinedload(dependencies.target)));
    std::size_t lost = 0;
    for (const auto& each : rows) {
        CHECK(each.target.has_value() == names.contains(each.target_name));
        if (each.target) CHECK(each.target->name == each.target_name);
        else ++lost;
    }
    CHECK(lost > 0);
    CHECK(lost < rows.size() / 10);
}

TEST_CASE("of a name with several architectures, the one that is meant is found") {
    const std::string targets = "Package: b\nArchitecture: i386\nStatus: install ok installed\n\n"
                                "Package: b\nArchitecture: amd64\nStatus: install ok installed\n\n"
                                "Package: c\nArchitecture: i386\nStatus: deinstall ok config-files\n\n"
                                "Package: c\nArchitecture: arm64\nStatus: install ok installed\n\n"
                                "Package: d\nArchitecture: i386\nStatus: deinstall ok config-files\n";
    const std::string first = "Package: a\nDepends: b, b:any, b:i386, b:s390x, c, d, mail-transport-agent\n";
    CHECK(targets_of_first(first + "Architecture: amd64\n\n" + targets) ==
          std::vector<std::string>{"b:amd64", "b:amd64", "b:i386", "nothing", "c:arm64", "d:i386", "nothing"});
    CHECK(targets_of_first(first + "Architecture: i386\n\n" + targets) ==
          std::vector<std::string>{"b:i386", "b:i386", "b:i386", "nothing", "c:i386", "d:i386", "nothing"});
    CHECK(targets_of_first(first + "Architecture: all\n\n" + targets) ==
          std::vector<std::string>{"b:i386", "b:i386", "b:i386", "nothing", "c:arm64", "d:i386", "nothing"});
}

TEST_CASE("a package without section, maintainer and size is loaded") {
    loaded it{"Package: known-by-name\nStatus: unknown ok not-installed\n"};
    const auto rows = it.all(dt::select(packages::packages)
                                 .options(dt::joinedload(packages::packages.section),
                                          dt::joinedload(packages::packages.maintainer)));
    REQUIRE(rows.size() == 1);
    CHECK_FALSE(rows[0].section);
    CHECK_FALSE(rows[0].maintainer);
    CHECK_FALSE(rows[0].installed_size);
    CHECK_FALSE(rows[0].is_installed);
}

TEST_CASE("deleting a package takes its dependencies with it and leaves the names that pointed to it") {
    loaded it{"Package: a\nDepends: b\n\nPackage: b\nDepends: a, c\n\nPackage: c\n"};
    CHECK(dt::sync_wait(it.db.execute(dt::delete_from(packages::packages).where(packages::packages.name == "b")))
              .row_count() == 1);
    const auto rows = it.all(dt::select(dependencies));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].target_name == "b");
    CHECK_FALSE(rows[0].target_id);
}

TEST_CASE("the same package twice is an error that names both lines") {
    const packages::testing::temporary_directory directory;
    packages::testing::write_file(directory / "status", "Package: a\nArchitecture: all\n\nPackage: b\n\n"
                                                        "Package: a\nArchitecture: all\n");
    try {
        (void)read_records(directory / "status", packages::testing::silent);
        FAIL("no error");
    } catch (const control_error& problem) {
        CHECK(problem.line() == 6);
        CHECK_THAT(problem.what(), dovetail_test::contains("package 'a' for 'all' is here a second time") &&
                                       dovetail_test::contains("line 1"));
    }
    CHECK(records_of("Package: a\nArchitecture: i386\n\nPackage: a\nArchitecture: amd64\n").size() == 2);
}

TEST_CASE("progress runs up to the whole") {
    const packages::testing::temporary_directory directory;
    packages::testing::write_file(directory / "status", packages::testing::sample_text(600, 20));
    std::vector<std::tuple<std::string, std::uintmax_t, std::uintmax_t>> shown;
    const show_progress show = [&](auto... how_far) { shown.emplace_back(how_far...); };
    const auto records = read_records(directory / "status", show);
    REQUIRE_FALSE(shown.empty());
    CHECK(std::get<1>(shown.back()) == std::filesystem::file_size(directory / "status"));

    shown.clear();
    dt::engine<dt::sqlite> engine{":memory:"};
    Db db{engine};
    dt::sync_wait(db.create_all(tables));
    dt::sync_wait(load(db, records, show));
    CHECK(shown.size() > 1);
    CHECK(shown.back() == std::tuple("loading", 12'000, 12'000));
    dt::sync_wait(db.rollback());
}
