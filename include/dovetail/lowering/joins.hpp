// SPDX-License-Identifier: BSL-1.0
// Text of loaded relationships: their columns, their joins, their orders.
//
// Each relationship is joined under an alias of its own, its path from the root: "users.role.permissions".
// A user's own names cannot reach it. A many-to-many joins its association table under path + ":through", and
// reads the association's key before the target's columns: it tells "nothing there" from "a row is missing".
#pragma once

#include <dovetail/lowering/table_name.hpp>
#include <dovetail/schema/plan.hpp>

namespace dovetail::detail {

struct alias_path {
    alias_path const* before = nullptr;
    std::string_view name{};

    template <class To>
    constexpr void parts(To const& to) const {
        if (before) {
            before->parts(to);
            to(".");
        }
        to(name);
    }
    constexpr void write(writer& w, std::string_view suffix = "") const {
        w.made_name([&](auto const& to) {
            parts(to);
            to(suffix);
        });
    }
    constexpr void column(writer& w, std::string_view column, std::string_view suffix = "") const {
        write(w, suffix);
        w.put(".");
        w.identifier(column);
    }
};

inline constexpr std::string_view through = ":through";

template <class Model>
constexpr void write_columns(writer& w, alias_path const& path) {
    bool first = true;
    for (auto const& column : Model::columns) {
        if (!first) w.put(", ");
        first = false;
        path.column(w, column.name);
    }
}

/// The condition of a join.
template <class Columns>
constexpr void equal_columns(writer& w, alias_path const& a, Columns const& of_a, alias_path const& b, Columns const& of_b,
                             std::string_view suffix_of_a = "", std::string_view suffix_of_b = "") {
    for (std::size_t i = 0; i < of_a.size(); ++i) {
        w.put(i == 0 ? std::string_view(" ON ") : std::string_view(" AND "));
        a.column(w, of_a[i], suffix_of_a);
        w.put(" = ");
        b.column(w, of_b[i], suffix_of_b);
    }
}

template <class Model, class Plan>
struct lower_loads;

template <class Model, class... Loads>
struct lower_loads<Model, plan<Loads...>> {
    template <class Load>
    static constexpr relationship_facts facts = relationship_of<Model, relationship_index<Model>(Load::name)>;
    template <class Load>
    using nested = lower_loads<target_of<Model, Load::name>, typename Load::nested>;

    static constexpr void columns(writer& w, alias_path const& path) { (columns_of<Loads>(w, path), ...); }
    /// Beneath an outer join every join is an outer one, or it would drop rows above it.
    static constexpr void joins(writer& w, alias_path const& path, [[maybe_unused]] bool is_outer = false) {
        (join<Loads>(w, path, is_outer), ...);
    }
    static constexpr void orders(writer& w, alias_path const& path, bool& first) {
        (orders_of<Loads>(w, path, first), ...);
    }
    template <class Load>
    static constexpr bool orders_any() {
        bool result = nested<Load>::ordered;
        for (auto const& option : Model::template relationship<relationship_index<Model>(Load::name)>::options)
            result = result || option.what != relationship_option::kind::key;
        return result;
    }
    static constexpr bool ordered = (orders_any<Loads>() || ...);

private:
    template <class Load>
    static constexpr void columns_of(writer& w, alias_path const& path) {
        alias_path const here{&path, Load::name};
        w.put(", ");
        if (facts<Load>.kind == relation::many_to_many) {
            here.column(w, facts<Load>.to_there, through);
            w.put(", ");
        }
        write_columns<target_of<Model, Load::name>>(w, here);
        nested<Load>::columns(w, here);
    }
    template <class Load>
    static constexpr void join(writer& w, alias_path const& path, bool is_outer) {
        constexpr relationship_facts f = facts<Load>;
        using target = target_of<Model, Load::name>;
        using columns = relationship_columns<Model, relationship_index<Model>(Load::name)>;
        alias_path const here{&path, Load::name};
        bool const outer = is_outer || Load::strategy == load_strategy::left_join;
        std::string_view const verb = outer ? " LEFT OUTER JOIN " : " JOIN ";
        constexpr bool between = f.kind == relation::many_to_many;
        if constexpr (between) {
            w.put(verb);
            write_table<typename Model::template relationship<relationship_index<Model>(Load::name)>::association>(w);
            w.put(" AS ");
            here.write(w, through);
            equal_columns(w, here, columns::owner, path, columns::here, through);
        }
        w.put(verb);
        write_table<target>(w);
        w.put(" AS ");
        here.write(w);
        if constexpr (between) equal_columns(w, here, columns::there, here, columns::to_there, "", through);
        else equal_columns(w, here, columns::there, path, columns::here);
        nested<Load>::joins(w, here, outer);
    }
    template <class Load>
    static constexpr void orders_of(writer& w, alias_path const& path, bool& first) {
        alias_path const here{&path, Load::name};
        for (auto const& option : Model::template relationship<relationship_index<Model>(Load::name)>::options) {
            if (option.what == relationship_option::kind::key) continue;
            w.put(first ? " ORDER BY " : ", ");
            first = false;
            here.column(w, option.name());
            if (option.what == relationship_option::kind::descending) w.put(" DESC");
        }
        nested<Load>::orders(w, here, first);
    }
};

}  // namespace dovetail::detail
