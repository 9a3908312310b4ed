// SPDX-License-Identifier: BSL-1.0
#include "sample.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace packages {
namespace {

constexpr std::array<std::string_view, 40> stems{
    "ssl",   "xml",   "json",  "crypt",  "audio",  "video",  "image", "font",   "print", "mail",
    "http",  "proxy", "index", "search", "sched",  "queue",  "mount", "disk",   "net",   "wifi",
    "gtk",   "qt",    "perl",  "ruby",   "python", "java",   "geo",   "math",   "chem",  "bio",
    "chess", "cards", "text",  "spell",  "term",   "editor", "shell", "backup", "sync",  "cloud"};
constexpr std::array<std::string_view, 20> endings{
    "utils", "tools", "core",   "client", "server", "daemon", "filter", "parser", "view",  "kit",
    "wave",  "fast",  "simple", "common", "bridge", "cache",  "store",  "watch",  "forge", "lite"};
constexpr std::array<std::string_view, 30> sections{
    "libs",  "libs",  "libs",     "libdevel", "devel", "python",  "utils",  "admin", "perl",     "gnome",
    "net",   "x11",   "fonts",    "text",     "doc",   "sound",   "video",  "web",   "graphics", "games",
    "kde",   "java",  "database", "editors",  "mail",  "science", "shells", "vcs",   "math",     "contrib/utils"};
constexpr std::array<std::string_view, 30> first_names{
    "Ann",   "Bernd",  "Clémence", "Dmitri", "Elena",  "Farid",  "Göran",  "Hanna", "Ines",  "Jakub",
    "Keiko", "Ludvík", "María",    "Nikos",  "Ondřej", "Pelle",  "Quentin", "Rosa", "Søren", "Teresa",
    "Ulla",  "Vadim",  "Wei",      "Xavier", "Yusuf",  "Zoë",    "Åsa",    "Łukasz", "Jörg", "Bogdan"};
constexpr std::array<std::string_view, 30> last_names{
    "Almeida", "Bauer",  "Castro", "Dvořák",   "Eriksen", "Fischer", "García",   "Horváth", "Ivanov", "Jansen",
    "Kowalski", "Larsen", "Moreau", "Novák",   "O'Brien", "Papadakis", "Quist",  "Rossi",   "Šimek",  "Tanaka",
    "Ueda",    "Varga",  "Weber",  "Xu",       "Yılmaz",  "Zimmer",  "Lindqvist", "Peeters", "Costa", "Meyer"};
constexpr std::array<std::string_view, 6> virtual_packages{
    "www-browser", "mail-transport-agent", "x-terminal-emulator", "default-dbus-session-bus", "httpd", "awk"};

// The order in which dpkg writes these fields, and how many of 100 dependencies are of each kind.
struct kind {
    std::string_view name;
    int share;
    bool may_have_alternatives;
};
constexpr std::array<kind, 8> kinds{{{"Replaces", 8, false},
                                     {"Depends", 60, true},
                                     {"Pre-Depends", 2, true},
                                     {"Recommends", 6, true},
                                     {"Suggests", 11, true},
                                     {"Breaks", 8, false},
                                     {"Conflicts", 4, false},
                                     {"Enhances", 1, true}}};

// The standard fixes what this engine yields, but not what its distributions do, so those are made here.
class dice {
public:
    explicit dice(std::uint64_t seed) : engine_(seed) {}

    int below(int limit) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(limit)); }
    bool percent(int chance) { return below(100) < chance; }
    // Mostly small numbers: as a few packages are needed by very many, and a few teams maintain very much.
    int mostly_small_below(int limit) {
        const double unit = static_cast<double>(engine_() >> 11) * 0x1p-53;
        return std::min(limit - 1, static_cast<int>(unit * unit * unit * limit));
    }
    template <class Values>
    std::string pick(const Values& values) {
        return std::string(values[static_cast<std::size_t>(below(static_cast<int>(values.size())))]);
    }

private:
    std::mt19937_64 engine_;
};

std::string version(dice& random) {
    std::string text = random.percent(8) ? std::to_string(1 + random.below(3)) + ':' : "";
    text += std::to_string(random.below(12));
    text += '.' + std::to_string(random.below(40));
    if (random.percent(70)) text += '.' + std::to_string(random.below(20));
    if (random.percent(8)) text += "~rc" + std::to_string(1 + random.below(4));
    if (random.percent(12)) text += "+dfsg";
    text += '-' + std::to_string(1 + random.below(9));
    if (random.percent(15)) text += "+deb12u" + std::to_string(1 + random.below(3));
    if (random.percent(15)) text += "+b" + std::to_string(1 + random.below(5));
    return text;
}

std::vector<std::string> package_names(int count, dice& random) {
    std::vector<std::string> names;
    std::unordered_set<std::string> taken;
    while (names.size() < static_cast<std::size_t>(count)) {
        std::string name = random.pick(stems);    // one draw a statement: the order within one is the compiler's
        name += random.percent(60) ? "-" : "";
        name += random.pick(endings);
        const int shape = random.below(100);
        if (shape < 35) name = "lib" + name + std::to_string(random.below(30));
        else if (shape < 50) name = "lib" + name + "-dev";
        else if (shape < 60) name = "python3-" + name;
        else if (shape < 66) name += "-doc";
        else if (shape < 72) name += "-" + random.pick(endings);
        else if (shape < 75) name += "++";
        else if (shape < 85) name += std::to_string(1 + random.below(90));
        if (taken.insert(name).second) names.push_back(std::move(name));
    }
    return names;
}

std::string maintainer(int number) {
    const auto at = static_cast<std::size_t>(number);
    if (number % 9 == 0) {    // a team
        const std::string stem{stems[at / 9 % stems.size()]};
        const std::string round = at / 9 < stems.size() ? "" : ' ' + std::to_string(at / 9 / stems.size());
        return "Debian " + stem + " Maintainers" + round + " <team" + std::to_string(number) + "@lists.example.org>";
    }
    const std::string_view first = first_names[at % first_names.size()];
    const std::string_view last = last_names[at / first_names.size() % last_names.size()];
    return std::string(first) + ' ' + std::string(last) + " <maintainer" + std::to_string(number) + "@example.org>";
}

std::string dependency_text(const std::vector<std::string>& names, dice& random) {
    if (random.percent(3)) return random.pick(virtual_packages);
    std::string text = names[static_cast<std::size_t>(random.mostly_small_below(static_cast<int>(names.size())))];
    if (random.percent(4)) text += ":any";
    if (const int relation = random.below(100); relation < 55) text += " (>= " + version(random) + ')';
    else if (relation < 65) text += " (= " + version(random) + ')';
    else if (relation < 69) text += " (<< " + version(random) + ')';
    else if (relation < 70) text += " (<= " + version(random) + ')';
    else if (relation < 71) text += " (>> " + version(random) + ')';
    return text;
}

void write_dependencies(std::ostream& out, int count, const std::vector<std::string>& names, dice& random) {
    std::array<int, kinds.size()> counts{};
    for (int i = 0; i < count; ++i) {
        int roll = random.below(100);
        std::size_t k = 0;
        while (roll >= kinds[k].share) roll -= kinds[k++].share;
        ++counts[k];
    }
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        for (int i = 0; i < counts[k]; ++i) {
            if (i == 0) out << kinds[k].name << ": ";
            else out << (kinds[k].may_have_alternatives && random.percent(8) ? " | " : ", ");
            out << dependency_text(names, random);
        }
        if (counts[k] > 0) out << '\n';
    }
}

}  // namespace

void write_sample_status(std::ostream& out, int packages, int dependencies_per_package, std::uint64_t seed) {
    dice random{seed};
    // One package in fifty comes a second time, for another architecture.
    const int distinct = packages - packages / 50;
    const auto names = package_names(distinct, random);
    const int maintainers = std::max(1, packages * 3 / 10);

    int more = 0;    // every second package has as many dependencies more as the one before it has less
    for (int i = 0; i < packages; ++i) {
        const bool foreign = i >= distinct;
        const std::string& name = names[static_cast<std::size_t>(foreign ? i - distinct : i)];
        // Every maintainer has a package, and some have many.
        const int owner = i % 10 < 3 ? std::min(i / 10 * 3 + i % 10, maintainers - 1)
                                     : random.mostly_small_below(maintainers);
        const int spread = dependencies_per_package > 0 ? random.below(dependencies_per_package) : 0;
        const bool has_less = i % 2 == 0 && i + 1 < packages;
        const int dependencies = dependencies_per_package + (has_less ? -spread : more);
        more = i % 2 == 0 ? spread : 0;
        const int largest = random.percent(5) ? 400'000 : random.percent(40) ? 9'000 : 600;

        out << "Package: " << name << '\n'
            << "Status: " << (random.percent(1) ? "deinstall ok config-files" : "install ok installed") << '\n'
            << "Priority: " << (random.percent(3) ? "important" : "optional") << '\n'
            << "Section: " << random.pick(sections) << '\n'
            << "Installed-Size: " << random.below(largest) << '\n'
            << "Maintainer: " << maintainer(owner) << '\n'
            << "Architecture: " << (foreign ? "i386" : random.percent(20) ? "all" : "amd64") << '\n';
        if (foreign || random.percent(60)) out << "Multi-Arch: same\n";
        if (random.percent(30)) out << "Source: " << random.pick(stems) << '\n';
        out << "Version: " << version(random) << '\n';
        write_dependencies(out, dependencies, names, random);
        if (random.percent(10))
            out << "Conffiles:\n /etc/" << name << "/" << name << ".conf 7be88b21f7e386c8d5a8790c2461c92b\n";
        out << "Description: " << random.pick(endings) << " for " << random.pick(stems) << " files and services\n";
        for (int paragraph = random.below(4); paragraph >= 0; --paragraph) {
            out << " This package has what is needed to work with " << random.pick(stems) << " and "
                << random.pick(stems) << ",\n at home, at work and anywhere else: see its documentation.\n";
            if (paragraph > 0) out << " .\n";
        }
        if (random.percent(80)) out << "Homepage: https://" << random.pick(stems) << ".example.org/" << name << '\n';
        out << '\n';
    }
}

}  // namespace packages
