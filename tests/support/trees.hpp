// SPDX-License-Identifier: BSL-1.0
//
// Models that point to themselves: a tree, and packages that depend on packages.
#pragma once

#include "support/models.hpp"

namespace dovetail_test {

template <class View>
struct NodeModel {
    static constexpr dt::table_name table = "nodes";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::text> name;
    dt::column<View, "parent_id", dt::nullable<dt::integer>, dt::foreign_key<NodeModel>> parent_id;
    dt::many_to_one<View, "parent", NodeModel> parent;
    dt::one_to_many<View, "children", NodeModel, dt::order_by<"name">> children;
};

template <class View> struct DependencyModel;

template <class View>
struct PackageModel {
    static constexpr dt::table_name table = "packages";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::text, dt::unique> name;
    dt::many_to_many<View, "depends", PackageModel, DependencyModel, "from_id", "to_id", dt::order_by<"name">> depends;
    dt::many_to_many<View, "needed_by", PackageModel, DependencyModel, "to_id", "from_id", dt::order_by<"name">> needed_by;
    dt::one_to_many<View, "dependencies", DependencyModel, "from_id", dt::order_by<"kind">> dependencies;
    dt::one_to_many<View, "dependents", DependencyModel, "to_id"> dependents;
};

/// An association with columns of its own.
template <class View>
struct DependencyModel {
    static constexpr dt::table_name table = "dependencies";
    dt::column<View, "from_id", dt::integer, dt::primary_key, dt::foreign_key<PackageModel>> from_id;
    dt::column<View, "to_id", dt::integer, dt::primary_key, dt::foreign_key<PackageModel>> to_id;
    dt::column<View, "kind", dt::string<20>> kind;
    dt::column<View, "version", dt::nullable<dt::text>> version;
    dt::many_to_one<View, "from", PackageModel, "from_id"> from;
    dt::many_to_one<View, "to", PackageModel, "to_id"> to;
};

using Node = dt::entity<NodeModel>;
using NewNode = dt::new_row<NodeModel>;
using Package = dt::entity<PackageModel>;
using NewPackage = dt::new_row<PackageModel>;
using Dependency = dt::entity<DependencyModel>;
using NewDependency = dt::new_row<DependencyModel>;
inline constexpr dt::table<NodeModel> nodes;
inline constexpr dt::table<PackageModel> packages;
inline constexpr dt::table<DependencyModel> dependencies;
inline constexpr dt::metadata tree_tables{nodes, dependencies, packages};

/// root(a(aa(aaa), ab), b); core, lib -> core, app -> core and lib, tool.
class tree_database : public empty_database {
public:
    tree_database();
};

}  // namespace dovetail_test
