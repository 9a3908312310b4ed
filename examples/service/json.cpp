// SPDX-License-Identifier: BSL-1.0
#include "json.hpp"

#include <boost/json/src.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <initializer_list>

namespace service {
namespace {

/// 2026-01-31T12:00:00Z
std::string text_of(std::chrono::sys_time<std::chrono::microseconds> time) {
    auto const day = std::chrono::floor<std::chrono::days>(time);
    std::chrono::year_month_day const date(day);
    std::chrono::hh_mm_ss const clock(std::chrono::floor<std::chrono::seconds>(time - day));
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02ld:%02ld:%02ldZ", int(date.year()), unsigned(date.month()),
                  unsigned(date.day()), long(clock.hours().count()), long(clock.minutes().count()),
                  long(clock.seconds().count()));
    return text;
}

template <class AnyUser>
json::object columns_of(AnyUser const& user) {
    return {{"id", user.id},
            {"username", user.username},
            {"email", user.email},
            {"is_active", user.is_active},
            {"created_at", text_of(user.created_at)},
            {"role", to_json(user.role)}};
}

/// The members of an object that a client sent.
class members {
public:
    members(std::string_view body, std::initializer_list<std::string_view> known) {
        json::error_code failed;
        json::value const parsed = json::parse(body, failed);
        if (failed) throw problem(400, "the body is no JSON: " + failed.message());
        if (!parsed.is_object()) throw problem(422, "the body must be a JSON object");
        object_ = parsed.get_object();
        for (auto const& member : object_)
            if (std::find(known.begin(), known.end(), std::string_view(member.key())) == known.end())
                throw problem(422, "there is no member \"" + std::string(member.key()) + "\"");
    }

    std::optional<std::string> text(char const* name) const {
        auto const* const value = object_.if_contains(name);
        if (value == nullptr) return std::nullopt;
        if (!value->is_string()) throw wrong(name, "a string");
        return std::string(value->get_string());
    }
    std::optional<bool> boolean(char const* name) const {
        auto const* const value = object_.if_contains(name);
        if (value == nullptr) return std::nullopt;
        if (!value->is_bool()) throw wrong(name, "true or false");
        return value->get_bool();
    }
    std::optional<int> integer(char const* name) const {
        auto const* const value = object_.if_contains(name);
        if (value == nullptr) return std::nullopt;
        return as_integer(name, *value);
    }
    std::optional<std::vector<int>> integers(char const* name) const {
        auto const* const value = object_.if_contains(name);
        if (value == nullptr) return std::nullopt;
        if (!value->is_array()) throw wrong(name, "an array of integers");
        std::vector<int> all;
        for (auto const& each : value->get_array()) all.push_back(as_integer(name, each));
        return all;
    }

private:
    static problem wrong(std::string const& name, std::string const& what) {
        return problem(422, "\"" + name + "\" must be " + what);
    }
    static int as_integer(char const* name, json::value const& value) {
        json::error_code failed;
        int const number = value.to_number<int>(failed);
        if (failed) throw wrong(name, "an integer of 32 bits");
        return number;
    }
    json::object object_;
};

}  // namespace

json::object to_json(Role const& role) { return {{"id", role.id}, {"name", role.name}}; }
json::object to_json(Group const& group) { return {{"id", group.id}, {"name", group.name}}; }
json::object to_json(ListedUser const& user) { return columns_of(user); }
json::object to_json(WholeUser const& user) {
    json::object whole = columns_of(user);
    auto& all = whole["groups"].emplace_array();
    for (auto const& group : user.groups) all.push_back(to_json(group));
    return whole;
}

UserChange read_user(std::string_view body, bool is_new) {
    members const given(body, {"username", "email", "is_active", "role_id", "group_ids"});
    UserChange change{given.text("username"), given.text("email"), given.boolean("is_active"), given.integer("role_id"),
                      given.integers("group_ids")};
    if (is_new && !(change.username && change.email && change.role_id))
        throw problem(422, "a user needs \"username\", \"email\" and \"role_id\"");
    return change;
}

std::string read_name(std::string_view body) {
    auto name = members(body, {"name"}).text("name");
    if (!name) throw problem(422, "\"name\" is missing");
    return *std::move(name);
}

}  // namespace service
