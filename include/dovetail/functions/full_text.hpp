// SPDX-License-Identifier: BSL-1.0
// Full-text search. PostgreSQL's is a function of text; SQLite's is over a virtual table of its module FTS5.
//
//     dt::text_matches(dt::to_tsvector<"english">(posts.body), dt::websearch_to_tsquery<"english">("cats -dogs"))
//
//     db.execute(dt::raw<"CREATE VIRTUAL TABLE notes USING fts5(title, body)">());      // and a model of the columns
//     dt::select(notes).where(dt::fts5_match(notes, "cats NOT dogs")).order_by(dt::bm25(notes))
#pragma once

#include <dovetail/expression/table.hpp>
#include <dovetail/functions/call.hpp>

namespace dovetail {

/// PostgreSQL's types of prepared documents and of queries; not read.
struct tsvector {
    using value_type = std::string;
    static constexpr auto family = type_family::custom;
    static constexpr auto stored_as = storage::text;
};
struct tsquery {
    using value_type = std::string;
    static constexpr auto family = type_family::custom;
    static constexpr auto stored_as = storage::text;
};

/// A document's words in their basic form, by the rules of a language (PostgreSQL).
template <fixed_string Configuration, class A>
constexpr auto to_tsvector(A&& document) {
    return detail::call<tsvector, "", detail::text_of_parts<"to_tsvector('", Configuration, "', ?)">, text>(static_cast<A&&>(document));
}
/// Queries: all words of a text; words, "phrases", or, and -without, as search engines have them, from any input; & | ! <->
/// with an error for what is no query (PostgreSQL).
template <fixed_string Configuration, class A>
constexpr auto plainto_tsquery(A&& words) {
    return detail::call<tsquery, "", detail::text_of_parts<"plainto_tsquery('", Configuration, "', ?)">, text>(static_cast<A&&>(words));
}
template <fixed_string Configuration, class A>
constexpr auto websearch_to_tsquery(A&& words) {
    return detail::call<tsquery, "", detail::text_of_parts<"websearch_to_tsquery('", Configuration, "', ?)">, text>(static_cast<A&&>(words));
}
template <fixed_string Configuration, class A>
constexpr auto to_tsquery(A&& query) {
    return detail::call<tsquery, "", detail::text_of_parts<"to_tsquery('", Configuration, "', ?)">, text>(static_cast<A&&>(query));
}
/// Whether the document matches the query: @@ (PostgreSQL).
template <class Document, class Query>
constexpr auto text_matches(Document const& document, Query const& query) {
    return detail::call<boolean, "", "? @@ ?", tsvector, tsquery>(document, query);
}
/// How well it does; more is better (PostgreSQL).
template <class Document, class Query>
constexpr auto ts_rank(Document const& document, Query const& query) {
    return detail::call<real, "", "ts_rank(?, ?)", tsvector, tsquery>(document, query);
}
/// The text around what matches, with <b> and </b> about the words (PostgreSQL).
template <fixed_string Configuration, class A, class Query>
constexpr auto ts_headline(A&& document, Query const& query) {
    return detail::call<text, "", detail::text_of_parts<"ts_headline('", Configuration, "', ?, ?)">, text, tsquery>(static_cast<A&&>(document), query);
}

namespace detail {

/// The hidden column that stands for an FTS5 table: of the table's name.
template <class View>
inline constexpr auto table_name_of = fixed_string<View::model::table.size() + 1>::from(View::model::table);
template <class View>
using fts5_table = column_expression<View, table_name_of<View>, text>;

/// The number by which FTS5 knows a column: its rowid, where the model has it, is not counted.
template <class View, fixed_string Name>
inline constexpr int fts5_column_number = [] {
    int number = 0;
    for (auto const& column : View::model::columns) {
        if (column.name == Name.view()) break;
        if (column.name != "rowid") ++number;
    }
    return number;
}();

template <class Table>
constexpr auto fts5_subject() {
    if constexpr (table_type<Table>) return std::type_identity<fts5_table<typename table_facts<Table>::view>>{};
    else return std::type_identity<Table>{};
}

}  // namespace detail

/// Whether a row of an FTS5 table matches a query (https://www.sqlite.org/fts5.html#full_text_query_syntax): in any column of
/// the table, or in one. What is no query is an error. SQLite only.
template <class Subject, class Query>
constexpr auto fts5_match(Subject const&, Query&& query) {
    using subject = typename decltype(detail::fts5_subject<Subject>())::type;
    constexpr bool ok = expression<subject>;
    static_assert(ok, "dovetail: fts5_match() takes a table made by FTS5, or one of its columns");
    if constexpr (ok) return detail::call_as<boolean, "? MATCH ?", "", text, text>(subject{}, static_cast<Query&&>(query));
    else return detail::after_error{};
}
/// How well a row matches; less is better, so that it stands in order_by(). SQLite only.
template <table_type Table>
constexpr auto bm25(Table const&) {
    return detail::call_as<double_precision, "bm25(?)", "", text>(detail::fts5_table<typename table_facts<Table>::view>{});
}
/// A column with text before and behind each word that matches; the whole of it, or at most that many words. The model has the
/// columns of the FTS5 table, in their order. SQLite only.
template <class View, fixed_string Name, class Type, class Before, class Behind>
constexpr auto highlight(column_expression<View, Name, Type> const&, Before&& before, Behind&& behind) {
    return detail::call_as<text, "highlight(?, ?, ?, ?)", "", text, bigint, text, text>(
        detail::fts5_table<View>{}, detail::fts5_column_number<View, Name>, static_cast<Before&&>(before), static_cast<Behind&&>(behind));
}
template <class View, fixed_string Name, class Type, class Before, class Behind, class Left>
constexpr auto snippet(column_expression<View, Name, Type> const&, Before&& before, Behind&& behind, Left&& left_out, int words) {
    return detail::call_as<text, "snippet(?, ?, ?, ?, ?, ?)", "", text, bigint, text, text, text, bigint>(
        detail::fts5_table<View>{}, detail::fts5_column_number<View, Name>, static_cast<Before&&>(before), static_cast<Behind&&>(behind),
        static_cast<Left&&>(left_out), words);
}
/// The same of the column of that number, from 0; -1 is the one that matches best.
template <table_type Table, class Before, class Behind>
constexpr auto highlight(Table const&, int column, Before&& before, Behind&& behind) {
    return detail::call_as<text, "highlight(?, ?, ?, ?)", "", text, bigint, text, text>(
        detail::fts5_table<typename table_facts<Table>::view>{}, column, static_cast<Before&&>(before), static_cast<Behind&&>(behind));
}
template <table_type Table, class Before, class Behind, class Left>
constexpr auto snippet(Table const&, int column, Before&& before, Behind&& behind, Left&& left_out, int words) {
    return detail::call_as<text, "snippet(?, ?, ?, ?, ?, ?)", "", text, bigint, text, text, text, bigint>(
        detail::fts5_table<typename table_facts<Table>::view>{}, column, static_cast<Before&&>(before), static_cast<Behind&&>(behind),
        static_cast<Left&&>(left_out), words);
}

}  // namespace dovetail
