// SPDX-License-Identifier: BSL-1.0
// The two directions of a relationship stand on one key: here the posts of a user are those of another key than the one
// that a post's author stands on.
//
// expect: dovetail: the target of this relationship declares no back-reference over the same key; the two directions must agree
// expect: posts.author
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;

template <class View> struct PostModel;

template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>> name;
#ifdef MISTAKE
    dt::one_to_many<View, "posts", PostModel, "editor_id"> posts;
#else
    dt::one_to_many<View, "posts", PostModel, "author_id"> posts;
#endif
};

template <class View>
struct PostModel {
    static constexpr dt::table_name table = "posts";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "author_id", dt::integer, dt::foreign_key<UserModel>> author_id;
    dt::column<View, "editor_id", dt::integer, dt::foreign_key<UserModel>> editor_id;
    dt::many_to_one<View, "author", UserModel, "author_id"> author;
};
inline constexpr dt::table<UserModel> users;
inline constexpr dt::table<PostModel> posts;
inline constexpr dt::metadata tables{posts, users};

#ifndef MISTAKE
dt::task<int> run() {
    dt::engine<dt::sqlite> engine{":memory:"};
    dt::session<dt::sqlite> db{engine};
    co_await db.create_all(tables);
    auto ann = db.add(dt::new_row<UserModel>{.name = "ann"});
    auto bob = db.add(dt::new_row<UserModel>{.name = "bob"});
    co_await db.flush();
    db.add(dt::new_row<PostModel>{.author_id = ann->id, .editor_id = bob->id});
    co_await db.flush();
    auto all = co_await db.execute(dt::select(users).order_by(users.id).options(dt::joinedload(users.posts)));
    auto authors = all.scalars().all();
    auto one = co_await db.execute(dt::select(posts).options(dt::joinedload(posts.author)));
    co_return authors[0].posts.size() == 1 && authors[1].posts.empty() && one.scalar_one().author.name == "ann" ? 0 : 1;
}
int main() { return dt::sync_wait(run()); }
#endif
