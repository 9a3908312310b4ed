// SPDX-License-Identifier: BSL-1.0
// Text of generated columns that are typed expressions, in their table's definition.
#pragma once

#include <dovetail/lowering/create_table.hpp>
#include <dovetail/statement/generated.hpp>

namespace dovetail::detail {

template <class Model>
struct lower_generated {
    using table = typename Model::template in_view<expression_view<Model>>;

    /// GENERATED ALWAYS AS of the I-th column.
    template <std::size_t I>
    static constexpr void write(writer& w) {
        bool found = false;
        if constexpr (!requires { table::generated(table{}); }) w.note(rule::generated_without_expression, Model::table, Model::columns[I].name);
        else if constexpr (is_constant()) {
            std::apply(
                [&](auto const&... each) {
                    ((each.name.view() == Model::columns[I].name && !found ? (found = true, write_one(w, each)) : void()), ...);
                },
                table::generated(table{}));
            if (!found) w.note(rule::generated_without_expression, Model::table, Model::columns[I].name);
        }
    }
    /// Each definition is of a column that is declared as generated, and gives what that column holds.
    static constexpr void check(writer& w) {
        if constexpr (is_constant()) std::apply([&](auto const&... each) { (check_one(w, each), ...); }, table::generated(table{}));
    }

private:
    static constexpr bool is_constant() { return require_constants([] { return table::generated(table{}); }); }
    template <fixed_string Name, class E, bool Virtual>
    static constexpr void write_one(writer& w, generated_definition<Name, E, Virtual> const& given) {
        if (Virtual && !w.dialect.virtual_columns) w.cannot("a generated column that is virtual");
        w.put(" GENERATED ALWAYS AS (");
        auto const before = std::exchange(w.in, clause::where);     // an aggregate is as wrong here as it is in WHERE
        with_constants<Model>(w, given.values, [&] { detail::write<E>(w); });
        w.in = before;
        w.put(Virtual ? ") VIRTUAL" : ") STORED");
    }
    template <fixed_string Name, class E, bool Virtual>
    static constexpr void check_one(writer& w, generated_definition<Name, E, Virtual> const&) {
        constexpr std::size_t at = Model::column_index(Name);
        if constexpr (at == Model::npos) w.note(rule::generated_of_another_column, Model::table, Name);
        else {
            constexpr auto const& column = Model::columns[at];
            if (column.missing != default_kind::generated || !column.sql.empty())
                w.note(rule::generated_of_another_column, Model::table, Name);
            if (!comparable<typename Model::template column<at>::type, typename E::type>)
                w.note(rule::generated_of_another_type, Model::table, Name);
            if (!column.is_nullable && is_nullable_type<typename E::type>) w.note(rule::generated_may_be_null, Model::table, Name);
        }
    }
};

}  // namespace dovetail::detail
