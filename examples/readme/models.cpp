// SPDX-License-Identifier: BSL-1.0
// The code of docs/models.md.
#include <dovetail/sqlite.hpp>

#include <iostream>

namespace dt = dovetail;

enum class color { red, green };

template <>
struct dt::codec<color> {
    using storage_type = dt::text;
    static std::string to_storage(color c) { return c == color::red ? "red" : "green"; }
    static color from_storage(std::string const& text) {
        if (text == "red") return color::red;
        if (text == "green") return color::green;
        throw std::invalid_argument("no color: " + text);
    }
};

template <class View> struct PersonModel;

template <class View>
struct PostModel {
    static constexpr dt::table_name table = "posts";

    dt::column<View, "id", dt::bigint, dt::primary_key> id;
    dt::column<View, "title", dt::string<200>> title;
    dt::column<View, "label", color, dt::index> label;
    dt::column<View, "words", dt::integer, dt::default_value<0>> words;
    dt::column<View, "written", dt::datetime, dt::default_now> written;
    dt::column<View, "token", dt::text, dt::server_default<"lower(hex(randomblob(8)))">> token;
    dt::column<View, "is_long", dt::boolean, dt::generated<"words > 1000">> is_long;
    dt::column<View, "author_id", dt::bigint, dt::foreign_key<PersonModel, dt::on_delete::cascade>> author_id;
    dt::column<View, "editor_id", dt::nullable<dt::bigint>, dt::foreign_key<PersonModel>> editor_id;

    dt::many_to_one<View, "author", PersonModel, "author_id"> author;    // two keys to one table: named
    dt::many_to_one<View, "editor", PersonModel, "editor_id"> editor;    // a std::optional: the key may be NULL

    using constraints = dt::constraints<dt::unique_on<"author_id", "title">, dt::index_on<"written">>;
    static constexpr auto checks(auto const& row) { return std::tuple{dt::check_constraint<"words_count">(row.words >= 0)}; }
};

template <class View>
struct PersonModel {
    static constexpr dt::table_name table = "people";

    dt::column<View, "id", dt::bigint, dt::primary_key> id;
    dt::column<View, "name", dt::text> name;
    dt::column<View, "boss_id", dt::nullable<dt::bigint>, dt::foreign_key<PersonModel>> boss_id;

    dt::one_to_many<View, "posts", PostModel, "author_id", dt::order_by_desc<"written">> posts;
    dt::one_to_many<View, "edited", PostModel, "editor_id"> edited;
    dt::many_to_one<View, "boss", PersonModel> boss;                     // the table itself
    dt::one_to_many<View, "reports", PersonModel, dt::order_by<"name">> reports;
};

using NewPerson = dt::new_row<PersonModel>;
using NewPost = dt::new_row<PostModel>;
inline constexpr dt::table<PersonModel> people;
inline constexpr dt::table<PostModel> posts;
inline constexpr dt::metadata tables{people, posts};

using Db = dt::session<dt::sqlite>;

dt::task<int> run() {
    dt::engine<dt::sqlite> engine{":memory:"};
    Db db{engine};
    co_await db.create_all(tables);
    auto ann = db.add(NewPerson{.name = "Ann"});
    co_await db.flush();
    auto post = db.add(NewPost{.title = "On joints", .label = color::green, .words = 1200, .author_id = ann->id});
    co_await db.commit();
    std::cout << *post << "\n";
    bool const ok = post->is_long && post->token.size() == 16 && post->label == color::green;
    co_return ok ? 0 : 1;
}

int main() { return dt::sync_wait(run()); }
