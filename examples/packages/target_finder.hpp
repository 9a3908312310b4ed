// SPDX-License-Identifier: BSL-1.0
//
// Which package a dependency means.
//
//     target_finder targets;
//     targets.add(package, id);              // each package of the file
//     auto id = targets.find(dependency, by);    // nothing for a virtual or unknown name
#pragma once

#include "control_file.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace packages {

// The records must outlive it.
class target_finder {
public:
    void add(const record& package, std::int32_t id) {
        by_name_[package.package].push_back({package.architecture, id, is_installed(package)});
    }

    // A name may be there for several architectures. The one that the dependency names is meant; else that of the
    // package that depends; else, since an "all" package may depend on any, one that is installed.
    std::optional<std::int32_t> find(const dependency& wanted, const record& by) const {
        const auto found = by_name_.find(wanted.package);
        if (found == by_name_.end()) return std::nullopt;
        const std::vector<candidate>& named = found->second;
        const std::string& qualifier = wanted.architecture_qualifier;
        const bool names_one = !qualifier.empty() && qualifier != "any" && qualifier != "native";
        auto best = std::ranges::find(named, names_one ? qualifier : by.architecture, &candidate::architecture);
        if (best == named.end() && names_one) return std::nullopt;
        if (best == named.end()) best = std::ranges::find(named, true, &candidate::is_installed);
        return best == named.end() ? named.front().id : best->id;
    }

private:
    struct candidate {
        std::string_view architecture;
        std::int32_t id;
        bool is_installed;
    };
    std::unordered_map<std::string_view, std::vector<candidate>> by_name_;
};

}  // namespace packages
