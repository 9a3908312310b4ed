// SPDX-License-Identifier: BSL-1.0
//
// protocol: the least that a client can do. On a connection that libpq has opened, it writes the protocol's messages to the
// socket itself, and reads rows out of what came straight into structs: no PGresult, no check of what cannot happen here.
// What it takes is the system's time for the sockets, and making the values. No client does less, so it tells how far any
// contender could be ahead of another. Messages: PostgreSQL's manual, "Message Formats".
#include "libpq.hpp"

#include <cerrno>
#include <poll.h>
#include <sys/socket.h>

namespace benchmarks::postgres::libpq {
namespace {

// Messages, one behind the other. Each begins with a letter and its length.
class outgoing {
public:
    void begin(char letter) {
        bytes_.push_back(letter);
        begin_ = bytes_.size();
        number(std::int32_t{0});
    }
    void end() {
        const auto length = swapped(static_cast<std::int32_t>(bytes_.size() - begin_));
        std::memcpy(bytes_.data() + begin_, &length, sizeof length);
    }
    template <class T>
    void number(T value) {
        value = swapped(value);
        put({reinterpret_cast<const char*>(&value), sizeof value});
    }
    void put(std::string_view text) { bytes_.append(text); }
    void text(std::string_view text) {
        put(text);
        bytes_.push_back('\0');
    }
    void value(std::int32_t number_value) {
        number(std::int32_t{4});
        number(number_value);
    }
    void value(std::string_view text_value) {
        number(static_cast<std::int32_t>(text_value.size()));
        put(text_value);
    }
    std::string_view all() const { return bytes_; }
    void clear() { bytes_.clear(); }

private:
    std::string bytes_;
    std::size_t begin_ = 0;
};

// What a row's columns are read from, one after the other.
class incoming_row {
public:
    explicit incoming_row(const char* at) : at_(at + 2) {}
    void read(std::integral auto& value) { value = number_at<std::remove_reference_t<decltype(value)>>(next().data()); }
    void read(double& value) { value = std::bit_cast<double>(number_at<std::int64_t>(next().data())); }
    void read(std::string& value) { value.assign(next()); }
    void read(instant& value) {
        constexpr std::int64_t to_2000 = std::int64_t(10'957) * 86'400'000'000;
        value = instant(std::chrono::microseconds(number_at<std::int64_t>(next().data()) + to_2000));
    }
    void read(exact_number& value) { by_binary::read_exact(next().data(), value); }

private:
    std::string_view next() {
        const auto size = number_at<std::int32_t>(at_);
        if (size < 0) fail_null(column_);
        const std::string_view value(at_ + 4, static_cast<std::size_t>(size));
        at_ += 4 + size;
        ++column_;
        return value;
    }
    const char* at_;
    int column_ = 0;
};

class wire {
public:
    void send(const outgoing& messages) {
        for (std::string_view left = messages.all(); !left.empty();) {
            const auto taken = ::send(PQsocket(db_), left.data(), left.size(), MSG_NOSIGNAL);
            if (taken >= 0) left.remove_prefix(static_cast<std::size_t>(taken));
            else wait(POLLOUT);
        }
    }
    // Gives each row to on_row, until the server has sent the letter.
    template <class OnRow>
    void receive(char until, OnRow on_row) {
        for (;;) {
            while (end_ - begin_ >= 5) {
                const char* const message = buffer_.data() + begin_;
                const auto size = 1 + static_cast<std::size_t>(number_at<std::int32_t>(message + 1));
                if (end_ - begin_ < size) break;
                begin_ += size;
                if (*message == 'D') on_row(incoming_row(message + 5));
                else if (*message == until) return;
                else if (*message == 'E') throw std::runtime_error("the server refused what was written by hand");
            }
            fill();
        }
    }
    void receive(char until) {
        receive(until, [](incoming_row) {});
    }
    void prepare(const char* name, const char* sql) { db_.prepare(name, sql); }

    // A statement without a parameter, or with a number for one.
    template <class OnRow>
    void run(std::string_view name, std::optional<std::int32_t> parameter, OnRow on_row) {
        out_.clear();
        out_.begin('B');
        out_.text("");                              // the portal
        out_.text(name);
        out_.number(std::int16_t{1});               // all parameters are binary
        out_.number(std::int16_t{1});
        out_.number(static_cast<std::int16_t>(parameter ? 1 : 0));
        if (parameter) out_.value(*parameter);
        out_.number(std::int16_t{1});               // all columns are binary
        out_.number(std::int16_t{1});
        out_.end();
        out_.begin('E');
        out_.text("");
        out_.number(std::int32_t{0});               // all rows
        out_.end();
        out_.begin('S');
        out_.end();
        send(out_);
        receive('Z', on_row);
    }
    void execute(std::string_view text, char until) {
        out_.clear();
        out_.begin('Q');
        out_.text(text);
        out_.end();
        send(out_);
        receive(until);
    }

private:
    void wait(short events) {
        if (errno != EAGAIN && errno != EWOULDBLOCK) throw std::runtime_error("the socket failed");
        pollfd socket{PQsocket(db_), events, 0};
        if (poll(&socket, 1, -1) < 0) throw std::runtime_error("poll failed");
    }
    // What is left moves to the front, and more comes behind it. A message is shorter than the buffer.
    void fill() {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
        // An answer takes a while, so asking before it is there would be a call for nothing.
        errno = EAGAIN;
        wait(POLLIN);
        const auto taken = recv(PQsocket(db_), buffer_.data() + end_, buffer_.size() - end_, 0);
        if (taken <= 0) throw std::runtime_error("the server has gone");
        end_ += static_cast<std::size_t>(taken);
    }

    connection db_;
    outgoing out_;
    std::vector<char> buffer_ = std::vector<char>(256 * 1024);
    std::size_t begin_ = 0, end_ = 0;
};

wire& db() {
    static wire mine;
    return mine;
}
void setup() {
    static const bool once = [] {
        db().prepare("point_lookup", sql::point_lookup);
        db().prepare("select_4", sql::select_4);
        db().prepare("select_25", sql::select_25);
        return true;
    }();
    (void)once;
}

void read(incoming_row row, user& to) {
    row.read(to.id);
    row.read(to.username);
    row.read(to.email);
    row.read(to.role_id);
}

std::size_t point_lookup() {
    std::size_t sum = 0;
    for (int i = 0; i < lookup_count; ++i) {
        std::optional<user> found;
        db().run("point_lookup", lookup_keys()[static_cast<std::size_t>(i)], [&](incoming_row row) { read(row, found.emplace()); });
        sum += lookup_checksum(found.value());
    }
    return sum;
}
std::size_t select_4() {
    std::vector<user> users;
    db().run("select_4", std::nullopt, [&](incoming_row row) { read(row, users.emplace_back()); });
    return users_checksum(users);
}
std::size_t select_25() {
    std::vector<wide> all;
    db().run("select_25", std::nullopt,
             [&](incoming_row row) { read_wide(all.emplace_back(), [&](int, auto& value) { row.read(value); }); });
    return wide_checksum(all);
}
std::size_t copy() {
    db().execute("BEGIN", 'Z');
    db().execute("COPY accounts (username, email, role_id) FROM STDIN (FORMAT binary)", 'G');
    outgoing out;
    out.begin('d');
    out.put({"PGCOPY\n\377\r\n\0", 11});
    out.number(std::int32_t{0});
    out.number(std::int32_t{0});
    for (const account& row : new_accounts()) {
        out.number(std::int16_t{3});
        out.value(row.username);
        out.value(row.email);
        out.value(row.role_id);
        if (out.all().size() < 64 * 1024) continue;
        out.end();
        db().send(out);
        out.clear();
        out.begin('d');
    }
    out.number(std::int16_t{-1});
    out.end();
    out.begin('c');
    out.end();
    db().send(out);
    db().receive('Z');
    db().execute("COMMIT", 'Z');
    return insert_checksum(new_accounts().size());
}

const registration entries[] = {registration{{"point_lookup", "protocol", setup, point_lookup}},
                                registration{{"select_4x10000", "protocol", setup, select_4}},
                                registration{{"select_25x10000", "protocol", setup, select_25}},
                                registration{{"insert_rows", "protocol", setup, copy, empty_accounts}}};

}  // namespace
}  // namespace benchmarks::postgres::libpq
