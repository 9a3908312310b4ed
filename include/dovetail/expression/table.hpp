// SPDX-License-Identifier: BSL-1.0
// The expression view: tables, aliases, and their columns and relationships as empty literal types.
//
//     inline constexpr dt::table<UserModel> users;
//     inline constexpr auto m = dt::alias<"m">(users);
//     users.username == "john"      m.id      users.role.with(roles.permissions)
#pragma once

#include <dovetail/expression/comparison.hpp>
#include <dovetail/expression/order.hpp>
#include <dovetail/schema/model_check.hpp>
#include <dovetail/schema/plan.hpp>

namespace dovetail {

/// `column = value`, in update().set(...) and insert_into().values(...).
template <class Column, class Operand>
struct assignment {
    static constexpr bool assigns = true;
    using column = Column;
    using operand = Operand;
    using operands = nodes<Column, Operand>;
    static constexpr unsigned parameters = Operand::parameters;
    [[no_unique_address]] bound_values<parameters> values;
};

/// A column of a table or alias. Source is its expression_view.
template <class Source, fixed_string Name, class Type>
struct column_expression : operand<column_expression<Source, Name, Type>> {
    static constexpr auto kind = node_kind::column;
    static constexpr unsigned parameters = 0;
    static constexpr auto name = Name;
    static constexpr bool has_own_name = true;
    static constexpr bound_values<0> values{};
    using type = Type;
    using source = Source;

    template <class U>
    constexpr auto operator=(U&& given) const {
        static_assert(Source::model::columns[Source::model::column_index(Name)].missing != default_kind::generated,
                      "dovetail: the database computes this column; it cannot be assigned");
        if constexpr (expression<U>) {
            static_assert(detail::can_compare<Type, U>(),
                          "dovetail: the assigned expression has another SQL type than the column");
            return assignment<column_expression, std::remove_cvref_t<U>>{given.values};
        } else {
            detail::require_storable<Type, U>();
            if constexpr (detail::storable<Type, U>)
                return assignment<column_expression, placeholder>{{{hold_checked(static_cast<U&&>(given))}}};
            else return assignment<column_expression, detail::after_error>{};
        }
    }

private:
    template <class U>
    static constexpr bound_value hold_checked(U&& given) {
        if constexpr (detail::is_null_literal<U> || detail::literal_length<U> != 0)
            return detail::hold<Type, U>(static_cast<U&&>(given));   // checked at compile time; text stays a view
        else if constexpr (type_facts<Type>::family == type_family::text && std::is_convertible_v<U, std::string_view> &&
                           !std::is_same_v<U, std::string>) {
            std::string_view const text(given);                     // copied once, into the statement
            detail::check_value<Type>(text, Source::model::table, Name);
            return detail::hold<Type>(text);
        } else {
            auto stored = detail::to_column<Type>(static_cast<U&&>(given), Source::model::table, Name);
            detail::check_value<Type>(stored, Source::model::table, Name);
            return detail::hold<Type>(std::move(stored));
        }
    }
};

/// A relationship of a table or alias, with what else is to be loaded beneath it.
template <class View, fixed_string Name, class Nested>
struct relationship_expression {
    using source = View;
    using model = typename View::model;
    using as_load = load<Name, Nested>;
    using target = detail::target_of<model, Name>;
    static constexpr auto name = Name;

    /// This relationship with relationships of its target: users.role.with(roles.permissions).
    template <class... Relationships>
    constexpr auto with(Relationships...) const {
        constexpr bool ok = (std::is_same_v<typename Relationships::model, target> && ...);
        static_assert(ok, "dovetail: this relationship belongs to another model than the one it is loaded for");
        if constexpr (ok)
            return relationship_expression<
                View, Name, typename detail::merge_plans<target, Nested, plan<typename Relationships::as_load...>>::type>{};
        else return *this;
    }
};

/// A relationship is no value.
template <class View, fixed_string Name, class Nested, class U>
constexpr auto operator==(relationship_expression<View, Name, Nested>, U const&) {
    static_assert(std::is_void_v<U>, "dovetail: a relationship is no value; compare its foreign key, such as users.role_id == 1");
    return detail::after_error{};
}

template <class Model, fixed_string Alias = "">
struct expression_view {
    using model = Model;
    using columns_of = expression_view;
    static constexpr auto alias = Alias;
    static constexpr unsigned parameters = 0;
    /// The name that columns are qualified with.
    static constexpr std::string_view name = Alias.view().empty() ? Model::table : Alias.view();

    template <fixed_string Name, class Type, class... Options>
    using column = column_expression<expression_view, Name, Type>;
    template <relation, fixed_string Name, template <class> class, template <class> class, relationship_option...>
    using relationship = relationship_expression<expression_view, Name, plan<>>;
};

/// A table to select from; declare one constant of it beside the model.
template <template <class> class Model>
using table = Model<expression_view<model<Model>>>;

template <class T>
struct table_facts;
template <template <class> class M, class Model, fixed_string Alias>
struct table_facts<M<expression_view<Model, Alias>>> {
    using view = expression_view<Model, Alias>;
    using model = Model;
    static constexpr bound_values<0> values(M<view> const&) { return {}; }
};
template <class T>
concept table_type = requires { typename table_facts<std::remove_cvref_t<T>>::view; };

/// A table is no value.
template <template <class> class M, class Model, fixed_string Alias, class U>
    requires(!expression<U>)
constexpr auto operator==(M<expression_view<Model, Alias>> const&, U const&) {
    static_assert(std::is_void_v<U>, "dovetail: a table is no value; compare one of its columns, such as users.id == 1");
    return detail::after_error{};
}
template <template <class> class M, class Model, fixed_string Alias, class U>
    requires(!expression<U>)
constexpr auto operator!=(M<expression_view<Model, Alias>> const& table, U const& value) {
    return table == value;
}

/// The same table under another name, for a query that needs it twice.
template <fixed_string Name, template <class> class M, class Model, fixed_string Old>
constexpr auto alias(M<expression_view<Model, Old>> const&) {
    return M<expression_view<Model, Name>>{};
}
template <fixed_string Name, class T>
    requires(!table_type<T>)
constexpr auto alias(T const&) {
    constexpr bool ok = table_type<T>;
    static_assert(ok, "dovetail: alias() takes a table or a CTE, such as users");
    return detail::after_error{};
}

}  // namespace dovetail
