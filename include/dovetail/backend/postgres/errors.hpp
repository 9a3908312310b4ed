// SPDX-License-Identifier: BSL-1.0
// PostgreSQL's errors as dovetail's: SQLSTATE to category, the server's fields to one message.
#pragma once

#include <dovetail/core/error.hpp>

#include <libpq-fe.h>

#include <string>
#include <string_view>

namespace dovetail::postgres_backend {

/// The category of an SQLSTATE. (PostgreSQL's manual, appendix "PostgreSQL Error Codes".)
constexpr error_category category_of(std::string_view sqlstate) noexcept {
    using enum error_category;
    struct known {
        std::string_view state;     ///< a whole code, or the class that its first two characters are
        error_category means;
    };
    constexpr known table[] = {
        {"23505", unique},        {"23503", foreign_key},   {"23001", foreign_key}, {"23502", not_null},
        {"23514", check},         {"23P01", check},         {"40001", serialization}, {"40P01", deadlock},
        {"40003", outcome_unknown}, {"57014", cancelled},   {"55P03", busy},        {"25006", read_only},
        {"53100", full},          {"53200", full},          {"53300", connection},  {"53400", full},
        {"57P01", connection},    {"57P02", connection},    {"57P03", connection},  {"57P05", timeout},
        {"25P03", timeout},       {"54001", full},          {"XX001", corrupt},     {"XX002", corrupt},
        {"08P01", usage},         {"08", connection},       {"22", data},             {"26", usage},          {"28", connection},
        {"3D", connection},       {"3F", syntax},           {"42", syntax},         {"54", full},
    };
    for (auto const& each : table)
        if (sqlstate.starts_with(each.state)) return each.means;
    return other;
}

inline std::string_view field_of(PGresult const* failed, int field) noexcept {
    char const* const text = PQresultErrorField(failed, field);
    return text != nullptr ? std::string_view(text) : std::string_view();
}

/// libpq's messages end with line ends.
inline std::string trimmed(char const* message) {
    std::string_view text = message != nullptr ? message : "";
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
    return std::string(text);
}

/// The error that a result stands for: message, detail and hint in one text.
inline error make_error(PGresult const* failed, std::string_view statement) {
    std::string_view const state = field_of(failed, PG_DIAG_SQLSTATE);
    std::string message = "PostgreSQL: ";
    if (auto const primary = field_of(failed, PG_DIAG_MESSAGE_PRIMARY); !primary.empty()) message += primary;
    else message += trimmed(PQresultErrorMessage(failed));
    if (auto const detail = field_of(failed, PG_DIAG_MESSAGE_DETAIL); !detail.empty()) message.append(" (").append(detail).append(")");
    if (auto const hint = field_of(failed, PG_DIAG_MESSAGE_HINT); !hint.empty()) message.append(" [").append(hint).append("]");
    if (!state.empty()) message.append(" (SQLSTATE ").append(state).append(")");
    auto category = category_of(state);
    // One code for "the user cancelled" and "the time is over".
    if (category == error_category::cancelled && message.find("timeout") != std::string::npos) category = error_category::timeout;
    // With a fatal one the server ends the session. A pooler may have a severity of one kind only.
    auto const severity = field_of(failed, PG_DIAG_SEVERITY_NONLOCALIZED);
    if ((severity.empty() ? field_of(failed, PG_DIAG_SEVERITY) : severity) == "FATAL" && category != error_category::timeout)
        category = error_category::connection;
    return error(category, std::move(message), 0, std::string(statement), state);
}

[[noreturn]] inline void throw_outcome_unknown(error const& failure, std::string_view statement) {
    throw error(error_category::outcome_unknown,
                std::string("dovetail: the connection broke while a change was on its way to be committed, so it may have "
                            "happened or not: ") + failure.what(), 0, std::string(statement));
}

}  // namespace dovetail::postgres_backend
