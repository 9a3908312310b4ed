// SPDX-License-Identifier: BSL-1.0
// Behind PgBouncer, which gives each transaction another connection: statements without names.
#include "server.hpp"

#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace dovetail_test;

extern char** environ;

namespace {

template <class View>
struct NoteModel {
    static constexpr dt::table_name table = "notes";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "text", dt::text> text;
    dt::column<View, "count", dt::bigint> count;
};
inline constexpr dt::table<NoteModel> notes;
using NewNote = dt::new_row<NoteModel>;

/// A port that was free a moment ago.
int free_port() {
    int const made = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bool const is_bound = ::bind(made, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                          ::getsockname(made, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(made);
    return is_bound ? ntohs(address.sin_port) : 0;
}

/// PgBouncer in transaction mode with three connections to the server.
class pooler {
public:
    pooler() {
        for (int attempt = 0; attempt < 5 && process_ < 0; ++attempt) start();
        if (process_ < 0) throw std::runtime_error("PgBouncer does not start (Debian's package pgbouncer): " + said_);
    }
    pooler(pooler const&) = delete;
    pooler& operator=(pooler const&) = delete;
    ~pooler() {
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
        ::close(output_);
    }
    std::string url() const { return "postgresql://dovetail@127.0.0.1:" + std::to_string(port_) + "/pooled?sslmode=disable"; }

private:
    void start() {
        port_ = free_port();
        auto const& url = database_url();
        auto const file = folder_.file("pgbouncer.ini");
        std::ofstream(file) << "[databases]\npooled = host=127.0.0.1 port=" << server_port() << " user=dovetail password=" << password()
                            << " dbname=" << url.substr(url.rfind('/') + 1)
                            << "\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = " << port_
                            << "\nunix_socket_dir =\nauth_type = any\npool_mode = transaction\ndefault_pool_size = 3\n"
                               "max_client_conn = 100\nserver_tls_sslmode = disable\n";
        // It does not run as root.
        std::filesystem::permissions(std::filesystem::path(file).parent_path(), std::filesystem::perms(0711));
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2);
        std::string program = "pgbouncer", as = "nobody", option = "-u", config = file;
        char* const arguments[] = {program.data(), config.data(), ::geteuid() == 0 ? option.data() : nullptr, as.data(), nullptr};
        pid_t made = -1;
        for (auto const path : {"/usr/sbin/pgbouncer", "pgbouncer"})
            if (made < 0 && ::posix_spawnp(&made, path, &actions, nullptr, arguments, environ) != 0) made = -1;
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        char bytes[512];
        for (ssize_t count; made >= 0 && said_.find("process up") == said_.npos && (count = ::read(ends[0], bytes, sizeof bytes)) > 0;)
            said_.append(bytes, static_cast<std::size_t>(count));
        if (made >= 0 && said_.find("process up") != said_.npos) {
            process_ = made;
            output_ = ends[0];
            return;
        }
        if (made >= 0) ::waitpid(made, nullptr, 0);
        ::close(ends[0]);
    }
    temporary_folder folder_;
    int port_ = 0, output_ = -1;
    pid_t process_ = -1;
    std::string said_;
};

dt::postgres_options behind_pooler() { return {.pool_size = 8, .named_statements = false}; }

}  // namespace

TEST_CASE("PgBouncer in transaction mode") {
    (void)emptied_database();
    pooler const bouncer;
    Engine engine{bouncer.url(), behind_pooler()};
    Db db{engine};
    sync_wait(db.create_all(dt::metadata{notes}));
    tally counts("behind PgBouncer");

    // Transactions, objects, a batch.
    auto first = db.add(NewNote{.text = "first", .count = 0});
    sync_wait(db.commit());
    first->count = 1;
    sync_wait(db.commit());
    auto [found, number] = sync_wait(db.batch(dt::select(notes).where(notes.text == "first"), dt::select(dt::count(notes.id))));
    CHECK(found.scalar_one().count == 1);
    CHECK(number.scalar_one() == 1);
    sync_wait(db.commit());
    auto const fails = [&](Db& tx) -> dt::task<void> {
        (void)tx.add(NewNote{.text = "undone", .count = 0});
        co_await tx.flush();
        throw std::runtime_error("stop");
    };
    CHECK_THROWS_WITH(sync_wait(db.transaction(fails)), "stop");

    // 64 coroutines over three of the server's connections.
    auto const work = [&](int i) -> dt::task<void> {
        for (int round = 0; round < 5; ++round) {
            if (i % 2) {
                Db mine{engine};
                auto const change = dt::update(notes).set(notes.count = notes.count + 1).where(notes.id == first->id);
                (void)co_await mine.execute(change);
                (void)mine.add(NewNote{.text = std::to_string(i), .count = round});
                co_await mine.commit();
                counts.add("transactions");
            } else {
                auto const ask = dt::select(notes.text).where(notes.id == first->id);
                auto rows = co_await engine.execute(ask);
                CHECK(rows.scalar_one() == "first");
                counts.add("statements");
            }
        }
    };
    std::vector<dt::task<void>> all;
    for (int i = 0; i < 64; ++i) all.push_back(work(i));
    sync_wait(dt::when_all(std::move(all)));
    sync_wait(db.refresh(first));
    CHECK(first->count == 1 + 32 * 5);
    CHECK(single(db, dt::select(dt::count(notes.id))) == 1 + 32 * 5);
    sync_wait(db.commit());
    // Nothing is left prepared in the server's connections, and times mean UTC in each of them.
    CHECK(sync_wait(engine.execute(dt::raw<"SELECT count(*) FROM pg_prepared_statements WHERE name <> ''", std::int64_t>())).scalar_one() == 0);
    CHECK(sync_wait(engine.execute(dt::raw<"SELECT current_setting('TimeZone')", std::string>())).scalar_one() == "UTC");
    CHECK(administrator().sessions() <= 3);

    // An error is the statement's own; a lock of the transaction ends with it; a stream is a transaction of its own.
    CHECK(failure(engine.execute(dt::raw<"SELECT 1 / ?", int>(0))).category() == dt::error_category::data);
    sync_wait(dt::advisory_lock(db, 7));
    Db other{engine};
    CHECK_FALSE(sync_wait(dt::try_advisory_lock(other, 7)));
    sync_wait(other.rollback());
    sync_wait(db.commit());
    CHECK(sync_wait(dt::try_advisory_lock(other, 7)));
    sync_wait(other.rollback());
    auto stream = engine.stream(dt::raw<"SELECT i FROM generate_series(1, 1000) i", int>());
    int rows = 0;
    auto const read = [&]() -> dt::task<void> {
        while (co_await stream.next()) ++rows;
    };
    sync_wait(read());
    CHECK(rows == 1000);
    auto const make = [](int i) { return NewNote{.text = "copied", .count = i}; };
    CHECK(sync_wait(db.copy_in(notes, std::views::iota(0, 1000) | std::views::transform(make))).row_count() == 1000);
    sync_wait(db.commit());
    dt::notifications heard{engine, "channel"};
    auto const deaf = failure(heard.next());
    CHECK(deaf.category() == dt::error_category::usage);
    CHECK_THAT(deaf.what(), contains("behind a pooler"));
    CHECK(engine.pool().statistics().in_use == 0);
    CHECK(engine.pool().statistics().lost == 0);
}
