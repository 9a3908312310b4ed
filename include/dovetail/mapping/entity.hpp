// SPDX-License-Identifier: BSL-1.0
// Entities as values: they compare with ==, and they are Boost.Hana Structs.
//
//     if (before == after) ...
//     hana::for_each(user, hana::fuse([](auto name, auto const& value) { ... }));   // with <boost/hana.hpp>
//
// Only Hana's declarations are included here; its algorithms come with the header of Hana's that is used.
#pragma once

#include <dovetail/core/members.hpp>
#include <dovetail/schema/value_view.hpp>

#include <boost/hana/fwd/accessors.hpp>
#include <boost/hana/fwd/core/make.hpp>
#include <boost/hana/fwd/pair.hpp>
#include <boost/hana/fwd/string.hpp>
#include <boost/hana/fwd/tuple.hpp>

namespace dovetail {

/// An entity is compared with one of its kind only.
template <template <class> class M, class Model, class Plan, class U>
    requires(std::is_arithmetic_v<U> || std::is_convertible_v<U const&, std::string_view>)
constexpr bool operator==(M<value_view<Model, Plan>> const&, U const&) {
    static_assert(std::is_void_v<U>, "dovetail: a whole entity is no single value; compare one of its members, such as user.id == 1");
    return false;
}
/// Whether all members are equal, loaded relationships included.
template <template <class> class M, class Model, class Plan>
bool operator==(M<value_view<Model, Plan>> const& a, M<value_view<Model, Plan>> const& b) {
    auto const left = detail::tie_members<Model::member_count>(a);
    auto const right = detail::tie_members<Model::member_count>(b);
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return ((detail::get_member<I>(left) == detail::get_member<I>(right)) && ...);
    }(std::make_index_sequence<Model::member_count>{});
}

namespace detail {

template <class Model, std::size_t I>
struct member_accessor {
    template <class Entity>
    constexpr decltype(auto) operator()(Entity&& of) const {
        return get_member<I>(tie_members<Model::member_count>(of));
    }
};

template <fixed_string Name, std::size_t... I>
constexpr auto hana_name(std::index_sequence<I...>) {
    return boost::hana::string<Name.chars[I]...>{};
}

}  // namespace detail
}  // namespace dovetail

template <dovetail::entity_type Entity>
struct boost::hana::accessors_impl<Entity> {
    using model = typename dovetail::entity_facts<Entity>::model;

    template <std::size_t I>
    static constexpr auto accessor() {
        constexpr auto name = model::template member<I>::name;
        return boost::hana::make_pair(dovetail::detail::hana_name<name>(std::make_index_sequence<name.view().size()>{}),
                                      dovetail::detail::member_accessor<model, I>{});
    }
    static constexpr auto apply() {
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return boost::hana::make_tuple(accessor<I>()...);
        }(std::make_index_sequence<model::member_count>{});
    }
};
