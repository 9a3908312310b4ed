// SPDX-License-Identifier: BSL-1.0
// What a session's functions give: one co_await each, of what the function does or of a statement's rows.
#pragma once

#include <dovetail/executor/execute.hpp>
#include <dovetail/session/tracked.hpp>

namespace dovetail::detail {

/// One co_await of a session: a function without its type.
template <class R, class Work>
class [[nodiscard("dovetail: nothing happens until this is awaited; write co_await")]] session_operation final
    : public operation<R> {
public:
    session_operation(operation_place& place, Work work, bool writes)
        : operation<R>(place, writes), work_(std::move(work)) {}
    ~session_operation() { this->stop(); }

private:
    R perform() override { return work_(); }
    Work work_;
};

struct as_scalars {
    template <class Dialect, class Row>
    static auto convert(statement_runner<Dialect>&, result<Row>&& rows) {
        return rows.scalars();
    }
};
struct as_scalar {
    template <class Dialect, class Row>
    static auto convert(statement_runner<Dialect>&, result<Row>&& rows) {
        return rows.scalar();
    }
};
template <class Session>
struct as_tracked {
    template <class Dialect, entity_type Entity>
    static result<tracked<Entity>> convert(statement_runner<Dialect>& runner, result<Entity>&& rows) {
        auto& db = static_cast<Session&>(runner);
        std::vector<tracked<Entity>> handles;
        handles.reserve(rows.size());
        for (auto& each : rows) handles.push_back(db.intern(std::move(each)));
        return result<tracked<Entity>>(std::move(handles));
    }
};

}  // namespace dovetail::detail
