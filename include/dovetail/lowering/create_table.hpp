// SPDX-License-Identifier: BSL-1.0
// Text of CREATE TABLE: columns, constraints over several of them, checks; and of the types that columns need.
#pragma once

#include <dovetail/lowering/constants.hpp>
#include <dovetail/lowering/expression.hpp>
#include <dovetail/lowering/foreign_key.hpp>

namespace dovetail::detail {

/// Whether a constant, which is a number or a fixed_string, is one of the type; a formed type, or a codec, says so itself.
template <class Type, class V>
constexpr bool is_default_of(V const& given) {
    using facts = type_facts<Type>;
    if constexpr (facts::family == type_family::text && requires { given.view(); })
        return facts::max_length == 0 || characters(given.view()) <= facts::max_length;
    else if constexpr (facts::family == type_family::text) return false;
    else if constexpr (facts::family == type_family::number)
        return std::is_integral_v<V> || (std::is_floating_point_v<V> && std::is_floating_point_v<value_of<without_null<Type>>>);
    else if constexpr (facts::family == type_family::boolean) return std::is_integral_v<V>;
    else return true;
}

/// DEFAULT with the constant of a default_value option.
template <class... Options>
struct write_default {
    template <class Type, class Option>
    static constexpr void write_if_constant(writer& w) {
        if constexpr (requires { Option::value; }) {
            using type = std::remove_const_t<decltype(Option::value)>;
            constexpr bool fits = is_default_of<Type>(Option::value);
            static_assert(fits, "dovetail: this default_value is no value of the column's SQL type, or is longer than its dt::string<n>");
            if constexpr (type_facts<Type>::stored_as == storage::formed) write_formed<Type>(w, Option::value);
            else if constexpr (std::is_integral_v<type>) {       // 1 and TRUE are of different types, by the column's choice
                if (type_facts<Type>::stored_as == storage::boolean) write_literal(w, Option::value != type{});
                else write_integer(w, static_cast<std::int64_t>(Option::value));
            } else write_literal(w, Option::value);
        }
    }
    template <class Type>
    static constexpr void constant(writer& w) {
        (write_if_constant<Type, Options>(w), ...);
    }

private:
    template <class Type, class V>
    static constexpr void write_formed(writer& w, V const& given) {
        using base = without_null<Type>;
        if constexpr (requires { given.view(); }) write_formed<Type>(w, given.view());
        else if constexpr (requires { base::form::constant(given, true); })
            w.string_literal(base::form::constant(given, !w.dialect.formed_types));
        else w.cannot("a default_value of this type");
    }
};

/// Writes the columns whose expressions a model declares by generated(row); lowering/generated.hpp.
template <class Model>
struct lower_generated;

template <class Model, std::size_t I, late_keys<Model> Late>
constexpr void write_column_definition(writer& w) {
    constexpr auto const& column = Model::columns[I];
    w.identifier(column.name);
    w.put(" ");
    bool const is_generated_key = column.missing == default_kind::generated_key;
    if (is_generated_key && !w.dialect.generated_key.empty()) w.put(w.dialect.generated_key);
    else w.column_type(column.stored_as, column.max_length, column.formed);
    if (is_generated_key) w.put(w.dialect.generated_key_suffix);
    if (!column.collation.empty()) {
        w.put(" COLLATE ");
        w.identifier(column.collation);
    }
    if constexpr (column.missing == default_kind::generated && column.sql.empty()) {
        constexpr bool is_included = requires { sizeof(lower_generated<Model>); };
        static_assert(is_included, "dovetail: dt::generated<> as an expression needs #include <dovetail/sql.hpp>");
        if constexpr (is_included) lower_generated<Model>::template write<I>(w);
    } else if (column.missing == default_kind::generated) {
        w.put(" GENERATED ALWAYS AS (");
        w.put(column.sql);
        w.put(") STORED");
    }
    if (!column.is_nullable) w.put(" NOT NULL");
    if (column.is_primary_key && Model::key_count == 1) w.put(" PRIMARY KEY");
    if (column.missing == default_kind::constant) {
        w.put(" DEFAULT ");
        Model::template column<I>::template with_options<write_default>::template constant<typename Model::template column<I>::type>(w);
    } else if (column.missing == default_kind::now) {
        w.put(" DEFAULT ");
        w.put(column.stored_as == storage::date ? w.dialect.now_date : w.dialect.now_datetime);
    } else if (column.missing == default_kind::server) {
        w.put(" DEFAULT (");
        w.put(column.sql);
        w.put(")");
    }
    if (column.stored_as == storage::formed && !w.dialect.formed_types && !column.formed->check_after.empty()) {
        w.put(" CHECK (");
        if (column.is_nullable) {
            w.identifier(column.name);
            w.put(" IS NULL OR ");
        }
        w.put(column.formed->check_before);
        w.identifier(column.name);
        w.put(column.formed->check_after);
        w.put(")");
    }
    if (column.is_unique) w.put(" UNIQUE");
    if constexpr (!std::is_void_v<typename Model::template foreign_key<I>> && !Late[I]) write_references<Model, I>(w);
}

constexpr void write_table_constraint(writer&, void*) {}
template <fixed_string... Columns>
constexpr void write_table_constraint(writer& w, unique_on<Columns...>*) {
    w.put(", UNIQUE ");
    write_names(w, unique_on<Columns...>::columns);
}
template <class... Constraints>
constexpr void write_table_constraints(writer& w, constraints<Constraints...>*) {
    (write_table_constraint(w, static_cast<Constraints*>(nullptr)), ...);
}

template <class Model, fixed_string Name, class Condition>
constexpr void write_check(writer& w, named_check<Name, Condition> const& check) {
    w.put(", CONSTRAINT ");
    w.identifier(Name);
    w.put(" CHECK (");
    with_constants<Model>(w, check.condition.values, [&] { write<Condition>(w); });
    w.put(")");
}
template <class Model>
constexpr void write_checks(writer& w) {
    using table = typename Model::template in_view<expression_view<Model>>;
    if constexpr (requires { table::checks(table{}); }) {
        constexpr bool is_tuple = requires { std::tuple_size<decltype(table::checks(table{}))>::value; };
        static_assert(is_tuple, "dovetail: checks(row) returns std::tuple{dt::check_constraint<\"name\">(condition)}");
        if constexpr (!is_tuple) return;
        else if constexpr (require_constants([] { return table::checks(table{}); }))
            std::apply([&](auto const&... checks) { (write_check<Model>(w, checks), ...); }, table::checks(table{}));
    }
}

/// The statement that makes or drops a column's type, where that is one of its own.
template <class Model>
constexpr void write_types(writer& w, std::string_view formed_type::*statement, std::string_view before, std::string_view after) {
    if (!w.dialect.formed_types) return;
    auto const text = [&](column_facts const& column) {
        return column.stored_as == storage::formed ? column.formed->*statement : std::string_view();
    };
    for (std::size_t i = 0; i < Model::column_count; ++i) {
        bool is_new = !text(Model::columns[i]).empty();
        for (std::size_t j = 0; j < i; ++j) is_new = is_new && text(Model::columns[j]) != text(Model::columns[i]);
        if (!is_new) continue;
        w.put(before);
        w.put(text(Model::columns[i]));
        w.put(after);
    }
}

template <class Model, late_keys<Model> Late>
constexpr void write_table_definition(writer& w) {
    write_types<Model>(w, &formed_type::create, "", "; ");
    w.put("CREATE TABLE IF NOT EXISTS ");
    write_table<Model>(w);
    w.put(" (");
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((w.put(I == 0 ? "" : ", "), write_column_definition<Model, I, Late>(w)), ...);
    }(std::make_index_sequence<Model::column_count>{});
    if constexpr (Model::key_count > 1) {
        std::array<std::string_view, Model::key_count> names;
        for (std::size_t i = 0; i < Model::key_count; ++i) names[i] = Model::columns[Model::key_columns[i]].name;
        w.put(", PRIMARY KEY ");
        write_names(w, names);
    }
    if constexpr (requires { typename Model::description::constraints; })
        write_table_constraints(w, constraints_of<Model>());
    write_composite_keys<Model, Late>(w);
    write_checks<Model>(w);
    using table = typename Model::template in_view<expression_view<Model>>;
    if constexpr (requires { table::generated(table{}); }) lower_generated<Model>::check(w);
    w.put(")");
}

}  // namespace dovetail::detail
