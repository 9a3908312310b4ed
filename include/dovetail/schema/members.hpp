// SPDX-License-Identifier: BSL-1.0
// The members that a model is made of. Each asks the view, the model's template parameter, what it is:
// a typed expression, a value, a part of a new row, a reference into a tracked row, or a description.
//
//     template <class View> struct UserModel {
//         static constexpr dt::table_name table = "users";
//         dt::column<View, "id", dt::integer, dt::primary_key> id;
//         dt::many_to_one<View, "role", RoleModel> role;
//     };
#pragma once

#include <dovetail/schema/constraints.hpp>
#include <dovetail/schema/relationships.hpp>
#include <dovetail/schema/types.hpp>

namespace dovetail {

/// A table's name; written into SQL in quotes, so any name will do.
struct table_name {
    std::string_view name;
    template <std::size_t N>
    constexpr table_name(char const (&text)[N]) : name(text, N - 1) {}
};

/// A column: its name, its SQL type (schema/types.hpp), its options (schema/constraints.hpp).
template <class View, fixed_string Name, class Type, class... Options>
using column = typename View::template column<Name, Type, Options...>;

/// The row that this row's foreign key points to. The key is deduced where there is exactly one, and
/// named where there are more. Value: Target, or std::optional<Target> where the key may be NULL.
template <class View, fixed_string Name, template <class> class Target, relationship_option... Options>
using many_to_one =
    typename View::template relationship<relation::many_to_one, Name, Target, no_association, Options...>;

/// The one row whose unique foreign key points here, or that a unique key here points to. Value: an optional.
template <class View, fixed_string Name, template <class> class Target, relationship_option... Options>
using one_to_one =
    typename View::template relationship<relation::one_to_one, Name, Target, no_association, Options...>;

/// The rows whose foreign key points here. Value: a vector.
template <class View, fixed_string Name, template <class> class Target, relationship_option... Options>
using one_to_many =
    typename View::template relationship<relation::one_to_many, Name, Target, no_association, Options...>;

/// The rows that an association table connects with this one. Value: a vector. Where the association has
/// more than one key to a side, name both: first the key that points here, then the one that points there.
template <class View, fixed_string Name, template <class> class Target, template <class> class Association,
          relationship_option... Options>
using many_to_many =
    typename View::template relationship<relation::many_to_many, Name, Target, Association, Options...>;

}  // namespace dovetail
