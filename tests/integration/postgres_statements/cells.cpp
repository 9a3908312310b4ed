// SPDX-License-Identifier: BSL-1.0
// Cells as a server sends them, and as none should: what a NOT NULL column holds is looked at before it is read.
#include "support/models.hpp"

#include <dovetail/types/numeric.hpp>

using namespace dovetail_test;
using namespace dovetail::postgres_backend;

namespace {

/// A result of one cell.
class one_cell {
public:
    one_cell(Oid type, char const* bytes, int size) : type_(type), result_(PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK)) {
        char name[] = "cell", copy[32] = {};
        PGresAttDesc column{name, 0, 0, 1, type, 0, 0};
        REQUIRE(PQsetResultAttrs(result_.get(), 1, &column) == 1);
        if (bytes != nullptr) std::copy_n(bytes, size, copy);
        REQUIRE(PQsetvalue(result_.get(), 0, 0, bytes == nullptr ? nullptr : copy, bytes == nullptr ? -1 : size) == 1);
    }
    template <class Type>
    auto read() const {
        return reader::read<Type>({result_.get(), 0, &type_}, 0);
    }
    template <class Type>
    std::string refused() const {
        try {
            (void)read<Type>();
        } catch (dt::cell_fault const& fault) {
            CHECK(fault.column == 0);
            return fault.what;
        }
        return "nothing was refused";
    }

private:
    Oid type_;
    result_owner result_;
};

one_cell null(Oid type) { return {type, nullptr, 0}; }

}  // namespace

TEST_CASE("a value of another type, and a number that does not fit") {
    CHECK(one_cell(oid_int4, "\0\0\0\1", 4).refused<dt::text>() == "holds a value of type integer (23), but the model says text");
    CHECK(one_cell(869, "", 0).refused<dt::text>() ==
          "holds a value of a type that is not read here (oid 869; cast it in the statement), but the model says text");
    CHECK(one_cell(oid_float8, "\x7e\x37\xe4\x3c\x88\x00\x75\x9c", 8).refused<dt::real>() ==
          "holds the number 1e+300, but the model says a 32-bit floating point number");
}

TEST_CASE("NULL in a NOT NULL column of any type") {
    CHECK(null(oid_bool).refused<dt::boolean>() == "holds NULL, but the model says a boolean");
    CHECK(null(oid_int2).refused<dt::smallint>() == "holds NULL, but the model says a 16-bit integer");
    CHECK(null(oid_int4).refused<dt::integer>() == "holds NULL, but the model says a 32-bit integer");
    CHECK(null(oid_int8).refused<dt::bigint>() == "holds NULL, but the model says a 64-bit integer");
    CHECK(null(oid_float4).refused<dt::real>() == "holds NULL, but the model says a number");
    CHECK(null(oid_float8).refused<dt::double_precision>() == "holds NULL, but the model says a number");
    CHECK(null(oid_text).refused<dt::text>() == "holds NULL, but the model says text");
    CHECK(null(oid_bytea).refused<dt::blob>() == "holds NULL, but the model says a blob");
    CHECK(null(oid_date).refused<dt::date>() == "holds NULL, but the model says a date (years 0000 to 9999)");
    CHECK(null(oid_timestamptz).refused<dt::datetime>() == "holds NULL, but the model says a time (years 0000 to 9999)");
    CHECK(null(oid_numeric).refused<dt::numeric<9, 2>>() == "holds NULL, but the model says a decimal number");
    CHECK(null(oid_int4).refused<dt::text>() == "holds NULL, but the model says text");
    CHECK(null(oid_int4).read<dt::nullable<dt::integer>>() == std::nullopt);
}
TEST_CASE("nothing, which is not NULL") {
    CHECK(one_cell(oid_text, "", 0).read<dt::text>().empty());
    CHECK(one_cell(oid_bytea, "", 0).read<dt::blob>().empty());
    CHECK(one_cell(oid_text, "", 0).read<dt::nullable<dt::text>>() == "");
}
TEST_CASE("numbers of another size than their type has are not read") {
    char const bytes[16] = {};
    for (int const size : {0, 1, 3, 5, 9}) {
        CAPTURE(size);
        auto const said = [&](char const* what) { return "holds a value of " + std::to_string(size) + " bytes, but the model says " + what; };
        CHECK(one_cell(oid_int2, bytes, size).refused<dt::smallint>() == said("a 16-bit integer"));
        CHECK(one_cell(oid_int4, bytes, size).refused<dt::integer>() == said("a 32-bit integer"));
        CHECK(one_cell(oid_int4, bytes, size).refused<dt::bigint>() == said("a 64-bit integer"));
        CHECK(one_cell(oid_int8, bytes, size).refused<dt::bigint>() == said("a 64-bit integer"));
        CHECK(one_cell(oid_float4, bytes, size).refused<dt::real>() == said("a number"));
        CHECK(one_cell(oid_float8, bytes, size).refused<dt::double_precision>() == said("a number"));
        CHECK(one_cell(oid_date, bytes, size).refused<dt::date>() == said("a date (years 0000 to 9999)"));
        CHECK(one_cell(oid_timestamptz, bytes, size).refused<dt::datetime>() == said("a time (years 0000 to 9999)"));
        if (size != 1) CHECK(one_cell(oid_bool, bytes, size).refused<dt::boolean>() == said("a boolean"));
    }
    CHECK(one_cell(oid_numeric, bytes, 3).refused<dt::numeric<9, 2>>() == "holds a value that ends too early, but the model says a decimal number");
}
