// SPDX-License-Identifier: BSL-1.0
//
// A wide table beside those of tables.hpp, and a database in memory filled with data_statements().
#pragma once

#include "../tables.hpp"
#include "data.hpp"

#include <dovetail/sqlite.hpp>

namespace benchmarks::models {

template <class View>
struct WideModel {
    static constexpr dt::table_name table = "wide";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "i1", dt::integer> i1;
    dt::column<View, "i2", dt::integer> i2;
    dt::column<View, "i3", dt::integer> i3;
    dt::column<View, "i4", dt::integer> i4;
    dt::column<View, "i5", dt::integer> i5;
    dt::column<View, "i6", dt::integer> i6;
    dt::column<View, "i7", dt::integer> i7;
    dt::column<View, "i8", dt::integer> i8;
    dt::column<View, "b1", dt::bigint> b1;
    dt::column<View, "b2", dt::bigint> b2;
    dt::column<View, "b3", dt::bigint> b3;
    dt::column<View, "b4", dt::bigint> b4;
    dt::column<View, "b5", dt::bigint> b5;
    dt::column<View, "b6", dt::bigint> b6;
    dt::column<View, "b7", dt::bigint> b7;
    dt::column<View, "b8", dt::bigint> b8;
    dt::column<View, "d1", dt::double_precision> d1;
    dt::column<View, "d2", dt::double_precision> d2;
    dt::column<View, "d3", dt::double_precision> d3;
    dt::column<View, "d4", dt::double_precision> d4;
    dt::column<View, "t1", dt::text> t1;
    dt::column<View, "t2", dt::text> t2;
    dt::column<View, "t3", dt::text> t3;
    dt::column<View, "t4", dt::text> t4;
};

using Wide = dt::entity<WideModel>;

inline constexpr dt::table<WideModel> wide;

using Engine = dt::engine<dt::sqlite>;
using Db = dt::session<dt::sqlite>;

/// An engine over a database in memory that holds the data. Its one connection stays open.
class filled_engine : public Engine {
public:
    explicit filled_engine(const data_sizes& sizes) : Engine(":memory:") {
        dt::lease<dt::sqlite> connection(pool());    // the statements are text made at run time, so past the typed interface
        for (const std::string& sql : data_statements(sizes)) connection->execute(sql);
    }
};

}  // namespace benchmarks::models
