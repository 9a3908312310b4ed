// SPDX-License-Identifier: BSL-1.0
// The session: a unit of work over one connection, with the objects it tracks.
//
//     using Db = dt::session<dt::sqlite>;
//     Db db{engine};
//     auto user = db.add(NewUser{.username = "ann", .role_id = 1});
//     co_await db.commit();
//
// It begins a transaction with its first statement and ends it by commit, rollback or destruction, which rolls back.
// Pending changes are flushed before each statement, so that queries see them. Not shared between concurrent tasks.
#pragma once

#include <dovetail/lowering/ddl.hpp>
#include <dovetail/session/run_transaction.hpp>

#include <cstdio>

namespace dovetail {

template <class Dialect>
class session final : public detail::transaction_runner<Dialect> {
    using base = detail::transaction_runner<Dialect>;
    using objects = detail::session_objects<Dialect>;
    using runner = statement_runner<Dialect>;
    using driver_type = driver<Dialect>;
    using connection = typename driver_type::connection;

public:
    using dialect = Dialect;

    /// @param of  outlives the session. No connection is taken before the first statement.
    explicit session(engine<Dialect>& of, session_options<Dialect> how = {}) : base(of, how) {}

    /// Rolls back; says so on stderr if changes were not flushed and so are lost.
    ~session() {
        if (std::size_t const lost = objects::count_changes())
            std::fprintf(stderr,
                         "dovetail: a session ended with %zu changed objects that were not committed; they are lost "
                         "(co_await db.commit() keeps them)\n",
                         lost);
        this->roll_back();
    }

    // --- statements

    /// Runs a statement. Gives dt::result of its rows, or a dt::mutation_result with row_count().
    /// Errors: dt::error of the statement, or of the flush before it.
    /// @param arguments  the values of its named parameters: execute(by_name, dt::arg<"name"> = "ann")
    template <class Statement, class... Arguments>
    auto execute(Statement statement, Arguments const&... arguments) {
        return detail::make_execution<as_result, Dialect>(*this, statement, arguments...);
    }
    /// Runs several statements, none of which needs the result of another, in one go: on PostgreSQL, in one round trip.
    /// Gives a std::tuple of what execute() gives for each. One that fails fails those behind it.
    template <class... Statements>
    auto batch(Statements... statements) {
        auto items = std::tuple(detail::make_batch_item<Dialect>(statements)...);
        using results = std::tuple<decltype(detail::make_batch_item<Dialect>(statements).take())...>;
        return this->template work_that_writes<results>([this, items = std::move(items)]() mutable {
            this->run_batch(items);
            return std::apply([](auto&... each) { return results(each.take()...); }, items);
        });
    }
    /// The one thing that each row of a select holds.
    template <class Statement, class... Arguments>
    auto scalars(Statement statement, Arguments const&... arguments) {
        return detail::make_execution<detail::as_scalars, Dialect>(*this, statement, arguments...);
    }
    /// The first row's thing, or none.
    template <class Statement, class... Arguments>
    auto scalar(Statement statement, Arguments const&... arguments) {
        return detail::make_execution<detail::as_scalar, Dialect>(*this, statement, arguments...);
    }
    /// The entities of a select as tracked objects, in the same result class.
    template <class Statement>
    auto track(Statement statement) {
        return detail::make_execution<detail::as_tracked<session>, Dialect>(*this, statement);
    }
    /// A select's rows one by one. The session's statements may go on beside it.
    template <class Statement>
    auto stream(Statement statement) {
        return detail::make_stream<Dialect>(
            *this,
            [](runner& self, lease<Dialect>&, statement_info& what, parameters const& values) -> connection& {
                auto& db = static_cast<session&>(self);
                db.flush_changes();
                db.begin_transaction();
                db.log_.begin(what.text(), values);
                return *db.lease_;
            },
            statement);
    }

    // --- objects

    /// A new object: inserted by the next flush, tracked from now on.
    template <new_row_type Row>
    auto add(Row row) {
        return objects::add(std::move(row));
    }
    /// New objects, from a range of new rows.
    template <std::ranges::input_range Rows>
    auto add_all(Rows&& rows) {
        using row = std::ranges::range_value_t<Rows>;
        std::vector<decltype(add(std::declval<row>()))> all;
        for (auto&& each : rows) all.push_back(add(row(std::forward<decltype(each)>(each))));
        return all;
    }
    /// The object with that key, or none: from the session, if it is tracked already, or from the database. A key of
    /// several columns is given in their order. There is one object for each key in a session.
    template <table_type Table, class... Key>
    auto get(Table const&, Key&&... key) {
        using model = typename table_facts<Table>::model;
        using found = maybe<tracked_row_handle<model, plan<>>>;
        constexpr bool has_key = detail::require_key<model>();
        constexpr bool is_whole = sizeof...(Key) == model::key_count;
        static_assert(is_whole || !has_key, "dovetail: get() takes the table and one value for each column of its primary key");
        static_assert(require_valid_model<model>());
        if constexpr (has_key && is_whole)
            return this->template work<found>(
                [this, wanted = objects::template make_key<model>(std::forward<Key>(key)...)] {
                    return objects::template get<model>(wanted, *this);
                });
        else return this->template work<found>([] { return found{}; });
    }
    /// Reads an object's row again; what was changed and not flushed is flushed first.
    /// Errors: dt::no_result_found if the row is gone.
    template <class Model, class Plan>
    auto refresh(tracked_row_handle<Model, Plan> const& object) {
        return this->template work<void>([this, row = object.tracked()] {
            this->flush_changes();
            objects::template refresh<Model>(row, *this);
        });
    }
    /// Removes an object: its row is deleted by the next flush.
    template <class Model, class Plan>
    auto remove(tracked_row_handle<Model, Plan> const& object) {
        return this->template work<void>([this, row = object.tracked()] { objects::template remove<Model>(row); });
    }
    template <entity_type Entity> auto refresh(Entity const&) { return refuse_plain_value<Entity>(); }
    template <entity_type Entity> auto remove(Entity const&) { return refuse_plain_value<Entity>(); }
    template <entity_type Entity> auto merge(Entity const&) { return refuse_plain_value<Entity>(); }

    /// The related value of an entity, in one statement: what user.role is in SQLAlchemy; handles, if it is a tracked
    /// object. Of a range: its entities, or handles, with the relationship loaded, by one statement for all of them.
    /// Errors: dt::error_category::usage for a tracked object that is removed or rolled back.
    template <class Of, class View, fixed_string Name>
    auto load(Of&& of, relationship_expression<View, Name, plan<>>) {
        using Model = typename View::model;
        constexpr std::size_t I = relationship_index<Model>(Name);
        using plain = std::remove_cvref_t<Of>;
        using model = detail::model_loaded<plain>;
        using object = typename detail::object_in<plain>::type;
        constexpr bool can_load = !std::is_void_v<model>;
        constexpr bool fits = std::is_same_v<model, Model>;
        static_assert(can_load, "dovetail: load() takes an entity, a tracked object, or a range of them");
        static_assert(fits || !can_load, "dovetail: load() is given a relationship of another model");
        static_assert(require_valid_model<Model>());
        if constexpr (!fits) {
            using nothing = detail::related_value<Model, I>;
            return this->template work<nothing>([]() -> nothing { std::terminate(); });
        } else if constexpr (detail::is_handle<plain>) {
            return this->template work<detail::related_handles<Model, I>>([this, row = of.tracked()] {
                this->flush_changes();
                return objects::template load<Model, I>(row, *this);
            });
        } else if constexpr (detail::is_handle<object>) {
            using loaded = std::vector<detail::more_loaded_handle<Model, I, typename object::load_plan>>;
            std::vector<object> owners;
            for (auto const& each : of) owners.push_back(each);
            return this->template work<loaded>([this, owners = std::move(owners)] {
                if (owners.empty()) return loaded();
                this->flush_changes();
                return objects::template load_all<Model, I>(owners, *this);
            });
        } else if constexpr (entity_type<plain>) {
            return detail::load_of_one<Dialect, Model, I, plain>(*this, of);
        } else {
            return detail::load_of_many<Dialect, Model, I, Of>(*this, std::forward<Of>(of));
        }
    }

    /// Inserts the rows of a range of new rows, which may be one that is made as it goes, and longer than memory: by COPY on
    /// PostgreSQL. All rows give the same columns. Gives row_count(); nothing is tracked.
    /// @param progress  called now and then with the number of rows that are sent
    /// Errors: as for an insert, `usage` for rows that differ in what they give; what the range or progress throw.
    template <table_type Table, std::ranges::input_range Rows, class Progress = no_progress>
    auto copy_in(Table const&, Rows&& rows, Progress progress = {}) {
        using model = typename table_facts<Table>::model;
        constexpr bool ok = new_row_of<std::ranges::range_value_t<Rows>, model>;
        static_assert(ok, "dovetail: copy_in() takes a table and a range of its new rows");
        static_assert(require_valid_model<model>());
        if constexpr (!ok)
            return this->template work_that_writes<mutation_result>([]() -> mutation_result { std::terminate(); });
        else
            return this->template work_that_writes<mutation_result>(
                [this, rows = std::views::all(std::forward<Rows>(rows)), progress = std::move(progress)]() mutable {
                    return mutation_result(this->template copy_rows<model>(rows, progress));
                });
    }

    // --- the transaction

    /// Sends pending changes: new rows (tables in the order of their foreign keys), changed columns, removed rows.
    /// A failed flush rolls the transaction back.
    auto flush() {
        return this->template work<void>([this] { this->flush_changes(); });
    }
    /// Flushes and commits. If that fails, the transaction is rolled back.
    auto commit() {
        return this->template work<void>([this] { this->commit_all(); });
    }
    /// Takes the database, and the tracked objects, back to where the transaction began.
    auto rollback() {
        return this->template work<void>([this] { this->roll_back(); });
    }
    /// Runs a coroutine `task<T> f(session&)` in a transaction: commits when it returns, rolls back when it throws.
    /// Inside another one, it is a savepoint. What the session did before in the same transaction counts in.
    template <class F>
    auto transaction(F&& f) {
        detail::refuse_awaited_temporary<F>();
        return this->template run_transaction<std::remove_cvref_t<F>>(std::forward<F>(f), this->depth_ > 0);
    }
    /// The same in a transaction that begins as told: its isolation (PostgreSQL), its lock (SQLite). Not inside another.
    template <class F>
    auto transaction(typename driver_type::begin_mode how, F&& f) {
        detail::refuse_awaited_temporary<F>();
        return this->template run_begun<std::remove_cvref_t<F>>(how, std::forward<F>(f));
    }
    /// The same, run again with a fresh session when it fails because of others (retry.hpp). Not inside another one. What
    /// the session tracked before is let go of when it is run again.
    template <class F>
    auto transaction(retry_policy how, F&& f) {
        detail::refuse_awaited_temporary<F>();
        return this->template run_with_retries<std::remove_cvref_t<F>>(std::forward<F>(f), how);
    }
    /// Runs a coroutine in a savepoint: what it did is undone when it throws, and the transaction goes on.
    template <class F>
    auto begin_nested(F&& f) {
        detail::refuse_awaited_temporary<F>();
        return this->template run_transaction<std::remove_cvref_t<F>>(std::forward<F>(f), true);
    }
    /// Interrupts the statement that is running, if one is, from any thread: it ends with dt::error (cancelled). The
    /// transaction goes on, unless the statement was changing rows, which rolls it back (SQLite, sqlite3_interrupt).
    void cancel() noexcept { this->cancel_running(); }
    /// Once a stop is asked for, the statement that runs, or waits for a connection, and all later ones end with dt::error
    /// (cancelled), also the commit; rollback() works. A token without a state ends that.
    using base::stop_with;
    bool in_transaction() const noexcept { return bool(this->lease_); }
    /// Lets go of all objects, also of new and changed ones; handles keep their values, and are not persistent any more.
    void expunge_all() { objects::expunge_all(); }
    /// Whether a flush would send something.
    bool has_changes() const { return objects::count_changes() != 0; }

    // --- tables

    /// Creates the tables, and indexes, that are not there yet, each after those it points to. Commits, unless the
    /// session is in a transaction.
    template <class... Tables>
    auto create_all(metadata<Tables...> const& of) {
        return this->template work_that_writes<void>([this, texts = detail::texts_in_order<Dialect>(of)] {
            this->change_tables([&] { detail::create_in_order(texts, [&](std::string_view text) { this->send_text(text); }); });
        });
    }
    /// Drops the tables that are there, with their rows, in the opposite order.
    template <class... Tables>
    auto drop_all(metadata<Tables...> const& of) {
        return this->template work_that_writes<void>([this, texts = detail::texts_in_order<Dialect>(of)] {
            this->change_tables([&] {
                driver_type::check_keys_late(*this->lease_);
                detail::drop_in_order(texts, [&](std::string_view text) { this->send_text(text); });
            });
        });
    }

    // --- seeing it

    /// Statements that this session has sent, without BEGIN, COMMIT and the like.
    std::int64_t statement_count() const noexcept { return this->log_.count(); }
    /// Shows each statement of this session, in place of the engine's hook.
    void on_statement(statement_hook hook, statement_phase from = statement_phase::ended) {
        this->log_.hook = detail::share_hook(std::move(hook), from);
    }

private:
    template <class Entity>
    auto refuse_plain_value() {
        static_assert(!entity_type<Entity>,
                      "dovetail: this is a plain value, which the session does not track; get the object by "
                      "db.get(table, key) or db.track(select(...))");
        return this->template work<void>([] {});     // something to co_await, so that the error is the only one
    }

    template <class> friend struct detail::as_tracked;
};

template <class Dialect>
session(engine<Dialect>&) -> session<Dialect>;

}  // namespace dovetail
