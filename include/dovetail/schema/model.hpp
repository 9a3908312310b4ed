// SPDX-License-Identifier: BSL-1.0
// model<M>: what a model says of itself, as constants. Everything above asks here.
//
//     model<UserModel>::columns[1].name == "username"
//
// The members are found by Boost.PFR in one more view of the model, the description, whose members are
// bare types; so neither expressions nor values are needed to know a table.
#pragma once

#include <dovetail/schema/members.hpp>

#include <boost/pfr/core.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <utility>

namespace dovetail {

/// How a new row gets a column that it does not name.
enum class default_kind { none, null, constant, now, server, generated_key, generated };

/// A column, as constants.
struct column_facts {
    std::string_view name{};
    storage stored_as{};
    std::size_t max_length = 0;
    formed_type const* formed = nullptr;         ///< of storage::formed
    bool is_nullable = false, is_primary_key = false, is_unique = false, has_index = false;
    default_kind missing = default_kind::none;   ///< what a new row that leaves it out gets
    std::string_view sql{};                      ///< of server_default and generated
    bool is_foreign_key = false;
    detail::key_actions actions{};
    std::string_view comment{};
    std::string_view collation{};
};

namespace detail {

template <fixed_string Name, class Type, class... Options>
struct column_description {
    static constexpr bool is_column = true;
    static constexpr auto name = Name;
    using type = Type;
    template <template <class...> class F> using with_options = F<Options...>;
};

template <relation Kind, fixed_string Name, template <class> class Target, template <class> class Association,
          relationship_option... Options>
struct relationship_description {
    static constexpr bool is_column = false;
    static constexpr auto name = Name;
    static constexpr auto kind = Kind;
    using target = model<Target>;
    using association = model<Association>;
    static constexpr std::array<relationship_option, sizeof...(Options)> options{Options...};
};

struct description_view {
    template <fixed_string Name, class Type, class... Options>
    using column = column_description<Name, Type, Options...>;
    template <relation Kind, fixed_string Name, template <class> class Target,
              template <class> class Association, relationship_option... Options>
    using relationship = relationship_description<Kind, Name, Target, Association, Options...>;
};

template <class Option>
constexpr void add_option(column_facts& column) {
    if constexpr (requires { Option::value; }) column.missing = default_kind::constant;
    else if constexpr (requires { Option::actions; }) {
        column.is_foreign_key = true;
        column.actions = Option::actions;
    }
}
template <fixed_string Sql>
constexpr void add_sql_option(column_facts& column, server_default<Sql>*) {
    column.missing = default_kind::server;
    column.sql = server_default<Sql>::sql;
}
template <fixed_string Sql>
constexpr void add_sql_option(column_facts& column, generated<Sql>*) {
    column.missing = default_kind::generated;
    column.sql = generated<Sql>::sql;
}
template <fixed_string Text>
constexpr void add_sql_option(column_facts& column, comment<Text>*) {
    column.comment = comment<Text>::text;
}
template <fixed_string Name>
constexpr void add_sql_option(column_facts& column, collation<Name>*) {
    column.collation = collation<Name>::name;
}
constexpr void add_sql_option(column_facts&, void*) {}

template <class Type>
struct facts_with {
    template <class... Options>
    struct options {
        static constexpr column_facts facts(std::string_view name) {
            using t = type_facts<Type>;
            column_facts column{.name = name, .stored_as = t::stored_as, .max_length = t::max_length, .formed = t::formed,
                                .is_nullable = t::is_nullable,
                                .is_primary_key = has_option<primary_key, Options...>,
                                .is_unique = has_option<unique, Options...>,
                                .has_index = has_option<index, Options...>};
            if (t::is_nullable) column.missing = default_kind::null;
            if (has_option<default_now, Options...>) column.missing = default_kind::now;
            (add_option<Options>(column), ...);
            (add_sql_option(column, static_cast<Options*>(nullptr)), ...);
            return column;
        }
    };
};

template <class Members, bool Columns>
struct select_members;
template <class... Members, bool Columns>
struct select_members<std::tuple<Members...>, Columns> {
    static constexpr std::size_t count = ((Members::is_column == Columns) + ... + 0u);
    static constexpr auto indices = [] {
        std::array<std::size_t, count> result{};
        std::size_t member = 0, found = 0;
        ((Members::is_column == Columns ? void(result[found++] = member++) : void(++member)), ...);
        return result;
    }();
};

template <class... Options>
struct foreign_key_of {
    using type = void;
};
template <class First, class... Rest>
struct foreign_key_of<First, Rest...> : foreign_key_of<Rest...> {};
template <class First, class... Rest>
    requires std::is_base_of_v<foreign_key_tag, First>
struct foreign_key_of<First, Rest...> {
    using type = First;
};

}  // namespace detail

/// A model as a type of its own, with its facts. `Model` is the user's class template.
template <template <class> class Model>
struct model {
    template <class View> using in_view = Model<View>;
    using description = Model<detail::description_view>;
    /// std::tuple of descriptions, in the order of declaration; never instantiated.
    using members = decltype(boost::pfr::structure_to_tuple(std::declval<description const&>()));
    template <std::size_t I> using member = std::tuple_element_t<I, members>;

    static constexpr std::string_view table = description::table.name;
    static constexpr std::size_t member_count = std::tuple_size_v<members>;
    static constexpr auto column_members = detail::select_members<members, true>::indices;
    static constexpr auto relationship_members = detail::select_members<members, false>::indices;
    static constexpr std::size_t column_count = column_members.size();

    /// The I-th column's description.
    template <std::size_t I> using column = member<column_members[I]>;
    /// The I-th column's foreign_key or references option, or void.
    template <std::size_t I>
    using foreign_key = typename column<I>::template with_options<detail::foreign_key_of>::type;
    /// The I-th relationship's description.
    template <std::size_t I> using relationship = member<relationship_members[I]>;

    static constexpr auto columns = []<std::size_t... I>(std::index_sequence<I...>) {
        std::array<column_facts, sizeof...(I)> result{
            column<I>::template with_options<detail::facts_with<typename column<I>::type>::template options>::facts(
                column<I>::name)...};
        std::size_t keys = 0;
        for (auto const& each : result) keys += each.is_primary_key;
        for (auto& each : result) {
            bool const counted = each.stored_as == storage::integer || each.stored_as == storage::bigint;
            if (each.is_primary_key && keys == 1 && counted && !each.is_foreign_key &&
                each.missing == default_kind::none)
                each.missing = default_kind::generated_key;
        }
        return result;
    }(std::make_index_sequence<column_count>{});

    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    /// The position of the column of that name, or npos.
    static constexpr std::size_t column_index(std::string_view name) {
        for (std::size_t i = 0; i < column_count; ++i)
            if (columns[i].name == name) return i;
        return npos;
    }

    static constexpr std::size_t key_count = [] {
        std::size_t count = 0;
        for (auto const& each : columns) count += each.is_primary_key;
        return count;
    }();
    /// Positions of the primary key's columns.
    static constexpr auto key_columns = [] {
        std::array<std::size_t, key_count> result{};
        std::size_t found = 0;
        for (std::size_t i = 0; i < column_count; ++i)
            if (columns[i].is_primary_key) result[found++] = i;
        return result;
    }();
    /// The position of the key that the database makes, or npos.
    static constexpr std::size_t generated_key = [] {
        for (std::size_t i = 0; i < column_count; ++i)
            if (columns[i].missing == default_kind::generated_key) return i;
        return npos;
    }();
};

/// Whether the model is a view: it says by as_select() what its rows are.
template <class Model>
inline constexpr bool is_view = requires { Model::description::as_select(); };

namespace detail {
/// What changes rows takes tables.
template <class Model>
constexpr bool require_table() {
    static_assert(!is_view<Model>, "dovetail: a view has no rows of its own; change those of the tables that it selects from");
    return true;
}
}  // namespace detail

}  // namespace dovetail
