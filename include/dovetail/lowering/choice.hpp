// SPDX-License-Identifier: BSL-1.0
// Text of what is chosen at run time. The static text has all of it, and is checked; a walk at run time writes the rest.
#pragma once

#include <dovetail/expression/choice.hpp>
#include <dovetail/lowering/lower.hpp>

namespace dovetail::detail {

template <>
struct lower<node_kind::optional> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        if (w.chosen) {
            if (w.chosen->take().as_integer() == 0)
                throw error(error_category::usage, "dovetail: only conditions that are joined by AND or OR, and orders, can be "
                                                   "left out by when()");
        } else {
            w.has_choices = true;
            ++w.parameters;
        }
        detail::write<typename Node::chosen>(w, outside);
    }
};

template <>
struct lower<node_kind::chosen> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        write_choice(w, static_cast<typename Node::operands*>(nullptr));
    }

private:
    template <class... Choices>
    static constexpr void write_choice(writer& w, nodes<Choices...>*) {
        std::int64_t chosen = -1, at = 0;
        if (w.chosen) chosen = w.chosen->take().as_integer();
        else {
            w.has_choices = true;
            ++w.parameters;
        }
        bool first = true;
        ((chosen == -1 || chosen == at ? write_list(w, std::exchange(first, false) ? "" : ", ", static_cast<typename Choices::operands*>(nullptr))
                                       : w.chosen->skip(Choices::parameters),
          ++at),
         ...);
    }
};

}  // namespace dovetail::detail
