// SPDX-License-Identifier: BSL-1.0
// bound_value: a value on its way to a parameter, without its C++ type.
//
//     bound_value::text_view("john")      bound_value::integer(7)      bound_value::range(std::move(ids))
//
// Statements hold values in this one form, so that copying or sending them is the same code for every statement.
// Numbers, times and string literals are constants of the language; short text is kept in place, what is longer is
// shared by all copies and never changed.
#pragma once

#include <dovetail/core/byte_view.hpp>
#include <dovetail/schema/types.hpp>

#include <atomic>
#include <cstring>
#include <new>
#include <span>
#include <utility>

namespace dovetail {

class bound_value {
public:
    enum class kind : unsigned char { null, boolean, integer, real, text, character, blob, date, datetime, formed, range, predicate };

    /// A value of a type with a form (types/form.hpp), without its C++ type.
    struct formed_value {
        unsigned const oid;         ///< PostgreSQL's number of the type; 0: the server finds it
        bool const is_literal;      ///< sent as text in any case
        formed_value(unsigned type, bool literal) noexcept : oid(type), is_literal(literal) {}
        virtual void store(std::string& to) const = 0;          ///< the text that is kept where there is no such type
        virtual void print(std::string& to) const = 0;
        virtual void write(std::vector<char>& to) const = 0;    ///< PostgreSQL's binary form

    protected:
        ~formed_value() = default;
    };

    constexpr bound_value() noexcept : number_(0) {}
    constexpr bound_value(bound_value const& other) noexcept : what_(other.what_), place_(other.place_), length_(other.length_) {
        copy(other);
        if (is_shared()) shared_->uses.fetch_add(1, std::memory_order_relaxed);
    }
    constexpr bound_value(bound_value&& other) noexcept { take(other); }
    constexpr bound_value& operator=(bound_value other) noexcept {
        if (is_shared()) release();
        take(other);
        return *this;
    }
    constexpr ~bound_value() {
        if (is_shared()) release();
    }

    static constexpr bound_value boolean(bool v) { return {kind::boolean, std::int64_t{v}}; }
    static constexpr bound_value integer(std::int64_t v) { return {kind::integer, v}; }
    static constexpr bound_value real(double v) {
        bound_value result(kind::real, 0);
        result.real_ = v;
        return result;
    }
    /// Days since 1970-01-01.
    static constexpr bound_value date(std::int64_t days) { return {kind::date, days}; }
    /// Microseconds since 1970-01-01 00:00:00 UTC.
    static constexpr bound_value datetime(std::int64_t micros) { return {kind::datetime, micros}; }
    /// Text that outlives the statement, as a string literal does.
    static constexpr bound_value text_view(std::string_view v) {
        bound_value result(kind::text, 0);
        result.view_ = {v.data(), v.size()};
        return result;
    }
    /// Text, owned.
    static bound_value text(std::string_view v) {
        bound_value result(kind::text, 0);
        result.keep(v.data(), v.size());
        return result;
    }
    /// The same text as a char_<n>: PostgreSQL compares with these in a type of their own.
    static constexpr bound_value character(bound_value of_text) {
        of_text.what_ = kind::character;
        return of_text;
    }
    /// Long text keeps the string's own memory.
    static bound_value owned(std::string&& v) {
        if (v.size() <= sizeof here_) return text(std::string_view(v));
        bound_value result(kind::text, 0);
        result.share(std::move(v));
        return result;
    }
    static bound_value blob(byte_view v) {
        bound_value result(kind::blob, 0);
        result.keep(v.data(), v.size());
        return result;
    }
    template <class Form, class V>
    static bound_value formed(V v) {
        bound_value result(kind::formed, 0);
        result.shared_ = new shared_formed<Form, V>(std::move(v));
        result.place_ = place::shared;
        return result;
    }
    /// @tparam Values  a std::vector<bound_value>; a parameter, so that who has no ranges does not compile one
    template <class Values>
    static bound_value range(Values v) {
        bound_value result(kind::range, 0);
        result.shared_ = new shared_range<Values>(std::move(v));
        result.place_ = place::shared;
        return result;
    }
    /// A condition without its type (lowering/predicate.hpp). It is no value of a parameter itself.
    template <class Condition>
    static bound_value predicate(Condition v) {
        bound_value result(kind::predicate, 0);
        result.share(std::move(v));
        return result;
    }

    constexpr kind what() const noexcept { return what_; }
    /// Of a boolean, integer, date or datetime.
    constexpr std::int64_t as_integer() const noexcept { return number_; }
    constexpr double as_real() const noexcept { return real_; }
    constexpr std::string_view as_text() const noexcept {
        if (place_ == place::view) return {view_.data, view_.size};
        if (place_ == place::here) return {here_, std::size_t{length_}};
        if (place_ == place::shared_bytes) return static_cast<shared_bytes*>(shared_)->view();
        return static_cast<shared_object<std::string>*>(shared_)->value;
    }
    byte_view as_blob() const noexcept {
        auto const bytes = as_text();
        return {reinterpret_cast<std::byte const*>(bytes.data()), bytes.size()};
    }
    formed_value const& as_formed() const noexcept { return *static_cast<shared_formed_base*>(shared_); }
    template <class Condition>
    Condition const& as_predicate() const noexcept {
        return static_cast<shared_object<Condition>*>(shared_)->value;
    }
    std::span<bound_value const> as_range() const noexcept { return static_cast<shared_values*>(shared_)->all; }

private:
    enum class place : unsigned char { view, here, shared, shared_bytes };
    struct text_place {
        char const* data;
        std::size_t size;
    };
    struct shared_base {
        std::atomic<unsigned> uses{1};
        virtual ~shared_base() = default;
    };
    template <class T>
    struct shared_object final : shared_base {
        explicit shared_object(T v) : value(std::move(v)) {}
        T value;
    };
    struct shared_values : shared_base {
        std::span<bound_value const> all;
    };
    template <class Values>
    struct shared_range final : shared_values {
        explicit shared_range(Values v) : value(std::move(v)) { all = {value.data(), value.size()}; }
        Values value;
    };
    struct shared_formed_base : shared_base, formed_value {
        using formed_value::formed_value;
    };
    template <class Form, class V>
    struct shared_formed final : shared_formed_base {
        explicit shared_formed(V v) : shared_formed_base(Form::oid, Form::is_literal), value(std::move(v)) {}
        void store(std::string& to) const override { Form::store(to, value); }
        void print(std::string& to) const override { Form::print(to, value); }
        void write(std::vector<char>& to) const override { Form::write(to, value); }
        V value;
    };
    /// Text, or bytes, and its count of uses in one allocation, which is one less than shared_object<std::string> takes.
    struct shared_bytes final : shared_base {
        static shared_bytes* make(void const* data, std::size_t size) {
            auto* const made = ::new (::operator new(sizeof(shared_bytes) + size)) shared_bytes(size);
            std::memcpy(made->characters(), data, size);
            return made;
        }
        static void operator delete(void* memory) { ::operator delete(memory); }
        // As char const* and std::size_t, here and above: for each other pair string_view's constructor from iterators is
        // considered, which costs an includer 1% of its compile time.
        std::string_view view() noexcept { return {static_cast<char const*>(characters()), size_}; }

    private:
        explicit shared_bytes(std::size_t size) noexcept : size_(size) {}
        char* characters() noexcept { return reinterpret_cast<char*>(this + 1); }   // they lie behind the object
        std::size_t size_;
    };

    constexpr bool is_shared() const noexcept { return place_ >= place::shared; }
    constexpr bound_value(kind what, std::int64_t number) : what_(what), number_(number) {}

    void keep(void const* data, std::size_t size) {
        if (size <= sizeof here_) {
            place_ = place::here;
            length_ = static_cast<unsigned char>(size);
            if (size != 0) std::memcpy(here_, data, size);
        } else {
            shared_ = shared_bytes::make(data, size);
            place_ = place::shared_bytes;
        }
    }
    template <class T>
    void share(T v) {
        shared_ = new shared_object<T>(std::move(v));
        place_ = place::shared;
    }
    [[gnu::noinline]] void release() noexcept {
        if (shared_->uses.fetch_sub(1, std::memory_order_acq_rel) == 1) delete shared_;
    }
    constexpr void take(bound_value& other) noexcept {
        what_ = other.what_;
        place_ = other.place_;
        length_ = other.length_;
        copy(other);
        if (is_shared()) {
            other.place_ = place::view;
            other.what_ = kind::null;
        }
    }
    /// Copies the member that counts. The compiler wants to know which one in constants only.
    constexpr void copy(bound_value const& other) noexcept {
        if (!std::is_constant_evaluated()) std::memcpy(here_, other.here_, sizeof here_);
        else if (what_ == kind::text || what_ == kind::character) view_ = other.view_;
        else if (what_ == kind::real) real_ = other.real_;
        else number_ = other.number_;
    }

    kind what_ = kind::null;
    place place_ = place::view;
    unsigned char length_ = 0;
    union {
        std::int64_t number_;
        double real_;
        text_place view_;
        shared_base* shared_;
        char here_[40];         // a UUID as text, most names and e-mail addresses: an UPDATE by such a value costs 3% less
    };
};

/// The values of one part of a statement, in the order of its placeholders. A chain, as g++ 12 cannot destroy an array
/// of them in a constant.
template <unsigned Count>
struct bound_values {
    bound_value first;
    [[no_unique_address]] bound_values<Count - 1> rest{};
};
template <>
struct bound_values<0> {};

namespace detail {

/// Both, one after the other.
template <unsigned A, unsigned B>
constexpr bound_values<A + B> join(bound_values<A> const& a, bound_values<B> const& b) {
    if constexpr (A == 0) return b;
    else if constexpr (B == 0) return a;
    else return {a.first, join(a.rest, b)};
}
template <unsigned A>
constexpr bound_values<A> join(bound_values<A> const& a) {
    return a;
}
template <unsigned A, unsigned B, unsigned C, unsigned... More>
constexpr auto join(bound_values<A> const& a, bound_values<B> const& b, bound_values<C> const& c,
                    bound_values<More> const&... more) {
    return join(join(a, b), c, more...);
}

}  // namespace detail
}  // namespace dovetail
