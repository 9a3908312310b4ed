// SPDX-License-Identifier: BSL-1.0
// Rows of joined collections become objects: by identity, in first-seen order, without duplicates.
#include "models.hpp"

using namespace dovetail_test;

namespace {
using with_children = dt::with<Parent, parents.children>;
using with_grandchildren = dt::with<Parent, parents.children.with(children.grandchildren)>;
using with_all = dt::with<Parent, parents.children.with(children.grandchildren), parents.siblings>;
using with_tags = dt::with<Parent, parents.tags>;
}  // namespace

TEST_CASE("rows without collections are objects one by one, also equal ones") {
    auto const all = fold<Parent>({{1, "ann"}, {1, "ann"}, {2, "bob"}});
    CHECK(each(all, &Parent::id) == std::vector{1, 1, 2});
}

TEST_CASE("no rows") {
    CHECK(fold<Parent>({}).empty());
    CHECK(fold<with_all>({}).empty());
}

TEST_CASE("children side by side, and a parent without any") {
    auto const all = fold<with_children>({{1, "ann", 10, 1}, {1, "ann", 11, 1}, {2, "bob", null, null}, {3, "cid", 12, 3}});
    REQUIRE(each(all, &with_children::id) == std::vector{1, 2, 3});
    CHECK(each(all[0].children, &Child::id) == std::vector{10, 11});
    CHECK(all[1].children.empty());
    CHECK(each(all[2].children, &Child::id) == std::vector{12});
    CHECK(all[2].name == "cid");
    CHECK(all[2].children[0].parent_id == 3);
}

TEST_CASE("rows of one parent that do not stand side by side") {
    auto const all = fold<with_children>({{2, "bob", 20, 2}, {1, "ann", 10, 1}, {2, "bob", 21, 2}, {3, "cid", null, null}, {1, "ann", 11, 1}});
    REQUIRE(each(all, &with_children::id) == std::vector{2, 1, 3});
    CHECK(each(all[0].children, &Child::id) == std::vector{20, 21});
    CHECK(each(all[1].children, &Child::id) == std::vector{10, 11});
}

TEST_CASE("a collection in a collection, all rows mixed") {
    auto const all = fold<with_grandchildren>({{1, "ann", 11, 1, 111, 11},
                                               {2, "bob", 21, 2, null, null},
                                               {1, "ann", 10, 1, 100, 10},
                                               {1, "ann", 11, 1, 110, 11},
                                               {3, "cid", null, null, null, null},
                                               {1, "ann", 10, 1, 101, 10}});
    REQUIRE(each(all, &with_grandchildren::id) == std::vector{1, 2, 3});
    using grandchild = std::remove_cvref_t<decltype(all[0].children[0].grandchildren[0])>;
    using child = std::remove_cvref_t<decltype(all[0].children[0])>;
    REQUIRE(each(all[0].children, &child::id) == std::vector{11, 10});
    CHECK(each(all[0].children[0].grandchildren, &grandchild::id) == std::vector{111, 110});
    CHECK(each(all[0].children[1].grandchildren, &grandchild::id) == std::vector{100, 101});
    CHECK(all[1].children[0].grandchildren.empty());
    CHECK(all[2].children.empty());
}

TEST_CASE("collections side by side do not multiply each other") {
    std::vector<row> rows;
    for (int child : {11, 10})
        for (int grandchild : {1, 2})
            for (char const* sibling : {"x", "y", "z"})
                rows.push_back({1, "ann", child, 1, child * 10 + grandchild, child, sibling, 1, 1});
    auto const all = fold<with_all>(rows);
    REQUIRE(all.size() == 1);
    REQUIRE(all[0].children.size() == 2);
    CHECK(all[0].children[0].id == 11);
    CHECK(all[0].children[0].grandchildren.size() == 2);
    CHECK(all[0].children[1].grandchildren[1].id == 102);
    CHECK(each(all[0].siblings, &Sibling::first) == std::vector<std::string>{"x", "y", "z"});
}

TEST_CASE("a composite key is equal in all its columns, or another") {
    using with_siblings = dt::with<Parent, parents.children, parents.siblings>;
    auto const all = fold<with_siblings>({{1, "ann", null, null, "a", 1, 1},
                                          {1, "ann", null, null, "a", 2, 1},
                                          {1, "ann", null, null, "b", 1, 1},
                                          {1, "ann", null, null, "a", 1, 1}});
    REQUIRE(all.size() == 1);
    REQUIRE(all[0].siblings.size() == 3);
    CHECK(all[0].siblings[1].second == 2);
    CHECK(all[0].siblings[2].first == "b");
}

TEST_CASE("a pair that stands twice in an association is one element, also beneath it") {
    auto const all = fold<with_tags>({{1, "ann", "x", "x", null}, {1, "ann", "x", "x", null}, {1, "ann", "y", "y", null}, {2, "bob", "x", "x", null}});
    REQUIRE(all.size() == 2);
    CHECK(each(all[0].tags, &Tag::name) == std::vector<std::string>{"x", "y"});
    CHECK(each(all[1].tags, &Tag::name) == std::vector<std::string>{"x"});

    using with_notes = dt::with<Parent, parents.tags.with(tags.notes)>;
    row const note{1, "ann", "x", "x", null, "note", "x"};
    auto const nested = fold<with_notes>({note, note, {1, "ann", "x", "x", null, "more", "x"}, note});
    REQUIRE(nested.size() == 1);
    REQUIRE(nested[0].tags.size() == 1);
    CHECK(each(nested[0].tags[0].notes, &Tag::name) == std::vector<std::string>{"note", "more"});
}

TEST_CASE("an element that two parents share is in both, with what is beneath it") {
    using with_notes = dt::with<Parent, parents.tags.with(tags.notes)>;
    auto const all = fold<with_notes>({{1, "ann", "x", "x", null, "n1", "x"}, {2, "bob", "x", "x", null, "n1", "x"},
                                       {1, "ann", "x", "x", null, "n2", "x"}, {2, "bob", "x", "x", null, "n2", "x"}});
    REQUIRE(all.size() == 2);
    for (auto const& parent : all) {
        REQUIRE(parent.tags.size() == 1);
        CHECK(each(parent.tags[0].notes, &Tag::name) == std::vector<std::string>{"n1", "n2"});
    }
}

TEST_CASE("a collection beneath an optional") {
    using child = dt::with<Child, children.parent.with(parents.siblings)>;
    auto const all = fold<child>({{10, 1, 1, "ann", "s", 1, 1}, {11, null, null, null, null, null, null}, {10, 1, 1, "ann", "s", 2, 1},
                                  {12, 1, 1, "ann", "s", 1, 1}, {12, 1, 1, "ann", "s", 2, 1}});
    REQUIRE(each(all, &child::id) == std::vector{10, 11, 12});
    CHECK(all[0].parent->siblings.size() == 2);
    CHECK_FALSE(all[1].parent);
    CHECK(all[2].parent->siblings.size() == 2);
}

TEST_CASE("a key that promises a row which is not there") {
    using child = dt::with<Child, children.parent>;
    auto const fault = [](auto action) {
        try {
            action();
        } catch (dt::cell_fault const& found) {
            return found.column;
        }
        return -1;
    };
    CHECK(fault([] { (void)fold<child>({{10, 1, null, null}}); }) == 1);
    CHECK(fault([] { (void)fold<with_tags>({{1, "ann", "x", null, null}}); }) == 2);
    using labels = dt::decode_row<scripted_reader, with_tags>;
    CHECK(labels::describe(2).table == "parent_tags");
    CHECK(labels::describe(2).name == "tag");
    CHECK(labels::describe(3).table == "tags");
    CHECK(labels::describe(1).name == "name");
}
