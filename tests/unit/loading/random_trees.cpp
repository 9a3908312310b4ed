// SPDX-License-Identifier: BSL-1.0
// Random trees, joined and shuffled, folded as a naive fold does it.
#include "models.hpp"

#include <algorithm>
#include <random>

using namespace dovetail_test;

namespace {

/// What an object is in these tests: its key, and its collections by name.
struct naive {
    std::int64_t id;
    std::vector<naive> children{}, siblings{};
    friend bool operator==(naive const&, naive const&) = default;
};

/// Finds by looking at all, adds at the end.
naive& place(std::vector<naive>& among, std::int64_t id) {
    for (auto& each : among)
        if (each.id == id) return each;
    return among.emplace_back(naive{id});
}

/// The columns of a row of parents, children, grandchildren, siblings.
enum column { parent, name, child, child_parent, grandchild, grandchild_child, first, second, sibling_parent };

std::int64_t number(row const& from, int column) {
    return std::get<std::int64_t>(from[static_cast<std::size_t>(column)].held);
}

std::vector<naive> fold_naively(std::vector<row> const& rows) {
    std::vector<naive> all;
    for (auto const& each : rows) {
        auto& object = place(all, number(each, parent));
        if (!scripted_reader::is_null(each, child)) {
            auto& below = place(object.children, number(each, child));
            if (!scripted_reader::is_null(each, grandchild)) (void)place(below.children, number(each, grandchild));
        }
        if (!scripted_reader::is_null(each, first)) (void)place(object.siblings, number(each, second));
    }
    return all;
}

using folded_parent = dt::with<Parent, parents.children.with(children.grandchildren), parents.siblings>;

std::vector<naive> simplified(std::vector<folded_parent> const& all) {
    std::vector<naive> result;
    for (auto const& object : all) {
        auto& to = result.emplace_back(naive{object.id});
        REQUIRE(object.name == "parent " + std::to_string(object.id));
        for (auto const& below : object.children) {
            auto& child = to.children.emplace_back(naive{below.id});
            REQUIRE(below.parent_id == object.id);
            for (auto const& last : below.grandchildren) {
                child.children.emplace_back(naive{last.id});
                REQUIRE(last.child_id == below.id);
            }
        }
        for (auto const& sibling : object.siblings) to.siblings.emplace_back(naive{sibling.second});
    }
    return result;
}

/// Random objects, joined as SQL's left joins join them.
class forest {
public:
    explicit forest(unsigned seed) : random_(seed) {}

    std::vector<row> rows() {
        std::vector<row> all;
        for (auto id : keys(6)) {
            std::vector<row> below;
            for (auto child : keys(4)) {
                bool any = false;
                for (auto last : keys(4)) {
                    below.push_back({child, id, last, child});
                    any = true;
                }
                if (!any) below.push_back({child, id, null, null});
            }
            if (below.empty()) below.push_back({null, null, null, null});
            std::vector<row> beside;
            for (auto sibling : keys(4)) beside.push_back({"s" + std::to_string(sibling % 3), sibling, id});
            if (beside.empty()) beside.push_back({null, null, null});
            for (auto const& left : below)
                for (auto const& right : beside) {
                    row joined{id, "parent " + std::to_string(id)};
                    joined.insert(joined.end(), left.begin(), left.end());
                    joined.insert(joined.end(), right.begin(), right.end());
                    all.push_back(std::move(joined));
                }
        }
        return all;
    }
    void shuffle(std::vector<row>& all) { std::shuffle(all.begin(), all.end(), random_); }

private:
    /// Different keys; each is used once in a table.
    std::vector<std::int64_t> keys(std::size_t most) {
        std::vector<std::int64_t> some(random_() % (most + 1));
        for (auto& each : some) each = next_ = next_ + 1 + std::int64_t(random_() % 3);
        if (random_() % 2 != 0) std::shuffle(some.begin(), some.end(), random_);
        return some;
    }
    std::mt19937 random_;
    std::int64_t next_ = 0;
};

}  // namespace

TEST_CASE("random trees fold as a naive fold does, in any order of rows") {
    for (unsigned seed = 1; seed <= 300; ++seed) {
        INFO("seed " << seed);
        forest trees(seed);
        auto rows = trees.rows();
        REQUIRE(simplified(fold<folded_parent>(rows)) == fold_naively(rows));
        for (int again = 0; again < 3; ++again) {
            trees.shuffle(rows);
            REQUIRE(simplified(fold<folded_parent>(rows)) == fold_naively(rows));
        }
    }
}

TEST_CASE("rows that repeat change nothing where collections stand side by side") {
    for (unsigned seed = 1; seed <= 100; ++seed) {
        INFO("seed " << seed);
        forest trees(seed);
        auto rows = trees.rows();
        auto const expected = fold_naively(rows);
        auto twice = rows;
        twice.insert(twice.end(), rows.begin(), rows.end());
        REQUIRE(simplified(fold<folded_parent>(twice)) == expected);
    }
}

TEST_CASE("a chain of collections folds as a naive fold does") {
    using chain = dt::with<Parent, parents.children.with(children.grandchildren)>;
    for (unsigned seed = 1; seed <= 300; ++seed) {
        INFO("seed " << seed);
        forest trees(seed);
        // Without the siblings' columns, and once each, as the join of a chain gives them.
        std::vector<row> rows;
        for (auto each : trees.rows()) {
            each.resize(first);
            auto const same = [&](row const& other) {
                for (std::size_t i = 0; i < each.size(); ++i)
                    if (each[i].held != other[i].held) return false;
                return true;
            };
            if (std::none_of(rows.begin(), rows.end(), same)) rows.push_back(std::move(each));
        }
        trees.shuffle(rows);
        auto const found = fold<chain>(rows);
        for (auto& each : rows) each.resize(sibling_parent + 1);
        auto const expected = fold_naively(rows);
        REQUIRE(found.size() == expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            REQUIRE(found[i].id == expected[i].id);
            REQUIRE(found[i].children.size() == expected[i].children.size());
            for (std::size_t j = 0; j < found[i].children.size(); ++j) {
                REQUIRE(found[i].children[j].id == expected[i].children[j].id);
                REQUIRE(found[i].children[j].grandchildren.size() == expected[i].children[j].children.size());
                for (std::size_t k = 0; k < found[i].children[j].grandchildren.size(); ++k)
                    REQUIRE(found[i].children[j].grandchildren[k].id == expected[i].children[j].children[k].id);
            }
        }
    }
}
