// SPDX-License-Identifier: BSL-1.0
// identity_index: where the object with a key already is, while rows are folded.
//
//     auto [place, is_new] = index.find(parent, key, next_position);
//
// Rows mostly come in the order of their keys. As long as each new key is greater than all before it, nothing is
// looked up; the first that is not makes a hash table of all that were seen. So a scan in key order costs one
// comparison a row, and any other order is right as well.
#pragma once

#include <dovetail/schema/types.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dovetail::detail {

template <class T>
std::size_t hash_of(T const& value) {
    if constexpr (requires { std::hash<T>{}(value); }) return std::hash<T>{}(value);
    else if constexpr (has_codec<T>) return hash_of(codec<T>::to_storage(value));
    else if constexpr (requires { value.time_since_epoch().count(); })
        return hash_of(value.time_since_epoch().count());
    else if constexpr (requires { value.count(); }) return hash_of(value.count());
    else if constexpr (requires { value.year(); })
        return hash_of((int(value.year()) * 16 + int(unsigned(value.month()))) * 32 + int(unsigned(value.day())));
    else if constexpr (requires { value.has_value(); }) return value ? hash_of(*value) : 0;
    else {
        std::size_t all = 0;
        if constexpr (requires { value.begin(); })
            for (auto const& each : value) all = all * 31 + std::size_t(each);
        else std::apply([&](auto const&... each) { ((all = all * 0x9E3779B97F4A7C15u + hash_of(each)), ...); }, value);
        return all;
    }
}

template <class Key>
class identity_index {
public:
    struct place {
        std::size_t position = 0;   ///< in the collection that holds it
        std::size_t ordinal = 0;    ///< among all objects of this index
    };
    struct found {
        place where;
        bool is_new;
    };

    /// The place of (parent, key); if it is new, it is noted at `position`.
    found find(std::size_t parent, Key const& key, std::size_t position) {
        if (!entries_.empty()) {
            entry const& last = entries_[latest_];
            if (last.parent == parent && last.key == key) return {last.where, false};
            if (is_hashed_ || !(std::tie(greatest().parent, greatest().key) < std::tie(parent, key)))
                return find_hashed(parent, key, position);
        }
        return add(parent, key, position);
    }

private:
    struct entry {
        std::size_t parent;
        Key key;
        place where;
    };
    struct hasher {
        std::size_t operator()(std::pair<std::size_t, Key> const& at) const {
            return at.first * 0x9E3779B97F4A7C15u + hash_of(at.second);
        }
    };

    entry const& greatest() const { return entries_.back(); }   // while not hashed
    found add(std::size_t parent, Key const& key, std::size_t position) {
        latest_ = entries_.size();
        entries_.push_back({parent, key, {position, latest_}});
        return {entries_.back().where, true};
    }
    found find_hashed(std::size_t parent, Key const& key, std::size_t position) {
        if (!is_hashed_) {
            is_hashed_ = true;
            for (std::size_t i = 0; i < entries_.size(); ++i) hashed_.emplace(std::pair(entries_[i].parent, entries_[i].key), i);
        }
        auto [at, is_new] = hashed_.try_emplace({parent, key}, entries_.size());
        if (is_new) return add(parent, key, position);
        latest_ = at->second;
        return {entries_[latest_].where, false};
    }

    std::vector<entry> entries_;
    std::size_t latest_ = 0;
    bool is_hashed_ = false;
    std::unordered_map<std::pair<std::size_t, Key>, std::size_t, hasher> hashed_;
};

}  // namespace dovetail::detail
