// SPDX-License-Identifier: BSL-1.0
// json, jsonb: documents, as text in C++ (dt::json_value, dt::jsonb_value); the database refuses what is no JSON.
//
//     dt::column<View, "settings", dt::jsonb> settings;        // NewUser{.settings = R"({"theme": "dark"})"}
//     user.settings.text
//
// A json is kept as it was written and cannot be compared (PostgreSQL has no = for it). A jsonb is compared as a document by
// PostgreSQL, which writes it anew: {"a": 1, "b": 2}. SQLite keeps the text of both, under CHECK (json_valid(...)).
#pragma once

#include <dovetail/types/form.hpp>

namespace dovetail {

struct json_value {
    std::string text;
    json_value() : text("null") {}
    template <class T>
        requires std::is_convertible_v<T, std::string_view>
    json_value(T&& given) : text(std::forward<T>(given)) {}
    friend bool operator==(json_value const&, json_value const&) = default;
};
struct jsonb_value {
    std::string text;
    jsonb_value() : text("null") {}
    template <class T>
        requires std::is_convertible_v<T, std::string_view>
    jsonb_value(T&& given) : text(std::forward<T>(given)) {}
    friend bool operator==(jsonb_value const&, jsonb_value const&) = default;
};

struct json : detail::formed_column<json_value> {
    static constexpr formed_type formed{.name = "JSON", .plain_name = "JSON", .check_before = "json_valid(", .check_after = ")"};
};
struct jsonb : detail::formed_column<jsonb_value> {
    static constexpr formed_type formed{.name = "JSONB", .plain_name = "JSONB", .check_before = "json_valid(", .check_after = ")"};
};

template <>
struct value_form<json_value> : detail::form_base<value_form<json_value>, json_value, 114, 199> {
    using type = json;
    static constexpr char const* expected = "json";
    static void print(std::string& to, json_value const& value) { to += value.text; }
    static constexpr std::string_view constant(std::string_view text, bool) { return text; }
    static json_value parse(std::string_view text) { return text; }
    static void write(std::vector<char>& to, json_value const& value) { to.insert(to.end(), value.text.begin(), value.text.end()); }
    static json_value read(std::string_view bytes) { return bytes; }
};
template <>
struct value_form<jsonb_value> : detail::form_base<value_form<jsonb_value>, jsonb_value, 3802, 3807> {
    using type = jsonb;
    static constexpr char const* expected = "jsonb";
    static void print(std::string& to, jsonb_value const& value) { to += value.text; }
    static constexpr std::string_view constant(std::string_view text, bool) { return text; }
    static jsonb_value parse(std::string_view text) { return text; }
    // Behind the number of the format's version.
    static void write(std::vector<char>& to, jsonb_value const& value) {
        to.push_back(1);
        to.insert(to.end(), value.text.begin(), value.text.end());
    }
    static jsonb_value read(std::string_view bytes) {
        if (detail::take_big_endian<std::int8_t>(bytes) != 1) throw std::invalid_argument("jsonb of an unknown version");
        return bytes;
    }
};

}  // namespace dovetail
