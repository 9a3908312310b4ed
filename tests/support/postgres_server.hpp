// SPDX-License-Identifier: BSL-1.0
//
// The PostgreSQL that ctest starts (tests/postgres/postgres.cmake), seen from a test program without dovetail: over a
// connection of the program's own, what goes on in the server can be looked at, and disturbed.
#pragma once

#include <string>

namespace dovetail_test {

/// The URL of the database that this program has for itself; made by the first call. The program ends with a sentence
/// where there is no server.
std::string const& database_url();
/// The same once everything in it is dropped.
std::string const& emptied_database();
/// The URL with another part in place of one: url_with(":5432/", ":1/").
std::string url_with(std::string const& part, std::string const& other);
/// A file that stands beside that of the URL: ca.crt, say.
std::string server_file(std::string const& name);

/// Runs statements, by themselves. The test fails if they do.
void server_execute(std::string const& text);
/// The one value that a select gives, as text; empty for none.
std::string server_value(std::string const& text);

}  // namespace dovetail_test
