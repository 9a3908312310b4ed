// SPDX-License-Identifier: BSL-1.0
// A statement's text as a constant, and the check of its rules.
//
//     static_assert(dt::sql<dt::sqlite>(dt::select(users.id)) == R"(SELECT "users"."id" FROM "users")");
//
// The text is in the read-only segment: nothing is formatted, joined or looked up at run time.
#pragma once

#include <dovetail/lowering/mutation.hpp>

#include <string>

namespace dovetail {
namespace detail {

/// What a walk finds out.
struct survey {
    std::size_t size = 0;
    finding found{};
    unsigned named = 0;
    bool has_choices = false;
};

/// Room for a text. The last one of a statement has a NUL behind it.
template <std::size_t Size>
struct text_buffer {
    char chars[Size];
};

/// What a walk gives, with its text if there is room, as nearly always; a longer one is walked again. (To count first and then
/// to write, walking twice, costs the compiler more than this room.)
struct draft : survey {
    static constexpr std::size_t room = 2000;
    char chars[room]{};
};

// No lambda: that is two more functions with all of the statement in their names.
template <dialect Dialect, void (*Walk)(writer&)>
constexpr draft make_draft() {
    draft made;
    writer w(Dialect::rules, made.chars, draft::room);
    Walk(w);
    static_cast<survey&>(made) = {w.size(), w.found, w.named, w.has_choices};
    return made;
}
template <dialect Dialect, void (*Walk)(writer&)>
inline constexpr draft draft_of_walk = make_draft<Dialect, Walk>();
template <dialect Dialect, void (*Walk)(writer&)>
inline constexpr survey walk_survey = draft_of_walk<Dialect, Walk>;

/// A walk's text in a buffer of its size, and `more` characters.
template <dialect Dialect, void (*Walk)(writer&), std::size_t More>
constexpr auto text_with() {
    constexpr std::size_t size = walk_survey<Dialect, Walk>.size;
    text_buffer<size + More> text{};
    if constexpr (size > draft::room) {
        writer w(Dialect::rules, text.chars, size);
        Walk(w);
    } else
        for (std::size_t i = 0; i < size; ++i) text.chars[i] = draft_of_walk<Dialect, Walk>.chars[i];
    return text;
}

/// The text that a walk writes, as a constant, with a NUL behind it.
template <dialect Dialect, void (*Walk)(writer&)>
inline constexpr auto text_of_walk = text_with<Dialect, Walk, 1>();
template <dialect Dialect, void (*Walk)(writer&)>
inline constexpr std::string_view view_of_walk{text_of_walk<Dialect, Walk>.chars, walk_survey<Dialect, Walk>.size};

/// The text that a walk writes, made at run time: for what depends on values, such as which columns are given.
template <dialect Dialect, class Walk>
std::string written_text(Walk const& walk) {
    writer counted(Dialect::rules);
    walk(counted);
    std::string text(counted.size(), '\0');
    writer written(Dialect::rules, text.data(), text.size());
    walk(written);
    return text;
}

/// Text in two pieces that lie one behind the other. The first is made once for a table and its plan and copied as a
/// whole, which compilers do at once; so a query over forty columns compiles as fast as one over four.
template <class Head, class Tail>
struct joined_text {
    Head head;
    Tail tail;
};

/// The walk that is a statement's own: all of it, or what stands behind the shared head.
template <class S>
constexpr auto own_walk() {
    if constexpr (has_shared_head<S>) return &lower_select<S>::write_tail;
    else return &write_statement<S>;
}

template <dialect Dialect, class View, class Plan>
inline constexpr auto shared_head = text_with<Dialect, write_entity_head<View, Plan>, 0>();

/// What is sent: chars for a statement in one piece, or a joined_text.
template <dialect Dialect, class S>
inline constexpr auto const& stored_text = text_of_walk<Dialect, own_walk<S>()>;
template <dialect Dialect, class S>
    requires has_shared_head<S>
inline constexpr auto stored_text<Dialect, S> =
    joined_text<std::remove_cvref_t<decltype(shared_head<Dialect, typename S::source, typename S::load_plan>)>,
                std::remove_cvref_t<decltype(text_of_walk<Dialect, own_walk<S>()>)>>{
        shared_head<Dialect, typename S::source, typename S::load_plan>, text_of_walk<Dialect, own_walk<S>()>};

/// The terminal check: the error of the first rule that the statement breaks, in this dialect. Called in a
/// static_assert, for the error to be given there and not at the end of the file.
template <dialect Dialect, class Statement>
constexpr bool require_valid() {
    using source = typename Statement::source;
    if constexpr (requires { typename source::model; }) {
        if constexpr (!std::is_void_v<typename source::model>) static_assert(require_valid_model<typename source::model>());
    }
    if constexpr (!walk_survey<Dialect, own_walk<Statement>()>.found.ok())
        static_assert(verdict_of<walk_survey<Dialect, own_walk<Statement>()>.found>::report());
    return true;
}

template <dialect Dialect, class Statement>
constexpr std::string_view checked_text() {
    static_assert(require_valid<Dialect, Statement>());
    return view_of_walk<Dialect, write_statement<Statement>>;
}

template <dialect Dialect>
struct sql_of_object {
    template <class Statement>
    constexpr std::string_view operator()(Statement const&) const {
        return checked_text<Dialect, Statement>();
    }
};

/// What every dialect can do, for checks that are about a statement's own rules.
struct any_dialect {
    static constexpr dialect_rules rules{
        .name = "SQL",
        .for_update = true,
        .delete_using = true,
        .merge = true,
        .returning_any_table = true,
        .sequences = true,
        .schemas = true,
        .ilike = true,
        .lateral = true,
        .distinct_on = true,
        .bracketed_queries = true,
        .statistics = true,
        .ordered_aggregates = true,
        .ordered_sets = true,
        .grouping_sets = true,
        .modifying_ctes = true,
    };
};

}  // namespace detail

/// A statement's text: `dt::sql<dt::sqlite>(query)`, or `dt::sql<dt::sqlite, decltype(query)>` where the object
/// is no constant. Of an INSERT of new rows: on SQLite the text for one row (what is sent repeats the brackets behind
/// VALUES for as many rows as go into one statement), on PostgreSQL that for any number whose keys the database makes.
template <dialect Dialect, class... Statement>
inline constexpr auto sql = detail::sql_of_object<Dialect>{};
template <dialect Dialect, class Statement>
inline constexpr std::string_view sql<Dialect, Statement> =
    detail::checked_text<Dialect, std::remove_cvref_t<Statement>>();

namespace detail {
// A class, as g++ 14 does not take a dependent variable for the reference that an alias' parameter is.
template <class Statement, dialect Dialect>
struct check_of {
    static constexpr finding found = walk_survey<Dialect, own_walk<Statement>()>.found;
    using type = verdict<found.broken, culprit_of<found>>;
};
}  // namespace detail

/// What a statement's rules say, as a type that tests compare: verdict<rule::none> where nothing is wrong.
template <class Statement, dialect Dialect = detail::any_dialect>
using check = typename detail::check_of<std::remove_cvref_t<Statement>, Dialect>::type;

}  // namespace dovetail
