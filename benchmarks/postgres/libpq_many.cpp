// SPDX-License-Identifier: BSL-1.0
//
// libpq at its best for many statements or rows, by hand: libpq_pipeline sends look-ups without waiting for the answers to
// those before, each synchronised by itself; libpq_copy and libpq_arrays insert by COPY and by one array a column.
#include "libpq.hpp"

#include <arpa/inet.h>
#include <poll.h>

namespace benchmarks::postgres::libpq {
namespace {

// --- libpq_pipeline: as many look-ups on their way as there are coroutines, over one connection or several

struct pipelined {
    connection db;
    int in_flight = 0;
    bool must_flush = false;

    pipelined() {
        db.prepare("point_lookup", sql::point_lookup);
        if (PQsetnonblocking(db, 1) != 0 || PQenterPipelineMode(db) != 1) fail(db);
    }
    void send(int id) {
        const std::uint32_t bytes = htonl(static_cast<std::uint32_t>(id));
        const char* const values[] = {reinterpret_cast<const char*>(&bytes)};
        constexpr int lengths[] = {4}, formats[] = {1};
        if (PQsendQueryPrepared(db, "point_lookup", 1, values, lengths, formats, 1) != 1 || PQpipelineSync(db) != 1) fail(db);
        ++in_flight;
        flush();
    }
    void flush() {
        const int left = PQflush(db);
        if (left < 0) fail(db);
        must_flush = left > 0;
    }
    // What has come, without waiting.
    std::size_t receive() {
        std::size_t sum = 0;
        if (PQconsumeInput(db) != 1) fail(db);
        while (in_flight > 0 && !PQisBusy(db)) {
            const result next(PQgetResult(db));
            if (!next) continue;            // the end of one statement's results
            switch (PQresultStatus(next.get())) {
                case PGRES_TUPLES_OK: {
                    if (PQntuples(next.get()) != 1) throw std::runtime_error("a user is missing");
                    sum += lookup_checksum(read_user<by_binary>(next.get(), 0));
                    break;
                }
                case PGRES_PIPELINE_SYNC: --in_flight; break;
                default: fail(db);
            }
        }
        return sum;
    }
};

std::vector<pipelined>& pipelines() {
    static std::vector<pipelined> all(4);
    return all;
}

template <std::size_t Connections>
std::size_t lookups() {
    constexpr int depth = coroutines / static_cast<int>(Connections), all = coroutines * lookups_each;
    const std::span<pipelined> used(pipelines().data(), Connections);
    pollfd sockets[Connections];
    std::size_t sum = 0;
    int sent = 0;
    for (bool is_any = true; is_any;) {
        is_any = false;
        for (std::size_t i = 0; i < Connections; ++i) {
            pipelined& one = used[i];
            while (sent < all && one.in_flight < depth) one.send(lookup_key(0, sent++));
            sockets[i] = {PQsocket(one.db), static_cast<short>(POLLIN | (one.must_flush ? POLLOUT : 0)), 0};
            is_any |= one.in_flight > 0;
        }
        if (!is_any) break;
        if (poll(sockets, Connections, -1) < 0) throw std::runtime_error("poll failed");
        for (std::size_t i = 0; i < Connections; ++i) {
            if (sockets[i].revents == 0) continue;
            if (used[i].must_flush) used[i].flush();
            sum += used[i].receive();
        }
    }
    return sum;
}
void connect() { (void)pipelines(); }

const registration one_connection{{"lookups_64x1", "libpq_pipeline", connect, lookups<1>}};
const registration four_connections{{"lookups_64x4", "libpq_pipeline", connect, lookups<4>}};

// --- many rows

connection& db() {
    static connection mine;
    return mine;
}

class bytes {
public:
    template <class T>
    void number(T value) {
        value = swapped(value);
        put(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void put(const char* from, std::size_t size) { content_.insert(content_.end(), from, from + size); }
    // A value with its length before it.
    void value(std::int32_t number_value) {
        number(std::int32_t{4});
        number(number_value);
    }
    void value(const std::string& text) {
        number(static_cast<std::int32_t>(text.size()));
        put(text.data(), text.size());
    }
    const char* data() const { return content_.data(); }
    int size() const { return static_cast<int>(content_.size()); }
    void clear() { content_.clear(); }

private:
    std::vector<char> content_;
};

std::size_t copy() {
    db().execute("BEGIN");
    const result begun(PQexec(db(), "COPY accounts (username, email, role_id) FROM STDIN (FORMAT binary)"));
    if (PQresultStatus(begun.get()) != PGRES_COPY_IN) fail(db());
    bytes out;
    out.put("PGCOPY\n\377\r\n\0", 11);
    out.number(std::int32_t{0});
    out.number(std::int32_t{0});
    const auto send = [&] {
        if (PQputCopyData(db(), out.data(), out.size()) != 1) fail(db());
        out.clear();
    };
    for (const account& row : new_accounts()) {
        out.number(std::int16_t{3});
        out.value(row.username);
        out.value(row.email);
        out.value(row.role_id);
        if (out.size() >= 64 * 1024) send();
    }
    out.number(std::int16_t{-1});
    send();
    if (PQputCopyEnd(db(), nullptr) != 1) fail(db());
    const result done = checked(db(), PQgetResult(db()));
    while (const result rest{PQgetResult(db())}) {}
    db().execute("COMMIT");
    return insert_checksum(static_cast<std::size_t>(std::atoi(PQcmdTuples(done.get()))));
}

// All rows as three arrays, and all keys back.
std::size_t arrays() {
    constexpr std::int32_t int4 = 23, text = 25;
    const auto array = [](std::int32_t type, auto member) {
        bytes out;
        out.number(std::int32_t{1});        // dimensions
        out.number(std::int32_t{0});        // no NULL
        out.number(type);
        out.number(static_cast<std::int32_t>(new_accounts().size()));
        out.number(std::int32_t{1});        // the first one's index
        for (const account& row : new_accounts()) out.value(row.*member);
        return out;
    };
    db().execute("BEGIN");
    const bytes names = array(text, &account::username), emails = array(text, &account::email), roles = array(int4, &account::role_id);
    const char* const values[] = {names.data(), emails.data(), roles.data()};
    const int lengths[] = {names.size(), emails.size(), roles.size()};
    constexpr int formats[] = {1, 1, 1};
    const result rows = checked(db(), PQexecPrepared(db(), "arrays", 3, values, lengths, formats, 1));
    std::vector<std::int32_t> keys;
    const int count = PQntuples(rows.get());
    for (int i = 0; i < count; ++i) by_binary::read(rows.get(), i, 0, keys.emplace_back());
    db().execute("COMMIT");
    return insert_checksum(keys.size());
}
void prepare() {
    static const bool once = [] {
        db().prepare("arrays", "INSERT INTO accounts (username, email, role_id) "
                               "SELECT * FROM unnest($1::text[], $2::text[], $3::integer[]) RETURNING id");
        return true;
    }();
    (void)once;
}
void open() { (void)db(); }

const registration by_copy{{"insert_rows", "libpq_copy", open, copy, empty_accounts}};
const registration by_arrays{{"insert_rows", "libpq_arrays", prepare, arrays, empty_accounts}};

}  // namespace
}  // namespace benchmarks::postgres::libpq
