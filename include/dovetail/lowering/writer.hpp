// SPDX-License-Identifier: BSL-1.0
// The writer that lowering walks a statement with, at compile time, twice: first without a buffer, to count the
// characters and to check the statement's rules, then to write.
//
//     writer w{rules};                // counts
//     w.put("SELECT "); w.identifier("users");
#pragma once

#include <dovetail/core/diagnostics.hpp>
#include <dovetail/lowering/dialect.hpp>
#include <dovetail/schema/bound_value.hpp>

#include <cstddef>

namespace dovetail {

/// The tables that columns may be of, at one level of a statement; subqueries see their surroundings, too.
struct scope {
    std::string_view source{};
    scope const* outer = nullptr;
    bool saw_aggregate = false;
    std::string_view plain_table{}, plain_column{};   ///< a column outside of aggregates
};

/// Which clause is being written, for the rules that depend on it.
enum class clause { select, where, order, other };

class writer {
public:
    constexpr explicit writer(dialect_rules const& d, char* out = nullptr) : dialect(d), out_(out) {}

    dialect_rules const& dialect;
    scope* current = nullptr;
    clause in = clause::other;
    bool inside_aggregate = false;
    bool qualified = true;              ///< columns carry their table's name
    finding found{};
    unsigned parameters = 0;
    bound_value const* const* constants = nullptr;   ///< written as literals in place of parameters (tables' definitions)

    constexpr std::size_t size() const { return size_; }

    constexpr void put(std::string_view text) {
        if (out_) {
            char* to = out_ + size_;
            for (char c : text) *to++ = c;
        }
        size_ += text.size();
    }
    /// One part of a quoted name; quotes in it are doubled.
    constexpr void quoted_part(std::string_view name) {
        bool plain = true;
        for (char c : name) plain = plain && c != '"';
        if (plain) return put(name);
        for (char const& c : name) put(c == '"' ? std::string_view("\"\"") : std::string_view(&c, 1));
    }
    /// A name, always in quotes, so that any name will do.
    constexpr void identifier(std::string_view name) {
        put("\"");
        quoted_part(name);
        put("\"");
    }
    constexpr void number(std::size_t n) {
        char digits[20]{};
        std::size_t count = 0;
        do {
            digits[count++] = static_cast<char>('0' + n % 10);
            n /= 10;
        } while (n != 0);
        while (count != 0) put(std::string_view(&digits[--count], 1));
    }
    constexpr void parameter() {
        ++parameters;
        if (dialect.numbered_parameters) {
            put("$");
            number(parameters);
        } else put("?");
    }
    constexpr void string_literal(std::string_view text) {
        put("'");
        for (char const& c : text) put(c == '\'' ? std::string_view("''") : std::string_view(&c, 1));
        put("'");
    }

    /// Keeps the first broken rule.
    constexpr void note(rule broken, std::string_view table, std::string_view name) {
        if (found.ok()) found = {broken, table, name};
    }
    /// A column as it is used in an expression: its rules, then its text.
    constexpr void column(std::string_view source, std::string_view name) {
        if (qualified) {
            bool known = false;
            for (scope const* s = current; s != nullptr && !known; s = s->outer) known = s->source == source;
            if (!known) note(rule::column_not_in_from, source, name);
            if (current && !inside_aggregate && current->plain_column.empty() && current->source == source) {
                current->plain_table = source;
                current->plain_column = name;
            }
            identifier(source);
            put(".");
        }
        identifier(name);
    }
    constexpr void cannot(std::string_view what) { note(rule::dialect_cannot, dialect.name, what); }

private:
    char* out_;
    std::size_t size_ = 0;
};

}  // namespace dovetail
