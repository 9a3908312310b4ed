// SPDX-License-Identifier: BSL-1.0
// row<Expressions...>: what a select of columns gives.
//
//     for (auto const& [id, name] : result.all()) ...
//     row[users.username]
#pragma once

#include <dovetail/schema/types.hpp>

#include <tuple>

namespace dovetail {

/// The values of a select's expressions, in order. An aggregate of one tuple: compares with == and prints.
template <class... Expressions>
struct row {
    std::tuple<value_of<typename Expressions::type>...> values;

    /// The value of an expression that was selected: row[users.username].
    template <class E>
        requires requires { typename E::type; }
    constexpr auto const& operator[](E const&) const {
        return get_selected<E>(values);
    }
    template <class E>
        requires requires { typename E::type; }
    constexpr auto& operator[](E const&) {
        return get_selected<E>(values);
    }
    template <std::size_t I> constexpr auto& get() & { return std::get<I>(values); }
    template <std::size_t I> constexpr auto const& get() const& { return std::get<I>(values); }
    template <std::size_t I> constexpr auto&& get() && { return std::get<I>(std::move(values)); }

    friend bool operator==(row const&, row const&) = default;

private:
    template <class E>
    static constexpr std::size_t position() {
        constexpr bool is_it[] = {std::is_same_v<E, Expressions>...};
        std::size_t at = 0;
        while (!is_it[at]) ++at;
        return at;
    }
    template <class E, class Values>
    static constexpr auto& get_selected(Values& from) {
        constexpr bool was_selected = (std::is_same_v<E, Expressions> || ...);
        static_assert(was_selected, "dovetail: this expression was not selected, so the row has no value for it");
        // users.id + 1 and users.id + 2 have one type.
        constexpr bool is_known = E::parameters == 0 || (std::is_same_v<E, Expressions> + ...) <= 1;
        static_assert(is_known, "dovetail: several selected expressions differ from this one in their values only; use "
                                "get<I>() or structured bindings");
        if constexpr (was_selected) return std::get<position<E>()>(from);
        else return *static_cast<value_of<typename E::type>*>(nullptr);     // its type, and so no second error
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
