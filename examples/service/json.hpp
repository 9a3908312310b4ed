// SPDX-License-Identifier: BSL-1.0
// Rows as JSON, and the JSON of requests as what they ask for.
#pragma once

#include "models.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <stdexcept>
#include <string_view>

namespace service {

namespace json = boost::json;

/// What is wrong with a request: the status of the answer and a sentence for whoever sent it.
struct problem : std::runtime_error {
    problem(unsigned code, std::string const& what) : std::runtime_error(what), status(code) {}
    unsigned status;
};

json::object to_json(Role const& role);
json::object to_json(Group const& group);
json::object to_json(ListedUser const& user);
json::object to_json(WholeUser const& user);

/// Errors: problem 400 (no JSON), 422 (not what a user is).
/// @param is_new  every column without a default must be there
UserChange read_user(std::string_view body, bool is_new);
/// {"name": "..."}. Errors: the same.
std::string read_name(std::string_view body);

}  // namespace service
