// SPDX-License-Identifier: BSL-1.0
// SQL functions of the program, as a connection's options keep them; <dovetail/sqlite_function.hpp> makes them.
//
//     sqlite_options{.functions = {dt::sqlite_function<"initial">(...), dt::sqlite_function<"twice">(...)}}
#pragma once

#include <atomic>
#include <initializer_list>
#include <utility>

struct sqlite3;

namespace dovetail {
namespace sqlite_backend::detail {

/// A function, or two, that can be made known to a connection. Counts its uses: a std::shared_ptr and a std::vector would
/// cost each includer of <dovetail/sqlite.hpp> a twentieth of its time.
class sql_function {
public:
    sql_function() = default;
    sql_function(sql_function const&) = delete;
    sql_function& operator=(sql_function const&) = delete;

    /// Gives SQLite's result code.
    virtual int install(sqlite3* db) const = 0;

    void use() const noexcept { uses_.fetch_add(1, std::memory_order_relaxed); }
    void release() const noexcept {
        if (uses_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
    }

protected:
    virtual ~sql_function() = default;

private:
    mutable std::atomic<unsigned> uses_{1};
};

}  // namespace sqlite_backend::detail

/// Any number of functions; copies share them.
class sqlite_function_list {
public:
    sqlite_function_list() = default;
    /// All of these.
    sqlite_function_list(std::initializer_list<sqlite_function_list> all);
    /// One; takes over the use that it was made with.
    explicit sqlite_function_list(sqlite_backend::detail::sql_function const* made) noexcept : functions_(made) {}
    sqlite_function_list(sqlite_function_list const& other) noexcept : functions_(other.functions_) {
        if (functions_ != nullptr) functions_->use();
    }
    sqlite_function_list& operator=(sqlite_function_list other) noexcept {
        std::swap(functions_, other.functions_);
        return *this;
    }
    ~sqlite_function_list() {
        if (functions_ != nullptr) functions_->release();
    }

    /// Makes them known to a connection. Gives SQLite's result code.
    int install(sqlite3* db) const { return functions_ != nullptr ? functions_->install(db) : 0; }

private:
    struct both;
    sqlite_backend::detail::sql_function const* functions_ = nullptr;
};

struct sqlite_function_list::both final : sqlite_backend::detail::sql_function {
    both(sql_function const* before, sqlite_function_list const& one) noexcept : first(before), second(one) {}
    int install(sqlite3* db) const override {
        int const code = first.install(db);
        return code != 0 ? code : second.install(db);
    }
    sqlite_function_list first, second;
};

inline sqlite_function_list::sqlite_function_list(std::initializer_list<sqlite_function_list> all) {
    sqlite_function_list made;
    for (auto const& each : all) {
        auto* const more = new both(made.functions_, each);
        made.functions_ = more;
    }
    std::swap(functions_, made.functions_);
}

}  // namespace dovetail
