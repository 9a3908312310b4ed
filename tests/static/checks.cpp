// SPDX-License-Identifier: BSL-1.0
// Checks are values: what the rules say of a statement or a model is a type, which tests compare.
// The sentences, and the rules of single operands, are in tests/compile_fail.
#include "tables.hpp"

namespace {

using dt::rule;

/// What is wrong with a statement, on SQL in general and on SQLite.
template <class Statement, class Verdict>
inline constexpr bool is = std::same_as<dt::check<Statement>, Verdict>;
template <class Statement, class Verdict>
inline constexpr bool is_on_sqlite = std::same_as<dt::check<Statement, dt::sqlite>, Verdict>;
using fine = dt::verdict<rule::none>;

// Nothing is wrong.
constexpr auto all = dt::select(users);
static_assert(is<decltype(all), fine>);
static_assert(is<decltype(dt::select(users.id).where(users.id == 1).order_by(users.username).limit(1)), fine>);
static_assert(is<decltype(dt::select(users).options(dt::joinedload(users.role), dt::joinedload(users.posts))), fine>);
static_assert(is<decltype(dt::select(dt::count(), dt::max(posts.score + 1)).select_from(posts)), fine>);
static_assert(is<decltype(dt::insert_into(posts).values(posts.title = "x", posts.author_id = 1)), fine>);
static_assert(is<decltype(dt::update(posts).set(posts.score = posts.score + 1).all_rows()), fine>);
static_assert(is<decltype(dt::delete_from(posts).where(posts.id == 1)), fine>);
static_assert(is<decltype(dt::raw<"SELECT ? + ?", int>(1, 2)), fine>);
static_assert(is_on_sqlite<decltype(all), fine>);

// A column of a table that is not in FROM, wherever it stands.
using title_not_in_from = dt::verdict<rule::column_not_in_from, "posts.title">;
static_assert(is<decltype(dt::select(users).where(posts.title == "x")), title_not_in_from>);
static_assert(is<decltype(dt::select(users).where(users.id == 1, users.id == 2 || posts.title == "x")), title_not_in_from>);
static_assert(is<decltype(dt::select(users.id, posts.title)), title_not_in_from>);
static_assert(is<decltype(dt::select(users.id).order_by(posts.title.desc())), title_not_in_from>);
static_assert(is<decltype(dt::select(dt::count(posts.title)).select_from(users)), title_not_in_from>);
static_assert(is<decltype(dt::update(users).set(users.username = posts.title).all_rows()), title_not_in_from>);
static_assert(is<decltype(dt::delete_from(users).where(posts.title == users.username)), title_not_in_from>);
static_assert(is<decltype(dt::select(users).options(dt::joinedload(users.posts)).where(posts.title == "x")),
                 title_not_in_from>);       // the joined table has a private name
// A subquery sees its surroundings, and its surroundings do not see it.
static_assert(is<decltype(dt::select(users).where(dt::exists(dt::select(posts).where(posts.author_id == users.id)))), fine>);
static_assert(is<decltype(dt::select(users).where(users.id.in_(dt::select(posts.author_id)), posts.title == "x")),
                 title_not_in_from>);
static_assert(is<decltype(dt::select(users).where(users.id.in_(dt::select(roles.id).where(posts.title == "x")))),
                 title_not_in_from>);
// An alias is a table of its own.
constexpr auto boss = dt::alias<"boss">(users);
static_assert(is<decltype(dt::select(boss).where(users.id == 1)), dt::verdict<rule::column_not_in_from, "users.id">>);
static_assert(is<decltype(dt::select(users).where(boss.id == 1)), dt::verdict<rule::column_not_in_from, "boss.id">>);
static_assert(is<decltype(dt::select(boss).where(boss.id == 1)), fine>);

// Aggregates.
static_assert(is<decltype(dt::select(posts.id).where(dt::count(posts.id) > 1)),
                 dt::verdict<rule::aggregate_in_where, "count">>);
static_assert(is<decltype(dt::update(posts).set(posts.score = dt::sum(posts.score)).all_rows()),
                 dt::verdict<rule::aggregate_in_where, "sum">>);
static_assert(is<decltype(dt::select(posts.id).where(posts.score.in_(dt::select(dt::max(posts.score))))), fine>);
static_assert(is<decltype(dt::select(dt::sum(dt::count(posts.id)))), dt::verdict<rule::nested_aggregate, "count">>);
static_assert(is<decltype(dt::select(posts.title, dt::count(posts.id))),
                 dt::verdict<rule::column_beside_aggregate, "posts.title">>);
static_assert(is<decltype(dt::select(dt::count(posts.id) + posts.score)),
                 dt::verdict<rule::column_beside_aggregate, "posts.score">>);
static_assert(is<decltype(dt::select(dt::count(posts.id)).order_by(posts.title)),
                 dt::verdict<rule::column_beside_aggregate, "posts.title">>);
static_assert(is<decltype(dt::select(posts).order_by(dt::count(posts.id))),
                 dt::verdict<rule::column_beside_aggregate, "posts.id">>);
static_assert(is<decltype(dt::select(dt::count(posts.id), dt::max(posts.score)).where(posts.id == 1)), fine>);

// No table, no condition.
static_assert(is<decltype(dt::select(dt::count())), dt::verdict<rule::select_without_from>>);
static_assert(is<decltype(dt::update(users).set(users.username = "x")),
                 dt::verdict<rule::mutation_without_condition, "users">>);
static_assert(is<decltype(dt::delete_from(boss)), dt::verdict<rule::mutation_without_condition, "boss">>);

// What SQLite cannot do is a rule of SQLite's.
constexpr auto locked = dt::select(users).with_for_update();
static_assert(is<decltype(locked), fine>);
static_assert(is_on_sqlite<decltype(locked), dt::verdict<rule::dialect_cannot, "SQLite.SELECT ... FOR UPDATE">>);
static_assert(is<decltype(dt::select(users).where(users.username.ilike("a%"))), fine>);
static_assert(is_on_sqlite<decltype(dt::select(users).where(users.username.ilike("a%"))),
                           dt::verdict<rule::dialect_cannot, "SQLite.ILIKE">>);

// A raw statement's placeholders, which do not stand in strings, names and comments. Of other kinds than ? and $1,
// nothing is known before the statement is sent.
using values_differ = dt::verdict<rule::raw_values>;
static_assert(is<decltype(dt::raw<"SELECT ?", int>()), values_differ>);
static_assert(is<decltype(dt::raw<"SELECT 1", int>(1)), values_differ>);
static_assert(is<decltype(dt::raw<"SELECT '?', 'it''s ?', \"?\", [?], `?` -- ?\n /* ? */ FROM t WHERE x = ?", int>(1)), fine>);
static_assert(is<decltype(dt::raw<"SELECT ?2 + :x", int>(1)), fine>);
static_assert(dt::detail::count_placeholders("SELECT $1, '$9', $2, $1 ? $3", true) == 3);
static_assert(dt::detail::count_placeholders("SELECT $$ $1 $$", true) == 0);

// The first rule that is broken is named.
static_assert(is<decltype(dt::delete_from(users).where(dt::count(users.id) == 1, posts.title == "x")),
                 dt::verdict<rule::aggregate_in_where, "count">>);

// A column that an INSERT leaves out.
static_assert(std::same_as<dt::verdict_of<dt::detail::left_out_finding<dt::model<PostModel>,
                                                                      decltype(posts.title = "x")>>,
                           dt::verdict<rule::required_column_left_out, "posts.author_id">>);

// Models. One that is used in a query breaks none of the rules.
template <template <class> class Model>
using model_check = dt::verdict_of<dt::model_finding<dt::model<Model>>>;
static_assert(std::same_as<model_check<UserModel>, fine>);
static_assert(std::same_as<model_check<NodeModel>, fine>);
static_assert(std::same_as<model_check<RolePermissionModel>, fine>);

template <class View>
struct TwiceModel {
    static constexpr dt::table_name table = "twice";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "id", dt::integer> again;
};
static_assert(std::same_as<model_check<TwiceModel>, dt::verdict<rule::duplicate_column, "twice.id">>);

template <class View>
struct NullKeyModel {
    static constexpr dt::table_name table = "t";
    dt::column<View, "id", dt::nullable<dt::integer>, dt::primary_key> id;
};
static_assert(std::same_as<model_check<NullKeyModel>, dt::verdict<rule::nullable_primary_key, "t.id">>);

template <class View>
struct WideKeyModel {
    static constexpr dt::table_name table = "t";
    dt::column<View, "role_id", dt::bigint, dt::foreign_key<RoleModel>> role_id;
};
static_assert(std::same_as<model_check<WideKeyModel>, dt::verdict<rule::foreign_key_type_differs, "t.role_id">>);

template <class View>
struct LooseKeyModel {
    static constexpr dt::table_name table = "t";
    dt::column<View, "title", dt::string<100>, dt::references<PostModel, "title">> title;
};
static_assert(std::same_as<model_check<LooseKeyModel>, dt::verdict<rule::foreign_key_without_target, "t.title">>);

/// Points to a table whose key has two columns.
template <class View>
struct HalfKeyModel {
    static constexpr dt::table_name table = "t";
    dt::column<View, "link", dt::integer, dt::foreign_key<RolePermissionModel>> link;
};
static_assert(std::same_as<model_check<HalfKeyModel>, dt::verdict<rule::foreign_key_without_target, "t.link">>);

template <class View>
struct UnrelatedModel {
    static constexpr dt::table_name table = "t";
    dt::column<View, "role_id", dt::integer> role_id;
    dt::many_to_one<View, "role", RoleModel> role;
};
static_assert(std::same_as<model_check<UnrelatedModel>, dt::verdict<rule::relationship_without_key, "t.role">>);

template <class View>
struct TwoKeysModel {
    static constexpr dt::table_name table = "t";
    dt::column<View, "first_id", dt::integer, dt::foreign_key<GroupModel>> first_id;
    dt::column<View, "second_id", dt::integer, dt::foreign_key<GroupModel>> second_id;
    dt::many_to_one<View, "group", GroupModel> group;
};
static_assert(std::same_as<model_check<TwoKeysModel>, dt::verdict<rule::relationship_with_several_keys, "t.group">>);

template <class View>
struct UnorderedModel {
    static constexpr dt::table_name table = "t";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "up_id", dt::nullable<dt::integer>, dt::foreign_key<UnorderedModel>> up_id;
    dt::one_to_many<View, "below", UnorderedModel, dt::order_by<"name">> below;
};
static_assert(std::same_as<model_check<UnorderedModel>, dt::verdict<rule::unknown_order_column, "t.below">>);

template <class View>
struct UnknownUniqueModel {
    static constexpr dt::table_name table = "t";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    using constraints = dt::constraints<dt::unique_on<"id", "name">>;
};
static_assert(std::same_as<model_check<UnknownUniqueModel>, dt::verdict<rule::unknown_constraint_column, "t.name">>);

template <class View> struct BookModel;
template <class View>
struct ReaderModel {
    static constexpr dt::table_name table = "readers";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::one_to_many<View, "books", BookModel, "lender_id"> books;
};
template <class View>
struct BookModel {
    static constexpr dt::table_name table = "books";
    dt::column<View, "owner_id", dt::integer, dt::foreign_key<ReaderModel>> owner_id;
    dt::column<View, "lender_id", dt::integer, dt::foreign_key<ReaderModel>> lender_id;
    dt::many_to_one<View, "owner", ReaderModel, "owner_id"> owner;
};
static_assert(std::same_as<model_check<ReaderModel>, dt::verdict<rule::back_references_disagree, "readers.books">>);
static_assert(std::same_as<model_check<BookModel>, dt::verdict<rule::back_references_disagree, "books.owner">>);

}  // namespace
