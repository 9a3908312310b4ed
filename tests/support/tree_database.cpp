// SPDX-License-Identifier: BSL-1.0
#include "support/trees.hpp"

namespace dovetail_test {

tree_database::tree_database() {
    Db db{engine};
    sync_wait(db.create_all(tree_tables));
    std::vector<NewNode> const tree{{.name = "root"},
                                    {.name = "a", .parent_id = 1},
                                    {.name = "b", .parent_id = 1},
                                    {.name = "aa", .parent_id = 2},
                                    {.name = "ab", .parent_id = 2},
                                    {.name = "aaa", .parent_id = 4}};
    (void)sync_wait(db.execute(dt::insert_into(nodes).values(tree)));
    for (auto name : {"core", "lib", "app", "tool"}) (void)db.add(NewPackage{.name = name});
    (void)db.add(NewDependency{.from_id = 2, .to_id = 1, .kind = "Depends"});
    (void)db.add(NewDependency{.from_id = 3, .to_id = 1, .kind = "Depends"});
    (void)db.add(NewDependency{.from_id = 3, .to_id = 2, .kind = "Recommends", .version = ">= 2"});
    sync_wait(db.commit());
}

}  // namespace dovetail_test
