// SPDX-License-Identifier: BSL-1.0
// A statement's values while its text is written: in the text itself, for people and for definitions; where named parameters
// stand; and those that are left of a statement with choices.
#pragma once

#include <dovetail/schema/bound_value.hpp>

#include <string_view>
#include <utility>
#include <vector>

namespace dovetail {

class writer;

/// The values that stand in the text as literals in place of parameters: for people, never sent.
struct literal_values {
    bound_value const* values = nullptr;
    void (*write)(writer&, bound_value const&, bool in_arithmetic) = nullptr;
};
/// The values of a definition (of a table, an index, a view), where no parameters can stand.
struct constant_values {
    bound_value const* const* values = nullptr;
    void (*write)(writer&, bound_value const&) = nullptr;
};
/// Where a named parameter stands among a statement's values.
struct named_place {
    std::string_view name{};
    unsigned index = 0;
};

/// The values of a statement whose text is put together at run time, of what is left of it.
class chosen_values {
public:
    /// @param values  all of the statement's, in the order of its static text
    explicit chosen_values(bound_value const* values) : next_(values) {}

    bound_value const* next() const { return next_; }
    void skip(unsigned count) { next_ += count; }
    void use() { used.push_back(next_++); }
    bound_value const& take() { return *next_++; }
    /// Goes on in other values, those of a predicate; gives where it was.
    bound_value const* enter(bound_value const* values) { return std::exchange(next_, values); }

    std::vector<bound_value const*> used{};
    /// Tables that are joined where something names them; whether this walk only finds out which.
    std::vector<std::string_view> named_tables{};
    std::vector<std::pair<std::string_view, std::string_view>> needs{};     ///< the first, where it is joined, needs the second
    bool only_looks = false;

    bool is_named(std::string_view table) const {
        for (auto each : named_tables)
            if (each == table) return true;
        return false;
    }

private:
    bound_value const* next_;
};

}  // namespace dovetail
