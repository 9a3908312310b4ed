// SPDX-License-Identifier: BSL-1.0
// byte_view: bytes that live elsewhere.
//
//     std::vector<std::byte> photo;
//     byte_view view = photo;              // view.data(), view.size()
//
// A std::span<std::byte const> in a set of overloads has the compiler ask each argument whether it is a contiguous
// range; those concepts are a tenth of what including all of this library costs. Here it asks for data() and size().
#pragma once

#include <cstddef>
#include <type_traits>

namespace dovetail {

class byte_view {
public:
    constexpr byte_view() noexcept = default;
    constexpr byte_view(std::byte const* first, std::size_t count) noexcept : data_(first), size_(count) {}
    template <class Bytes>
        requires requires(Bytes const& bytes) {
            requires std::is_convertible_v<decltype(bytes.data()), std::byte const*>;
            bytes.size();
        }
    constexpr byte_view(Bytes const& bytes) noexcept : data_(bytes.data()), size_(bytes.size()) {}

    constexpr std::byte const* data() const noexcept { return data_; }
    constexpr std::size_t size() const noexcept { return size_; }
    constexpr bool empty() const noexcept { return size_ == 0; }
    constexpr std::byte const* begin() const noexcept { return data_; }
    constexpr std::byte const* end() const noexcept { return data_ + size_; }

private:
    std::byte const* data_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace dovetail
