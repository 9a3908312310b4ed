// SPDX-License-Identifier: BSL-1.0
// The values of one statement, without its type: what the executor carries to a driver.
//
// Few values, the usual case, need no allocation.
#pragma once

#include <dovetail/schema/bound_value.hpp>

#include <cstddef>
#include <new>

namespace dovetail {

/// Values in the order of a statement's placeholders. Move-only.
class parameters {
public:
    parameters() noexcept {}
    /// @param capacity  how many values will be added
    explicit parameters(std::size_t capacity) {
        if (capacity > inline_capacity) more_ = new bound_value[capacity];
    }
    parameters(parameters&& other) noexcept { take(other); }
    parameters& operator=(parameters&& other) noexcept {
        if (this != &other) {
            clear();
            take(other);
        }
        return *this;
    }
    ~parameters() { clear(); }

    std::size_t size() const noexcept { return size_; }
    bound_value const& operator[](std::size_t i) const noexcept { return begin()[i]; }
    bound_value const* begin() const noexcept { return more_ == nullptr ? here() : more_; }
    bound_value const* end() const noexcept { return begin() + size_; }

    void set(std::size_t i, bound_value const& v) { (more_ == nullptr ? here() : more_)[i] = v; }
    void add(bound_value const& v) {
        if (more_ != nullptr) more_[size_] = v;
        else ::new (room_ + size_ * sizeof(bound_value)) bound_value(v);
        ++size_;
    }
    template <unsigned Count>
    void add(bound_values<Count> const& values) {
        if constexpr (Count > 0) {
            add(values.first);
            add(values.rest);
        }
    }

private:
    static constexpr std::size_t inline_capacity = 6;

    bound_value* here() noexcept { return std::launder(reinterpret_cast<bound_value*>(room_)); }
    bound_value const* here() const noexcept { return std::launder(reinterpret_cast<bound_value const*>(room_)); }
    void take(parameters& other) noexcept {
        more_ = other.more_;
        size_ = other.size_;
        other.more_ = nullptr;
        // Nothing points into a bound_value, so its bytes may go elsewhere: half of what moving and destroying it takes.
        for (std::size_t i = 0; i < (more_ == nullptr ? size_ : 0); ++i)
            std::memcpy(room_ + i * sizeof(bound_value), other.room_ + i * sizeof(bound_value), sizeof(bound_value));
        other.size_ = 0;
    }
    void clear() noexcept {
        if (more_ != nullptr) delete[] more_;
        else
            for (std::size_t i = 0; i < size_; ++i) here()[i].~bound_value();
    }

    std::size_t size_ = 0;
    bound_value* more_ = nullptr;           // owned; in use when there are more than have room here
    alignas(bound_value) std::byte room_[inline_capacity * sizeof(bound_value)];
};

}  // namespace dovetail
