// SPDX-License-Identifier: BSL-1.0
// Functions of JSON documents: in a json, a jsonb and a text column.
#include "support/database.hpp"

#include <dovetail/functions/json.hpp>

namespace dovetail_test {

template <class View>
struct DocumentModel {
    static constexpr dt::table_name table = "documents";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "plain", dt::json> plain;
    dt::column<View, "binary", dt::nullable<dt::jsonb>> binary;
    dt::column<View, "written", dt::text> written;
};
using NewDocument = dt::new_row<DocumentModel>;
inline constexpr dt::table<DocumentModel> documents;
inline constexpr dt::metadata document_tables{documents};

constexpr char const document[] = R"({"a": {"b c": [10, 2.5, true, null, "x"]}, "n": 7, "s": "it's", "f": false})";

struct document_database : empty_database {
    document_database() {
        Db db{engine};
        sync_wait(db.create_all(document_tables));
        std::vector<NewDocument> const rows{NewDocument{.id = 1, .plain = document, .binary = document, .written = document},
                                            NewDocument{.id = 2, .plain = "[1,2]", .written = "[]"}};
        sync_wait(db.execute(dt::insert_into(documents).values(rows)));
        sync_wait(db.commit());
    }
};
template <class E>
auto json_value(Db& db, E const& expression, int id = 1) {
    return sync_wait(db.execute(dt::select(documents.id, expression).where(documents.id == id))).one().template get<1>();
}
template <class E>
std::string without_blanks(Db& db, E const& expression, int id = 1) {
    auto const found = json_value(db, expression, id);
    std::string text;
    if constexpr (requires { found->text; }) text = found ? found->text : "none";
    else text = found.text;
    std::erase(text, ' ');
    return text;
}

TEST_CASE("what stands in documents") {
    document_database base;
    Db db{base.engine};
    CHECK(json_value(db, dt::json_extract<"$.n", dt::integer>(documents.plain)) == 7);
    CHECK(json_value(db, dt::json_extract<"$.n", dt::bigint>(documents.binary)) == 7);
    CHECK(json_value(db, dt::json_extract<"$.n", dt::text>(documents.written)) == "7");
    CHECK(json_value(db, dt::json_extract<"$.s", dt::text>(documents.plain)) == "it's");
    CHECK(json_value(db, dt::json_extract<"$.f", dt::boolean>(documents.binary)) == false);
    CHECK(json_value(db, dt::json_extract<"$.a.\"b c\"[0]", dt::integer>(documents.plain)) == 10);
    CHECK(json_value(db, dt::json_extract<"$.a.b c[1]", dt::double_precision>(documents.binary)) == 2.5);
    CHECK(json_value(db, dt::json_extract<"$.a.\"b c\"[2]", dt::boolean>(documents.written)) == true);
    CHECK(json_value(db, dt::json_extract<"$.a.\"b c\"[3]", dt::text>(documents.plain)) == std::nullopt);
    CHECK(json_value(db, dt::json_extract<"$.a.\"b c\"[4]", dt::text>(documents.plain)) == "x");
    CHECK(json_value(db, dt::json_extract<"$.none[9]", dt::text>(documents.binary)) == std::nullopt);
    CHECK(without_blanks(db, dt::json_extract<"$.a", dt::jsonb>(documents.plain)) == R"({"bc":[10,2.5,true,null,"x"]})");
    CHECK(without_blanks(db, dt::json_extract<"$[1]", dt::json>(documents.plain), 2) == "2");
    CHECK(json_value(db, dt::json_extract<"$.n", dt::integer>(documents.binary), 2) == std::nullopt);
    CHECK(sync_wait(db.execute(dt::select(documents.id).where(dt::json_extract<"$.n", dt::integer>(documents.plain) == 7))).scalar_one() == 1);
}

TEST_CASE("questions about documents") {
    document_database base;
    Db db{base.engine};
    CHECK(json_value(db, dt::json_exists<"$.a.\"b c\"[3]">(documents.plain)) == true);
    CHECK(json_value(db, dt::json_exists<"$.a.x">(documents.binary)) == false);
    CHECK(json_value(db, dt::json_exists<"$.a">(documents.binary), 2) == false);
    CHECK(json_value(db, dt::json_has_key(documents.plain, "n")) == true);
    CHECK(json_value(db, dt::json_has_key(documents.written, std::string("x"))) == false);
    CHECK(json_value(db, dt::json_array_length(documents.plain), 2) == 2);
    CHECK(json_value(db, dt::json_array_length(documents.written), 2) == 0);
    CHECK(json_value(db, dt::json_array_length(dt::json_extract<"$.a.\"b c\"", dt::jsonb>(documents.binary))) == 5);
#if defined(DOVETAIL_TEST_POSTGRES)
    CHECK(json_value(db, dt::json_contains(documents.binary, R"({"n": 7})")) == true);
    CHECK(json_value(db, dt::json_contains(documents.plain, dt::json_object("n", 8))) == false);
#endif
}

TEST_CASE("documents that are made") {
    document_database base;
    Db db{base.engine};
    CHECK(without_blanks(db, dt::json_array(documents.id, "x", 2.5, true, std::optional<std::string>(), documents.plain), 2) ==
          R"([2,"x",2.5,true,null,[1,2]])");
    auto const object = without_blanks(db, dt::json_object("id", documents.id, "ok", documents.id == 2, "part", dt::json_array(1, 2)), 2);
    CHECK(object == R"({"id":2,"ok":true,"part":[1,2]})");
    CHECK(without_blanks(db, dt::json_set<"$[0]">(documents.plain, "x"), 2) == R"(["x",2])");
    CHECK(without_blanks(db, dt::json_set<"$[1]">(documents.plain, dt::json_object("a", 1)), 2) == R"([1,{"a":1}])");
    CHECK(without_blanks(db, dt::json_remove<"$[0]">(documents.plain), 2) == "[2]");
    CHECK(json_value(db, dt::json_remove<"$.a">(documents.binary), 2) == std::nullopt);
    sync_wait(db.execute(dt::update(documents).set(documents.binary = dt::json_set<"$.n">(documents.binary, 8)).where(documents.id == 1)));
    CHECK(json_value(db, dt::json_extract<"$.n", dt::integer>(documents.binary)) == 8);
    // A document is stored where it was, whatever its type.
    sync_wait(db.execute(dt::update(documents).set(documents.plain = dt::json_remove<"$.a">(dt::json_set<"$.n">(documents.plain, 9))).where(documents.id == 1)));
    CHECK(json_value(db, dt::json_extract<"$.n", dt::integer>(documents.plain)) == 9);
}

}  // namespace dovetail_test
