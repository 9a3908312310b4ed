// SPDX-License-Identifier: BSL-1.0
// A statement's values, without its type: what the executor carries to a driver.
//
//     parameters values;
//     values.add(std::int64_t{7});
//     values.add(std::string("ann"));
//
// Few parameters, the usual case, need no allocation.
#pragma once

#include <dovetail/schema/types.hpp>

#include <cstddef>
#include <memory>
#include <new>
#include <string>
#include <utility>

namespace dovetail {

/// A range of values behind one parameter, in one of the forms that statements keep.
struct range_parameter {
    virtual ~range_parameter() = default;
    enum class element { integer, real, boolean, text_view, text, blob, date, datetime };
    element kind{};
    bool is_optional = false;
    void const* data = nullptr;      ///< the vector's elements; std::vector<bool> is kept as char
    std::size_t size = 0;
};

/// One value. What it owns lives as long as it does.
struct parameter {
    enum class kind : unsigned char { null, boolean, integer, real, text, owned_text, blob, date, datetime, range };
    kind what = kind::null;
    union {
        std::int64_t integer = 0;                ///< boolean, integer; microseconds since 1970 (datetime)
        double real;
        std::chrono::year_month_day day;
    };
    std::string_view view{};                     ///< text that the program text owns
    std::string owned{};
    std::vector<std::byte> bytes{};
    std::unique_ptr<range_parameter> range{};

    std::string_view text() const { return what == kind::owned_text ? std::string_view(owned) : view; }
};

namespace detail {

template <class T>
constexpr range_parameter::element element_kind() {
    using enum range_parameter::element;
    if constexpr (std::is_same_v<T, std::int64_t>) return integer;
    else if constexpr (std::is_same_v<T, double>) return real;
    else if constexpr (std::is_same_v<T, bool>) return boolean;
    else if constexpr (std::is_same_v<T, std::string_view>) return text_view;
    else if constexpr (std::is_same_v<T, std::string>) return text;
    else if constexpr (std::is_same_v<T, std::vector<std::byte>>) return blob;
    else if constexpr (std::is_same_v<T, std::chrono::year_month_day>) return date;
    else return datetime;
}

template <class T>
struct held_range final : range_parameter {
    std::vector<T> elements;
    explicit held_range(std::vector<T> given) : elements(std::move(given)) {
        if constexpr (requires { typename T::value_type; element_of_optional(static_cast<T*>(nullptr)); }) {
            kind = element_of_optional(static_cast<T*>(nullptr));
            is_optional = true;
        } else kind = element_kind<T>();
        size = elements.size();
        if constexpr (!std::is_same_v<T, bool>) data = elements.data();
    }
    template <class U>
    static range_parameter::element element_of_optional(std::optional<U>*) { return element_kind<U>(); }
};
/// std::vector<bool> has no elements to point to.
template <>
struct held_range<bool> final : range_parameter {
    std::vector<char> elements;
    explicit held_range(std::vector<bool> const& given) : elements(given.begin(), given.end()) {
        kind = range_parameter::element::boolean;
        size = elements.size();
        data = elements.data();
    }
};

}  // namespace detail

/// The values of one statement, in the order of its placeholders. Move-only.
class parameters {
public:
    parameters() noexcept {}
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
    parameter const& operator[](std::size_t i) const noexcept { return begin()[i]; }
    parameter const* begin() const noexcept { return more_ ? more_.get() : here(); }
    parameter const* end() const noexcept { return begin() + size_; }

    /// Room for `count` values; called once, before the first is added.
    void reserve(std::size_t count) {
        if (count > inline_capacity) more_ = std::make_unique<parameter[]>(count);
    }

    void add(std::nullopt_t) { next(parameter::kind::null); }
    void add(bool v) { next(parameter::kind::boolean).integer = v; }
    void add(std::int64_t v) { next(parameter::kind::integer).integer = v; }
    void add(double v) { next(parameter::kind::real).real = v; }
    void add(std::string_view v) { next(parameter::kind::text).view = v; }
    void add(std::string&& v) { next(parameter::kind::owned_text).owned = std::move(v); }
    void add(std::vector<std::byte>&& v) { next(parameter::kind::blob).bytes = std::move(v); }
    void add(std::chrono::year_month_day v) { next(parameter::kind::date).day = v; }
    void add(datetime::value_type v) { next(parameter::kind::datetime).integer = v.time_since_epoch().count(); }
    template <class T>
    void add(std::optional<T>&& v) {
        if (v) add(std::move(*v));
        else add(std::nullopt);
    }
    template <class T>
    void add_range(std::vector<T>&& v) {
        next(parameter::kind::range).range = std::make_unique<detail::held_range<T>>(std::move(v));
    }

private:
    static constexpr std::size_t inline_capacity = 4;

    parameter* here() noexcept { return std::launder(reinterpret_cast<parameter*>(room_)); }
    parameter const* here() const noexcept { return std::launder(reinterpret_cast<parameter const*>(room_)); }
    parameter& next(parameter::kind what) {
        parameter* const place = more_ ? more_.get() + size_ : ::new (room_ + size_ * sizeof(parameter)) parameter;
        ++size_;
        place->what = what;
        return *place;
    }
    void take(parameters& other) noexcept {
        more_ = std::move(other.more_);
        if (!more_)
            for (std::size_t i = 0; i < other.size_; ++i)
                ::new (room_ + i * sizeof(parameter)) parameter(std::move(other.here()[i]));
        size_ = other.size_;
        if (!more_)
            for (std::size_t i = 0; i < other.size_; ++i) other.here()[i].~parameter();
        other.size_ = 0;
    }
    void clear() noexcept {
        if (!more_)
            for (std::size_t i = 0; i < size_; ++i) here()[i].~parameter();
        more_.reset();
        size_ = 0;
    }

    std::size_t size_ = 0;
    std::unique_ptr<parameter[]> more_;
    alignas(parameter) std::byte room_[inline_capacity * sizeof(parameter)];
};

}  // namespace dovetail
