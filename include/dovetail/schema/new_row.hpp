// SPDX-License-Identifier: BSL-1.0
// The new-row view: what an INSERT needs. What may be left out is known from the model.
//
//     using NewUser = dt::new_row<UserModel>;
//     NewUser ann{.username = "ann", .email = "ann@example.com", .role_id = 1};
//
// A NOT NULL column without default that is left out does not compile.
#pragma once

#include <dovetail/schema/assignment.hpp>
#include <dovetail/schema/model.hpp>

#include <initializer_list>
#include <optional>
#include <vector>

namespace dovetail {
namespace detail {

/// What is written in braces for an array: .tags = {"a", "b"}. Of other columns: nothing that there can be.
template <class Value>
struct in_braces {
    in_braces() = delete;
    using elements = in_braces;
};
template <class E>
struct in_braces<std::vector<E>> {
    using elements = std::initializer_list<E>;
};
template <class Value>
struct in_braces<std::optional<Value>> : in_braces<Value> {};

}  // namespace detail

/// A column that a new row must give.
template <fixed_string Name, class Type>
struct required_column {
    value_of<Type> value;

    template <class Left = void>
    constexpr required_column() {
        static_assert(!std::is_void_v<Left>,
                      "dovetail: a NOT NULL column without default is left out of a new row; give it a value");
    }
    template <class U>
        requires(!std::is_same_v<std::remove_cvref_t<U>, required_column>)
    required_column(U&& given) : value(detail::to_column<Type>(std::forward<U>(given), "new row", Name)) {
        detail::require_storable<Type, U>();
        detail::check_value<Type>(value, "new row", Name);
    }
    required_column(typename detail::in_braces<value_of<Type>>::elements given) : required_column(value_of<Type>(given)) {}
};

/// A column that a new row may leave out: the database has a default, or makes the value.
template <fixed_string Name, class Type>
struct optional_column {
    std::optional<value_of<Type>> value;

    constexpr optional_column() = default;
    template <class U>
        requires(!std::is_same_v<std::remove_cvref_t<U>, optional_column>)
    optional_column(U&& given) : value(detail::to_column<Type>(std::forward<U>(given), "new row", Name)) {
        detail::require_storable<Type, U>();
        detail::check_value<Type>(*value, "new row", Name);
    }
    optional_column(typename detail::in_braces<value_of<Type>>::elements given) : optional_column(value_of<Type>(given)) {}
};

/// A column that the database computes; no new row gives it.
template <fixed_string Name>
struct generated_column {
    constexpr generated_column() = default;
    template <class U>
        requires(!std::is_same_v<std::remove_cvref_t<U>, generated_column>)
    constexpr generated_column(U&&) {
        static_assert(std::is_void_v<U>, "dovetail: the database computes this column; it cannot be assigned");
    }
};

/// Stands where a model has a relationship: a new row gives keys, not objects.
struct not_part_of_a_new_row {};

template <class Model>
struct new_row_view {
    static_assert(detail::require_table<Model>());
    template <fixed_string Name, class Type>
    static auto choose() {
        constexpr auto missing = Model::columns[Model::column_index(Name)].missing;
        if constexpr (missing == default_kind::none) return std::type_identity<required_column<Name, Type>>{};
        else if constexpr (missing == default_kind::generated) return std::type_identity<generated_column<Name>>{};
        else return std::type_identity<optional_column<Name, Type>>{};
    }
    template <fixed_string Name, class Type, class...>
    using column = typename decltype(choose<Name, Type>())::type;
    template <relation, fixed_string, template <class> class, template <class> class, relationship_option...>
    using relationship = not_part_of_a_new_row;
};

/// A new row of a model: an aggregate for designated initialisers.
template <template <class> class Model>
using new_row = Model<new_row_view<model<Model>>>;

template <class T>
struct new_row_facts;
template <template <class> class M, class Model>
struct new_row_facts<M<new_row_view<Model>>> {
    using model = Model;
};
template <class T>
concept new_row_type = requires { typename new_row_facts<T>::model; };
template <class T, class Model>
concept new_row_of = new_row_type<T> && std::is_same_v<typename new_row_facts<T>::model, Model>;

}  // namespace dovetail
