// SPDX-License-Identifier: BSL-1.0
// row<Expressions...>: what a select of columns gives.
//
//     for (auto const& [id, name] : result.all()) ...
//     row[users.username]      row[total]      // what was selected, or its dt::label
#pragma once

#include <dovetail/schema/selected.hpp>

#include <tuple>

namespace dovetail {

/// The values of a select's expressions, in order; a whole table's is an entity, and what an outer join may leave out is
/// a std::optional. An aggregate of one tuple: compares with == and prints.
template <class... Expressions>
struct row {
    std::tuple<value_of<typename Expressions::type>...> values;

    /// The value of an expression that was selected: row[users.username].
    template <class E>
        requires(!std::is_void_v<typename E::type>)
    constexpr auto const& operator[](E const&) const {
        return get_selected<E>(values);
    }
    template <class E>
        requires(!std::is_void_v<typename E::type>)
    constexpr auto& operator[](E const&) {
        return get_selected<E>(values);
    }
    /// The entity of a table that was selected: row[users].
    template <template <class> class M, class View>
    constexpr auto const& operator[](M<View> const&) const {
        return get_selected<whole_table<View>>(values);
    }
    /// The value that was selected under a label: row[total].
    template <template <fixed_string> class Label, fixed_string Name>
    constexpr auto const& operator[](Label<Name> const&) const {
        constexpr std::size_t position = find(Name);
        constexpr bool was_selected = position < sizeof...(Expressions);
        static_assert(was_selected, "dovetail: nothing was selected under this label, so the row has no value for it");
        return std::get<was_selected ? position : 0>(values);
    }
    template <std::size_t I> constexpr auto& get() & { return std::get<I>(values); }
    template <std::size_t I> constexpr auto const& get() const& { return std::get<I>(values); }
    template <std::size_t I> constexpr auto&& get() && { return std::get<I>(std::move(values)); }

    friend bool operator==(row const&, row const&) = default;

private:
    /// As it was written in select(); a column also without its label.
    template <class E, class Item>
    static constexpr bool is_item() {
        using item = typename detail::selected_item<Item>::type;
        if constexpr (std::is_same_v<typename detail::row_item<E>::type, item>) return true;
        else if constexpr (requires { typename item::named; }) return std::is_same_v<E, typename item::named>;
        else return false;
    }
    static constexpr std::size_t find(std::string_view name) {
        std::string_view const names[]{detail::selected_name<Expressions>()...};
        std::size_t at = 0;
        while (at < sizeof...(Expressions) && names[at] != name) ++at;
        return at;
    }
    template <class T> static T& no_value();        // declared only: called after an error
    template <class E>
    static constexpr std::size_t position() {
        constexpr bool is_it[] = {is_item<E, Expressions>()...};
        std::size_t at = 0;
        while (!is_it[at]) ++at;
        return at;
    }
    template <class E, class Values>
    static constexpr auto& get_selected(Values& from) {
        constexpr bool was_selected = (is_item<E, Expressions>() || ...);
        static_assert(was_selected, "dovetail: this expression was not selected, so the row has no value for it; what was "
                                    "computed and has a label is asked by the label");
        // users.id + 1 and users.id + 2 have one type.
        constexpr bool is_known = E::parameters == 0 || (is_item<E, Expressions>() + ...) <= 1;
        static_assert(is_known, "dovetail: several selected expressions differ from this one in their values only; use "
                                "get<I>() or structured bindings");
        if constexpr (was_selected) return std::get<position<E>()>(from);
        else return no_value<value_of<typename E::type>>();     // its type, and so no second error
    }
};

/// The first thing of a row, or the thing itself: what scalars() gives.
template <class T>
struct scalar_facts {
    using type = T;
    static constexpr std::size_t count = 1;
    static T&& take(T&& value) { return std::move(value); }
};
template <class First, class... Rest>
struct scalar_facts<row<First, Rest...>> {
    using type = value_of<typename First::type>;
    static constexpr std::size_t count = 1 + sizeof...(Rest);
    static type&& take(row<First, Rest...>&& value) { return std::get<0>(std::move(value.values)); }
};
template <class First, class... Rest>
struct scalar_facts<std::tuple<First, Rest...>> {
    using type = First;
    static constexpr std::size_t count = 1 + sizeof...(Rest);
    static type take(std::tuple<First, Rest...>&& value) { return std::get<0>(std::move(value)); }
};

}  // namespace dovetail

template <class... Expressions>
struct std::tuple_size<dovetail::row<Expressions...>> : std::integral_constant<std::size_t, sizeof...(Expressions)> {};
template <std::size_t I, class... Expressions>
struct std::tuple_element<I, dovetail::row<Expressions...>> {
    using type = std::tuple_element_t<I, std::tuple<dovetail::value_of<typename Expressions::type>...>>;
};
