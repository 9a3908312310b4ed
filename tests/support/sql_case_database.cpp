// SPDX-License-Identifier: BSL-1.0
#include "support/sql_case.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace dovetail_test {
namespace {

/// 12.50, or what SQLite keeps of it: 0002:12.5, and of a negative number -9997:87.4~, each digit taken from nine.
std::string canonical_decimal(std::string text) {
    bool const complemented = text.ends_with('~');
    if (complemented) text = text.substr(1, text.size() - 2);
    if (auto const colon = text.find(':'); colon != text.npos) text = text.substr(colon + 1);
    if (complemented) {
        for (char& c : text)
            if (c != '.') c = static_cast<char>('0' + ('9' - c));
        text.insert(text.begin(), '-');
    }
    if (text.find('.') == text.npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}
/// {a,"b c",NULL}, or SQLite's ["a","b c",null]; of elements without quotes and commas.
std::string canonical_array(std::string text) {
    std::erase(text, '"');
    text = text.substr(1, text.size() - 2);
    for (auto at = text.find("null"); at != text.npos; at = text.find("null")) text.replace(at, 4, "NULL");
    return "[" + text + "]";
}
/// A cell of the shell's as dovetail prints it.
std::string canonical(std::string const& cell, enum sql_cell::kind kind) {
    if (cell == "NULL") return cell;
    if (kind == sql_cell::boolean) return cell == "t" || cell == "1" ? "true" : "false";
    if (kind == sql_cell::decimal) return canonical_decimal(cell);
    if (kind == sql_cell::array) return canonical_array(cell);
    if (kind == sql_cell::real) return text_of_real(std::strtod(cell.c_str(), nullptr));
    if (kind == sql_cell::datetime && cell.ends_with("+00")) return cell.substr(0, cell.size() - 3);
    return cell;
}
std::vector<std::string> split(std::string const& text, char separator) {
    std::vector<std::string> parts(1);
    for (char const c : text)
        if (c == separator) parts.emplace_back();
        else parts.back() += c;
    return parts;
}
row_texts texts_of(std::vector<sql_cells> const& rows) {
    row_texts texts;
    for (auto const& row : rows) texts.push_back(joined_cells(row));
    return texts;
}
std::string as_program_text(row_texts const& rows) {
    std::string text = "{";
    for (auto const& row : rows) text += (text.size() == 1 ? "\"" : ", \"") + row + "\"";
    return text + "}";
}
void require_equal(row_texts const& given, row_texts const& expected, char const* whose, std::string const& statement) {
    if (given == expected) SUCCEED();
    else FAIL_CHECK(whose << " gives\n" << as_program_text(given) << "\nin place of\n" << as_program_text(expected) << "\nfor\n" << statement);
}

}  // namespace

std::string text_of_real(double number) {
    char text[40];
    std::snprintf(text, sizeof text, "%.10g", number);
    return text;
}
std::string joined_cells(sql_cells const& row) {
    std::string text;
    for (auto const& cell : row) text += (&cell == &row.front() ? "" : " | ") + cell.value;
    return text;
}
row_texts sorted(row_texts rows) {
    std::sort(rows.begin(), rows.end());
    return rows;
}

row_texts rows_of_shell(std::string const& output, std::vector<sql_cells> const& alike) {
    row_texts rows;
    auto lines = split(output, '\n');
    lines.pop_back();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto const cells = split(lines[i], '\x1f');
        std::string text;
        for (std::size_t column = 0; column < cells.size(); ++column) {
            auto const kind = i < alike.size() && column < alike[i].size() ? alike[i][column].kind : sql_cell::text;
            text += (column == 0 ? "" : " | ") + canonical(cells[column], kind);
        }
        rows.push_back(text);
    }
    return rows;
}

void check_rows(std::vector<sql_cells> const& rows, row_texts const& expected, std::string const& statement) {
    require_equal(texts_of(rows), expected, "dovetail", statement);
    require_equal(rows_of_shell(shop_database::get().shell(statement + ";\n"), rows), texts_of(rows), "the shell", statement);
}

void check_change(std::vector<sql_cells> const& returned, row_texts const& expected, std::vector<sql_cells> const& after,
                  row_texts const& expected_after, std::string const& statements) {
    require_equal(sorted(texts_of(returned)), sorted(expected), "RETURNING of dovetail", statements);
    require_equal(texts_of(after), expected_after, "dovetail", statements);
    auto all = returned;
    all.insert(all.end(), after.begin(), after.end());
    auto shown = rows_of_shell(shop_database::get().shell("BEGIN;\n" + statements + ";\nROLLBACK;\n"), all);
    auto const middle = shown.begin() + static_cast<std::ptrdiff_t>(std::min(returned.size(), shown.size()));
    require_equal(sorted({shown.begin(), middle}), sorted(texts_of(returned)), "RETURNING of the shell", statements);
    require_equal({middle, shown.end()}, texts_of(after), "the shell", statements);
}

}  // namespace dovetail_test
