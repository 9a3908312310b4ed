// SPDX-License-Identifier: BSL-1.0
// row: what a select of columns gives, by position, by expression and by name.
#include "models.hpp"

#include <sstream>

using namespace dovetail_test;

namespace {
using three = dt::row<selected<books.id>, selected<books.title>, selected<books.editor_id>>;
}

static_assert(std::tuple_size_v<three> == 3);
static_assert(std::is_same_v<std::tuple_element_t<1, three>, std::string>);
static_assert(std::is_same_v<std::tuple_element_t<2, three>, std::optional<int>>);
static_assert(dt::row<selected<books.id>>{{7}}[books.id] == 7);

TEST_CASE("structured bindings, as copies, views and references") {
    three const fixed{{1, "one", std::nullopt}};
    auto const& [id, title, editor] = fixed;
    CHECK(id == 1);
    CHECK(&title == &fixed[books.title]);
    CHECK_FALSE(editor);

    three changed = fixed;
    auto& [number, name, by] = changed;
    number = 2;
    name += "!";
    by = 5;
    CHECK(changed == three{{2, "one!", 5}});

    auto [moved_id, moved_title, moved_editor] = std::move(changed);
    CHECK(moved_id == 2);
    CHECK(moved_title == "one!");
    CHECK(moved_editor == 5);
}

TEST_CASE("by expression and by position") {
    three row{{1, "one", 3}};
    CHECK(row[books.id] == 1);
    CHECK(row[books.editor_id] == 3);
    row[books.title] = "two";
    CHECK(std::as_const(row)[books.title] == "two");
    CHECK(row.get<1>() == "two");
    std::string const taken = std::move(row).get<1>();
    CHECK(taken == "two");
}

TEST_CASE("columns with the same name are told apart by their tables, and the same column twice is the first") {
    constexpr auto other = dt::alias<"other">(books);
    dt::row<selected<books.id>, selected<authors.id>, selected<other.id>, selected<books.id>> const row{{1, 2, 3, 4}};
    CHECK(row[books.id] == 1);
    CHECK(row[authors.id] == 2);
    CHECK(row[other.id] == 3);
}

TEST_CASE("comparison and print") {
    CHECK(three{{1, "one", 3}} == three{{1, "one", 3}});
    CHECK(three{{1, "one", 3}} != three{{1, "one", std::nullopt}});
    CHECK(dt::to_string(three{{1, "it's", std::nullopt}}) == "(1, 'it''s', NULL)");
    CHECK(dt::to_string(dt::row<selected<books.id>>{{-1}}) == "(-1)");
    std::ostringstream out;
    out << three{{1, "", 2}};
    CHECK(out.str() == "(1, '', 2)");
}
