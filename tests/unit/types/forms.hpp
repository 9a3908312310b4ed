// SPDX-License-Identifier: BSL-1.0
//
// What every form of a type is tested with.
#pragma once

#include "support/catch.hpp"

#include <dovetail/types/form.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace dovetail_test {

namespace dt = dovetail;

template <class Form, class V>
std::string stored(V const& value) {
    std::string text;
    Form::store(text, value);
    return text;
}
template <class Form, class V>
std::string printed(V const& value) {
    std::string text;
    Form::print(text, value);
    return text;
}
/// The binary form in hexadecimal digits.
template <class Form, class V>
std::string written(V const& value) {
    std::vector<char> bytes;
    Form::write(bytes, value);
    std::string text;
    for (char const each : bytes) {
        text += "0123456789abcdef"[static_cast<unsigned char>(each) >> 4];
        text += "0123456789abcdef"[static_cast<unsigned char>(each) & 15];
    }
    return text;
}
inline std::string bytes_of(std::string_view hexadecimal) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hexadecimal.size(); i += 2)
        bytes += static_cast<char>(std::stoi(std::string(hexadecimal.substr(i, 2)), nullptr, 16));
    return bytes;
}
/// From the binary form, in hexadecimal digits.
template <class Form>
auto read(std::string_view hexadecimal) {
    return Form::read(bytes_of(hexadecimal));
}
/// A value is the same after each way there and back.
template <class Form, class V>
void check_both_ways(V const& value) {
    CAPTURE(printed<Form>(value));
    CHECK(Form::load(stored<Form>(value)) == value);
    CHECK(read<Form>(written<Form>(value)) == value);
    CHECK_THROWS_AS(read<Form>(written<Form>(value) + "00"), std::exception);
    if (auto const bytes = written<Form>(value); !bytes.empty())
        CHECK_THROWS_AS(read<Form>(bytes.substr(0, bytes.size() - 2)), std::exception);
}
/// What an action's exception says.
template <class Action>
std::string sentence(Action&& action) {
    try {
        action();
    } catch (std::exception const& failure) {
        return failure.what();
    }
    FAIL("nothing was thrown");
    return {};
}

}  // namespace dovetail_test
