// SPDX-License-Identifier: BSL-1.0
// The JSON of arrays, as text: what is needed to keep them where there are none.
#pragma once

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string>
#include <string_view>

namespace dovetail::detail {

/// Reads a JSON array of strings, numbers, true, false and null.
class json_array_reader {
public:
    explicit json_array_reader(std::string_view text) : rest_(text) {
        if (!take('[')) fail();
        if (take(']')) is_over_ = true;
    }
    bool is_over() const noexcept { return is_over_; }
    struct element {
        std::string text;
        bool is_string;
    };
    element next() {
        skip_blanks();
        element found{.text = {}, .is_string = !rest_.empty() && rest_.front() == '"'};
        if (found.is_string) found.text = string();
        else {
            auto const size = rest_.find_first_of(",] \t\r\n");
            found.text = rest_.substr(0, size);
            rest_.remove_prefix(found.text.size());
        }
        if (take(']')) is_over_ = true;
        else if (!take(',')) fail();
        if (is_over_) {
            skip_blanks();
            if (!rest_.empty()) fail();
        }
        return found;
    }

private:
    [[noreturn]] static void fail() { throw std::invalid_argument("no JSON array"); }
    void skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }
    bool take(char c) {
        skip_blanks();
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    unsigned code_unit() {
        unsigned unit = 0;
        if (rest_.size() < 4) fail();
        if (auto const [at, fault] = std::from_chars(rest_.data(), rest_.data() + 4, unit, 16);
            at != rest_.data() + 4 || fault != std::errc())
            fail();
        rest_.remove_prefix(4);
        return unit;
    }
    static void put_utf8(std::string& to, unsigned point) {
        auto const byte = [&](unsigned bits) { to += static_cast<char>(bits); };
        if (point < 0x80) return byte(point);
        if (point < 0x800) byte(0xC0 | point >> 6);
        else {
            if (point < 0x10000) byte(0xE0 | point >> 12);
            else byte(0xF0 | point >> 18), byte(0x80 | (point >> 12 & 0x3F));
            byte(0x80 | (point >> 6 & 0x3F));
        }
        byte(0x80 | (point & 0x3F));
    }
    std::string string() {
        std::string text;
        rest_.remove_prefix(1);
        for (;;) {
            if (rest_.empty()) fail();
            char const c = rest_.front();
            rest_.remove_prefix(1);
            if (c == '"') return text;
            if (c != '\\') {
                text += c;
                continue;
            }
            if (rest_.empty()) fail();
            char const escaped = rest_.front();
            rest_.remove_prefix(1);
            static constexpr std::string_view letters = "bfnrt", meant = "\b\f\n\r\t";
            if (auto const at = letters.find(escaped); at != letters.npos) text += meant[at];
            else if (escaped != 'u') text += escaped;
            else {
                unsigned point = code_unit();
                if (point >= 0xD800 && point < 0xDC00 && rest_.starts_with("\\u")) {
                    rest_.remove_prefix(2);
                    point = 0x10000 + ((point - 0xD800) << 10) + (code_unit() - 0xDC00);
                }
                put_utf8(text, point);
            }
        }
    }

    std::string_view rest_;
    bool is_over_ = false;
};

inline void put_json_string(std::string& to, std::string_view text) {
    to += '"';
    for (char const c : text) {
        if (c == '"' || c == '\\') to += '\\';
        if (static_cast<unsigned char>(c) >= 0x20) to += c;
        else {
            to += "\\u00";
            to += "0123456789abcdef"[c >> 4];
            to += "0123456789abcdef"[c & 15];
        }
    }
    to += '"';
}

}  // namespace dovetail::detail
