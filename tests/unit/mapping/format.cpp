// SPDX-License-Identifier: BSL-1.0
// Entities and rows print in std::format as they do in streams; where the standard library has no std::format, nothing does.
#include "models.hpp"

#include <dovetail/mapping/format.hpp>

using namespace dovetail_test;

TEST_CASE("entities and rows are formatted as they are printed") {
    dt::entity<BookModel> const book{};
    CHECK(dt::to_string(book).starts_with("books("));
#if defined(__cpp_lib_format)
    CHECK(std::format("{}", book) == dt::to_string(book));
    using row = dt::row<std::remove_const_t<decltype(books.id)>>;
    row const one{{7}};
    CHECK(std::format("{:>6}|", one) == "   (7)|");
#endif
}
