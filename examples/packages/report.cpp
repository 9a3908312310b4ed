// SPDX-License-Identifier: BSL-1.0
//
// The report. Sizes are added in floating point, so none that a file may claim is too large.
#include "report.hpp"

#include "format.hpp"
#include "listing.hpp"

#include <dovetail/sql.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <stdexcept>
#include <utility>
#include <vector>

namespace packages {
namespace {

constexpr std::size_t longest_ranking = 10;
constexpr std::size_t most_names = 24;     // of each kind of dependents
constexpr std::size_t line_width = 100;
constexpr int rounds = 3;                  // of the two listings

// A name, how many packages it has, and their installed size.
struct summary {
    std::string name;
    std::int64_t count = 0;
    double bytes = 0;
};
constexpr dt::label<"count"> count_label;
constexpr auto packages_counted = dt::count(packages.id).as(count_label);
constexpr auto bytes_added = dt::coalesce(dt::sum(dt::cast<dt::double_precision>(packages.installed_size)), 0.0);

void print_summaries(std::ostream& out, const std::string& name, const std::vector<summary>& rows) {
    out << "   packages        size  " << name << '\n';
    for (const auto& [each, count, bytes] : rows)
        out << right(grouped(count), 11) << right(size_text(bytes), 12) << "  " << printable(each) << '\n';
}

// "  Depends (7): a, b, c", in lines of a readable length.
void print_names(std::ostream& out, const std::string& kind, const std::vector<std::string>& names) {
    std::string line = "  " + kind + " (" + grouped(static_cast<std::int64_t>(names.size())) + "):";
    for (std::size_t i = 0; i < std::min(names.size(), most_names); ++i) {
        const std::string word = names[i] + (i + 1 < names.size() ? "," : "");
        if (line.size() + 1 + word.size() > line_width) {
            out << line << '\n';
            line = "   ";
        }
        line += ' ' + word;
    }
    if (names.size() > most_names)
        line += " and " + grouped(static_cast<std::int64_t>(names.size() - most_names)) + " more";
    out << line << '\n';
}

void print_listing(std::ostream& out, const package_listing& package) {
    out << package.name << ' ' << printable(package.version) << " (" << printable(package.architecture) << "): "
        << printable(package.description) << '\n'
        << "  section " << (package.section.empty() ? "unknown" : printable(package.section)) << ", maintained by "
        << (package.maintainer.empty() ? "nobody known" : printable(package.maintainer)) << '\n';
    if (package.dependencies.empty()) out << "  no dependencies\n";
    std::size_t wanted_width = 0, found_width = 0;
    for (const dependency_line& each : package.dependencies) {
        wanted_width = std::max(wanted_width, width_of(each.wanted) + (each.is_alternative ? 2 : 0));
        found_width = std::max(found_width, width_of(each.found));
    }
    const std::string* last_kind = nullptr;
    for (const dependency_line& each : package.dependencies) {
        const bool same_kind = last_kind && *last_kind == each.kind;
        last_kind = &each.kind;
        const std::string wanted = (each.is_alternative ? "| " : "") + each.wanted;
        out << "  " << left(same_kind ? "" : each.kind, 13) << left(printable(wanted), wanted_width) << "  "
            << left(printable(each.found), each.maintainer.empty() ? 0 : found_width + 2) << printable(each.maintainer)
            << '\n';
    }
}

// A listing with the statements that it took, as the session counts them, and its time.
struct measured {
    package_listing listing;
    std::int64_t statements = 0;
    double seconds = 0;
};
template <class Dialect, class List>
dt::task<measured> measure(dt::session<Dialect>& db, List list, std::int32_t package_id) {
    const auto sent_before = db.statement_count();
    const auto start = std::chrono::steady_clock::now();
    auto listing = co_await list(db, package_id);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    co_return measured{std::move(listing), db.statement_count() - sent_before, took.count()};
}

}  // namespace

template <class Dialect>
dt::task<std::int32_t> find_package(dt::session<Dialect>& db, std::string name) {
    const auto colon = name.find(':');
    const std::string architecture = colon == name.npos ? "" : name.substr(colon + 1);
    const std::string plain_name = name.empty() ? "dpkg" : name.substr(0, colon);
    auto found = co_await db.execute(dt::select(packages.id, packages.architecture)
                                         .where(packages.name == plain_name)
                                         .order_by(packages.is_installed.desc(), packages.id));
    for (const auto& [id, its_architecture] : found)
        if (architecture.empty() || architecture == its_architecture) co_return id;
    if (!name.empty()) throw std::runtime_error("there is no package '" + printable(name) + "' in the database");

    auto most = co_await db.execute(
        dt::select(packages.id)
            .left_join(packages.dependencies)
            .group_by(packages.id)
            .order_by(dt::count(dependencies.id).desc(), packages.id)
            .limit(1));
    co_return most.scalar_one();
}

template <class Dialect>
dt::task<void> report_sections(dt::session<Dialect>& db, std::ostream& out) {
    auto rows = co_await db.execute(
        dt::select(dt::coalesce(sections.name, "(none)"), packages_counted, bytes_added)
            .select_from(packages)
            .left_join(packages.section)
            .where(packages.is_installed == true)
            .group_by(sections.id)
            .order_by(count_label.desc(), sections.name)
            .into<summary>());
    const std::vector<summary> by_section = rows.all();

    summary sum{"in " + grouped(static_cast<std::int64_t>(by_section.size())) + " sections", 0, 0};
    for (const auto& [section, count, bytes] : by_section) {
        sum.count += count;
        sum.bytes += bytes;
    }
    out << "Installed packages by section\n";
    print_summaries(out, "section", by_section);
    out << right(grouped(sum.count), 11) << right(size_text(sum.bytes), 12) << "  " << sum.name << '\n';
}

template <class Dialect>
dt::task<void> report_maintainers(dt::session<Dialect>& db, std::ostream& out) {
    auto rows = co_await db.execute(
        dt::select(maintainers.name, packages_counted, bytes_added)
            .select_from(packages)
            .join(packages.maintainer)
            .where(packages.is_installed == true)
            .group_by(maintainers.id)
            .order_by(maintainers.name)
            .into<summary>());
    std::vector<summary> ranking = rows.all();

    const auto print_first = [&](const char* title, auto by) {
        std::ranges::sort(ranking, [&](const summary& a, const summary& b) {
            return by(a) != by(b) ? by(a) > by(b) : a.name < b.name;
        });
        const auto shown = static_cast<std::ptrdiff_t>(std::min(ranking.size(), longest_ranking));
        out << title << '\n';
        print_summaries(out, "maintainer", {ranking.begin(), ranking.begin() + shown});
    };
    print_first("Maintainers with the most packages", [](const summary& each) { return each.count; });
    out << '\n';
    print_first("Maintainers with the most bytes", [](const summary& each) { return each.bytes; });
}

template <class Dialect>
dt::task<void> report_package(dt::session<Dialect>& db, std::ostream& out, std::int32_t package_id) {
    measured joined = co_await measure(db, list_by_joinedload<Dialect>, package_id);
    measured queried = co_await measure(db, list_by_queries<Dialect>, package_id);
    // The first round prepares the statements and reads the pages of the file; the others show what the ways cost.
    for (int round = 1; round < rounds; ++round) {
        const measured joined_again = co_await measure(db, list_by_joinedload<Dialect>, package_id);
        const measured queried_again = co_await measure(db, list_by_queries<Dialect>, package_id);
        joined.seconds = std::min(joined.seconds, joined_again.seconds);
        queried.seconds = std::min(queried.seconds, queried_again.seconds);
    }

    out << "What a package needs\n";
    print_listing(out, joined.listing);
    const auto print_way = [&out](const char* way, const measured& of) {
        out << "  " << left(way, 30) << right(grouped(of.statements), 6)
            << (of.statements == 1 ? " statement " : " statements") << right(milliseconds_text(of.seconds), 12) << '\n';
    };
    out << "\nThe same listing in two ways (the best time of " << rounds << " rounds)"
        << (joined.listing == queried.listing ? "" : ", WHICH DIFFER") << '\n';
    print_way("one statement, by joinedload", joined);
    print_way("one query per row, by load", queried);
}

template <class Dialect>
dt::task<void> report_dependents(dt::session<Dialect>& db, std::ostream& out, std::int32_t package_id) {
    auto found = co_await db.execute(
        dt::select(packages)
            .where(packages.id == package_id)
            .options(dt::joinedload(packages.dependents).joinedload(dependencies.package)));
    const auto package = found.scalar_one();

    std::map<std::string, std::vector<std::string>> by_kind;
    for (const auto& each : package.dependents) {
        auto& names = by_kind[each.kind];
        // Twice is once: "a (>= 1), a (<< 2)", or two architectures.
        if (std::ranges::find(names, each.package.name) == names.end()) names.push_back(each.package.name);
    }
    out << "What needs " << package.name << ", or names it otherwise\n";
    if (by_kind.empty()) out << "  nothing\n";
    for (const char* kind :
         {"Pre-Depends", "Depends", "Recommends", "Suggests", "Enhances", "Breaks", "Conflicts", "Replaces"})
        if (const auto names = by_kind.find(kind); names != by_kind.end()) print_names(out, kind, names->second);
}

#define FOR_DATABASE(dialect) \
    template dt::task<std::int32_t> find_package(dt::session<dialect>&, std::string); \
    template dt::task<void> report_sections(dt::session<dialect>&, std::ostream&); \
    template dt::task<void> report_maintainers(dt::session<dialect>&, std::ostream&); \
    template dt::task<void> report_package(dt::session<dialect>&, std::ostream&, std::int32_t); \
    template dt::task<void> report_dependents(dt::session<dialect>&, std::ostream&, std::int32_t);
PACKAGES_EACH_DATABASE(FOR_DATABASE)

}  // namespace packages
