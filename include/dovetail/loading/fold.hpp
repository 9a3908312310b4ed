// SPDX-License-Identifier: BSL-1.0
// Folding: the rows of a joined statement become objects, each once, with their collections.
//
//     collect_rows<Reader, dt::with<User, users.groups>> rows;
//     while (statement.step()) rows.add(statement.current());
//
// Objects are told apart by their keys, not by standing side by side; they keep the order in which they were first
// seen. Collections side by side multiply the rows, and not the objects.
#pragma once

#include <dovetail/core/members.hpp>
#include <dovetail/loading/identity_index.hpp>
#include <dovetail/mapping/decode.hpp>

namespace dovetail::detail {

/// The key of a model's row: one integer, or a tuple of the key columns' values.
template <class Model, class Keys = std::make_index_sequence<Model::key_count>>
struct key_reader;
template <class Model, std::size_t... I>
struct key_reader<Model, std::index_sequence<I...>> {
    template <std::size_t J> using column_type = typename Model::template column<Model::key_columns[J]>::type;
    static constexpr bool is_integer = Model::key_count == 1 && (std::is_integral_v<value_of<column_type<I>>> && ...);
    using key = std::conditional_t<is_integer, std::int64_t, std::tuple<value_of<column_type<I>>...>>;

    template <class Reader>
    static key read(typename Reader::row const& from, int at) {
        if constexpr (is_integer) return (Reader::template read<column_type<I>>(from, at + int(Model::key_columns[I])), ...);
        else return key{Reader::template read<column_type<I>>(from, at + int(Model::key_columns[I]))...};
    }
};

template <class Model>
constexpr bool require_key() {
    constexpr bool has_key = Model::key_count > 0;
    static_assert(has_key, "dovetail: this needs a model with a primary key; mark its columns dt::primary_key");
    return has_key;
}

/// Whether rows of a many-to-many repeat what is beneath it: a pair may stand twice in the association.
template <class Model, class Load>
inline constexpr bool repeats_nested =
    load_layout<Model, Load>::facts.kind == relation::many_to_many && !load_layout<Model, Load>::facts.pair_is_unique &&
    loads_to_many<target_of<Model, Load::name>, typename Load::nested>;

/// Whether the plan's collections form one chain, so that each row brings one new object of the last.
template <class Model, class Plan>
inline constexpr bool is_chain = true;
template <class Model, class... Loads>
inline constexpr bool is_chain<Model, plan<Loads...>> =
    ((is_to_many(load_layout<Model, Loads>::facts.kind) ||
      loads_to_many<target_of<Model, Loads::name>, typename Loads::nested>) + ... + 0) <= 1 &&
    !(repeats_nested<Model, Loads> || ...) &&
    (is_chain<target_of<Model, Loads::name>, typename Loads::nested> && ...);

template <class Reader, class Model, class Plan, bool Chain>
class fold_loads;

/// Folds one relationship of a parent.
template <class Reader, class Model, class Load, bool Chain>
class fold_load {
    using layout = load_layout<Model, Load>;
    using target = typename layout::target;
    using decoder = decode_entity<Reader, target, typename layout::nested>;
    using keys = key_reader<target>;
    static constexpr bool is_collection = is_to_many(layout::facts.kind);
    static constexpr bool is_last = !loads_to_many<target, typename layout::nested>;
    /// The last collection of a chain: every row that has an element has a new one.
    static constexpr bool always_new =
        Chain && is_last && (layout::facts.kind == relation::one_to_many || layout::facts.pair_is_unique);

public:
    template <class Related>
    void add(Related& related, std::size_t parent, typename Reader::row const& from, int at) {
        if constexpr (is_collection) {
            require_key<target>();
            int const begin = at + layout::before;
            if (Reader::is_null(from, layout::before ? at : begin + int(target::key_columns[0]))) return;
            if constexpr (layout::before != 0)
                if (Reader::is_null(from, begin + int(target::key_columns[0]))) {
                    // A key of several columns points nowhere if one is NULL, which need not be the one that is read.
                    if constexpr (layout::facts.is_composite && layout::facts.key_is_nullable) return;
                    else decoder::missing(at, target::table);
                }
            if constexpr (always_new) related.emplace_back(typename decoder::in_place{from, begin});
            else {
                auto const [where, is_new] =
                    index_.find(parent, keys::template read<Reader>(from, begin), related.size());
                if (is_new) related.emplace_back(typename decoder::in_place{from, begin});
                nested_.add(related[where.position], where.ordinal, from, begin);
            }
        } else if constexpr (!is_last) {
            if constexpr (is_optional<Related>) {
                if (related) nested_.add(*related, parent, from, at);
            } else nested_.add(related, parent, from, at);
        }
    }

private:
    struct nothing {};
    [[no_unique_address]] std::conditional_t<is_collection && !always_new, identity_index<typename keys::key>, nothing> index_;
    [[no_unique_address]] fold_loads<Reader, target, typename layout::nested, Chain> nested_;
};

/// Folds all loaded relationships of a parent.
template <class Reader, class Model, class... Loads, bool Chain>
class fold_loads<Reader, Model, plan<Loads...>, Chain> {
public:
    template <class Entity>
    void add(Entity& entity, std::size_t ordinal, typename Reader::row const& from, int at) {
        if constexpr (sizeof...(Loads) > 0) {
            auto const members = tie_members<Model::member_count>(entity);
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                (std::get<I>(loads_).add(get_member<member_of<Loads>>(members), ordinal, from,
                                         at + row_layout<Model, plan<Loads...>>::offset(Loads::name)),
                 ...);
            }(std::index_sequence_for<Loads...>{});
        }
    }

private:
    template <class Load>
    static constexpr std::size_t member_of = Model::relationship_members[relationship_index<Model>(Load::name)];
    std::tuple<fold_load<Reader, Model, Loads, Chain>...> loads_;
};

/// Collects the rows of a statement as values of type T. add() is what a row_sink calls.
template <class Reader, class T>
class collect_rows {
public:
    static constexpr bool folds = false;        ///< several rows into one
    std::vector<T> rows;
    static void add(void* self, typename Reader::row const& from) {
        static_cast<collect_rows*>(self)->rows.emplace_back(decode_row<Reader, T>::make(from, 0));
    }
};

template <class Reader, entity_type T>
    requires(!loads_to_many<typename entity_facts<T>::model, typename entity_facts<T>::plan>)
class collect_rows<Reader, T> {
public:
    static constexpr bool folds = false;
    std::vector<T> rows;
    static void add(void* self, typename Reader::row const& from) {
        static_cast<collect_rows*>(self)->rows.emplace_back(typename decode_row<Reader, T>::in_place{from, 0});
    }
};

template <class Reader, entity_type T>
    requires(loads_to_many<typename entity_facts<T>::model, typename entity_facts<T>::plan>)
class collect_rows<Reader, T> {
    using model = typename entity_facts<T>::model;
    using load_plan = typename entity_facts<T>::plan;

public:
    static constexpr bool folds = true;
    std::vector<T> rows;
    static void add(void* self, typename Reader::row const& from) { static_cast<collect_rows*>(self)->add(from); }

private:
    void add(typename Reader::row const& from) {
        require_key<model>();
        auto const [where, is_new] = index_.find(0, key_reader<model>::template read<Reader>(from, 0), rows.size());
        if (is_new) rows.emplace_back(typename decode_row<Reader, T>::in_place{from, 0});
        loads_.add(rows[where.position], where.ordinal, from, 0);
    }
    identity_index<typename key_reader<model>::key> index_;
    fold_loads<Reader, model, load_plan, is_chain<model, load_plan>> loads_;
};

}  // namespace dovetail::detail
