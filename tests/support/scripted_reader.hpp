// SPDX-License-Identifier: BSL-1.0
//
// Rows that a test writes down, in place of a database's: the Reader that decoding and folding ask.
//
//     collect_rows<scripted_reader, Parent> rows;
//     collect_rows<scripted_reader, Parent>::add(&rows, {1, "ann", null});
#pragma once

#include <dovetail/mapping/decode.hpp>

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace dovetail_test {

struct scripted_cell {
    std::variant<std::monostate, std::int64_t, std::string> held{};
    scripted_cell() = default;
    scripted_cell(std::int64_t number) : held(number) {}
    scripted_cell(int number) : held(std::int64_t(number)) {}
    scripted_cell(char const* text) : held(std::string(text)) {}
    scripted_cell(std::string text) : held(std::move(text)) {}
};
inline scripted_cell const null{};

struct scripted_reader {
    using row = std::vector<scripted_cell>;

    static bool is_null(row const& from, int column) {
        return std::holds_alternative<std::monostate>(from.at(static_cast<std::size_t>(column)).held);
    }
    template <class Type>
    static dovetail::value_of<Type> read(row const& from, int column) {
        if constexpr (dovetail::type_facts<Type>::is_nullable) {
            if (is_null(from, column)) return std::nullopt;
            return read<dovetail::without_null<Type>>(from, column);
        } else {
            using held = std::conditional_t<std::is_same_v<dovetail::value_of<Type>, std::string>, std::string, std::int64_t>;
            auto const* value = std::get_if<held>(&from.at(static_cast<std::size_t>(column)).held);
            if (value == nullptr) throw dovetail::cell_fault{column, "holds something else"};
            return static_cast<dovetail::value_of<Type>>(*value);
        }
    }
};

}  // namespace dovetail_test
