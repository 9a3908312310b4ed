// SPDX-License-Identifier: BSL-1.0
#include "listing.hpp"

#include <optional>

namespace packages {
namespace {

package_listing listing_of(const auto& package, const std::optional<Section>& section,
                           const std::optional<Maintainer>& maintainer) {
    return {
        .name = package.name,
        .architecture = package.architecture,
        .version = package.version,
        .description = package.description,
        .section = section ? section->name : "",
        .maintainer = maintainer ? maintainer->name : "",
        .dependencies = {},
    };
}

// The target is a Package, with or without its maintainer.
dependency_line line_of(const auto& dependency, const auto& target, const std::optional<Maintainer>& maintainer) {
    std::string wanted = dependency.target_name;
    if (dependency.target_architecture) wanted += ':' + *dependency.target_architecture;
    if (dependency.relation) wanted += " (" + *dependency.relation + ' ' + dependency.version.value_or("") + ')';
    return {
        .kind = dependency.kind,
        .is_alternative = dependency.alternative > 0,
        .wanted = std::move(wanted),
        .found = !target ? "not in the file" : target->is_installed ? target->version : "not installed",
        .maintainer = maintainer ? maintainer->name : "",
    };
}

}  // namespace

template <class Dialect>
dt::task<package_listing> list_by_joinedload(dt::session<Dialect>& db, std::int32_t package_id) {
    auto found = co_await db.execute(
        dt::select(packages)
            .where(packages.id == package_id)
            .options(dt::joinedload(packages.section),
                     dt::joinedload(packages.maintainer),
                     dt::joinedload(packages.dependencies)
                         .joinedload(dependencies.target)
                         .joinedload(packages.maintainer)));
    const auto package = found.scalar_one();

    auto result = listing_of(package, package.section, package.maintainer);
    for (const auto& each : package.dependencies)
        result.dependencies.push_back(line_of(each, each.target, each.target ? each.target->maintainer : std::nullopt));
    co_return result;
}

template <class Dialect>
dt::task<package_listing> list_by_queries(dt::session<Dialect>& db, std::int32_t package_id) {
    auto found = co_await db.execute(dt::select(packages).where(packages.id == package_id));
    const Package package = found.scalar_one();
    const std::optional<Section> section = co_await db.load(package, packages.section);
    const std::optional<Maintainer> maintainer = co_await db.load(package, packages.maintainer);

    auto result = listing_of(package, section, maintainer);
    const std::vector<Dependency> rows = co_await db.load(package, packages.dependencies);
    for (const Dependency& each : rows) {
        const std::optional<Package> target = co_await db.load(each, dependencies.target);
        std::optional<Maintainer> its_maintainer;
        if (target) its_maintainer = co_await db.load(*target, packages.maintainer);
        result.dependencies.push_back(line_of(each, target, its_maintainer));
    }
    co_return result;
}

#define FOR_DATABASE(dialect) \
    template dt::task<package_listing> list_by_joinedload(dt::session<dialect>&, std::int32_t); \
    template dt::task<package_listing> list_by_queries(dt::session<dialect>&, std::int32_t);
PACKAGES_EACH_DATABASE(FOR_DATABASE)

}  // namespace packages
