// SPDX-License-Identifier: BSL-1.0
// Foreign keys of several columns, among a model's constraints.
//
//     using constraints = dt::constraints<dt::foreign_key_on<"order_id", "line">::to<LineModel, dt::on_delete::cascade>>;
#pragma once

#include <dovetail/schema/model.hpp>

namespace dovetail {

namespace detail {
struct composite_key_tag {};
}  // namespace detail

/// The columns together hold the target's primary key, in the order of its columns.
template <fixed_string... Columns>
struct foreign_key_on {
    static_assert(sizeof...(Columns) > 1, "dovetail: foreign_key_on is of several columns; one column says dt::foreign_key itself");

    /// Actions: on_delete::..., on_update::...
    template <template <class> class Target, auto... Actions>
    struct to : detail::composite_key_tag {
        static constexpr std::array<std::string_view, sizeof...(Columns)> columns{Columns.view()...};
        static constexpr auto actions = detail::actions_of<Actions...>();
        using target_model = model<Target>;
    };
};

namespace detail {

template <class... Keys>
struct composite_keys {
    static constexpr std::size_t count = sizeof...(Keys);
    template <std::size_t I> using at = std::tuple_element_t<I, std::tuple<Keys...>>;
};
template <class... A, class... B>
constexpr composite_keys<A..., B...> operator+(composite_keys<A...>, composite_keys<B...>) {
    return {};
}
template <class Constraint>
using as_composite_key = std::conditional_t<std::is_base_of_v<composite_key_tag, Constraint>, composite_keys<Constraint>, composite_keys<>>;
template <class... Constraints>
constexpr auto composite_keys_in(constraints<Constraints...>*) {
    return (composite_keys<>{} + ... + as_composite_key<Constraints>{});
}
template <class Model>
constexpr auto find_composite_keys() {
    if constexpr (requires { typename Model::description::constraints; })
        return composite_keys_in(constraints_of<Model>());
    else return composite_keys<>{};
}
/// The foreign keys of several columns that a model has.
template <class Model>
using composite_keys_of = decltype(find_composite_keys<Model>());

/// All foreign keys of a model by a number: those of its columns, void where a column has none; then those of several columns.
template <class Model>
inline constexpr std::size_t foreign_key_count = Model::column_count + composite_keys_of<Model>::count;
template <class Model, std::size_t K>
constexpr auto find_foreign_key() {
    if constexpr (K < Model::column_count) return std::type_identity<typename Model::template foreign_key<K>>{};
    else return std::type_identity<typename composite_keys_of<Model>::template at<K - Model::column_count>>{};
}
template <class Model, std::size_t K>
using foreign_key_at = typename decltype(find_foreign_key<Model, K>())::type;

}  // namespace detail
}  // namespace dovetail
