// SPDX-License-Identifier: BSL-1.0
// SQL functions of the program, as a connection's options keep them; <dovetail/sqlite_function.hpp> makes them.
//
//     sqlite_options{.functions = {dt::sqlite_function<"initials">(...)}}
#pragma once

#include <memory>
#include <vector>

struct sqlite3;

namespace dovetail {
namespace sqlite_backend::detail {

/// A function that can be made known to a connection. `self` owns it.
class sql_function {
public:
    sql_function() = default;
    sql_function(sql_function const&) = delete;
    sql_function& operator=(sql_function const&) = delete;
    virtual ~sql_function() = default;
    virtual int install(sqlite3* db, std::shared_ptr<sql_function const> const& self) const = 0;
};

}  // namespace sqlite_backend::detail

struct sqlite_function_handle {
    std::shared_ptr<sqlite_backend::detail::sql_function const> function{};
};
using sqlite_function_list = std::vector<sqlite_function_handle>;

}  // namespace dovetail
