// SPDX-License-Identifier: BSL-1.0
// Tables as a whole: metadata, and checks as typed expressions.
//
//     inline constexpr dt::metadata tables{roles, users};          // co_await db.create_all(tables)
//     static constexpr auto checks(auto const& row) {              // in a model
//         return std::tuple{dt::check_constraint<"age_range">(row.age >= 0 && row.age < 150)};
//     }
#pragma once

#include <dovetail/expression/logic.hpp>
#include <dovetail/expression/table.hpp>
#include <dovetail/statement/table_id.hpp>
#include <dovetail/statement/view.hpp>

#include <tuple>

namespace dovetail {

/// A CHECK constraint; its constants become part of the table's definition.
template <fixed_string Name, class Condition>
struct named_check {
    static constexpr auto name = Name;
    Condition condition;
};
template <fixed_string Name, class Condition>
constexpr auto check_constraint(Condition const& given) {
    constexpr bool ok = condition<Condition>;
    static_assert(ok, "dovetail: check_constraint() takes a condition, such as row.age >= 0");
    if constexpr (ok) return named_check<Name, Condition>{given};
    else return named_check<Name, detail::after_error>{};
}

namespace detail {

/// The tables that a model's foreign keys point to.
template <class Model, std::size_t K>
constexpr table_id pointed_table() {
    using key = foreign_key_at<Model, K>;
    if constexpr (std::is_void_v<key>) return {};
    else return id_of<typename key::target_model>;
}
template <class Model, class Same>
constexpr bool points_to_any(Same const& is_it) {
    bool found = false;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((found = found || is_it(pointed_table<Model, I>())), ...);
    }(std::make_index_sequence<foreign_key_count<Model>>{});
    return found;
}
template <class Model>
constexpr bool points_to(table_id const& table) {
    return points_to_any<Model>([&](table_id const& pointed) { return pointed == table; });
}

/// The error of the first model that breaks a rule, and of that one only: two models often break one together.
template <class... Models>
constexpr bool require_valid_models() {
    constexpr std::size_t broken = [] {
        std::size_t at = 0, first = sizeof...(Models);
        ((model_finding<Models>.ok() || first < at ? void(++at) : void(first = at++)), ...);
        return first;
    }();
    if constexpr (broken < sizeof...(Models))
        static_assert(require_valid_model<std::tuple_element_t<broken, std::tuple<Models...>>>());
    return true;
}

template <class... Models>
constexpr bool distinct_tables() {
    table_id const names[]{id_of<Models>...};
    for (std::size_t i = 0; i < sizeof...(Models); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (names[i] == names[j]) return false;
    return true;
}

/// Positions of the models, such that each comes after those it points to. A circle of foreign keys has no such
/// order; its tables follow in the order given, which databases that check keys late accept. Views come last.
template <class... Models>
constexpr auto dependency_order() {
    constexpr std::size_t count = sizeof...(Models);
    table_id const names[]{id_of<Models>...};
    bool const views[]{is_view<Models>...};
    bool needs[count][count]{};
    for (std::size_t target = 0; target < count; ++target) {
        std::size_t from = 0;
        ((needs[from][target] = from != target && !views[target] && (is_view<Models> || points_to<Models>(names[target])), ++from), ...);
    }
    std::array<std::size_t, count> order{};
    bool placed[count]{};
    for (std::size_t at = 0; at < count;) {
        std::size_t next = count;
        for (std::size_t i = 0; i < count && next == count; ++i) {
            bool ready = !placed[i];
            for (std::size_t j = 0; j < count; ++j) ready = ready && (!needs[i][j] || placed[j]);
            if (ready) next = i;
        }
        for (std::size_t i = 0; i < count && next == count; ++i)
            if (!placed[i]) next = i;
        placed[next] = true;
        order[at++] = next;
    }
    return order;
}

}  // namespace detail

/// The tables that belong together, in any order; a constant. Checks the rules of their models.
template <class... Tables>
struct metadata {
    constexpr metadata(Tables const&...) {
        static_assert(detail::require_valid_models<typename table_facts<Tables>::model...>());
        static_assert((detail::require_view<typename table_facts<Tables>::model>() && ...));
        static_assert(detail::distinct_tables<typename table_facts<Tables>::model...>(),
                      "dovetail: two models of this metadata have the same table name");
    }
    static constexpr auto order = detail::dependency_order<typename table_facts<Tables>::model...>();
};

}  // namespace dovetail
