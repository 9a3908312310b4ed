// SPDX-License-Identifier: BSL-1.0
// What a column may say of itself beside its type, and a table of several columns.
//
//     dt::column<View, "username", dt::string<50>, dt::unique> username;
//     dt::column<View, "role_id", dt::integer, dt::foreign_key<RoleModel, dt::on_delete::cascade>> role_id;
//     using constraints = dt::constraints<dt::unique_on<"first", "last">, dt::index_on<"last">>;
#pragma once

#include <dovetail/core/fixed_string.hpp>

#include <array>
#include <string_view>
#include <type_traits>

namespace dovetail {

template <template <class> class Model>
struct model;

/// The column is the primary key; on several columns, they are the key together.
struct primary_key {};
/// UNIQUE (the SQL standard lets several NULLs be).
struct unique {};
/// An index of its own, `ix_<table>_<column>`, as SQLAlchemy names it.
struct index {};
/// The column's default is the time of the insert, in whole seconds (CURRENT_TIMESTAMP, CURRENT_DATE).
struct default_now {};

namespace detail {
/// A constant of any kind as a template argument: `default_value<3>`, `default_value<"new">`.
template <class T>
struct constant {
    T value;
    constexpr constant(T v) : value(v) {}
    template <std::size_t N>
    constexpr constant(char const (&text)[N]) requires std::is_same_v<T, fixed_string<N>> : value(text) {}
};
template <class T> constant(T) -> constant<T>;
template <std::size_t N> constant(char const (&)[N]) -> constant<fixed_string<N>>;
}  // namespace detail

/// The value a new row gets when it names none.
template <detail::constant Value>
struct default_value {
    static constexpr auto value = Value.value;
};
/// A default that the database computes, as SQL text: `server_default<"lower(hex(randomblob(16)))">`.
template <fixed_string Sql>
struct server_default {
    static constexpr auto sql = Sql;
};
/// GENERATED ALWAYS AS (Sql) STORED: the database computes the column; it is never assigned. Without text, the model's
/// `generated(row)` has its expression: dt::generated_as<"name">(row.a + row.b).
template <fixed_string Sql = "">
struct generated {
    static constexpr auto sql = Sql;
};

/// How the column's text is compared and ordered, by the database's name for it: `collation<"NOCASE">` on SQLite, `collation<"C">` on
/// PostgreSQL. In one expression: dt::collate<"NOCASE">(users.name).
template <fixed_string Name>
struct collation {
    static_assert(Name.view().find('"') == std::string_view::npos, "dovetail: the name of a collation has no quotation mark");
    static constexpr auto name = Name;
};

/// What people should know about the column, or of a table: `using comment = dt::comment<"...">` in its model. PostgreSQL
/// keeps it (COMMENT ON); SQLite has no such thing, and create_all leaves it out there.
template <fixed_string Text>
struct comment {
    static constexpr auto text = Text;
};

/// What happens to a row when the row its key points to is deleted, or that row's key changes.
enum class on_delete { no_action, restrict_, cascade, set_null, set_default };
enum class on_update { no_action, restrict_, cascade, set_null, set_default };

namespace detail {
struct key_actions {
    on_delete deleted = on_delete::no_action;
    on_update updated = on_update::no_action;
    constexpr void set(on_delete action) { deleted = action; }
    constexpr void set(on_update action) { updated = action; }
};
template <auto... Actions>
constexpr key_actions actions_of() {
    key_actions result;
    (result.set(Actions), ...);
    return result;
}
struct foreign_key_tag {};
}  // namespace detail

/// The column holds the target's primary key. Actions: on_delete::..., on_update::...
template <template <class> class Target, auto... Actions>
struct foreign_key : detail::foreign_key_tag {
    static constexpr fixed_string column = "";   // the target's primary key
    static constexpr auto actions = detail::actions_of<Actions...>();
    using target_model = model<Target>;
};
/// The column holds a unique column of the target, named: `references<CountryModel, "code">`.
template <template <class> class Target, fixed_string Column, auto... Actions>
struct references : detail::foreign_key_tag {
    static constexpr auto column = Column;
    static constexpr auto actions = detail::actions_of<Actions...>();
    using target_model = model<Target>;
};

/// Constraints over several columns, given in a model as `using constraints = dt::constraints<...>`; a single one may stand for itself.
template <fixed_string... Columns>
struct unique_on {
    static constexpr std::array<std::string_view, sizeof...(Columns)> columns{Columns.view()...};
};
template <fixed_string... Columns>
struct index_on {
    static constexpr std::array<std::string_view, sizeof...(Columns)> columns{Columns.view()...};
};
template <class... Constraints> struct constraints {};

namespace detail {
template <class Constraint>
struct constraint_list {
    using type = constraints<Constraint>;
};
template <class... Constraints>
struct constraint_list<constraints<Constraints...>> {
    using type = constraints<Constraints...>;
};
/// The constraints of a model that has some, as a pointer for functions to find them by.
template <class Model>
constexpr auto constraints_of() {
    return static_cast<typename constraint_list<typename Model::description::constraints>::type*>(nullptr);
}
}  // namespace detail

template <class Option, class... Options>
inline constexpr bool has_option = (std::is_same_v<Option, Options> || ...);

}  // namespace dovetail
