// SPDX-License-Identifier: BSL-1.0
//
// A parent with two collections, one of which has one of its own, and others for the kinds of keys.
#pragma once

#include <dovetail/expression/table.hpp>
#include <dovetail/loading/fold.hpp>
#include <dovetail/mapping/entity.hpp>

#include "support/catch.hpp"
#include "support/scripted_reader.hpp"

namespace dovetail_test {

namespace dt = dovetail;

template <class View> struct ChildModel;
template <class View> struct GrandchildModel;
template <class View> struct SiblingModel;
template <class View> struct TagModel;
template <class View> struct ParentTagModel;

template <class View>
struct ParentModel {
    static constexpr dt::table_name table = "parents";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::text> name;
    dt::one_to_many<View, "children", ChildModel> children;
    dt::one_to_many<View, "siblings", SiblingModel> siblings;
    dt::many_to_many<View, "tags", TagModel, ParentTagModel> tags;
};

template <class View>
struct ChildModel {
    static constexpr dt::table_name table = "children";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "parent_id", dt::nullable<dt::integer>, dt::foreign_key<ParentModel>> parent_id;
    dt::many_to_one<View, "parent", ParentModel> parent;
    dt::one_to_many<View, "grandchildren", GrandchildModel> grandchildren;
};

template <class View>
struct GrandchildModel {
    static constexpr dt::table_name table = "grandchildren";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "child_id", dt::integer, dt::foreign_key<ChildModel>> child_id;
    dt::many_to_one<View, "child", ChildModel> child;
};

/// Its key has two columns, one of them text.
template <class View>
struct SiblingModel {
    static constexpr dt::table_name table = "siblings";
    dt::column<View, "first", dt::text, dt::primary_key> first;
    dt::column<View, "second", dt::integer, dt::primary_key> second;
    dt::column<View, "parent_id", dt::integer, dt::foreign_key<ParentModel>> parent_id;
    dt::many_to_one<View, "parent", ParentModel> parent;
};

/// Its key is text, and pairs may stand twice in its association.
template <class View>
struct TagModel {
    static constexpr dt::table_name table = "tags";
    dt::column<View, "name", dt::text, dt::primary_key> name;
    dt::many_to_many<View, "parents", ParentModel, ParentTagModel> parents;
    dt::one_to_many<View, "notes", TagModel, "of"> notes;
    dt::column<View, "of", dt::nullable<dt::text>, dt::foreign_key<TagModel>> of;
};

template <class View>
struct ParentTagModel {
    static constexpr dt::table_name table = "parent_tags";
    dt::column<View, "parent_id", dt::integer, dt::foreign_key<ParentModel>> parent_id;
    dt::column<View, "tag", dt::text, dt::foreign_key<TagModel>> tag;
};

using Parent = dt::entity<ParentModel>;
using Child = dt::entity<ChildModel>;
using Sibling = dt::entity<SiblingModel>;
using Tag = dt::entity<TagModel>;
inline constexpr dt::table<ParentModel> parents;
inline constexpr dt::table<ChildModel> children;
inline constexpr dt::table<SiblingModel> siblings;
inline constexpr dt::table<TagModel> tags;

using row = scripted_reader::row;

/// The rows as values of type T.
template <class T>
std::vector<T> fold(std::vector<row> const& rows) {
    dt::detail::collect_rows<scripted_reader, T> all;
    for (auto const& each : rows) {
        REQUIRE(int(each.size()) == dt::decode_row<scripted_reader, T>::width);
        decltype(all)::add(&all, each);
    }
    return std::move(all.rows);
}

template <class Range, class Member>
auto each(Range const& range, Member member) {
    std::vector<std::remove_cvref_t<decltype(std::invoke(member, *std::begin(range)))>> all;
    for (auto const& element : range) all.push_back(std::invoke(member, element));
    return all;
}

}  // namespace dovetail_test
