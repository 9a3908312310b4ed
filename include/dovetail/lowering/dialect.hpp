// SPDX-License-Identifier: BSL-1.0
// What the SQL of databases differs in, as constants. A backend gives one object of it (its dialect).
//
//     struct sqlite_dialect { static constexpr dialect_rules rules{.name = "SQLite", ...}; };
//
// Lowering is the same code for all dialects and asks these rules; no text depends on anything else.
#pragma once

#include <dovetail/schema/types.hpp>

#include <string_view>

namespace dovetail {

struct dialect_rules {
    std::string_view name{};
    bool numbered_parameters = false;           ///< $1, $2 in place of ?
    bool for_update = false;                    ///< SELECT ... FOR UPDATE
    bool ilike = false;
    bool is_not_distinct_from = false;          ///< spelled so; otherwise IS and IS NOT
    bool limit_needed_for_offset = false;       ///< OFFSET stands only behind LIMIT
    std::string_view no_limit{};                ///< then this is "no limit"
    std::string_view range_before{}, range_after{};   ///< `x IN` + before + parameter + after
    std::string_view true_literal{}, false_literal{};
    std::string_view now_datetime{}, now_date{};
    std::string_view generated_key{};           ///< the whole type of a key that the database makes
    bool key_is_inline = false;                 ///< ... and PRIMARY KEY stands behind it
    /// The name of a type; a varchar's length in brackets is added behind it.
    std::string_view (*type_name)(storage) = nullptr;
};

/// A dialect: a type with a constant `rules`.
template <class T>
concept dialect = requires { { T::rules.name } -> std::convertible_to<std::string_view>; };

}  // namespace dovetail
