// SPDX-License-Identifier: BSL-1.0
// Rows to values: where each member's column lies, and which column a cell that does not fit belongs to.
#include "models.hpp"

#include <dovetail/executor/driver.hpp>

using namespace dovetail_test;

namespace {

using script = scripted_reader::row;
using with_people = dt::with<Book, books.author, books.editor>;
using with_tags = dt::with<Book, books.tags>;

template <class T>
T decode(script const& row, int at = 0) {
    return dt::decode_row<scripted_reader, T>::make(row, at);
}
/// Table and column of the cell that stops a row from being read.
template <class T>
std::string culprit(script const& row) {
    try {
        (void)decode<T>(row);
    } catch (dt::cell_fault const& fault) {
        auto const label = dt::decode_row<scripted_reader, T>::describe(fault.column);
        return std::string(label.table) + "." + std::string(label.name);
    }
    return "none";
}
template <class T>
inline constexpr int width = dt::decode_row<scripted_reader, T>::width;

}  // namespace

static_assert(width<Author> == 3 && width<Book> == 4);
static_assert(width<with_people> == 4 + 3 + 3);
static_assert(width<with_tags> == 4 + 1 + 2);       // and the association's key
static_assert(width<dt::row<selected<books.id>, selected<books.title>>> == 2);
static_assert(width<std::tuple<int, std::string, bool>> == 3);
static_assert(width<int> == 1);

TEST_CASE("columns lie in the order of the members, from anywhere in a row") {
    auto const book = decode<Book>({0, "before", 7, "title", 3, null}, 2);
    CHECK(book.id == 7);
    CHECK(book.title == "title");
    CHECK(book.author_id == 3);
    CHECK_FALSE(book.editor_id);
}

TEST_CASE("what is loaded to one lies behind, in the order of the members") {
    auto const both = decode<with_people>({7, "title", 3, 4, 3, "ann", null, 4, "bob", "b"});
    CHECK(both.author.name == "ann");
    CHECK_FALSE(both.author.nickname);
    REQUIRE(both.editor);
    CHECK(both.editor->id == 4);
    CHECK(both.editor->nickname == "b");
    CHECK_FALSE(decode<with_people>({7, "title", 3, null, 3, "ann", null, null, null, null}).editor);
}

TEST_CASE("a key without its row") {
    CHECK(culprit<with_people>({7, "title", 3, null, null, null, null, null, null, null}) == "books.author_id");
    CHECK(culprit<with_people>({7, "title", 3, 4, 3, "ann", null, null, null, null}) == "books.editor_id");
    try {
        (void)decode<with_people>({7, "title", 3, null, null, null, null, null, null, null});
    } catch (dt::cell_fault const& fault) {
        CHECK_THAT(fault.what, contains("points to a row of \"authors\" that is not there"));
    }
}

TEST_CASE("a collection that is loaded is empty until rows are folded into it") {
    CHECK(decode<with_tags>({7, "title", 3, null, 7, 1, "x"}).tags.empty());
}

TEST_CASE("the table and column of a cell that does not fit") {
    CHECK(culprit<Book>({7, "title", 3, null}) == "none");
    CHECK(culprit<Book>({"7", "title", 3, null}) == "books.id");
    CHECK(culprit<Book>({7, null, 3, null}) == "books.title");
    CHECK(culprit<Book>({7, "title", null, null}) == "books.author_id");
    CHECK(culprit<Book>({7, "title", 3, "4"}) == "books.editor_id");
    CHECK(culprit<with_people>({7, "title", 3, null, 3, null, null, null, null, null}) == "authors.name");
    CHECK(culprit<with_people>({7, "title", 3, 4, 3, "ann", null, 4, "bob", 5}) == "authors.nickname");
    CHECK(culprit<dt::row<selected<books.id>, selected<authors.name>>>({1, null}) == "authors.name");
    CHECK(culprit<std::tuple<int, std::string>>({1, null}) == ".");
    CHECK(culprit<std::string>({1}) == ".");
}

TEST_CASE("labels of what is loaded through an association") {
    using decoder = dt::decode_row<scripted_reader, with_tags>;
    CHECK(decoder::describe(3).name == "editor_id");
    CHECK(decoder::describe(4).table == "book_tags");
    CHECK(decoder::describe(4).name == "tag_id");
    CHECK(decoder::describe(5).table == "tags");
    CHECK(decoder::describe(6).name == "word");
    using nested = dt::decode_row<scripted_reader, dt::with<Author, authors.books.with(books.tags, books.editor)>>;
    static_assert(nested::width == 3 + 4 + 3 + 3);
    CHECK(nested::describe(3).table == "books");
    CHECK(nested::describe(8).name == "name");
    CHECK(nested::describe(10).table == "book_tags");
    CHECK(nested::describe(12).name == "word");
}

TEST_CASE("rows, tuples and single values") {
    auto const row = decode<dt::row<selected<books.title>, selected<books.editor_id>>>({"t", null});
    CHECK(row[books.title] == "t");
    CHECK_FALSE(row[books.editor_id]);
    auto const tuple = decode<std::tuple<std::int16_t, std::optional<std::string>, bool, std::int64_t>>({1, null, 1, 5});
    CHECK(tuple == std::tuple(std::int16_t(1), std::optional<std::string>(), true, std::int64_t(5)));
    CHECK(decode<int>({3}) == 3);
    CHECK(decode<std::optional<int>>({null}) == std::nullopt);
    CHECK(decode<std::string>({"x"}) == "x");
    CHECK(decode<unsigned>({3}) == 3u);
    CHECK_THROWS_AS(decode<int>({null}), dt::cell_fault);
}

TEST_CASE("the error of a cell names table, column and row, as far as they are known") {
    using decoder = dt::decode_row<scripted_reader, Book>;
    auto const said = [](dt::cell_fault const& fault, dt::column_label (*describe)(int)) {
        return error_of([&] { dt::detail::throw_cell_error(fault, describe, 4, "SELECT 1"); });
    };
    auto const known = said({2, "holds NULL"}, &decoder::describe);
    CHECK(known.category() == dt::error_category::data);
    CHECK(known.statement() == "SELECT 1");
    CHECK_THAT(known.what(), contains("\"books\".\"author_id\" in row 5 holds NULL"));
    CHECK_THAT(said({2, "holds NULL"}, nullptr).what(), contains("column 3 in row 5 holds NULL"));
    CHECK_THAT(said({0, "holds NULL"}, &dt::decode_row<scripted_reader, int>::describe).what(), contains("column 1 in row 5"));
}
