// SPDX-License-Identifier: BSL-1.0
// The rule book: every rule that is checked over a whole model or statement, and its sentence.
//
//     static_assert(std::same_as<dt::check<Query>, dt::verdict<dt::rule::column_not_in_from, "posts.title">>);
//
// A check computes a value, {rule, culprit}. Only where a rule is broken does the value become the type
// verdict<rule, culprit>, whose report() is the error: the sentence, and the culprit's name in the type.
#pragma once

#include <dovetail/core/fixed_string.hpp>

namespace dovetail {

enum class rule {
    none,
    // of a model
    duplicate_column, nullable_primary_key, relationship_without_key, relationship_with_several_keys,
    unknown_order_column, unknown_constraint_column, foreign_key_type_differs, foreign_key_without_target,
    foreign_key_of_another_size, back_references_disagree, column_of_other_table,
    // of a statement
    column_not_in_from, aggregate_in_where, nested_aggregate, column_beside_aggregate, select_without_from,
    mutation_without_condition, loaded_twice_differently, load_of_other_model, joined_collection_in_stream,
    required_column_left_out, raw_values, dialect_cannot, null_test_of_not_null, table_twice, join_not_connected, source_not_connected,
    aggregate_in_group_by, label_not_selected, order_not_selected, cte_not_in_with,
    window_in_where, window_not_defined, parameter_without_value, grouped_value_without_label,
    merge_of_nothing, merged_row_without_partner, merge_action_elsewhere,
    // of a table's definition
    generated_without_expression, generated_of_another_column, generated_of_another_type, generated_may_be_null
};

/// What a check found: the rule that is broken, and by what.
struct finding {
    rule broken = rule::none;
    std::string_view table{}, name{};    ///< the culprit, "table.name"; either may be empty
    constexpr bool ok() const { return broken == rule::none; }
    constexpr std::size_t size() const {
        return table.size() + name.size() + (!table.empty() && !name.empty());
    }
};

namespace detail {
/// Named, for compilers print what a static_assert says: a name in place of two numbers.
template <rule Broken, rule Rule>
inline constexpr bool keeps = Broken != Rule;
}  // namespace detail

/// A broken rule, and by what, as a type; `rule::none` is fine. Naming it is no error, report() is.
template <rule Broken, fixed_string Culprit = "">
struct verdict {
    /// The error, to be called in a static_assert. (A function, for clang would go on about a class that is no class.)
    static constexpr bool report() {
        static_assert(detail::keeps<Broken, rule::duplicate_column>, "dovetail: two columns of one model have the same name");
        static_assert(detail::keeps<Broken, rule::nullable_primary_key>, "dovetail: a primary key cannot be nullable");
        static_assert(detail::keeps<Broken, rule::relationship_without_key>,
                      "dovetail: no foreign key connects the two models of this relationship; add dt::foreign_key<...> "
                      "to the column that holds it");
        static_assert(detail::keeps<Broken, rule::relationship_with_several_keys>,
                      "dovetail: several foreign keys could connect the two models of this relationship; name the column "
                      "after the target");
        static_assert(detail::keeps<Broken, rule::unknown_order_column>,
                      "dovetail: dt::order_by names a column that the relationship's target does not have");
        static_assert(detail::keeps<Broken, rule::unknown_constraint_column>,
                      "dovetail: a constraint names a column that this model does not have");
        static_assert(detail::keeps<Broken, rule::foreign_key_type_differs>,
                      "dovetail: a foreign key needs the same type as the column it points to");
        static_assert(detail::keeps<Broken, rule::foreign_key_without_target>,
                      "dovetail: the column that this foreign key points to is no unique column of its table");
        static_assert(detail::keeps<Broken, rule::foreign_key_of_another_size>,
                      "dovetail: a foreign key of several columns has one for each column of its target's primary key");
        static_assert(detail::keeps<Broken, rule::back_references_disagree>,
                      "dovetail: the target of this relationship declares no back-reference over the same key; the two "
                      "directions must agree");
        static_assert(detail::keeps<Broken, rule::column_of_other_table>,
                      "dovetail: a check, an index or a computed column sees the row that it is about and nothing else");
        static_assert(detail::keeps<Broken, rule::column_not_in_from>,
                      "dovetail: this column's table is not in FROM; select from it, join it, or use a subquery");
        static_assert(detail::keeps<Broken, rule::aggregate_in_where>,
                      "dovetail: WHERE is decided before rows are grouped, so it takes no aggregate function");
        static_assert(detail::keeps<Broken, rule::nested_aggregate>,
                      "dovetail: an aggregate function cannot stand inside another");
        static_assert(detail::keeps<Broken, rule::column_beside_aggregate>,
                      "dovetail: this column stands beside an aggregate function without being grouped; put it inside an "
                      "aggregate, or into group_by()");
        static_assert(detail::keeps<Broken, rule::select_without_from>,
                      "dovetail: this select names no table; add .select_from(table)");
        static_assert(detail::keeps<Broken, rule::mutation_without_condition>,
                      "dovetail: UPDATE and DELETE need .where(...), or .all_rows() when every row is meant");
        static_assert(detail::keeps<Broken, rule::loaded_twice_differently>,
                      "dovetail: the same relationship is loaded twice with different strategies; keep one of them");
        static_assert(detail::keeps<Broken, rule::load_of_other_model>,
                      "dovetail: this relationship belongs to another model than the one it is loaded for");
        static_assert(detail::keeps<Broken, rule::joined_collection_in_stream>,
                      "dovetail: a stream holds one row at a time, so it cannot fold a joined collection; use execute()");
        static_assert(detail::keeps<Broken, rule::required_column_left_out>,
                      "dovetail: a NOT NULL column without default is left out; give it a value");
        static_assert(detail::keeps<Broken, rule::raw_values>,
                      "dovetail: this raw statement is not given as many values as it has placeholders");
        static_assert(detail::keeps<Broken, rule::dialect_cannot>, "dovetail: this database has no such statement, clause, function or operator");
        static_assert(detail::keeps<Broken, rule::null_test_of_not_null>,
                      "dovetail: this column is NOT NULL, so comparing it with NULL decides nothing; drop the condition");
        static_assert(detail::keeps<Broken, rule::table_twice>,
                      "dovetail: a table stands twice in this statement; give one of them a name of its own by "
                      "dt::alias<\"name\">(table)");
        static_assert(detail::keeps<Broken, rule::join_not_connected>,
                      "dovetail: this join's condition does not connect the table with those before it, so each row would "
                      "stand beside every row; connect them, or say cross_join()");
        static_assert(detail::keeps<Broken, rule::source_not_connected>,
                      "dovetail: where() does not connect this table of from() or using_() with the one that is changed, so each row "
                      "would stand beside every row; connect them");
        static_assert(detail::keeps<Broken, rule::aggregate_in_group_by>,
                      "dovetail: rows are grouped before aggregates are computed, so GROUP BY takes no aggregate function");
        static_assert(detail::keeps<Broken, rule::label_not_selected>,
                      "dovetail: nothing is selected under this label; write expression.as(label) in select()");
        static_assert(detail::keeps<Broken, rule::order_not_selected>,
                      "dovetail: queries that are put together are ordered by what the first one selects, and by nothing else");
        static_assert(detail::keeps<Broken, rule::window_in_where>,
                      "dovetail: window functions are computed last, so only select() and order_by() take them, and none stands "
                      "inside another; select it in a subquery");
        static_assert(detail::keeps<Broken, rule::grouped_value_without_label>,
                      "dovetail: an expression with values in it, such as column + 1, is grouped by its label; select it "
                      ".as(label), and write group_by(label)");
        static_assert(detail::keeps<Broken, rule::parameter_without_value>,
                      "dovetail: a parameter of this statement is not given a value; write db.execute(statement, "
                      "dt::arg<\"name\"> = value)");
        static_assert(detail::keeps<Broken, rule::window_not_defined>,
                      "dovetail: this select has no window of this name; define it by .window(name.as(...))");
        static_assert(detail::keeps<Broken, rule::merge_of_nothing>,
                      "dovetail: MERGE needs to know what to do; add .when_matched().do_update(...), or "
                      ".when_not_matched().do_insert(...)");
        static_assert(detail::keeps<Broken, rule::merged_row_without_partner>,
                      "dovetail: when_not_matched() is about a row of the source that has no partner, so its conditions and "
                      "values are of the source's columns only");
        static_assert(detail::keeps<Broken, rule::merge_action_elsewhere>,
                      "dovetail: merge_action() says what a MERGE did with a row, so only the returning() of a MERGE takes it");
        static_assert(detail::keeps<Broken, rule::generated_without_expression>,
                      "dovetail: the model's generated(row) does not say what this column is; add dt::generated_as<\"name\">(...)");
        static_assert(detail::keeps<Broken, rule::generated_of_another_column>,
                      "dovetail: generated(row) names a column that the model does not declare with dt::generated<>");
        static_assert(detail::keeps<Broken, rule::generated_of_another_type>,
                      "dovetail: this generated column has another SQL type than its expression");
        static_assert(detail::keeps<Broken, rule::generated_may_be_null>,
                      "dovetail: the expression of this generated column may be NULL; make the column dt::nullable");
        static_assert(detail::keeps<Broken, rule::cte_not_in_with>,
                      "dovetail: this CTE is used in a statement that does not define it; write dt::with_(cte)(statement)");
        return true;
    }
};

namespace detail {
template <finding const& Found>
inline constexpr auto culprit_of = [] {
    fixed_string<Found.size() + 1> culprit;
    std::size_t at = 0;
    for (char c : Found.table) culprit.chars[at++] = c;
    if (at != 0 && !Found.name.empty()) culprit.chars[at++] = '.';
    for (char c : Found.name) culprit.chars[at++] = c;
    return culprit;
}();
}  // namespace detail

/// A finding that is a constant, as a type.
template <finding const& Found>
using verdict_of = verdict<Found.broken, detail::culprit_of<Found>>;

}  // namespace dovetail
