// SPDX-License-Identifier: BSL-1.0
// Functions of text. (lower(), upper(), length() and + are always there.)
//
//     dt::substr(users.name, 1, 3)      dt::trim(users.name)      dt::concat(users.name, " ", users.surname)
//
// Places count from 1, in characters. SQLite's lower() and upper() change ASCII letters only.
#pragma once

#include <dovetail/functions/call.hpp>

namespace dovetail {

/// The part that begins at that place, counted from 1, of that many characters or to the end. Places before the text are
/// counted, too, on PostgreSQL, where a negative length is an error; on SQLite they count from the end. Use 1 and more.
template <class A, class From>
constexpr auto substr(A&& of, From&& from) {
    return detail::call<text, "substr(?, ?)", "substr(?, CAST(? AS INTEGER))", text, bigint>(static_cast<A&&>(of), static_cast<From&&>(from));
}
template <class A, class From, class Count>
constexpr auto substr(A&& of, From&& from, Count&& count) {
    return detail::call<text, "substr(?, ?, ?)", "substr(?, CAST(? AS INTEGER), CAST(? AS INTEGER))", text, bigint, bigint>(
        static_cast<A&&>(of), static_cast<From&&>(from), static_cast<Count&&>(count));
}
/// The first and the last characters.
template <class A, class Count>
constexpr auto left(A&& of, Count&& count) {
    return detail::call<text, "substr(?, 1, ?)", "left(?, CAST(? AS INTEGER))", text, bigint>(static_cast<A&&>(of), static_cast<Count&&>(count));
}
/// For a count of 1 or more: on SQLite, 0 gives all.
template <class A, class Count>
constexpr auto right(A&& of, Count&& count) {
    return detail::call<text, "substr(?, -(?))", "right(?, CAST(? AS INTEGER))", text, bigint>(static_cast<A&&>(of), static_cast<Count&&>(count));
}
/// Without blanks, or any of the given characters, at both ends, at the beginning, at the end.
template <class A>
constexpr auto trim(A&& of) { return detail::call<text, "trim(?)", "btrim(?)", text>(static_cast<A&&>(of)); }
template <class A, class Characters>
constexpr auto trim(A&& of, Characters&& characters) {
    return detail::call<text, "trim(?, ?)", "btrim(?, ?)", text, text>(static_cast<A&&>(of), static_cast<Characters&&>(characters));
}
template <class A>
constexpr auto ltrim(A&& of) { return detail::call<text, "ltrim(?)", "ltrim(?)", text>(static_cast<A&&>(of)); }
template <class A, class Characters>
constexpr auto ltrim(A&& of, Characters&& characters) {
    return detail::call<text, "ltrim(?, ?)", "ltrim(?, ?)", text, text>(static_cast<A&&>(of), static_cast<Characters&&>(characters));
}
template <class A>
constexpr auto rtrim(A&& of) { return detail::call<text, "rtrim(?)", "rtrim(?)", text>(static_cast<A&&>(of)); }
template <class A, class Characters>
constexpr auto rtrim(A&& of, Characters&& characters) {
    return detail::call<text, "rtrim(?, ?)", "rtrim(?, ?)", text, text>(static_cast<A&&>(of), static_cast<Characters&&>(characters));
}
/// With `to` in place of each `from`.
template <class A, class From, class To>
constexpr auto replace(A&& of, From&& from, To&& to) {
    return detail::call<text, "replace(?, ?, ?)", "replace(?, ?, ?)", text, text, text>(static_cast<A&&>(of), static_cast<From&&>(from), static_cast<To&&>(to));
}
/// Where the part stands first, counted from 1; 0 where it does not.
template <class A, class Part>
constexpr auto position(A&& of, Part&& part) {
    return detail::call<integer, "instr(?, ?)", "strpos(?, ?)", text, text>(static_cast<A&&>(of), static_cast<Part&&>(part));
}
/// That many characters, filled up on that side, or cut at the end. PostgreSQL only.
template <class A, class Count, class Fill>
constexpr auto lpad(A&& of, Count&& count, Fill&& fill) {
    return detail::call<text, "", "lpad(?, CAST(? AS INTEGER), ?)", text, bigint, text>(static_cast<A&&>(of), static_cast<Count&&>(count), static_cast<Fill&&>(fill));
}
template <class A, class Count>
constexpr auto lpad(A&& of, Count&& count) { return lpad(static_cast<A&&>(of), static_cast<Count&&>(count), " "); }
template <class A, class Count, class Fill>
constexpr auto rpad(A&& of, Count&& count, Fill&& fill) {
    return detail::call<text, "", "rpad(?, CAST(? AS INTEGER), ?)", text, bigint, text>(static_cast<A&&>(of), static_cast<Count&&>(count), static_cast<Fill&&>(fill));
}
template <class A, class Count>
constexpr auto rpad(A&& of, Count&& count) { return rpad(static_cast<A&&>(of), static_cast<Count&&>(count), " "); }
/// The text that often.
template <class A, class Times>
constexpr auto repeat(A&& of, Times&& times) {
    return detail::call<text, "replace(hex(zeroblob(?)), '00', ?)", "repeat(?2, CAST(?1 AS INTEGER))", bigint, text>(
        static_cast<Times&&>(times), static_cast<A&&>(of));
}
/// The characters from the last to the first. PostgreSQL only.
template <class A>
constexpr auto reverse(A&& of) { return detail::call<text, "", "reverse(?)", text>(static_cast<A&&>(of)); }
/// The code point of the first character; of an empty text 0 on PostgreSQL and NULL on SQLite.
template <class A>
constexpr auto ascii(A&& of) { return detail::call_as<nullable<integer>, "unicode(?)", "ascii(?)", text>(static_cast<A&&>(of)); }
/// The character of a code point.
template <class A>
constexpr auto chr(A&& of) { return detail::call<text, "char(?)", "chr(CAST(? AS INTEGER))", bigint>(static_cast<A&&>(of)); }

/// All arguments, texts and integers, as one text. NULL counts as an empty text; in +, it spreads.
template <class... A>
    requires(sizeof...(A) > 0)
constexpr auto concat(A&&... of) {
    return detail::call_as<text, detail::repeated<"(", "coalesce(?, '')", " || ", ")", sizeof...(A)>,
                           detail::repeated<"concat(", "?", ", ", ")", sizeof...(A)>, std::conditional_t<false, A, text>...>(detail::digits_as_text(static_cast<A&&>(of))...);
}
/// The arguments with a separator between them; NULLs are left out. PostgreSQL only.
template <class Separator, class... A>
    requires(sizeof...(A) > 0)
constexpr auto concat_ws(Separator&& separator, A&&... of) {
    return detail::call_as<detail::nullable_if<detail::may_be_null<Separator>, text>, "",
                           detail::repeated<"concat_ws(?, ", "?", ", ", ")", sizeof...(A)>, text, std::conditional_t<false, A, text>...>(
        static_cast<Separator&&>(separator), detail::digits_as_text(static_cast<A&&>(of))...);
}
/// The bytes as hexadecimal digits, upper-case.
template <class A>
constexpr auto hex(A&& of) { return detail::call<text, "hex(?)", "upper(encode(?, 'hex'))", blob>(static_cast<A&&>(of)); }
/// The MD5 sum as hexadecimal digits, lower-case. PostgreSQL only.
template <class A>
constexpr auto md5(A&& of) { return detail::call<text, "", "md5(?)", text>(static_cast<A&&>(of)); }

/// The text as a collation compares and orders it: dt::collate<"NOCASE">(users.name) on SQLite, dt::collate<"C">(users.name) on PostgreSQL.
/// The name is the database's.
template <fixed_string Name, class A>
constexpr auto collate(A&& of) {
    constexpr bool ok = Name.view().find('"') == std::string_view::npos;
    static_assert(ok, "dovetail: the name of a collation has no quotation mark");
    constexpr auto text_ = detail::text_of_parts<"? COLLATE \"", Name, "\"">;
    if constexpr (ok) return detail::call<text, text_, text_, text>(static_cast<A&&>(of));
    else return detail::after_error{};
}
/// Whether some part of the text is like the regular expression. SQLite needs a function for it, that the program gives it under the
/// name regexp: dt::sqlite_function<"regexp">([](std::string_view pattern, std::string_view text) { return ...; }).
template <class A, class Pattern>
constexpr auto regexp_match(A&& of, Pattern&& pattern) {
    return detail::call<boolean, "? REGEXP ?", "? ~ ?", text, text>(static_cast<A&&>(of), static_cast<Pattern&&>(pattern));
}
/// Each part that is like the regular expression, replaced. PostgreSQL only.
template <class A, class Pattern, class By>
constexpr auto regexp_replace(A&& of, Pattern&& pattern, By&& by) {
    return detail::call<text, "", "regexp_replace(?, ?, ?, 'g')", text, text, text>(static_cast<A&&>(of), static_cast<Pattern&&>(pattern),
                                                                                  static_cast<By&&>(by));
}

}  // namespace dovetail
