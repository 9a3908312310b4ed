// SPDX-License-Identifier: BSL-1.0
// Rows to values: entities with what is loaded beside them, dt::row, tuples, single values.
//
//     User user = decode_row<Reader, User>::make(row, 0);
//
// A Reader is a backend's way to read a cell, checked against the SQL type:
//     static bool is_null(Reader::row, int column);
//     template <class Type> static value_of<Type> read(Reader::row, int column);    // throws cell_fault
// Columns lie in the order of the model's members, then those of each loaded relationship in plan order.
#pragma once

#include <dovetail/mapping/row.hpp>
#include <dovetail/schema/plain_type.hpp>
#include <dovetail/schema/value_view.hpp>

#include <boost/pfr/core.hpp>

#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace dovetail {

/// A cell that does not hold what the model says; the executor adds table, column and row.
struct cell_fault {
    int column = 0;             ///< counted from 0, in the statement's row
    std::string what{};         ///< "holds text, but the model says integer"
};

/// A column's place in the database, for messages.
struct column_label {
    std::string_view table{}, name{};
};

namespace detail {

template <class Model, class Plan>
struct row_layout;

/// Columns that a loaded relationship takes: the association's key of a many-to-many, then the target's.
template <class Model, class Load>
struct load_layout {
    using target = target_of<Model, Load::name>;
    using nested = typename Load::nested;
    static constexpr relationship_facts facts = relationship_of<Model, relationship_index<Model>(Load::name)>;
    static constexpr int before = facts.kind == relation::many_to_many;
    static constexpr int width = before + row_layout<target, nested>::width;
};

template <class Model, class... Loads>
struct row_layout<Model, plan<Loads...>> {
    static constexpr int width = int(Model::column_count) + (load_layout<Model, Loads>::width + ... + 0);

    /// Where the columns of a relationship begin, counted from the parent's first.
    static constexpr int offset(std::string_view name) {
        int at = int(Model::column_count);
        bool found = false;
        ((found = found || Loads::name.view() == name, at += found ? 0 : load_layout<Model, Loads>::width), ...);
        return at;
    }
    static column_label describe(int column) {
        if (column < int(Model::column_count))
            return {Model::table, Model::columns[static_cast<std::size_t>(column)].name};
        column -= int(Model::column_count);
        column_label label;
        (describe_load<Loads>(column, label), ...);
        return label;
    }

private:
    template <class Load>
    static void describe_load(int& column, column_label& label) {
        using layout = load_layout<Model, Load>;
        if (column >= 0 && column < layout::width)
            label = column < layout::before
                        ? column_label{layout::facts.association, layout::facts.to_there}
                        : row_layout<typename layout::target, typename layout::nested>::describe(column - layout::before);
        column -= layout::width;
    }
};

template <class Model>
constexpr int column_offset(std::string_view name) {
    return static_cast<int>(Model::column_index(name));
}

template <class Reader, class Model, class Plan>
struct decode_entity {
    using row = typename Reader::row;
    using entity = planned_entity<Model, Plan>;
    using layout = row_layout<Model, Plan>;

    /// The entity whose columns begin at `at`; collections are empty, folding fills them.
    static entity make(row from, int at) { return make(from, at, std::make_index_sequence<Model::member_count>{}); }

    /// Makes the entity where it is put: rows.emplace_back(decode_entity::in_place{row, 0}).
    struct in_place {
        row from;
        int at;
        operator entity() const { return make(from, at); }
    };

private:
    // By value, and no closure: `from` and `at` stay in registers, which saves five instructions a column.
    template <std::size_t... I>
    static entity make(row from, int at, std::index_sequence<I...>) {
        return entity{member<I>(from, at)...};
    }

    template <std::size_t I>
    static constexpr int column_of_member = [] {
        int column = 0;
        for (std::size_t member : Model::column_members) column += member < I;
        return column;
    }();

    template <std::size_t I>
    static auto member(row from, int at) {
        using description = typename Model::template member<I>;
        if constexpr (description::is_column)
            return Reader::template read<typename description::type>(from, at + column_of_member<I>);
        else {
            using nested = loaded_plan<description::name, Plan>;
            if constexpr (std::is_void_v<nested>) return relationship_not_loaded<description::name>{};
            else if constexpr (is_to_many(description::kind))
                return std::vector<planned_entity<typename description::target, nested>>{};
            else return to_one<description, nested>(from, at);
        }
    }

    template <class Description, class Nested>
    static auto to_one(row from, int at) {
        using target = typename Description::target;
        using decoder = decode_entity<Reader, target, Nested>;
        constexpr relationship_facts facts = relationship_of<Model, relationship_index<Model>(Description::name)>;
        constexpr int begin = layout::offset(Description::name);
        constexpr bool is_optional = facts.kind == relation::one_to_one || facts.key_is_nullable;
        int const related = at + begin + column_offset<target>(facts.there);
        if constexpr (facts.key_is_here) {
            int const key = at + column_offset<Model>(facts.here);
            if constexpr (is_optional)
                if (Reader::is_null(from, key)) return std::optional<typename decoder::entity>();
            if constexpr (is_optional && facts.is_composite)        // a key of which one column is NULL points nowhere
                for (auto name : relationship_columns<Model, relationship_index<Model>(Description::name)>::here)
                    if (Reader::is_null(from, at + column_offset<Model>(name))) return std::optional<typename decoder::entity>();
            if (Reader::is_null(from, related)) missing(key, target::table);
        } else {
            if (Reader::is_null(from, related)) return std::optional<typename decoder::entity>();
        }
        if constexpr (is_optional) return std::optional<typename decoder::entity>(typename decoder::in_place{from, at + begin});
        else return decoder::make(from, at + begin);
    }

public:
    /// A key that promises a row which is not there.
    [[noreturn]] static void missing(int key, std::string_view table) {
        throw cell_fault{key, "points to a row of \"" + std::string(table) + "\" that is not there"};
    }
};

/// What a thing of a row is read as: a value's type, which many share, or a whole entity.
template <class Item> struct read_as { using type = typename Item::type; };
template <class View> struct read_as<whole_table<View>> { using type = whole_table<View>; };
template <class View> struct read_as<or_null<whole_table<View>>> { using type = or_null<whole_table<View>>; };
template <class Reader, class Type>
struct decode_item {
    static auto make(typename Reader::row const& from, int at) { return Reader::template read<Type>(from, at); }
};
template <class Reader, class View>
struct decode_item<Reader, whole_table<View>> : decode_entity<Reader, typename View::model, plan<>> {};
/// An outer join has found no row where its key is NULL; without a key, where all columns are.
template <class Reader, class model>
struct decode_optional_entity {
    using decoder = decode_entity<Reader, model, plan<>>;
    static std::optional<typename decoder::entity> make(typename Reader::row const& from, int at) {
        if (is_left_out(from, at)) return std::nullopt;
        return decoder::make(from, at);
    }

private:
    static bool is_left_out(typename Reader::row const& from, int at) {
        if constexpr (model::key_count > 0) return Reader::is_null(from, at + int(model::key_columns[0]));
        for (int column = 0; column < int(model::column_count); ++column)
            if (!Reader::is_null(from, at + column)) return false;
        return true;
    }
};
template <class Reader, class View>
struct decode_item<Reader, or_null<whole_table<View>>> : decode_optional_entity<Reader, typename View::model> {};

/// The label of a value's column.
template <class E> inline constexpr column_label label_of_value = [] {
    if constexpr (requires { E::source::model::table; }) return column_label{E::source::model::table, E::name.view()};
    else if constexpr (requires { typename E::source; }) return column_label{E::source::name, E::name.view()};
    else if constexpr (requires { E::name.view(); }) return column_label{"", E::name.view()};
    else return column_label{};
}();

/// A struct of the program's own, which takes a row's values field by field.
template <class T>
concept struct_row = std::is_class_v<T> && std::is_aggregate_v<T> && !entity_type<T> && !has_value_form<T> && !has_codec<T>;

}  // namespace detail

/// How a row of type T is read. `width` is the number of its columns.
template <class Reader, class T>
struct decode_row {
    static constexpr int width = 1;
    static T make(typename Reader::row const& from, int at) {
        if constexpr (detail::require_plain_type<T>())
            return static_cast<T>(Reader::template read<decltype(detail::plain_type<T>())>(from, at));
        else std::terminate();
    }
    static column_label describe(int) { return {}; }
};
template <class Reader, entity_type T>
struct decode_row<Reader, T> : detail::decode_entity<Reader, typename entity_facts<T>::model, typename entity_facts<T>::plan> {
    using layout = detail::row_layout<typename entity_facts<T>::model, typename entity_facts<T>::plan>;
    static constexpr int width = layout::width;
    static column_label describe(int column) { return layout::describe(column); }
};
template <class Reader, class... Expressions>
struct decode_row<Reader, row<Expressions...>> {
    static constexpr int width = (detail::item_width<Expressions> + ... + 0);
    static row<Expressions...> make(typename Reader::row const& from, int at) {
        [[maybe_unused]] int next = at;     // braces are evaluated in their order
        return row<Expressions...>{std::tuple<value_of<typename Expressions::type>...>{
            detail::decode_item<Reader, typename detail::read_as<Expressions>::type>::make(
                from, (next += detail::item_width<Expressions>) - detail::item_width<Expressions>)...}};
    }
    static column_label describe(int column) {
        if constexpr (!(requires { typename detail::selected_item<Expressions>::type::view; } || ...)) {
            column_label const labels[]{detail::label_of_value<typename detail::selected_item<Expressions>::type>...};
            return labels[column];
        } else {
            column_label label;
            int at = 0;
            ((at <= column && column < at + detail::item_width<Expressions> ? void(label = label_of<Expressions>(column - at)) : void(),
              at += detail::item_width<Expressions>),
             ...);
            return label;
        }
    }

private:
    template <class Item>
    static column_label label_of(int column) {
        using E = typename detail::selected_item<Item>::type;
        if constexpr (requires { typename E::view; }) return detail::row_layout<typename E::view::model, plan<>>::describe(column);
        else return detail::label_of_value<E>;
    }
};
template <class Reader, class... T>
struct decode_row<Reader, std::tuple<T...>> {
    static constexpr int width = (decode_row<Reader, T>::width + ... + 0);
    static constexpr auto places = [] {
        std::array<int, sizeof...(T) + 1> first{};
        [[maybe_unused]] std::size_t at = 0;
        ((first[at + 1] = first[at] + decode_row<Reader, T>::width, ++at), ...);
        return first;
    }();
    static std::tuple<T...> make(typename Reader::row const& from, int at) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return std::tuple<T...>{decode_row<Reader, T>::make(from, at + places[I])...};
        }(std::index_sequence_for<T...>{});
    }
    static column_label describe(int) { return {}; }
};

/// Fields are values, entities, or entities that an outer join may leave out.
template <class Reader, class T>
    requires(detail::is_optional<T>) && entity_type<typename T::value_type>
struct decode_row<Reader, T> : detail::decode_optional_entity<Reader, typename entity_facts<typename T::value_type>::model> {
    using model = typename entity_facts<typename T::value_type>::model;
    static constexpr int width = int(model::column_count);
    static column_label describe(int column) { return detail::row_layout<model, plan<>>::describe(column); }
};
template <class Reader, detail::struct_row T>
struct decode_row<Reader, T> {
    static constexpr std::size_t count = boost::pfr::tuple_size_v<T>;
    template <std::size_t I> using field = decode_row<Reader, boost::pfr::tuple_element_t<I, T>>;
    static constexpr auto offsets = []<std::size_t... I>(std::index_sequence<I...>) {
        std::array<int, count + 1> places{};
        ((places[I + 1] = places[I] + field<I>::width), ...);
        return places;
    }(std::make_index_sequence<count>{});
    static constexpr int width = offsets[count];

    static T make(typename Reader::row const& from, int at) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return T{field<I>::make(from, at + offsets[I])...};
        }(std::make_index_sequence<count>{});
    }
    static column_label describe(int) { return {}; }
};

}  // namespace dovetail
