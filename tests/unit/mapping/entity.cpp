// SPDX-License-Identifier: BSL-1.0
// Entities as values: they compare, print, and are Boost.Hana Structs.
#include "models.hpp"

#include <boost/hana.hpp>

#include <sstream>

namespace {
/// A type of the program's own, kept as text.
struct shade {
    int depth = 0;
    bool operator==(shade const&) const = default;
};
}  // namespace

template <>
struct dovetail::codec<shade> {
    using storage_type = dovetail::text;
    static std::string to_storage(shade const& of) { return "shade " + std::to_string(of.depth); }
    static shade from_storage(std::string const& text) { return {int(text.size())}; }
};

using namespace dovetail_test;

namespace {

template <class View>
struct SampleModel {
    static constexpr dt::table_name table = "samples";
    dt::column<View, "id", dt::bigint, dt::primary_key> id;
    dt::column<View, "flag", dt::boolean> flag;
    dt::column<View, "ratio", dt::double_precision> ratio;
    dt::column<View, "half", dt::real> half;
    dt::column<View, "data", dt::blob> data;
    dt::column<View, "day", dt::date> day;
    dt::column<View, "at", dt::nullable<dt::datetime>> at;
    dt::column<View, "tone", shade> tone;
};
using Sample = dt::entity<SampleModel>;
using instant = dt::value_of<dt::datetime>;
using with_author = dt::with<Book, books.author>;
using with_tags = dt::with<Book, books.tags>;

Sample sample() {
    using namespace std::chrono_literals;
    return {.id = std::numeric_limits<std::int64_t>::min(), .flag = true, .ratio = 0.1, .half = 0.1f,
            .data = {std::byte{0}, std::byte{0xAF}}, .day = 2026y / 3 / 4,
            .at = instant(std::chrono::sys_days(2026y / 3 / 4)) + 5h + 6min + 7s, .tone = {3}};
}
Book book(int id, std::string title) { return {.id = id, .title = std::move(title), .author_id = 3}; }

/// How an instant is printed.
std::string printed(instant at) {
    auto row = sample();
    row.at = at;
    auto const text = dt::to_string(row);
    auto const begin = text.find(", at=") + 5;
    return text.substr(begin, text.find(", tone=") - begin);
}

}  // namespace

TEST_CASE("entities are equal where all members are") {
    CHECK(sample() == sample());
    auto other = sample();
    other.data.pop_back();
    CHECK(other != sample());
    other = sample();
    other.at.reset();
    CHECK(other != sample());
    other = sample();
    other.tone.depth = 4;
    CHECK(other != sample());
    CHECK(book(1, "a") == book(1, "a"));
    CHECK(book(1, "a") != book(1, "b"));
}

TEST_CASE("what is loaded counts, too") {
    with_tags one{.id = 1, .title = "t", .author_id = 3};
    auto other = one;
    CHECK(one == other);
    other.tags.push_back({.id = 1, .word = "x"});
    CHECK(one != other);
    one.tags.push_back({.id = 1, .word = "y"});
    CHECK(one != other);
    one.tags[0].word = "x";
    CHECK(one == other);
}

TEST_CASE("each type as text") {
    CHECK(dt::to_string(sample()) ==
          "samples(id=-9223372036854775808, flag=true, ratio=0.1, half=0.1, data=x'00af', day=2026-03-04, "
          "at=2026-03-04 05:06:07, tone='shade 3')");
}

TEST_CASE("times to the microsecond, also before 1970") {
    using namespace std::chrono_literals;
    CHECK(printed(instant(0us)) == "1970-01-01 00:00:00");
    CHECK(printed(instant(1us)) == "1970-01-01 00:00:00.000001");
    CHECK(printed(instant(-1us)) == "1969-12-31 23:59:59.999999");
    CHECK(printed(instant(-24h)) == "1969-12-31 00:00:00");
    CHECK(printed(instant(std::chrono::sys_days(9999y / 12 / 31)) + 23h + 59min + 59s + 500ms) == "9999-12-31 23:59:59.500000");
    CHECK(printed(instant(std::chrono::sys_days(0y / 1 / 1))) == "0000-01-01 00:00:00");
}

TEST_CASE("what is loaded, and what is not, as text") {
    CHECK(dt::to_string(book(1, "it's")) ==
          "books(id=1, author=(not loaded), title='it''s', author_id=3, editor_id=NULL, editor=(not loaded), tags=(not loaded))");
    with_author const loaded{.id = 1, .author = {.id = 3, .name = "ann"}, .title = "t", .author_id = 3, .editor_id = 4};
    CHECK_THAT(dt::to_string(loaded), contains("author=authors(id=3, name='ann', nickname=NULL, books=(not loaded)), title="));
    with_tags tagged{.id = 1, .title = "t", .author_id = 3};
    CHECK_THAT(dt::to_string(tagged), contains("tags=[])"));
    tagged.tags = {{.id = 1, .word = "x"}, {.id = 2, .word = "y"}};
    std::ostringstream out;
    out << tagged;
    CHECK_THAT(out.str(), contains("tags=[tags(id=1, word='x', books=(not loaded)), tags(id=2, word='y', books=(not loaded))])"));
}

TEST_CASE("an entity is a Hana Struct: names and members, in order") {
    namespace hana = boost::hana;
    static_assert(hana::Struct<Sample>::value);
    static_assert(!hana::Struct<shade>::value);
    static_assert(decltype(hana::length(hana::keys(sample())) == hana::size_c<8>)::value);
    std::string names;
    hana::for_each(sample(), hana::fuse([&](auto name, auto const&) { names += name.c_str() + std::string(" "); }));
    CHECK(names == "id flag ratio half data day at tone ");
    CHECK(hana::at_key(sample(), hana::string_c<'t', 'o', 'n', 'e'>) == shade{3});
    CHECK(hana::front(hana::members(book(7, "t"))) == 7);
}
