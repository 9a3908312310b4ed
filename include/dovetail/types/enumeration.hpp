// SPDX-License-Identifier: BSL-1.0
// enumeration<E>: a C++ enum as an enum of the database.
//
//     enum class mood { sad, ok, happy };
//     template <>
//     struct dt::enum_labels<mood> {
//         static constexpr std::string_view name = "mood";             // of the type in PostgreSQL
//         static constexpr dt::enum_label<mood> labels[]{{mood::sad, "sad"}, {mood::ok, "ok"}, {mood::happy, "happy"}};
//     };
//     dt::column<View, "feels", dt::enumeration<mood>> feels;          // NewPerson{.feels = mood::ok}
//
// `static constexpr std::string_view schema = "shop"` beside the name says which of PostgreSQL's schemas the type is in.
// create_all makes the type in PostgreSQL where there is none of this name, and drop_all drops it with the last table that
// uses it. PostgreSQL orders values as the labels stand. SQLite keeps the labels, under a CHECK, and orders them as text.
#pragma once

#include <dovetail/types/form.hpp>

namespace dovetail {

template <class E>
struct enum_label {
    E value;
    std::string_view text;
};

/// Specialise it for your enum: `name`, and `labels`, one for each enumerator; `schema`, where it shall be in one.
template <class E>
struct enum_labels;
template <class E>
concept has_labels = std::is_enum_v<E> && requires { enum_labels<E>::labels[0].text; enum_labels<E>::name; };

namespace detail {

/// The label of a value; nothing for what is no enumerator.
template <class E>
constexpr std::string_view label_of(E value) {
    for (auto const& each : enum_labels<E>::labels)
        if (each.value == value) return each.text;
    return {};
}

/// Texts about an enum, made of its labels.
template <class E>
struct enum_texts {
    using labels = enum_labels<E>;
    static constexpr std::string_view schema = [] {
        if constexpr (requires { labels::schema; }) return std::string_view(labels::schema);
        else return std::string_view();
    }();
    static constexpr std::size_t size = [] {
        std::size_t length = 2 * (schema.size() + labels::name.size());
        for (auto const& each : labels::labels) length += 2 * each.text.size() + 4;
        return length;
    }();
    static constexpr auto name = [] {
        text_constant<2 * (schema.size() + labels::name.size()) + 5> text;
        if (!schema.empty()) {
            text.put_quoted(schema, '"');
            text.put(".");
        }
        text.put_quoted(labels::name, '"');
        return text;
    }();
    static constexpr auto list = [] {
        text_constant<size> text;
        bool first = true;
        for (auto const& each : labels::labels) {
            text.put(first ? "" : ", ");
            first = false;
            text.put_quoted(each.text, '\'');
        }
        return text;
    }();
    static constexpr auto check = [] {
        text_constant<size + 8> text;
        text.put(" IN (");
        text.put(list.view());
        text.put(")");
        return text;
    }();
    // The block's own subtransaction takes the error.
    static constexpr auto create = [] {
        text_constant<2 * size + 200> text;
        text.put("DO $dovetail$ BEGIN ");
        if (!schema.empty()) {
            text.put("CREATE SCHEMA IF NOT EXISTS ");
            text.put_quoted(schema, '"');
            text.put("; ");
        }
        text.put("CREATE TYPE ");
        text.put(name.view());
        text.put(" AS ENUM (");
        text.put(list.view());
        text.put("); EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $dovetail$");
        return text;
    }();
    static constexpr auto drop = [] {
        text_constant<2 * size + 200> text;
        text.put("DO $dovetail$ BEGIN DROP TYPE IF EXISTS ");
        text.put(name.view());
        text.put("; EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END $dovetail$");
        return text;
    }();
};

template <class E>
struct enumeration_column : formed_column<E> {
    static constexpr formed_type formed{.name = enum_texts<E>::name.view(), .plain_name = enum_texts<E>::name.view(),
                                        .check_after = enum_texts<E>::check.view(),
                                        .create = enum_texts<E>::create.view(), .drop = enum_texts<E>::drop.view()};
    static void check(E value, std::string_view table, std::string_view column) {
        if (label_of(value).empty())
            refuse_value(table, column, "is " + std::to_string(static_cast<std::int64_t>(value)) + ", which is none of its enum's values");
    }
};

/// A function, for compilers go on about a class that is none.
template <class E>
constexpr bool require_labels() {
    constexpr bool ok = has_labels<E>;
    static_assert(ok, "dovetail: an enumeration<E> needs a dt::enum_labels<E> with name and labels");
    return ok;
}

}  // namespace detail

template <class E>
using enumeration = std::conditional_t<detail::require_labels<E>(), detail::enumeration_column<E>, integer>;

template <has_labels E>
struct value_form<E> : detail::form_base<value_form<E>, E, 0, 0> {
    using type = enumeration<E>;
    static constexpr auto expected_text = [] {
        detail::text_constant<enum_labels<E>::name.size() + 32> text;
        text.put("a label of the enum ");
        text.put(enum_labels<E>::name);
        return text;        // a NUL stands behind it
    }();
    static constexpr char const* expected = expected_text.chars;
    /// A type that is the database's own, or text.
    static constexpr bool accepts(unsigned type) { return type >= 16'384 || type == 25 || type == 1043; }

    static void print(std::string& to, E value) { to += checked(value); }
    static constexpr std::string_view constant(E value, bool) { return detail::label_of(value); }
    static E parse(std::string_view text) {
        for (auto const& each : enum_labels<E>::labels)
            if (each.text == text) return each.value;
        throw std::invalid_argument("the label '" + std::string(text) + "'");
    }
    static void write(std::vector<char>& to, E value) {
        auto const text = checked(value);
        to.insert(to.end(), text.begin(), text.end());
    }
    static E read(std::string_view bytes) { return parse(bytes); }

private:
    static std::string_view checked(E value) {
        auto const text = detail::label_of(value);
        if (text.empty()) enumeration<E>::check(value, "", "a comparison");
        return text;
    }
};

}  // namespace dovetail
