// SPDX-License-Identifier: BSL-1.0
// A statement's text as a constant, and the check of its rules.
//
//     static_assert(dt::sql<dt::sqlite>(dt::select(users.id)) == R"(SELECT "users"."id" FROM "users")");
//
// The text is in the read-only segment: nothing is formatted, joined or looked up at run time.
#pragma once

#include <dovetail/lowering/mutation.hpp>

namespace dovetail {
namespace detail {

/// What the first walk finds out.
struct survey {
    std::size_t size = 0;
    unsigned parameters = 0;
    finding found{};
};

template <dialect Dialect>
constexpr survey survey_of(void (*walk)(writer&)) {
    writer w(Dialect::rules);
    walk(w);
    return {w.size(), w.parameters, w.found};
}

/// Room for a text and the NUL behind it.
template <std::size_t Size>
struct text_buffer {
    char chars[Size + 1]{};
    constexpr operator std::string_view() const { return {chars, Size}; }
};

template <class Statement>
constexpr void walk_statement(writer& w) {
    write_statement(w, static_cast<Statement const*>(nullptr));
}

template <dialect Dialect, void (*Walk)(writer&)>
inline constexpr survey walk_survey = survey_of<Dialect>(Walk);

/// The text that a walk writes, as a constant.
template <dialect Dialect, void (*Walk)(writer&)>
inline constexpr auto text_of_walk = [] {
    text_buffer<walk_survey<Dialect, Walk>.size> text;
    writer w(Dialect::rules, text.chars);
    Walk(w);
    return text;
}();

template <dialect Dialect, class Statement>
inline constexpr auto statement_text = text_of_walk<Dialect, walk_statement<Statement>>;

template <dialect Dialect, class Statement>
inline constexpr finding statement_finding = walk_survey<Dialect, walk_statement<Statement>>.found;

/// The terminal check: the error of the first rule that the statement breaks, in this dialect.
template <dialect Dialect, class Statement>
constexpr bool require_valid() {
    using source = typename Statement::source;
    if constexpr (requires { typename source::model; }) {
        if constexpr (!std::is_void_v<typename source::model>) require_valid_model<typename source::model>();
    }
    if constexpr (!statement_finding<Dialect, Statement>.ok())
        static_assert(sizeof(verdict_of<statement_finding<Dialect, Statement>>) > 0);
    return statement_finding<Dialect, Statement>.ok();
}

template <dialect Dialect, class Statement>
constexpr std::string_view checked_text() {
    require_valid<Dialect, Statement>();
    return statement_text<Dialect, Statement>;
}

template <dialect Dialect>
struct sql_of_object {
    template <class Statement>
    constexpr std::string_view operator()(Statement const&) const {
        return checked_text<Dialect, Statement>();
    }
};

}  // namespace detail

/// A statement's text: `dt::sql<dt::sqlite>(query)`, or `dt::sql<dt::sqlite, decltype(query)>` where the object
/// is no constant.
template <dialect Dialect, class... Statement>
inline constexpr auto sql = detail::sql_of_object<Dialect>{};
template <dialect Dialect, class Statement>
inline constexpr std::string_view sql<Dialect, Statement> =
    detail::checked_text<Dialect, std::remove_cvref_t<Statement>>();

namespace detail {
/// What every dialect can do, for checks that are about a statement's own rules.
struct any_dialect {
    static constexpr dialect_rules rules{.name = "SQL", .for_update = true, .ilike = true};
};
}  // namespace detail

/// What a statement's rules say, as a type that tests compare: verdict<rule::none> where nothing is wrong.
template <class Statement, dialect Dialect = detail::any_dialect>
using check = verdict_of<detail::statement_finding<Dialect, std::remove_cvref_t<Statement>>>;

}  // namespace dovetail
