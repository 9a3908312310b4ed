// SPDX-License-Identifier: BSL-1.0
// Statements that the server has prepared under a name, for one connection.
#pragma once

#include <dovetail/backend/postgres/errors.hpp>
#include <dovetail/backend/postgres/wire.hpp>

#include <libpq-fe.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace dovetail::postgres_backend {

/// A statement under a name, for values of these types.
struct prepared_form {
    std::vector<Oid> types;
    unsigned number = 0;        ///< of its name; 0: not prepared
    std::string name;
    bool is_ready = false;      ///< the server has it: before that it may still refuse it
};

/// Whether a statement failed because its prepared form is gone (DISCARD, DEALLOCATE), because a table that it reads has
/// other columns now ("cached plan must not change result type"), or because the type of one of its values was dropped
/// (an enum's). The last two have no SQLSTATE of their own; the message of the last is never translated.
inline bool is_stale_form(PGresult const* failed) noexcept {
    return field_of(failed, PG_DIAG_SQLSTATE) == "26000" || field_of(failed, PG_DIAG_SOURCE_FUNCTION) == "RevalidateCachedQuery" ||
           field_of(failed, PG_DIAG_MESSAGE_PRIMARY).starts_with("cache lookup failed for type");
}

/// The error of such a statement. It did nothing, and is prepared anew when it is sent again.
class stale_form_error : public error {
public:
    explicit stale_form_error(error&& failure) : error(std::move(failure)) {}
};

/// @param may_repeat  by itself, or as the first of a transaction: nothing before it is lost when it is sent again
[[noreturn]] inline void throw_stale(PGresult const* failed, std::string_view statement, bool may_repeat) {
    error const why = make_error(failed, statement);
    error failure(error_category::serialization,
                  std::string("dovetail: a table or type of this statement was changed since it was prepared on this connection; "
                              "roll back and run the transaction again: ") + why.what(),
                  0, {}, why.sqlstate());
    if (may_repeat) throw stale_form_error(std::move(failure));
    throw failure;
}

/// The prepared forms of each statement, found by the statement's index.
class prepared_forms {
public:
    /// The form that fits the types of the values; one that is not prepared yet if there is none. Where a value was NULL
    /// when it was prepared, its type was left to the server.
    prepared_form& find(unsigned index, std::span<Oid const> types) {
        if (index >= forms_.size()) forms_.resize(index + 1);
        for (auto& form : forms_[index]) {
            bool fits = form->types.size() == types.size();
            for (std::size_t i = 0; fits && i < types.size(); ++i) fits = types[i] == form->types[i] || types[i] == oid_unknown;
            if (fits) return *form;
        }
        forms_[index].push_back(std::make_unique<prepared_form>(prepared_form{{types.begin(), types.end()}, 0, {}}));
        return *forms_[index].back();
    }
    /// Gives it a name that none had before.
    void name(prepared_form& form) {
        form.name = "dovetail_" + std::to_string(names_ + 1);
        form.number = ++names_;
    }
    /// All are prepared anew, as the tables and types that they know may be gone.
    void forget_all() noexcept {
        for (auto& forms : forms_)
            for (auto& form : forms) {
                form->number = 0;
                form->is_ready = false;
            }
    }

private:
    std::vector<std::vector<std::unique_ptr<prepared_form>>> forms_;
    unsigned names_ = 0;
};

}  // namespace dovetail::postgres_backend
