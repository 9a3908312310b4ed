// SPDX-License-Identifier: BSL-1.0
// Full-text search: PostgreSQL's functions, SQLite's FTS5.
#include "support/database.hpp"

#include <dovetail/functions/full_text.hpp>

namespace dovetail_test {

template <class View>
struct NoteModel {
    static constexpr dt::table_name table = "notes";
    dt::column<View, "title", dt::text> title;
    dt::column<View, "body", dt::text> body;
};
using NewNote = dt::new_row<NoteModel>;
inline constexpr dt::table<NoteModel> notes;
inline constexpr dt::metadata note_tables{notes};

TEST_CASE("full-text search") {
    empty_database base;
    Db db{base.engine};
    if constexpr (is_postgres) sync_wait(db.create_all(note_tables));
    else sync_wait(db.execute(dt::raw<"CREATE VIRTUAL TABLE notes USING fts5(title, body)">()));
    std::vector<NewNote> const rows{NewNote{.title = "cats", .body = "two cats sleep, and cats purr"}, NewNote{.title = "dogs", .body = "a dog chases a cat"},
                                    NewNote{.title = "none", .body = "nothing here"}};
    sync_wait(db.execute(dt::insert_into(notes).values(rows)));
    auto const titles = [&](auto const& query) { return sync_wait(db.execute(query)).scalars().all(); };
    using words = std::vector<std::string>;
#if defined(DOVETAIL_TEST_POSTGRES)
    auto const document = dt::to_tsvector<"english">(notes.body);
    auto const query = dt::websearch_to_tsquery<"english">("cat -dog");
    CHECK(titles(dt::select(notes.title).where(dt::text_matches(document, query))) == words{"cats"});
    auto const cat = dt::plainto_tsquery<"english">("cats");
    CHECK(titles(dt::select(notes.title).where(dt::text_matches(document, cat)).order_by(dt::ts_rank(document, cat).desc())) == words{"cats", "dogs"});
    CHECK(titles(dt::select(notes.title).where(dt::text_matches(document, dt::to_tsquery<"english">("cat & !dog")))) == words{"cats"});
    CHECK(titles(dt::select(dt::ts_headline<"english">(notes.body, cat)).where(notes.title == "dogs")) == words{"a dog chases a <b>cat</b>"});
#else
    CHECK(titles(dt::select(notes.title).where(dt::fts5_match(notes, "cats NOT dogs"))) == words{"cats"});
    CHECK(titles(dt::select(notes.title).where(dt::fts5_match(notes, "cat*")).order_by(dt::bm25(notes))) == words{"cats", "dogs"});
    CHECK(titles(dt::select(notes.title).where(dt::fts5_match(notes.title, "dogs"))) == words{"dogs"});
    CHECK(titles(dt::select(dt::highlight(notes, 1, "[", "]")).where(dt::fts5_match(notes, "chases"))) == words{"a dog [chases] a cat"});
    CHECK(titles(dt::select(dt::highlight(notes.body, "[", "]")).where(dt::fts5_match(notes, "chases"))) == words{"a dog [chases] a cat"});
    CHECK(titles(dt::select(dt::highlight(notes.title, "[", "]")).where(dt::fts5_match(notes.title, "dogs"))) == words{"[dogs]"});
    CHECK(titles(dt::select(dt::snippet(notes.body, "<b>", "</b>", "...", 2)).where(dt::fts5_match(notes, "chases")))[0].find("<b>chases</b>") != std::string::npos);
    CHECK(titles(dt::select(dt::snippet(notes, 1, "<b>", "</b>", "...", 2)).where(dt::fts5_match(notes, "chases")))[0].find("<b>chases</b>") != std::string::npos);
    auto const n = dt::alias<"n">(notes);
    CHECK(titles(dt::select(n.title).where(dt::fts5_match(n, "purr"))) == words{"cats"});
#endif
}

}  // namespace dovetail_test
