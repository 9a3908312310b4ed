// SPDX-License-Identifier: BSL-1.0
// joinedload of a table to itself: parent and children, and a many-to-many whose association has columns of its own.
#include "support/trees.hpp"

using namespace dovetail_test;

TEST_CASE("parents, as deep as the options go") {
    tree_database base;
    Db db{base.engine};
    auto const query = dt::select(nodes).order_by(nodes.id).options(dt::joinedload(nodes.parent).joinedload(nodes.parent).joinedload(nodes.parent));
    auto const found = sync_wait(db.execute(query)).all();
    CHECK(db.statement_count() == 1);
    REQUIRE(names(found) == "root a b aa ab aaa");
    CHECK_FALSE(found[0].parent);
    CHECK(found[1].parent->name == "root");
    CHECK_FALSE(found[1].parent->parent);
    CHECK(found[5].parent->parent->parent->name == "root");
    static_assert(std::is_same_v<decltype(found[5].parent->parent->parent->parent), dt::relationship_not_loaded<"parent">>);
}

TEST_CASE("children in their order, three levels") {
    tree_database base;
    Db db{base.engine};
    auto const query = dt::select(nodes).where(nodes.parent_id == std::nullopt).options(
        dt::joinedload(nodes.children).joinedload(nodes.children).joinedload(nodes.children));
    auto const root = sync_wait(db.execute(query)).scalar_one();
    REQUIRE(names(root.children) == "a b");
    REQUIRE(names(root.children[0].children) == "aa ab");
    REQUIRE(names(root.children[0].children[0].children) == "aaa");
    CHECK(root.children[0].children[1].children.empty());
    CHECK(root.children[1].children.empty());
}

TEST_CASE("parent and children at once, and back down from the parent") {
    tree_database base;
    Db db{base.engine};
    auto const query = dt::select(nodes).order_by(nodes.name.desc()).options(
        dt::joinedload(nodes.children), dt::joinedload(nodes.parent).joinedload(nodes.children));
    auto const found = sync_wait(db.execute(query)).all();
    REQUIRE(names(found) == "root b ab aaa aa a");
    CHECK_FALSE(found[0].parent);
    CHECK(names(found[0].children) == "a b");
    CHECK(names(found[1].parent->children) == "a b");
    CHECK(names(found[2].parent->children) == "aa ab");
    CHECK(found[3].children.empty());
    CHECK(names(found[5].children) == "aa ab");
}

TEST_CASE("a node that is its own parent") {
    tree_database base;
    Db db{base.engine};
    (void)sync_wait(db.execute(dt::insert_into(nodes).values(nodes.id = 70, nodes.name = "ring", nodes.parent_id = 70)));
    auto const ring = sync_wait(db.execute(dt::select(nodes).where(nodes.id == 70).options(
        dt::joinedload(nodes.parent).joinedload(nodes.children), dt::joinedload(nodes.children).joinedload(nodes.parent)))).scalar_one();
    CHECK(ring.parent->name == "ring");
    CHECK(names(ring.parent->children) == "ring");
    CHECK(ring.children[0].parent->name == "ring");
}

TEST_CASE("a many-to-many from a table to itself, both directions") {
    tree_database base;
    Db db{base.engine};
    auto const query = dt::select(packages).order_by(packages.name).options(dt::joinedload(packages.depends), dt::joinedload(packages.needed_by));
    auto const found = sync_wait(db.execute(query)).all();
    CHECK(db.statement_count() == 1);
    REQUIRE(names(found) == "app core lib tool");
    CHECK(names(found[0].depends) == "core lib");
    CHECK(found[0].needed_by.empty());
    CHECK(names(found[1].needed_by) == "app lib");
    CHECK(names(found[2].depends) == "core");
    CHECK(names(found[2].needed_by) == "app");
    CHECK(found[3].depends.empty());
    CHECK(found[3].needed_by.empty());
}

TEST_CASE("the columns of an association are reached by its own relationships") {
    tree_database base;
    Db db{base.engine};
    auto const query = dt::select(packages).where(packages.name == "app").options(
        dt::joinedload(packages.dependencies).joinedload(dependencies.to).joinedload(packages.depends));
    auto const app = sync_wait(db.execute(query)).scalar_one();
    REQUIRE(app.dependencies.size() == 2);
    CHECK(app.dependencies[0].kind == "Depends");
    CHECK(app.dependencies[0].to.name == "core");
    CHECK(app.dependencies[1].kind == "Recommends");
    CHECK(app.dependencies[1].version == ">= 2");
    CHECK(names(app.dependencies[1].to.depends) == "core");
}

TEST_CASE("a path along a many-to-many to itself") {
    tree_database base;
    Db db{base.engine};
    auto const query = dt::select(packages).order_by(packages.id).options(
        dt::joinedload(packages.needed_by).joinedload(packages.needed_by).joinedload(packages.depends));
    auto const found = sync_wait(db.execute(query)).all();
    auto const& core = found[0];
    REQUIRE(core.name == "core");
    REQUIRE(names(core.needed_by) == "app lib");
    CHECK(core.needed_by[0].needed_by.empty());
    REQUIRE(names(core.needed_by[1].needed_by) == "app");
    CHECK(names(core.needed_by[1].needed_by[0].depends) == "core lib");
}
