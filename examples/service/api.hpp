// SPDX-License-Identifier: BSL-1.0
// The service's requests: what each of them does, and which answer an error gets.
//
//     GET  /users?after=<id>&limit=<n>   POST /users      GET, PATCH, DELETE /users/<id>
//     the same for /roles and /groups
#pragma once

#include "http.hpp"
#include "json.hpp"
#include "store.hpp"

#include <dovetail/asio.hpp>

#include <boost/json/serialize.hpp>

#include <charconv>
#include <cstdio>

namespace service {

/// The status for an error of the database.
inline unsigned status_of(dt::error const& failure, bool removes) {
    using enum dt::error_category;
    switch (failure.category()) {
        case no_result: return 404;
        case unique: return 409;
        case foreign_key: return removes ? 409 : 422;       // still in use; or names what is not there
        case not_null:
        case check:
        case data: return 422;
        case timeout:
        case connection:
        case outcome_unknown:
        case busy:
        case full:
        case serialization:
        case deadlock: return 503;
        default: return 500;
    }
}
inline char const* sentence_for(unsigned status) {
    switch (status) {
        case 404: return "there is no such thing";
        case 409: return "this is taken, or still in use";
        case 422: return "the database does not accept these values";
        case 503: return "the database is not available; try again";
        default: return "something is wrong with the service";
    }
}
inline response error_response(unsigned status, std::string_view sentence) {
    return {status, json::serialize(json::object{{"error", sentence}})};
}

/// The parts of /users/7?limit=10.
struct target_parts {
    std::string_view kind;          ///< users, roles or groups
    std::optional<int> id;
    int after = 0;
    int limit = 20;
};
/// Errors: problem 404, 422.
target_parts split(std::string_view target);

template <class Dialect>
class api {
public:
    explicit api(dt::engine<Dialect>& engine) : store_(engine) {}

    boost::asio::awaitable<response> operator()(request asked) {
        bool const removes = asked.method == verb::delete_;
        try {
            auto const where = split(asked.target);
            if (where.kind == "users") co_return co_await for_users(asked, where);
            if (where.kind == "roles") co_return co_await for_named(roles, asked, where);
            co_return co_await for_named(groups, asked, where);
        } catch (problem const& wrong) {
            co_return error_response(wrong.status, wrong.what());
        } catch (dt::error const& failure) {
            auto const status = status_of(failure, removes);
            if (status >= 500) std::fprintf(stderr, "service: %s\n", failure.what());
            co_return error_response(status, sentence_for(status));
        }
    }

private:
    using verb = boost::beast::http::verb;
    using awaited = boost::asio::awaitable<response>;

    awaited for_users(request const& asked, target_parts where) {
        if (!where.id) {
            if (asked.method == verb::get)
                co_return page(where, co_await dt::as_awaitable(store_.list_users(where.after, where.limit)));
            if (asked.method != verb::post) co_return not_allowed("GET, HEAD, POST");
            co_return created(co_await dt::as_awaitable(store_.add_user(read_user(asked.body, true))));
        }
        if (asked.method == verb::get) co_return one(co_await dt::as_awaitable(store_.get_user(*where.id)));
        if (asked.method == verb::patch)
            co_return one(co_await dt::as_awaitable(store_.change_user(*where.id, read_user(asked.body, false))));
        if (asked.method != verb::delete_) co_return not_allowed("GET, HEAD, PATCH, DELETE");
        co_return removed(co_await dt::as_awaitable(store_.remove(users, *where.id)));
    }
    template <class Table>
    awaited for_named(Table table, request const& asked, target_parts where) {
        if (!where.id) {
            if (asked.method == verb::get)
                co_return page(where, co_await dt::as_awaitable(store_.list(table, where.after, where.limit)));
            if (asked.method != verb::post) co_return not_allowed("GET, HEAD, POST");
            co_return created(co_await dt::as_awaitable(store_.add(table, read_name(asked.body))));
        }
        if (asked.method == verb::get) co_return one(co_await dt::as_awaitable(store_.get(table, *where.id)));
        if (asked.method == verb::patch)
            co_return one(co_await dt::as_awaitable(store_.rename(table, *where.id, read_name(asked.body))));
        if (asked.method != verb::delete_) co_return not_allowed("GET, HEAD, PATCH, DELETE");
        co_return removed(co_await dt::as_awaitable(store_.remove(table, *where.id)));
    }

    template <class Rows>
    static response page(target_parts where, Rows const& rows) {
        json::array items;
        for (auto const& row : rows) items.push_back(to_json(row));
        json::object said{{where.kind, std::move(items)}, {"next", nullptr}};
        if (rows.size() == static_cast<std::size_t>(where.limit))
            said["next"] = "/" + std::string(where.kind) + "?after=" + std::to_string(rows.back().id) +
                           "&limit=" + std::to_string(where.limit);
        return {200, json::serialize(said)};
    }
    template <class Row>
    static response one(Row const& row) {
        return {200, json::serialize(to_json(row))};
    }
    template <class Row>
    static response created(Row const& row) {
        return {201, json::serialize(to_json(row))};
    }
    static response removed(bool there_was_one) {
        return there_was_one ? response{204, {}} : error_response(404, sentence_for(404));
    }
    static response not_allowed(char const* allowed) {
        auto said = error_response(405, "this cannot be done here");
        said.allow = allowed;
        return said;
    }

    store<Dialect> store_;
};

}  // namespace service
