// SPDX-License-Identifier: BSL-1.0
//
// packages: loads a Debian package database into an SQLite file or a PostgreSQL database, and reports on it. See usage,
// below.
#include "database_file.hpp"
#include "format.hpp"
#include "report.hpp"

#if defined(PACKAGES_POSTGRES)
#include "server_database.hpp"
#endif

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include <getopt.h>
#include <unistd.h>

namespace packages {
namespace {

constexpr const char* usage = R"(Usage: packages [OPTION]... [FILE]

Loads a Debian package database (by default /var/lib/dpkg/status) into an SQLite or PostgreSQL database, in one
transaction, and reports on it. If anything fails, nothing is written, and the exit status is 1.

  -d, --database=FILE   the SQLite database to write (by default packages.db), or the URL of a PostgreSQL one
                        (postgresql://user:password@host/database); what an earlier run of this program has written
                        is replaced, anything else is left alone
  -p, --package=NAME    the package to show with what it needs and what needs it: NAME or NAME:ARCHITECTURE
                        (by default dpkg)
  -s, --sql             print each statement, its rows and its time on standard error
  -h, --help            print this
)";

struct options {
    std::string file = "/var/lib/dpkg/status";
    std::string database = "packages.db";
    std::string package;
    bool shows_sql = false;
    bool shows_help = false;
};

struct usage_error {};    // getopt_long has said what is wrong

options parse(int argc, char** argv) {
    static constexpr option known[] = {{"database", required_argument, nullptr, 'd'},
                                       {"package", required_argument, nullptr, 'p'},
                                       {"sql", no_argument, nullptr, 's'},
                                       {"help", no_argument, nullptr, 'h'},
                                       {}};
    options given;
    for (int found; (found = getopt_long(argc, argv, "d:p:sh", known, nullptr)) != -1;) {
        if (found == 'd') given.database = optarg;
        else if (found == 'p') given.package = optarg;
        else if (found == 's') given.shows_sql = true;
        else if (found == 'h') given.shows_help = true;
        else throw usage_error{};
    }
    if (optind < argc) given.file = argv[optind++];
    if (optind < argc) {
        std::cerr << "packages: only one FILE can be read\n";
        throw usage_error{};
    }
    return given;
}

// Being asked to end must not leave a half-built database lying about, so loading ends by an exception.
struct interrupted {};
volatile std::sig_atomic_t signal_received = 0;
void receive_signal(int signal) { signal_received = signal; }
void handle_signals(void (*handler)(int)) {
    for (const int each : {SIGINT, SIGTERM, SIGHUP}) std::signal(each, handler);
}

// "loading 45 %", overwritten until it is cleared; nothing where standard error is no terminal.
class progress_line {
public:
    explicit progress_line(bool is_wanted) : is_shown_(is_wanted && isatty(STDERR_FILENO)) {}
    ~progress_line() { clear(); }
    progress_line(const progress_line&) = delete;
    progress_line& operator=(const progress_line&) = delete;

    void show(std::string_view part, std::uintmax_t done, std::uintmax_t total) {
        if (signal_received != 0) throw interrupted{};
        if (!is_shown_ || total == 0) return;
        std::string line = std::string(part) + ' ' + std::to_string(done * 100 / total) + " %";
        if (line == last_) return;
        std::cerr << "\r\x1b[K" << line << std::flush;
        last_ = std::move(line);
    }
    void clear() {
        if (!last_.empty()) std::cerr << "\r\x1b[K" << std::flush;
        last_.clear();
    }

private:
    bool is_shown_;
    std::string last_;
};

void print_statement(const dt::statement_event& sent) {
    std::cerr << sent.text << "\n  -- ";
    if (sent.failed) std::cerr << "failed";
    else if (!sent.is_control) std::cerr << sent.rows << (sent.rows == 1 ? " row" : " rows");
    else std::cerr << "done";
    std::cerr << ", " << milliseconds_text(std::chrono::duration<double>(sent.duration).count()) << '\n';
}

bool is_url(std::string_view database) {
    return database.starts_with("postgresql://") || database.starts_with("postgres://");
}

// Reads the records, has them written by build(records, show), and says what was done.
template <class Build>
dt::task<void> load_records(const options& given, std::ostream& out, std::string_view database, Build build) {
    handle_signals(receive_signal);
    progress_line progress(!given.shows_sql);
    const show_progress show = [&](auto... how_far) { progress.show(how_far...); };
    const auto records = read_records(given.file, show);
    std::size_t dependency_count = 0;
    for (const record& each : records) dependency_count += each.dependencies.size();

    const auto start = std::chrono::steady_clock::now();
    const built_database built = co_await build(records, show);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    progress.clear();
    out << given.file << ": " << grouped(static_cast<std::int64_t>(records.size())) << " packages with "
        << grouped(static_cast<std::int64_t>(dependency_count)) << " dependencies\n"
        << database << ": loaded in one transaction, " << grouped(built.statements) << " statements, "
        << milliseconds_text(took.count())
        << (built.replaced_another ? "; the database of an earlier run is replaced\n\n" : "\n\n");
    handle_signals(SIG_DFL);
}

template <class Dialect>
dt::task<void> report(dt::engine<Dialect>& engine, const options& given, std::ostream& out) {
    dt::session db{engine};
    const std::int32_t shown = co_await find_package(db, given.package);
    co_await report_sections(db, out);
    out << '\n';
    co_await report_maintainers(db, out);
    out << '\n';
    co_await report_package(db, out, shown);
    out << '\n';
    co_await report_dependents(db, out, shown);
    out.flush();
}

dt::task<void> run(const options& given, std::ostream& out) {
    const dt::statement_hook hook = given.shows_sql ? dt::statement_hook(print_statement) : dt::statement_hook();
    if (is_url(given.database)) {
#if defined(PACKAGES_POSTGRES)
        dt::engine<dt::postgres> engine{given.database, {.pool_size = 1}};
        engine.on_statement(hook);
        const auto build = [&](const std::vector<record>& records, const show_progress& show) {
            return build_on_server(engine, records, show);
        };
        co_await load_records(given, out, "PostgreSQL", build);
        co_await report(engine, given, out);
#else
        throw std::runtime_error("this program was built without PostgreSQL, so it writes an SQLite file");
#endif
    } else {
        const auto build = [&](const std::vector<record>& records, const show_progress& show) {
            return build_database(given.database, records, show, hook);
        };
        co_await load_records(given, out, given.database, build);
        dt::engine<dt::sqlite> engine{std::filesystem::canonical(given.database).string(),
                                      {.read_only = true, .journal = dt::sqlite_options::journal_mode::keep}};
        engine.on_statement(hook);
        co_await report(engine, given, out);
    }
}

int fail(const char* problem) {
    std::cerr << "packages: " << problem << '\n';
    return EXIT_FAILURE;
}

int run_program(int argc, char** argv) try {
    // Writing where nobody reads any more shall be an error, and not the end of the process. The errors are those of a
    // stream of our own: std::cout would throw again wherever std::cerr flushes it.
    std::signal(SIGPIPE, SIG_IGN);
    std::ostream out(std::cout.rdbuf());
    out.exceptions(std::ios::badbit | std::ios::failbit);
    const options given = parse(argc, argv);
    if (given.shows_help) out << usage << std::flush;
    else dt::sync_wait(run(given, out));
    return EXIT_SUCCESS;
} catch (const usage_error&) {
    std::cerr << "Try 'packages --help'.\n";
    return 2;
} catch (const interrupted&) {
    fail("interrupted; nothing is written");
    return 128 + signal_received;
} catch (const std::ios::failure&) {
    // Before a pipe was read to its end, `head` and pagers go away: no reason to complain.
    return errno == EPIPE ? EXIT_FAILURE : fail("the report cannot be written");
} catch (const std::exception& problem) {
    return fail(problem.what());
}

}  // namespace
}  // namespace packages

int main(int argc, char** argv) { return packages::run_program(argc, argv); }
