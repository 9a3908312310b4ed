// SPDX-License-Identifier: BSL-1.0
// row_store: rows of one type, without the type. Each select of columns has rows of a type of their own, and a std::vector of
// them was half of what a query left to the compiler; this is compiled once.
//
//     row_store rows(stored_row_of<dt::row<...>>);
//     ::new (rows.room()) row{...};
//     rows.added();
#pragma once

#include <algorithm>
#include <cstddef>
#include <new>
#include <utility>

namespace dovetail::detail {

/// What the store knows of a row.
struct stored_row {
    std::size_t size, alignment;
    /// Moves rows to where nothing is yet, unless that is null, and destroys them.
    void (*move)(void* to, void* from, std::size_t count) noexcept;
};
template <class Row>
void move_rows(void* to, void* from, std::size_t count) noexcept {
    Row* next = static_cast<Row*>(to);
    for (Row* row = static_cast<Row*>(from); count != 0; --count, ++row) {
        if (next != nullptr) ::new (static_cast<void*>(next++)) Row(static_cast<Row&&>(*row));
        row->~Row();
    }
}
template <class Row> inline constexpr stored_row stored_row_of{sizeof(Row), alignof(Row), &move_rows<Row>};

/// Owns its rows. They lie in runs, each as long as all before it, so that none is moved while more come; who asks for them
/// side by side has them moved into one.
class row_store {
public:
    explicit row_store(stored_row const& type) noexcept : type_(&type) {}
    row_store(row_store&& other) noexcept
        : type_(other.type_), first_(std::exchange(other.first_, nullptr)), last_(std::exchange(other.last_, nullptr)),
          next_(other.next_), size_(std::exchange(other.size_, 0)), room_(std::exchange(other.room_, 0)) {}
    row_store& operator=(row_store&& other) noexcept {
        row_store taken(std::move(other));
        std::swap(type_, taken.type_);
        std::swap(first_, taken.first_);
        std::swap(last_, taken.last_);
        std::swap(next_, taken.next_);
        std::swap(size_, taken.size_);
        std::swap(room_, taken.room_);
        return *this;
    }
    ~row_store() { clear(); }

    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }

    /// Where the next row is made; it counts from added() on.
    void* room() {
        if (size_ == room_) [[unlikely]] add_run(std::max<std::size_t>(size_, 8));
        return next_;
    }
    void added() noexcept {
        next_ += type_->size;
        ++size_;
    }
    /// So many rows come.
    void expect(std::size_t count) {
        if (room_ == 0 && count != 0) add_run(count);
    }
    /// The first row; there is one.
    void* front() noexcept { return rows_of(first_); }
    /// The rows, side by side.
    void* rows() {
        if (first_ == last_) return first_ == nullptr ? nullptr : rows_of(first_);
        run* const all = make_run(size_);
        char* to = rows_of(all);
        for_each_run([&](void* from, std::size_t count) {
            type_->move(to, from, count);
            to += count * type_->size;
        });
        free_runs();
        first_ = last_ = all;
        room_ = size_;
        next_ = to;
        return rows_of(all);
    }
    template <class F>
    void for_each_run(F&& f) {
        std::size_t left = size_;
        for (run* each = first_; left != 0; each = each->next) {
            std::size_t const count = std::min(each->room, left);
            left -= count;
            f(static_cast<void*>(rows_of(each)), count);
        }
    }
    void clear() noexcept {
        for_each_run([this](void* from, std::size_t count) { type_->move(nullptr, from, count); });
        free_runs();
        size_ = room_ = 0;
    }

private:
    /// Its rows lie behind it.
    struct run {
        run* next;
        std::size_t room;
    };
    std::size_t alignment() const noexcept { return std::max(type_->alignment, alignof(run)); }
    char* rows_of(run* of) const noexcept { return reinterpret_cast<char*>(of) + std::max(sizeof(run), type_->alignment); }

    // What needs no more than the usual alignment is not asked for by alignment, which is slower.
    bool is_aligned() const noexcept { return alignment() <= __STDCPP_DEFAULT_NEW_ALIGNMENT__; }
    run* make_run(std::size_t room) const {
        std::size_t const size = std::max(sizeof(run), type_->alignment) + room * type_->size;
        void* const memory = is_aligned() ? ::operator new(size) : ::operator new(size, std::align_val_t(alignment()));
        return ::new (memory) run{nullptr, room};
    }
    void add_run(std::size_t room) {
        run* const added = make_run(room);
        (last_ != nullptr ? last_->next : first_) = added;
        last_ = added;
        room_ += room;
        next_ = rows_of(added);
    }
    void free_runs() noexcept {
        while (first_ != nullptr) {
            run* const each = std::exchange(first_, first_->next);
            if (is_aligned()) ::operator delete(each);
            else ::operator delete(each, std::align_val_t(alignment()));
        }
        last_ = nullptr;
    }

    stored_row const* type_;
    run *first_ = nullptr, *last_ = nullptr;
    char* next_ = nullptr;
    std::size_t size_ = 0, room_ = 0;       // rows that are there, and that there is room for
};

}  // namespace dovetail::detail
