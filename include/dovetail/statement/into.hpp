// SPDX-License-Identifier: BSL-1.0
// into: rows as structs of the program's own, or as std::tuple.
//
//     struct Line { int id; std::string name; std::optional<std::string> role; };
//     dt::into<Line>(dt::select(users.id, users.username, roles.name).left_join(users.role))
//
// The fields take what is selected, in order; their number and each type are checked. It stands last.
#pragma once

#include <dovetail/statement/derived.hpp>

#include <boost/pfr/core.hpp>

#include <tuple>

namespace dovetail {

/// Base, with rows of type T.
template <class Base, class T>
struct shaped_statement : Base {
    using row = T;
    static constexpr auto make(Base const& statement);
};

namespace detail {

/// The fields of a struct, or of a std::tuple.
template <class T>
struct fields_of_row {
    static constexpr std::size_t count = boost::pfr::tuple_size_v<T>;
    template <std::size_t I> using field = boost::pfr::tuple_element_t<I, T>;
};
template <class... Fields>
struct fields_of_row<std::tuple<Fields...>> {
    static constexpr std::size_t count = sizeof...(Fields);
    template <std::size_t I> using field = std::tuple_element_t<I, std::tuple<Fields...>>;
};
template <class T> inline constexpr bool is_tuple = false;
template <class... Fields> inline constexpr bool is_tuple<std::tuple<Fields...>> = true;

template <class Base, class T>
struct result_items_of<shaped_statement<Base, T>> : result_items_of<Base> {};

template <class T, class... Items>
constexpr bool fields_take(nodes<Items...>*) {
    constexpr std::size_t count = fields_of_row<T>::count;
    constexpr bool as_many = count == sizeof...(Items);
    static_assert(as_many, "dovetail: into<T>() takes a struct with one field for each thing that is selected");
    if constexpr (as_many)
        return []<std::size_t... I>(std::index_sequence<I...>) {
            constexpr bool fits = (holds_value<typename fields_of_row<T>::template field<I>, value_of<typename Items::type>>() && ...);
            static_assert(fits, "dovetail: a field of this struct cannot hold what is selected for it; NULL needs a std::optional, "
                                "and numbers a type that is as wide");
            return fits;
        }(std::make_index_sequence<count>{});
    else return false;
}

template <class T, class Base>
constexpr bool require_fields() {
    constexpr bool is_struct = (std::is_class_v<T> && std::is_aggregate_v<T>) || is_tuple<T>;
    static_assert(is_struct, "dovetail: into<T>() takes a plain struct, without constructors, base classes and private members, or a std::tuple");
    constexpr bool has_rows = requires { typename Base::items; };
    static_assert(has_rows, "dovetail: into<T>() needs a statement with rows");
    if constexpr (!is_struct || !has_rows) return false;
    else if constexpr (Base::items::is_entity) return fields_take<T>(static_cast<decltype(named_items_of<Base>())*>(nullptr));
    else return fields_take<T>(static_cast<result_items<Base>*>(nullptr));
}

}  // namespace detail

template <class T, class Base>
constexpr auto into(Base const& statement) {
    if constexpr (detail::require_fields<T, Base>()) return shaped_statement<Base, T>{statement};
    else return statement;
}
template <class Base, class T>
constexpr auto shaped_statement<Base, T>::make(Base const& statement) {
    return dovetail::into<T>(statement);
}

}  // namespace dovetail
