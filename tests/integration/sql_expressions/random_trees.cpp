// SPDX-License-Identifier: BSL-1.0
//
// Random expressions, evaluated by the database and in C++: brackets stand where they are needed, NULL spreads as the
// types say, values arrive in their places. A tree is made from a seed at compile time; each is evaluated over rows and
// with literals that are random at run time.
#include "support/database.hpp"

#include <array>
#include <random>

using namespace dovetail_test;

namespace {

template <class View>
struct SampleModel {
    static constexpr dt::table_name table = "samples";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "a", dt::nullable<dt::integer>> a;
    dt::column<View, "b", dt::nullable<dt::bigint>> b;
    dt::column<View, "c", dt::integer> c;
    dt::column<View, "p", dt::nullable<dt::boolean>> p;
    dt::column<View, "q", dt::boolean> q;
    dt::column<View, "s", dt::nullable<dt::text>> s;
    dt::column<View, "t", dt::text> t;
};
using Sample = dt::entity<SampleModel>;
using NewSample = dt::new_row<SampleModel>;
inline constexpr dt::table<SampleModel> samples;
inline constexpr dt::metadata sample_tables{samples};

using Int = std::optional<std::int64_t>;
using Bool = std::optional<bool>;
using Text = std::optional<std::string>;

std::array<int, 16> numbers;
std::array<std::string, 8> texts;

constexpr unsigned mix(unsigned seed, unsigned salt) {
    std::uint64_t x = (std::uint64_t{seed} << 32 | salt) * 0x9E3779B97F4A7C15u;
    x ^= x >> 29;
    x *= 0xBF58476D1CE4E5B9u;
    return static_cast<unsigned>(x >> 32);
}

template <class F, class... T>
auto spread(F of, std::optional<T> const&... given) -> std::optional<decltype(of(*given...))> {
    if (!(given && ...)) return {};
    return of(*given...);
}
Bool negated(Bool of) { return spread([](bool b) { return !b; }, of); }
Bool both(Bool a, Bool b) {
    if (a == false || b == false) return false;
    if (!a || !b) return {};
    return true;
}
Bool either(Bool a, Bool b) { return negated(both(negated(a), negated(b))); }

template <unsigned Seed, int Depth> struct int_tree;
template <unsigned Seed, int Depth> struct bool_tree;
template <unsigned Seed, int Depth> struct text_tree;

/// What trees are made of: Part<I> differ, and are less deep.
template <unsigned Seed, int Depth>
struct tree {
    static constexpr unsigned choice(unsigned of) { return mix(Seed, 77) % of; }
    template <unsigned I> using ints = int_tree<mix(Seed, I), Depth - 1>;
    template <unsigned I> using bools = bool_tree<mix(Seed, I), Depth - 1>;
    template <unsigned I> using words = text_tree<mix(Seed, I), Depth - 1>;
};

template <unsigned Seed, int Depth>
struct int_tree : tree<Seed, Depth> {
    using base = tree<Seed, Depth>;
    static constexpr unsigned what = Depth <= 0 ? base::choice(4) : 4 + base::choice(12);
    template <unsigned I> using ints = typename base::template ints<I>;
    template <unsigned I> using bools = typename base::template bools<I>;
    template <unsigned I> using words = typename base::template words<I>;

    static auto sql() {
        if constexpr (what == 0) return samples.a;
        else if constexpr (what == 1) return samples.b;
        else if constexpr (what == 2) return samples.c;
        else if constexpr (what == 3) return dt::cast<dt::integer>(numbers[Seed % 16]);
        else if constexpr (what == 4 || what == 5) return ints<1>::sql() + ints<2>::sql();
        else if constexpr (what == 6 || what == 7) return ints<1>::sql() - ints<2>::sql();
        else if constexpr (what == 8) return ints<1>::sql() * numbers[Seed % 16];
        else if constexpr (what == 9) return numbers[Seed % 16] * ints<1>::sql();
        else if constexpr (what == 10) return ints<1>::sql() / dt::nullif(ints<2>::sql(), 0);
        else if constexpr (what == 11) return ints<1>::sql() % dt::nullif(ints<2>::sql(), 0);
        else if constexpr (what == 12) return -ints<1>::sql();
        else if constexpr (what == 13) return dt::case_().when(bools<1>::sql(), ints<2>::sql()).else_(ints<3>::sql());
        else if constexpr (what == 14) return dt::coalesce(ints<1>::sql(), dt::cast<dt::bigint>(bools<2>::sql()), 7);
        else return dt::length(words<1>::sql()) - ints<2>::sql();
    }
    static Int value(Sample const& row) {
        if constexpr (what == 0) return row.a;
        else if constexpr (what == 1) return row.b;
        else if constexpr (what == 2) return row.c;
        else if constexpr (what == 3) return numbers[Seed % 16];
        else if constexpr (what == 4 || what == 5) return spread([](auto x, auto y) { return x + y; }, ints<1>::value(row), ints<2>::value(row));
        else if constexpr (what == 6 || what == 7) return spread([](auto x, auto y) { return x - y; }, ints<1>::value(row), ints<2>::value(row));
        else if constexpr (what == 8 || what == 9) return spread([](auto x) { return x * numbers[Seed % 16]; }, ints<1>::value(row));
        else if constexpr (what == 10 || what == 11) {
            auto const x = ints<1>::value(row), y = ints<2>::value(row);
            if (!x || !y || *y == 0) return {};
            return what == 10 ? *x / *y : *x % *y;
        } else if constexpr (what == 12) return spread([](auto x) { return -x; }, ints<1>::value(row));
        else if constexpr (what == 13) return bools<1>::value(row) == true ? ints<2>::value(row) : ints<3>::value(row);
        else if constexpr (what == 14) {
            if (auto const x = ints<1>::value(row)) return x;
            if (auto const y = bools<2>::value(row)) return *y;
            return 7;
        } else return spread([](auto const& x, auto y) { return static_cast<std::int64_t>(x.size()) - y; }, words<1>::value(row), ints<2>::value(row));
    }
};

template <unsigned Seed, int Depth>
struct bool_tree : tree<Seed, Depth> {
    using base = tree<Seed, Depth>;
    static constexpr unsigned what = Depth <= 0 ? base::choice(2) : 2 + base::choice(18);
    template <unsigned I> using ints = typename base::template ints<I>;
    template <unsigned I> using bools = typename base::template bools<I>;
    template <unsigned I> using words = typename base::template words<I>;

    static auto sql() {
        if constexpr (what == 0) return samples.p;
        else if constexpr (what == 1) return samples.q;
        else if constexpr (what == 2) return ints<1>::sql() == ints<2>::sql();
        else if constexpr (what == 3) return ints<1>::sql() != numbers[Seed % 16];
        else if constexpr (what == 4) return ints<1>::sql() < ints<2>::sql();
        else if constexpr (what == 5) return ints<1>::sql() >= numbers[Seed % 16];
        else if constexpr (what == 6) return ints<1>::sql().is_distinct_from(ints<2>::sql());
        else if constexpr (what == 7) return dt::and_(bools<1>::sql(), bools<2>::sql(), bools<3>::sql());
        else if constexpr (what == 8) return bools<1>::sql() && bools<2>::sql();
        else if constexpr (what == 9 || what == 10) return bools<1>::sql() || bools<2>::sql();
        else if constexpr (what == 11) return !bools<1>::sql();
        else if constexpr (what == 12) return bools<1>::sql() == bools<2>::sql();
        else if constexpr (what == 13) return ints<1>::sql().between(ints<2>::sql(), ints<3>::sql());
        else if constexpr (what == 14) return ints<1>::sql().in_(numbers);
        else if constexpr (what == 15) return ints<1>::sql() != dt::all_(numbers);
        else if constexpr (what == 16) return words<1>::sql().startswith(texts[Seed % 8]);
        else if constexpr (what == 17) return words<1>::sql().contains(words<2>::sql());
        else if constexpr (what == 18) return words<1>::sql() != words<2>::sql();
        else return dt::tuple_(ints<1>::sql(), ints<2>::sql()) < dt::tuple_(ints<3>::sql(), numbers[Seed % 16]);
    }
    static Bool value(Sample const& row) {
        if constexpr (what == 0) return row.p;
        else if constexpr (what == 1) return row.q;
        else if constexpr (what == 2) return spread([](auto x, auto y) { return x == y; }, ints<1>::value(row), ints<2>::value(row));
        else if constexpr (what == 3) return spread([](auto x) { return x != numbers[Seed % 16]; }, ints<1>::value(row));
        else if constexpr (what == 4) return spread([](auto x, auto y) { return x < y; }, ints<1>::value(row), ints<2>::value(row));
        else if constexpr (what == 5) return spread([](auto x) { return x >= numbers[Seed % 16]; }, ints<1>::value(row));
        else if constexpr (what == 6) return ints<1>::value(row) != ints<2>::value(row);
        else if constexpr (what == 7) return both(bools<1>::value(row), both(bools<2>::value(row), bools<3>::value(row)));
        else if constexpr (what == 8) return both(bools<1>::value(row), bools<2>::value(row));
        else if constexpr (what == 9 || what == 10) return either(bools<1>::value(row), bools<2>::value(row));
        else if constexpr (what == 11) return negated(bools<1>::value(row));
        else if constexpr (what == 12) return spread([](bool x, bool y) { return x == y; }, bools<1>::value(row), bools<2>::value(row));
        else if constexpr (what == 13) {
            auto const at_least = [](auto x, auto y) { return x >= y; };
            return both(spread(at_least, ints<1>::value(row), ints<2>::value(row)), spread(at_least, ints<3>::value(row), ints<1>::value(row)));
        } else if constexpr (what == 14 || what == 15)
            return spread([](auto x) { return (std::find(numbers.begin(), numbers.end(), x) != numbers.end()) == (what == 14); }, ints<1>::value(row));
        else if constexpr (what == 16) return spread([](auto const& x) { return x.starts_with(texts[Seed % 8]); }, words<1>::value(row));
        else if constexpr (what == 17)
            return spread([](auto const& x, auto const& y) { return x.find(y) != x.npos; }, words<1>::value(row), words<2>::value(row));
        else if constexpr (what == 18) return spread([](auto const& x, auto const& y) { return x != y; }, words<1>::value(row), words<2>::value(row));
        else {
            auto const a = ints<1>::value(row), b = ints<2>::value(row), c = ints<3>::value(row);
            if (!a || !c) return {};
            if (*a != *c) return *a < *c;
            return spread([](auto x) { return x < numbers[Seed % 16]; }, b);
        }
    }
};

template <unsigned Seed, int Depth>
struct text_tree : tree<Seed, Depth> {
    using base = tree<Seed, Depth>;
    static constexpr unsigned what = Depth <= 0 ? base::choice(2) : 2 + base::choice(6);
    template <unsigned I> using ints = typename base::template ints<I>;
    template <unsigned I> using bools = typename base::template bools<I>;
    template <unsigned I> using words = typename base::template words<I>;

    static auto sql() {
        if constexpr (what == 0) return samples.s;
        else if constexpr (what == 1) return samples.t;
        else if constexpr (what == 2) return words<1>::sql() + words<2>::sql();
        else if constexpr (what == 3) return texts[Seed % 8] + words<1>::sql();
        else if constexpr (what == 4) return dt::coalesce(words<1>::sql(), texts[Seed % 8]);
        else if constexpr (what == 5) return dt::cast<dt::text>(ints<1>::sql());
        else if constexpr (what == 6) return dt::case_(ints<1>::sql()).when(numbers[Seed % 16], words<2>::sql()).when(ints<3>::sql(), "b");
        else return dt::nullif(words<1>::sql(), words<2>::sql());
    }
    static Text value(Sample const& row) {
        if constexpr (what == 0) return row.s;
        else if constexpr (what == 1) return row.t;
        else if constexpr (what == 2) return spread([](auto const& x, auto const& y) { return x + y; }, words<1>::value(row), words<2>::value(row));
        else if constexpr (what == 3) return spread([](auto const& x) { return texts[Seed % 8] + x; }, words<1>::value(row));
        else if constexpr (what == 4) return words<1>::value(row).value_or(texts[Seed % 8]);
        else if constexpr (what == 5) return spread([](auto x) { return std::to_string(x); }, ints<1>::value(row));
        else if constexpr (what == 6) {
            auto const x = ints<1>::value(row), y = ints<3>::value(row);
            if (x && *x == numbers[Seed % 16]) return words<2>::value(row);
            return x && y && *x == *y ? Text("b") : Text();
        } else {
            auto const x = words<1>::value(row), y = words<2>::value(row);
            return x && y && *x == *y ? Text() : x;
        }
    }
};

constexpr int rows = 24, rounds = 2;

/// What differs between the row that was found and the one it was made of; nothing if all is well.
template <class... Trees, class Row, std::size_t... I>
std::string difference(Row const& found, Sample const& row, std::index_sequence<I...>) {
    std::string different;
    auto const compare = [&](std::size_t which, auto const& value, auto const& expected) {
        if (std::remove_cvref_t<decltype(expected)>(value) != expected) different += std::to_string(which) + " ";
    };
    (compare(I + 1, found.template get<I + 1>(), Trees::value(row)), ...);
    return different;
}
/// Evaluates all trees over all rows in one statement; gives the number of evaluations.
template <class... Trees>
int evaluate(Db& db, std::vector<Sample> const& all) {
    auto const query = dt::select(samples.id, Trees::sql()...).order_by(samples.id);
    auto const found = sync_wait(db.execute(query)).all();
    REQUIRE(found.size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        if (auto const columns = difference<Trees...>(found[i], all[i], std::index_sequence_for<Trees...>()); !columns.empty())
            FAIL_CHECK("columns " << columns << "of row " << all[i].id << " differ: " << dt::sql<backend, decltype(query)>);
    return static_cast<int>(all.size() * sizeof...(Trees));
}
template <unsigned First, unsigned... I>
int evaluate_some(Db& db, std::vector<Sample> const& all, std::integer_sequence<unsigned, I...>) {
    return evaluate<int_tree<First + I, 3>..., bool_tree<First + I, 3>..., text_tree<First + I, 2>...>(db, all);
}
template <unsigned... I>
int evaluate_all(Db& db, std::vector<Sample> const& all, std::integer_sequence<unsigned, I...>) {
    return (evaluate_some<100 * I + 1>(db, all, std::make_integer_sequence<unsigned, 4>()) + ... + 0);
}

}  // namespace

TEST_CASE("random expressions have the same value in the database and in C++") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(sample_tables));
    unsigned const seed = 20;
    std::mt19937 random{seed};
    auto const pick = [&](int least, int most) { return std::uniform_int_distribution(least, most)(random); };
    auto const word = [&] {
        std::string text;
        for (int i = pick(0, 3); i > 0; --i) text += "ab%_/"[pick(0, 4)];
        return text;
    };
    std::vector<NewSample> made;
    for (int i = 1; i <= rows; ++i) {
        NewSample row{.id = i, .c = pick(-9, 9), .q = pick(0, 1) == 1, .t = word()};
        if (pick(0, 3) != 0) row.a = pick(-9, 9);
        if (pick(0, 3) != 0) row.b = pick(-9, 9);
        if (pick(0, 3) != 0) row.p = pick(0, 1) == 1;
        if (pick(0, 3) != 0) row.s = word();
        made.push_back(row);
    }
    sync_wait(db.execute(dt::insert_into(samples).values(made)));
    auto const all = sync_wait(db.execute(dt::select(samples).order_by(samples.id))).scalars().all();
    int evaluated = 0;
    for (int round = 0; round < rounds; ++round) {
        for (auto& number : numbers) number = pick(-9, 9);
        for (auto& text : texts) text = word();
        evaluated += evaluate_all(db, all, std::make_integer_sequence<unsigned, 25>());
    }
    CHECK(evaluated >= 10'000);
}
