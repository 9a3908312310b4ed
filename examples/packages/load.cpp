// SPDX-License-Identifier: BSL-1.0
#include "load.hpp"

#include "target_finder.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace packages {
namespace {

constexpr std::size_t rows_between_flushes = 5'000;    // so that progress shows

std::optional<std::string> unless_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

std::vector<record> read_records(const std::filesystem::path& file, const show_progress& show) {
    std::error_code no_size;    // of a pipe, for example
    const auto size = std::filesystem::file_size(file, no_size);
    control_file source{file};
    std::vector<record> records;
    std::map<std::pair<std::string, std::string>, std::size_t> lines;
    while (auto next = source.next()) {
        const auto [first, is_new] = lines.try_emplace({next->package, next->architecture}, next->line);
        if (!is_new)
            throw control_error(file, next->line,
                                "package '" + next->package + "' for '" + next->architecture +
                                    "' is here a second time; first in line " + std::to_string(first->second));
        records.push_back(std::move(*next));
        if (!no_size) show("reading", source.bytes_read(), size);
    }
    return records;
}

template <class Dialect>
dt::task<void> load(dt::session<Dialect>& db, const std::vector<record>& records, const show_progress& show) {
    // Parents first: the flush makes their keys, which the rows that point to them need.
    std::map<std::string_view, dt::tracked<Section>> section_of;
    std::map<std::pair<std::string_view, std::string_view>, dt::tracked<Maintainer>> maintainer_of;
    for (const record& each : records) {
        const std::pair<std::string_view, std::string_view> maintainer{each.maintainer_name, each.maintainer_email};
        if (!each.section.empty() && !section_of.contains(each.section))
            section_of.emplace(each.section, db.add(NewSection{.name = each.section}));
        if (!each.maintainer_name.empty() && !maintainer_of.contains(maintainer))
            maintainer_of.emplace(maintainer, db.add(NewMaintainer{.name = each.maintainer_name,
                                                                   .email = each.maintainer_email}));
    }
    co_await db.flush();

    std::vector<dt::tracked<Package>> rows;
    for (const record& each : records) {
        const auto section = section_of.find(each.section);
        const auto maintainer = maintainer_of.find({each.maintainer_name, each.maintainer_email});
        const bool has_section = section != section_of.end(), has_maintainer = maintainer != maintainer_of.end();
        rows.push_back(db.add(NewPackage{
            .name = each.package,
            .architecture = each.architecture,
            .version = each.version,
            .status = each.status,
            .is_installed = is_installed(each),
            .priority = each.priority,
            .description = each.description,
            .installed_size = each.installed_size_bytes,
            .section_id = has_section ? std::optional(section->second->id) : std::nullopt,
            .maintainer_id = has_maintainer ? std::optional(maintainer->second->id) : std::nullopt,
        }));
    }
    co_await db.flush();

    target_finder targets;
    std::size_t total = 0, added = 0, flushed = 0;
    for (std::size_t i = 0; i < records.size(); ++i) {
        targets.add(records[i], rows[i]->id);
        total += records[i].dependencies.size();
    }
    for (std::size_t i = 0; i < records.size(); ++i) {
        const std::int32_t id = rows[i]->id;
        for (const dependency& each : records[i].dependencies) {
            db.add(NewDependency{
                .package_id = id,
                .target_id = targets.find(each, records[i]),
                .kind = each.kind,
                .group = each.group,
                .alternative = each.alternative,
                .target_name = each.package,
                .target_architecture = unless_empty(each.architecture_qualifier),
                .relation = unless_empty(each.relation),
                .version = unless_empty(each.version),
            });
            ++added;
        }
        if (added - flushed < rows_between_flushes && i + 1 < records.size()) continue;
        co_await db.flush();
        flushed = added;
        show("loading", flushed, total);
    }
}

#define FOR_DATABASE(dialect) \
    template dt::task<void> load(dt::session<dialect>&, const std::vector<record>&, const show_progress&);
PACKAGES_EACH_DATABASE(FOR_DATABASE)

}  // namespace packages
