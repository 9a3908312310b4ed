// SPDX-License-Identifier: BSL-1.0
// A session beside a plain map: whatever is added, changed, removed, undone to a savepoint or to the last commit, in any order,
// the objects and the table have the map's values.
#include "support/trees.hpp"

#include <map>
#include <random>

using namespace dovetail_test;

namespace {

struct node_values {
    std::string name;
    std::optional<std::int32_t> parent;
    friend bool operator==(node_values const&, node_values const&) = default;
};
/// What a transaction should see, and the objects that its session has shown.
struct world {
    std::map<std::int32_t, node_values> rows;
    std::map<std::int32_t, dt::tracked<Node>> objects;
};
struct undone {};

class random_work {
public:
    random_work(empty_database& base, unsigned seed) : base_(base), random_(seed) {}

    dt::task<void> run() {
        for (int sessions = 0; sessions < 3; ++sessions) {
            Db db{base_.engine};
            now_.objects.clear();
            auto const tree = dt::select(nodes.id, nodes.name, nodes.parent_id).order_by(nodes.id);
            for (int i = 0; i < 4; ++i) {
                co_await some_steps(db, 0);
                bool const keeps = one_of(3) != 0;
                if (keeps) {
                    co_await db.commit();
                    last_ = now_;
                } else {
                    co_await db.rollback();
                    now_ = last_;
                }
                CAPTURE(sessions, i, keeps);
                compare_objects();
                std::map<std::int32_t, node_values> stored;
                auto const found = (co_await base_.engine.execute(tree)).all();
            for (auto const& [id, name, parent] : found) stored[id] = {name, parent};
                CHECK(stored == now_.rows);
            }
            last_.objects.clear();
        }
    }

private:
    static constexpr std::int32_t most_nodes = 12;

    unsigned one_of(unsigned count) { return static_cast<unsigned>(random_() % count); }
    std::string a_name() { return "name " + std::to_string(one_of(5)); }
    std::int32_t a_key() { return 1 + static_cast<std::int32_t>(one_of(most_nodes)); }
    bool is_leaf(std::int32_t key) const {
        for (auto const& [id, values] : now_.rows)
            if (values.parent == key) return false;
        return true;
    }
    /// None, or one with a smaller key, so that there are no circles.
    std::optional<std::int32_t> a_parent(std::int32_t of) {
        auto const parent = a_key();
        return parent < of && now_.rows.contains(parent) ? std::optional(parent) : std::nullopt;
    }

    void compare_objects() {
        std::map<std::int32_t, node_values> shown, expected;
        for (auto const& [key, object] : now_.objects) {
            if (!now_.rows.contains(key)) continue;
            shown[object->id] = {object->name, object->parent_id};
            expected[key] = now_.rows[key];
        }
        CHECK(shown == expected);
    }
    /// The object of that key, which is there; the one that was shown before, if one was.
    dt::task<dt::tracked<Node>> object_of(Db& db, std::int32_t key) {
        auto const found = co_await db.get(nodes, key);
        if (!found) throw std::runtime_error("no node " + std::to_string(key));
        if (auto const known = now_.objects.find(key); known != now_.objects.end()) CHECK(known->second == *found);
        now_.objects.insert_or_assign(key, *found);
        co_return *found;
    }

    dt::task<void> some_steps(Db& db, int depth) {
        for (unsigned steps = 3 + one_of(12); steps > 0; --steps) {
            auto const key = a_key();
            bool const is_there = now_.rows.contains(key);
            switch (one_of(9)) {
                case 0:
                case 1:
                case 2:
                    if (is_there) co_await change(db, key);
                    else add(db, key);
                    break;
                case 3:
                    if (is_there && is_leaf(key)) co_await remove(db, key);
                    break;
                case 4: co_await db.flush(); break;
                case 5:
                    if (is_there) (void)co_await object_of(db, key);
                    else CHECK_FALSE(co_await db.get(nodes, key));
                    break;
                case 6:
                    if (is_there) co_await change_behind(db, key);
                    break;
                case 7:
                    if (depth < 3) co_await nested(db, depth);
                    break;
                default: co_await look(db); break;
            }
            compare_objects();
        }
    }
    void add(Db& db, std::int32_t key) {
        now_.rows[key] = {a_name(), a_parent(key)};
        auto const& [name, parent] = now_.rows[key];
        now_.objects.insert_or_assign(key, db.add(NewNode{.id = key, .name = name, .parent_id = parent}));
    }
    dt::task<void> change(Db& db, std::int32_t key) {
        auto const object = co_await object_of(db, key);
        if (one_of(2) == 0) object->name = now_.rows[key].name = a_name();
        else object->parent_id = now_.rows[key].parent = a_parent(key);
    }
    dt::task<void> remove(Db& db, std::int32_t key) {
        auto const object = co_await object_of(db, key);
        co_await db.remove(object);
        now_.rows.erase(key);
        now_.objects.erase(key);
    }
    /// By a statement, of which the object knows when it is refreshed.
    dt::task<void> change_behind(Db& db, std::int32_t key) {
        auto const object = co_await object_of(db, key);
        auto const name = a_name();
        auto const changed = co_await db.execute(dt::update(nodes).set(nodes.name = name).where(nodes.id == key));
        CHECK(changed.row_count() == 1);
        co_await db.refresh(object);
        now_.rows[key].name = name;
    }
    dt::task<void> look(Db& db) {
        auto const all = dt::select(nodes).order_by(nodes.id);
        auto const found = (co_await db.track(all)).scalars().all();
        CHECK(found.size() == now_.rows.size());
        for (auto const& each : found) {
            if (auto const known = now_.objects.find(each->id); known != now_.objects.end()) CHECK(known->second == each);
            now_.objects.insert_or_assign(each->id, each);
        }
    }
    dt::task<void> nested(Db& db, int depth) {
        auto const before = now_;
        bool const fails = one_of(2) == 0;
        auto const work = [this, depth, fails](Db& inner) -> dt::task<void> {
            co_await some_steps(inner, depth + 1);
            if (fails) throw undone();
        };
        try {
            co_await db.begin_nested(work);
        } catch (undone const&) {
            now_ = before;
        }
    }

    empty_database& base_;
    std::mt19937 random_;
    world now_, last_;
};

}  // namespace

TEST_CASE("whatever a session does, its objects and the table have what was done and kept") {
    empty_database base;
    {
        Db db{base.engine};
        sync_wait(db.create_all(tree_tables));
        sync_wait(db.commit());
    }
    for (unsigned seed = 0; seed < 60; ++seed) {
        CAPTURE(seed);
        (void)sync_wait(base.engine.execute(dt::delete_from(nodes).all_rows()));
        random_work work(base, seed);
        sync_wait(work.run());
    }
}
