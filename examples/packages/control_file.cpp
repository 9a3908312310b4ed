// SPDX-License-Identifier: BSL-1.0
#include "control_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <limits>
#include <system_error>
#include <utility>

namespace packages {
namespace {

constexpr std::string_view blank = " \t";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(blank);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

// Not those of <cctype>, which depend on the locale.
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_one_of(std::string_view set, char c) { return set.find(c) != set.npos; }

bool same_field(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);    // field names know no case
}

// Text of the file for a message: short, on one line, and harmless to a terminal.
std::string show(std::string_view text) {
    constexpr std::size_t longest = 60;
    auto end = std::min(text.size(), longest);
    while (end < text.size() && end > 0 && (text[end] & 0xC0) == 0x80) --end;    // not inside a UTF-8 character
    std::string result = "'";
    for (const char c : text.substr(0, end)) result += (c >= 0 && c < ' ') || c == '\x7f' ? '?' : c;
    return result + (end < text.size() ? "...'" : "'");
}

// The position of the first byte that is not part of well-formed UTF-8 (Unicode, table 3-7), or npos.
std::size_t invalid_utf8(std::string_view text) {
    const auto byte = [text](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    for (std::size_t i = 0; i < text.size();) {
        const unsigned lead = byte(i);
        std::size_t length = 1;
        unsigned low = 0x80, high = 0xBF;    // what the second byte may be: no overlong forms, surrogates, > 10FFFF
        if (lead >= 0xC2 && lead <= 0xDF) length = 2;
        else if (lead >= 0xE0 && lead <= 0xEF) {
            length = 3;
            if (lead == 0xE0) low = 0xA0;
            if (lead == 0xED) high = 0x9F;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            length = 4;
            if (lead == 0xF0) low = 0x90;
            if (lead == 0xF4) high = 0x8F;
        } else if (lead >= 0x80) return i;
        for (std::size_t k = 1; k < length; ++k) {
            if (byte(i + k) < low || byte(i + k) > high) return i;
            low = 0x80, high = 0xBF;
        }
        i += length;
    }
    return text.npos;
}

// What dpkg accepts, which is a little more than the policy: third parties use capitals and underscores.
bool is_package_name(std::string_view name) {
    return !name.empty() && is_alphanumeric(name.front()) &&
           std::ranges::all_of(name, [](char c) { return is_alphanumeric(c) || is_one_of("+-._", c); });
}

// A dependency field's value, read from left to right. An error is a message and where in the value it is.
class dependency_parser {
public:
    struct problem {
        std::string text;
        std::size_t position;
    };

    dependency_parser(std::string_view kind, std::string_view value) : kind_(kind), value_(value) {}

    void parse(std::vector<dependency>& result) {
        skip_blank();
        if (at_end()) return;
        for (int group = 0;; ++group) {
            for (int alternative = 0;; ++alternative) {
                auto& added = result.emplace_back(parse_one());
                added.group = group;
                added.alternative = alternative;
                if (!accept('|')) break;
                if (kind_ == "Breaks" || kind_ == "Conflicts" || kind_ == "Replaces")
                    fail("alternatives ('|') are not allowed in " + kind_, position_ - 1);
            }
            if (!accept(',')) break;
        }
        if (!at_end()) fail("',' or '|' is missing in " + kind_ + " before " + show(rest()), position_);
    }

private:
    dependency parse_one() {
        dependency result;
        result.kind = kind_;
        skip_blank();
        const auto start = position_;
        result.package = word(":(,|");
        if (!is_package_name(result.package))
            fail("bad package name in " + kind_ + ": " + show(result.package), start);
        if (accept(':')) {
            result.architecture_qualifier = word("(,|");
            const auto& qualifier = result.architecture_qualifier;
            if (qualifier.empty() ||
                !std::ranges::all_of(qualifier, [](char c) { return is_alphanumeric(c) || c == '-'; }))
                fail("bad architecture after " + show(result.package + ":") + " in " + kind_, start);
        }
        if (const auto open = position_; accept('(')) {
            // Looked for first: otherwise what follows is blamed for the missing ')'.
            const auto close = value_.find_first_of("(),|", position_);
            if (close == value_.npos || value_[close] != ')')
                fail("unterminated '(' in " + kind_ + ": " + show(value_.substr(start)), open);
            result.relation = relation();
            skip_blank();
            result.version = word(")");
            if (result.version.empty())
                fail("a version is missing after " + show(result.relation) + " in " + kind_, open);
            if (!accept(')')) fail("bad version in " + kind_ + ": " + show(value_.substr(start)), open);
        }
        return result;
    }

    std::string relation() {
        skip_blank();
        const auto start = position_;
        while (!at_end() && is_one_of("<=>", value_[position_])) ++position_;
        const auto found = value_.substr(start, position_ - start);
        // The short forms are obsolete and mean what Policy 7.1 says.
        if (found == "<") return "<=";
        if (found == ">") return ">=";
        if (found != "<<" && found != "<=" && found != "=" && found != ">=" && found != ">>")
            fail("unknown relation in " + kind_ + ": " + show(rest_until(')', start)), start);
        return std::string(found);
    }

    // Up to white space or one of the given characters; white space after it is skipped.
    std::string word(std::string_view stops) {
        const auto start = position_;
        while (!at_end() && !is_blank(value_[position_]) && !is_one_of(stops, value_[position_])) ++position_;
        std::string result(value_.substr(start, position_ - start));
        skip_blank();
        return result;
    }

    bool accept(char expected) {
        skip_blank();
        if (at_end() || value_[position_] != expected) return false;
        ++position_;
        return true;
    }

    static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }
    void skip_blank() {
        while (!at_end() && is_blank(value_[position_])) ++position_;
    }
    bool at_end() const { return position_ == value_.size(); }
    std::string_view rest() const { return value_.substr(position_); }
    std::string_view rest_until(char end, std::size_t start) const {
        return value_.substr(start, value_.find(end, start) - start);
    }
    [[noreturn]] static void fail(std::string text, std::size_t position) { throw problem{std::move(text), position}; }

    std::string kind_;
    std::string_view value_;
    std::size_t position_ = 0;
};

constexpr std::array<std::string_view, 8> dependency_fields{
    "Depends", "Pre-Depends", "Recommends", "Suggests", "Enhances", "Breaks", "Conflicts", "Replaces"};
constexpr std::array<std::string_view, 9> other_fields{
    "Package",  "Version",    "Architecture", "Status",        "Section",
    "Priority", "Maintainer", "Description",  "Installed-Size"};

}  // namespace

struct control_file::field {
    std::string name;
    std::string value;        // lines joined by '\n'; empty for a field that nobody asks for
    std::size_t line;
    bool wanted;
};

bool is_installed(const record& package) {
    return package.status == "installed" || package.status.ends_with(" installed");
}

control_error::control_error(const std::filesystem::path& file, std::size_t line, const std::string& problem)
    : std::runtime_error(file.string() + (line ? ':' + std::to_string(line) : "") + ": " + problem), line_(line) {}

control_file::control_file(std::filesystem::path file)
    : path_(std::move(file)), file_(std::fopen(path_.c_str(), "rb")), buffer_(64 << 10) {
    if (!file_) fail(0, "cannot be opened: " + std::generic_category().message(errno));
}

void control_file::fail(std::size_t line, const std::string& problem) const {
    throw control_error(path_, line, problem);
}

// Reads into line_; false at the end of the file.
bool control_file::read_line() {
    line_.clear();
    for (;;) {
        if (buffer_begin_ == buffer_end_) {
            buffer_begin_ = 0;
            errno = 0;
            buffer_end_ = std::fread(buffer_.data(), 1, buffer_.size(), file_.get());
            bytes_read_ += buffer_end_;
            if (std::ferror(file_.get())) fail(0, "cannot be read: " + std::generic_category().message(errno));
            if (buffer_end_ == 0) {
                if (!line_.empty()) fail(line_number_ + 1, "the file ends in the middle of this line: it was cut");
                return false;
            }
        }
        const char* begin = buffer_.data() + buffer_begin_;
        const std::size_t available = buffer_end_ - buffer_begin_;
        const auto* newline = static_cast<const char*>(std::memchr(begin, '\n', available));
        const std::size_t length = newline ? static_cast<std::size_t>(newline - begin) : available;
        line_.append(begin, length);
        buffer_begin_ += length + (newline ? 1 : 0);
        stanza_bytes_ += length;
        if (stanza_bytes_ > largest_stanza)
            fail(line_number_ + 1, "a stanza of more than " + std::to_string(largest_stanza >> 20) +
                                       " MiB: not a package database");
        if (newline) {
            ++line_number_;
            check_text();
            return true;
        }
    }
}

void control_file::check_text() const {
    if (line_.find('\0') != line_.npos) fail(line_number_, "a NUL byte: not a text file, or a damaged one");
    if (const auto position = invalid_utf8(line_); position != line_.npos)
        fail(line_number_, "byte " + std::to_string(position + 1) + " of the line is not valid UTF-8");
}

// The current line as a new field or as the continuation of the last one.
void control_file::add_field(std::vector<field>& fields) const {
    if (is_one_of(blank, line_.front())) {
        if (fields.empty()) fail(line_number_, "a continuation line before any field: " + show(line_));
        if (fields.back().wanted) fields.back().value.append("\n").append(line_);
        return;
    }
    const auto colon = line_.find(':');
    if (colon == line_.npos) fail(line_number_, "a field has no colon: " + show(line_));
    const auto name = std::string_view(line_).substr(0, colon);
    if (name.empty() || name.front() == '#' || name.front() == '-' ||
        !std::ranges::all_of(name, [](char c) { return c > ' ' && c < '\x7f'; }))
        fail(line_number_, "bad field name: " + show(name));
    for (const field& earlier : fields)
        if (same_field(earlier.name, name))
            fail(line_number_, "the field " + show(name) + " is here a second time; first in line " +
                                   std::to_string(earlier.line));

    if (fields.size() == most_fields)
        fail(line_number_, "a stanza of more than " + std::to_string(most_fields) + " fields: not a package database");

    const auto is_this = [name](std::string_view known) { return same_field(known, name); };
    const bool wanted = std::ranges::any_of(dependency_fields, is_this) || std::ranges::any_of(other_fields, is_this);
    fields.push_back({std::string(name), wanted ? line_.substr(colon + 1) : "", line_number_, wanted});
}

std::optional<record> control_file::next() {
    std::vector<field> fields;
    stanza_bytes_ = 0;
    while (read_line()) {
        if (!trimmed(line_).empty()) add_field(fields);
        else if (!fields.empty()) break;
        else stanza_bytes_ = 0;    // blank lines between stanzas
    }
    if (!fields.empty()) {
        any_package_ = true;
        return record_of(fields);
    }
    if (!any_package_) fail(0, line_number_ == 0 ? "the file is empty" : "the file has no package");
    return std::nullopt;
}

record control_file::record_of(const std::vector<field>& fields) const {
    const auto find = [&fields](std::string_view name) -> const field* {
        const auto found = std::ranges::find_if(fields, [name](const field& f) { return same_field(f.name, name); });
        return found == fields.end() ? nullptr : &*found;
    };
    const auto first_line = [&find](std::string_view name) {
        const field* found = find(name);
        const std::string_view value = found ? std::string_view(found->value) : "";
        return std::string(trimmed(value.substr(0, value.find('\n'))));
    };

    record result;
    result.line = fields.front().line;
    const field* package = find("Package");
    if (!package) fail(result.line, "a stanza without a Package field");
    result.package = first_line("Package");
    if (!is_package_name(result.package)) fail(package->line, "bad package name: " + show(result.package));

    result.version = first_line("Version");
    result.architecture = first_line("Architecture");
    result.status = first_line("Status");
    result.section = first_line("Section");
    result.priority = first_line("Priority");
    result.description = first_line("Description");

    const std::string maintainer = first_line("Maintainer");    // "Name <address>", or only a name
    const auto open = maintainer.rfind('<');
    if (open != maintainer.npos && maintainer.ends_with('>')) {
        result.maintainer_name = trimmed(std::string_view(maintainer).substr(0, open));
        result.maintainer_email = trimmed(std::string_view(maintainer).substr(open + 1, maintainer.size() - open - 2));
    } else {
        result.maintainer_name = maintainer;
    }

    if (const field* size = find("Installed-Size")) {
        const std::string text = first_line("Installed-Size");
        std::int64_t kibibytes = 0;
        const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), kibibytes);
        if (error == std::errc::result_out_of_range || kibibytes > std::numeric_limits<std::int64_t>::max() / 1024)
            fail(size->line, "Installed-Size is out of range: " + show(text));
        if (error != std::errc{} || stop != text.data() + text.size() || kibibytes < 0)
            fail(size->line, "Installed-Size is not a number of KiB: " + show(text));
        result.installed_size_bytes = kibibytes * 1024;
    }

    for (const std::string_view kind : dependency_fields)
        if (const field* source = find(kind)) add_dependencies(result, *source, kind);
    return result;
}

void control_file::add_dependencies(record& package, const field& source, std::string_view kind) const {
    try {
        dependency_parser(kind, source.value).parse(package.dependencies);
    } catch (const dependency_parser::problem& problem) {
        const auto before = std::string_view(source.value).substr(0, problem.position);
        fail(source.line + static_cast<std::size_t>(std::ranges::count(before, '\n')), problem.text);
    }
}

}  // namespace packages
