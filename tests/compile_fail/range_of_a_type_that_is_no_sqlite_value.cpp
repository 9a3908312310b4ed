// SPDX-License-Identifier: BSL-1.0
// What a range of structs stands for is said by a projection.
//
// expect: dovetail: no SQLite value for this element type; pass view_of a projection
#include <dovetail/sqlite.hpp>
#include <vector>

struct point {
    int x, y;
};

#ifdef MISTAKE
auto view(std::vector<point> const& points) { return dovetail::sqlite_backend::view_of(points); }
#else
struct give_x {
    void operator()(point const& from, dovetail::sqlite_backend::range_sink& sink) const { sink.integer(from.x); }
};
int main() {
    std::vector<point> const points{{1, 2}};
    return dovetail::sqlite_backend::view_of<give_x>(points).size == 1 ? 0 : 1;
}
#endif
