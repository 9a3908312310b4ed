// SPDX-License-Identifier: BSL-1.0
// A statement's values while its text is written: in the text itself, for people and for definitions; where named parameters
// stand; and those that are left of a statement with choices.
#pragma once

#include <dovetail/schema/bound_value.hpp>

#include <string_view>
#include <utility>

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

/// The values of a statement whose text is put together at run time (assemble.hpp), of what is left of it.
class chosen_values {
public:
    /// @param values  all of the statement's, in the order of its static text
    explicit chosen_values(bound_value const* values) : next_(values) {}

    bound_value const* next() const { return next_; }
    void skip(unsigned count) { next_ += count; }
    void use() { keep(*next_++); }
    bound_value const& take() { return *next_++; }
    /// Goes on in other values, those of a predicate; gives where it was.
    bound_value const* enter(bound_value const* values) { return std::exchange(next_, values); }

    /// Of tables that are joined where something names them: one is named; the first, where it is joined, needs the second;
    /// nothing names one.
    virtual void name(std::string_view table) = 0;
    virtual void need(std::string_view table, std::string_view needed) = 0;
    virtual bool leaves_out(std::string_view table) const = 0;

protected:
    ~chosen_values() = default;
    virtual void keep(bound_value const& value) = 0;

private:
    bound_value const* next_;
};

}  // namespace dovetail
