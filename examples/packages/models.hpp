// SPDX-License-Identifier: BSL-1.0
//
// The four tables of a package database. Every relationship is declared in both directions.
//
//     sections  <--  packages  -->  maintainers
//                    |      ^
//                    v      |
//                  dependencies        a package needs a package; kind and version are the association's own
#pragma once

#include "databases.hpp"

#include <cstdint>
#include <string>

namespace packages {

namespace dt = dovetail;
using Db = dt::session<dt::sqlite>;

template <class View> struct SectionModel;
template <class View> struct MaintainerModel;
template <class View> struct PackageModel;
template <class View> struct DependencyModel;

// Debian sets no limit on any text in the file, so no column does.

template <class View>
struct SectionModel {
    static constexpr dt::table_name table = "sections";

    dt::column<View, "id",   dt::integer, dt::primary_key>              id;
    dt::column<View, "name", dt::text, dt::unique>                      name;    // "libs", "contrib/net"

    dt::one_to_many<View, "packages", PackageModel, dt::order_by<"name">> packages;
};

// A person or team, as the file writes it: two spellings of a name are two maintainers.
template <class View>
struct MaintainerModel {
    static constexpr dt::table_name table = "maintainers";
    using constraints = dt::constraints<dt::unique_on<"name", "email">>;

    dt::column<View, "id",    dt::integer, dt::primary_key>             id;
    dt::column<View, "name",  dt::text>                                 name;
    dt::column<View, "email", dt::text>                                 email;   // empty where there is none

    dt::one_to_many<View, "packages", PackageModel, dt::order_by<"name">> packages;
};

// A package is known by its name and architecture together. dpkg also remembers packages that were removed, and a few
// that it only heard of: those may lack a section or a maintainer.
template <class View>
struct PackageModel {
    static constexpr dt::table_name table = "packages";
    using constraints = dt::constraints<dt::unique_on<"name", "architecture">>;

    dt::column<View, "id",           dt::integer, dt::primary_key>      id;
    dt::column<View, "name",         dt::text>                          name;
    dt::column<View, "architecture", dt::text>                          architecture;
    dt::column<View, "version",      dt::text>                          version;
    dt::column<View, "status",       dt::text>                          status;  // "install ok installed"
    dt::column<View, "is_installed", dt::boolean>                       is_installed;
    dt::column<View, "priority",     dt::text>                          priority;
    dt::column<View, "description",  dt::text>                          description;
    dt::column<View, "installed_size", dt::nullable<dt::bigint>>        installed_size;    // bytes
    dt::column<View, "section_id",    dt::nullable<dt::integer>, dt::foreign_key<SectionModel>, dt::index> section_id;
    dt::column<View, "maintainer_id", dt::nullable<dt::integer>, dt::foreign_key<MaintainerModel>, dt::index>
        maintainer_id;

    dt::many_to_one<View, "section", SectionModel>                      section;
    dt::many_to_one<View, "maintainer", MaintainerModel>                maintainer;
    // In the order of the file: rows are loaded in it, so it is the order of their keys.
    dt::one_to_many<View, "dependencies", DependencyModel, "package_id", dt::order_by<"id">> dependencies;
    dt::one_to_many<View, "dependents", DependencyModel, "target_id", dt::order_by<"id">> dependents;
};

// One name in a field such as "Depends: libc6 (>= 2.34), default-mta | mail-transport-agent".
//
// The name may be virtual, or of a package that the file does not describe. Then there is no row to point to, and none
// is made up: the name stays here, and target_id is NULL. So it is, too, when the target is deleted later.
template <class View>
struct DependencyModel {
    static constexpr dt::table_name table = "dependencies";

    dt::column<View, "id",         dt::integer, dt::primary_key>        id;
    dt::column<View, "package_id", dt::integer, dt::foreign_key<PackageModel, dt::on_delete::cascade>, dt::index>
        package_id;
    dt::column<View, "target_id", dt::nullable<dt::integer>,
               dt::foreign_key<PackageModel, dt::on_delete::set_null>, dt::index> target_id;
    dt::column<View, "kind",        dt::string<11>>                     kind;         // "Depends", "Pre-Depends", ...
    dt::column<View, "group",       dt::integer>                        group;        // between the commas, from 0
    dt::column<View, "alternative", dt::integer>                        alternative;  // between the "|", from 0
    dt::column<View, "target_name", dt::text>                           target_name;
    dt::column<View, "target_architecture", dt::nullable<dt::text>>     target_architecture;    // "any" in python3:any
    dt::column<View, "relation",    dt::nullable<dt::string<2>>>        relation;     // "<<", "<=", "=", ">=", ">>"
    dt::column<View, "version",     dt::nullable<dt::text>>             version;

    dt::many_to_one<View, "package", PackageModel, "package_id">        package;
    dt::many_to_one<View, "target", PackageModel, "target_id">          target;
};

using Section = dt::entity<SectionModel>;
using Maintainer = dt::entity<MaintainerModel>;
using Package = dt::entity<PackageModel>;
using Dependency = dt::entity<DependencyModel>;

using NewSection = dt::new_row<SectionModel>;
using NewMaintainer = dt::new_row<MaintainerModel>;
using NewPackage = dt::new_row<PackageModel>;
using NewDependency = dt::new_row<DependencyModel>;

inline constexpr dt::table<SectionModel> sections;
inline constexpr dt::table<MaintainerModel> maintainers;
inline constexpr dt::table<PackageModel> packages;
inline constexpr dt::table<DependencyModel> dependencies;

inline constexpr dt::metadata tables{sections, maintainers, packages, dependencies};

}  // namespace packages
