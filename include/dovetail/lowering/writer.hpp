// SPDX-License-Identifier: BSL-1.0
// The writer that lowering walks a statement with, at compile time: it checks the statement's rules, counts its characters
// and writes those that there is room for.
//
//     writer w{rules, chars, sizeof(chars)};
//     w.put("SELECT "); w.identifier("users");
#pragma once

#include <dovetail/core/diagnostics.hpp>
#include <dovetail/lowering/dialect.hpp>
#include <dovetail/lowering/scope.hpp>
#include <dovetail/lowering/written_values.hpp>

#include <cstddef>

namespace dovetail {

class writer {
    // First, as g++ finds an object's members one after the other when it computes constants: these are asked for most.
    char* out_;
    std::size_t size_ = 0, room_;

public:
    /// Writes to `out` what fits into its room, and counts all of it.
    constexpr explicit writer(dialect_rules const& d, char* out = nullptr, std::size_t room = 0) : out_(out), room_(room), dialect(d) {}

    dialect_rules const& dialect;
    scope* current = nullptr;
    clause in = clause::other;
    bool inside_aggregate = false;
    group_list const* groups = nullptr; ///< of the current level
    bool inside_window = false;
    bool inside_group = false;          ///< in an expression that GROUP BY has
    bool saw_null_side = false;         ///< a column that an outer join may leave out
    cte_entry const* ctes = nullptr;
    from_entry const* joining = nullptr;                 ///< in the condition of a join: the table that is joined,
    bool saw_joined = false, saw_others = false;         ///< and whether it and those before it are named
    bool qualified = true;              ///< columns carry their table's name
    finding found{};
    unsigned parameters = 0;
    unsigned named = 0;                 ///< named parameters so far,
    named_place* places = nullptr;      ///< and where they are kept
    bool has_choices = false;           ///< parts that are chosen at run time; all of them are written, to be checked,
    chosen_values* chosen = nullptr;    ///< but for a walk at run time, which writes what was chosen
    std::string_view only_table{};      ///< in a table's definition: the one whose columns can be named
    table_search* search = nullptr;
    constant_values const* constants = nullptr;      ///< written as literals in place of parameters (definitions)
    literal_values const* literals = nullptr;        ///< the same for a whole statement (to_string.hpp)

    constexpr std::size_t size() const { return size_; }

    constexpr void put(std::string_view text) {
        if (size_ + text.size() <= room_) copy(text.data(), text.size());
        size_ += text.size();
    }
    // A literal's length is known; the compiler would count its characters.
    template <std::size_t Size>
    constexpr void put(char const (&literal)[Size]) {
        if (size_ + Size <= room_ + 1) copy(literal, Size - 1);
        size_ += Size - 1;
    }
    // Not by a std::string_view from a pointer and an int: its concepts would cost each includer 2% of compile time.
    constexpr void put(char c) {
        if (size_ < room_) out_[size_] = c;
        ++size_;
    }
    /// A name, always in quotes, so that any name will do. Quotes in it are doubled.
    constexpr void identifier(std::string_view name) {
        if (dialect.longest_name != 0 && name.size() > dialect.longest_name) cannot("a name this long");
        put('"');
        put_doubled(name, '"');
        put('"');
    }
    /// A name made of parts: parts(to) calls to(part) for each. A longer one than the database keeps is cut, and ends
    /// in a number made of all of it, so that it stays a name of its own.
    template <class Parts>
    constexpr void made_name(Parts const& parts, char quote = '"') {
        std::size_t length = 0;
        if (dialect.longest_name != 0) parts([&](std::string_view part) { length += part.size(); });
        put(quote);
        if (length <= dialect.longest_name) parts([&](std::string_view part) { put_doubled(part, quote); });
        else put_cut(parts, quote);
        put(quote);
    }
    constexpr void number(std::size_t n) {
        char digits[20]{};
        std::size_t count = 0;
        do {
            digits[count++] = static_cast<char>('0' + n % 10);
            n /= 10;
        } while (n != 0);
        while (count != 0) put(digits[--count]);
    }
    /// The value of the next parameter, where the text is written with its values.
    constexpr bound_value const& next_value() const { return chosen ? *chosen->next() : literals->values[parameters]; }
    constexpr bound_value const& take_value() {
        bound_value const& value = next_value();
        pass_value();
        return value;
    }
    constexpr void pass_value() {
        if (chosen) chosen->use();
        ++parameters;
    }
    constexpr void named_parameter(std::string_view name) {
        if (constants) return cannot("a parameter in a definition");
        name_next(name);
        parameter();
    }
    /// The name of the parameter that follows.
    constexpr void name_next(std::string_view name) {
        if (places) places[named] = {name, parameters};
        ++named;
    }
    constexpr void parameter(bool in_arithmetic = false) {
        if (constants) return constants->write(*this, *constants->values[parameters++]);
        if (literals) return literals->write(*this, take_value(), in_arithmetic);
        pass_value();
        if (dialect.numbered_parameters) {
            put('$');
            number(parameters);
        } else put('?');
    }
    constexpr void string_literal(std::string_view text) {
        put('\'');
        put_doubled(text, '\'');
        put('\'');
    }
    /// A type where no length is given: in casts, and of arrays.
    constexpr void type(storage stored_as, formed_type const* formed = nullptr) {
        if (stored_as != storage::formed) {
            bool const has_length = stored_as == storage::varchar || stored_as == storage::character;
            put(dialect.type_name(has_length ? storage::text : stored_as));
        } else if (!dialect.formed_types) put(dialect.type_name(storage::text));
        else if (formed->is_array) {
            type(formed->element, formed->element_formed);
            put("[]");
        } else put(formed->plain_name);
    }
    /// A type as it is written of a column.
    constexpr void column_type(storage stored_as, std::size_t length, formed_type const* formed) {
        if (stored_as != storage::formed) {
            put(dialect.type_name(stored_as));
            if (stored_as != storage::varchar && stored_as != storage::character) return;
            put("(");
            number(length);
            put(")");
        } else if (!dialect.formed_types) put(dialect.type_name(storage::text));
        else if (formed->is_array) {
            column_type(formed->element, formed->element_length, formed->element_formed);
            put("[]");
        } else put(formed->name);
    }

    /// Keeps the first broken rule.
    constexpr void note(rule broken, std::string_view table, std::string_view name) {
        if (found.ok()) found = {broken, table, name};
    }
    /// A column as it is used in an expression: its rules, then its text.
    constexpr void column(std::string_view source, std::string_view name) {
        if (qualified) {
            use(source, name);
            identifier(source);
            put('.');
        } else if (!only_table.empty() && source != only_table) note(rule::column_of_other_table, source, name);
        identifier(name);
    }
    /// Whether columns of the current level have to be grouped where the rest is.
    constexpr bool is_shielded() const {
        return inside_aggregate || inside_group || !(in == clause::select || in == clause::having || in == clause::order);
    }
    /// A table of the current level that a clause names.
    constexpr void name_table(from_entry const& table) {
        if (chosen != nullptr && table.when_used) chosen->name(table.name);
    }
    /// A table that a condition without a type is about.
    constexpr void table(std::string_view name) {
        for (scope* level = current; level != nullptr; level = level->outer)
            if (level->find(name) != nullptr) return;
        note(rule::column_not_in_from, name, "");
    }
    constexpr void cannot(std::string_view what) { note(rule::dialect_cannot, dialect.name, what); }

private:
    constexpr void copy(char const* from, std::size_t count) {
        char* to = out_ + size_;
        for (std::size_t i = 0; i < count; ++i) to[i] = from[i];
    }
    constexpr void note_named(std::string_view table) {
        if (joining != nullptr && joining->when_used) chosen->need(joining->name, table);
        else chosen->name(table);
    }
    /// Finds the level that a column is of.
    constexpr void use(std::string_view source, std::string_view name) {
        for (scope* level = current; level != nullptr; level = level->outer) {
            from_entry const* const entry = level->find(source);
            if (entry == nullptr) continue;
            if (entry->may_be_null) saw_null_side = true;
            if (joining != nullptr) (entry == joining ? saw_joined : saw_others) = true;
            if (chosen != nullptr && entry->when_used && entry != joining) note_named(entry->name);
            bool const shielded = level == current ? is_shielded()
                                                   : level->is_shielded || (level->groups && level->groups->has_column(source, name));
            if (!shielded && !entry->key_is_grouped && level->plain_column.empty()) {
                level->plain_table = source;
                level->plain_column = name;
            }
            return;
        }
        note(rule::column_not_in_from, source, name);
    }
    // What surely fits is copied and searched in one loop: each step of each character is time of the compiler.
    constexpr void put_doubled(std::string_view text, char quote) {
        std::size_t const count = text.size();
        if (size_ + 2 * count > room_) return put_slowly(text, quote);
        char const* from = text.data();
        char* to = out_ + size_;
        for (char const* const end = from + count; from != end;)
            if ((*to++ = *from++) == quote) *to++ = quote;
        size_ = static_cast<std::size_t>(to - out_);
    }
    constexpr void put_slowly(std::string_view text, char quote) {
        for (char c : text) {
            if (c == quote) put(c);
            put(c);
        }
    }
    template <class Parts>
    constexpr void put_cut(Parts const& parts, char quote) {
        constexpr std::size_t number_length = 17;
        auto left = dialect.longest_name - number_length;
        std::uint64_t hash = 14695981039346656037u;         // FNV-1a
        parts([&](std::string_view part) {
            for (char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
            auto end = part.size() < left ? part.size() : left;
            left = end < part.size() ? 0 : left - end;
            while (end > 0 && end < part.size() && (part[end] & 0xC0) == 0x80) --end;   // characters stay whole
            put_doubled(part.substr(0, end), quote);
        });
        put("~");
        for (int shift = 60; shift >= 0; shift -= 4) put("0123456789abcdef"[hash >> shift & 15]);
    }
};

}  // namespace dovetail
