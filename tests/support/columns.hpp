// SPDX-License-Identifier: BSL-1.0
//
// A model with a column of every type, NOT NULL and nullable.
#pragma once

#include "support/rows.hpp"

namespace dovetail_test {

template <class View>
struct EverythingModel {
    static constexpr dt::table_name table = "everything";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "small", dt::smallint> small;
    dt::column<View, "number", dt::integer> number;
    dt::column<View, "big", dt::bigint> big;
    dt::column<View, "ratio", dt::real> ratio;
    dt::column<View, "precise", dt::double_precision> precise;
    dt::column<View, "flag", dt::boolean> flag;
    dt::column<View, "name", dt::string<20>> name;
    dt::column<View, "words", dt::text> words;
    dt::column<View, "data", dt::blob> data;
    dt::column<View, "day", dt::date> day;
    dt::column<View, "at", dt::datetime> at;
    dt::column<View, "tone", color> tone;
    dt::column<View, "shine", level> shine;
};

template <class View>
struct MaybeEverythingModel {
    static constexpr dt::table_name table = "maybe_everything";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "small", dt::nullable<dt::smallint>> small;
    dt::column<View, "number", dt::nullable<dt::integer>> number;
    dt::column<View, "big", dt::nullable<dt::bigint>> big;
    dt::column<View, "ratio", dt::nullable<dt::real>> ratio;
    dt::column<View, "precise", dt::nullable<dt::double_precision>> precise;
    dt::column<View, "flag", dt::nullable<dt::boolean>> flag;
    dt::column<View, "name", dt::nullable<dt::string<20>>> name;
    dt::column<View, "words", dt::nullable<dt::text>> words;
    dt::column<View, "data", dt::nullable<dt::blob>> data;
    dt::column<View, "day", dt::nullable<dt::date>> day;
    dt::column<View, "at", dt::nullable<dt::datetime>> at;
    dt::column<View, "tone", dt::nullable<color>> tone;
    dt::column<View, "shine", dt::nullable<level>> shine;
};

using Everything = dt::entity<EverythingModel>;
using NewEverything = dt::new_row<EverythingModel>;
using MaybeEverything = dt::entity<MaybeEverythingModel>;
using NewMaybeEverything = dt::new_row<MaybeEverythingModel>;
inline constexpr dt::table<EverythingModel> everything;
inline constexpr dt::table<MaybeEverythingModel> maybe_everything;
inline constexpr dt::metadata column_tables{everything, maybe_everything};

using instant = dt::value_of<dt::datetime>;

/// A row with a plain value in each column.
inline NewEverything plain_row() {
    using namespace std::chrono_literals;
    std::chrono::year_month_day const day = 2026y / 11 / 22;
    return NewEverything{.small = 1, .number = 2, .big = 3, .ratio = 0.5f, .precise = 0.25, .flag = true, .name = "name",
                         .words = "words", .data = std::vector{std::byte{1}, std::byte{2}}, .day = day,
                         .at = instant(std::chrono::sys_days(day)) + 1h + 2us, .tone = color{1, 2, 3}, .shine = level::high};
}

}  // namespace dovetail_test
