// SPDX-License-Identifier: BSL-1.0
//
// Books and their authors: a key that is there, one that may be NULL, and what is loaded through an association.
#pragma once

#include <dovetail/expression/table.hpp>
#include <dovetail/mapping/decode.hpp>
#include <dovetail/mapping/print.hpp>
#include <dovetail/mapping/result.hpp>

#include "support/catch.hpp"
#include "support/scripted_reader.hpp"

#include <stdexcept>

namespace dovetail_test {

namespace dt = dovetail;

template <class View> struct BookModel;
template <class View> struct TagModel;
template <class View> struct BookTagModel;

template <class View>
struct AuthorModel {
    static constexpr dt::table_name table = "authors";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::text> name;
    dt::column<View, "nickname", dt::nullable<dt::text>> nickname;
    dt::one_to_many<View, "books", BookModel, "author_id"> books;
};

template <class View>
struct BookModel {
    static constexpr dt::table_name table = "books";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::many_to_one<View, "author", AuthorModel, "author_id"> author;       // a member before its column, as it may be
    dt::column<View, "title", dt::text> title;
    dt::column<View, "author_id", dt::integer, dt::foreign_key<AuthorModel>> author_id;
    dt::column<View, "editor_id", dt::nullable<dt::integer>, dt::foreign_key<AuthorModel>> editor_id;
    dt::many_to_one<View, "editor", AuthorModel, "editor_id"> editor;
    dt::many_to_many<View, "tags", TagModel, BookTagModel> tags;
};

template <class View>
struct TagModel {
    static constexpr dt::table_name table = "tags";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "word", dt::text> word;
    dt::many_to_many<View, "books", BookModel, BookTagModel> books;
};

template <class View>
struct BookTagModel {
    static constexpr dt::table_name table = "book_tags";
    dt::column<View, "book_id", dt::integer, dt::primary_key, dt::foreign_key<BookModel>> book_id;
    dt::column<View, "tag_id", dt::integer, dt::primary_key, dt::foreign_key<TagModel>> tag_id;
};

using Author = dt::entity<AuthorModel>;
using Book = dt::entity<BookModel>;
using Tag = dt::entity<TagModel>;
inline constexpr dt::table<AuthorModel> authors;
inline constexpr dt::table<BookModel> books;
inline constexpr dt::table<TagModel> tags;

/// The type of an expression, as a row names it.
template <auto Expression>
using selected = std::remove_const_t<decltype(Expression)>;

/// The error that an action fails with; the test fails if it does not.
template <class Action>
dt::error error_of(Action&& action) {
    try {
        action();
    } catch (dt::error const& failure) {
        return failure;
    }
    FAIL("no error was thrown");
    throw std::logic_error("not reached");
}

}  // namespace dovetail_test
