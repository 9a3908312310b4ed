// SPDX-License-Identifier: BSL-1.0
// Loading a lot: rows of any range, one after the other, in constant memory. PostgreSQL's COPY, many rows a statement
// elsewhere.
#pragma once

#include <dovetail/executor/insert_rows.hpp>
#include <dovetail/executor/log.hpp>

#include <bitset>
#include <ranges>
#include <string>

namespace dovetail {

/// For copy_in() when nobody wants to know.
struct no_progress {
    void operator()(std::int64_t) const noexcept {}
};

namespace detail {

/// The columns that a new row gives, or that get a constant default from here. The others the database fills in.
template <class Model, class Row>
std::bitset<Model::column_count> columns_given(Row const& row) {
    std::bitset<Model::column_count> given;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (given.set(I, Model::columns[I].missing != default_kind::generated &&
                          ((Model::columns[I].missing != default_kind::generated_key && Model::columns[I].missing != default_kind::server) ||
                           get_from_new_row()(row, std::integral_constant<std::size_t, I>()) != nullptr)),
         ...);
    }(std::make_index_sequence<Model::column_count>{});
    return given;
}
template <class Dialect, class Model>
std::string copy_text(std::bitset<Model::column_count> const& given) {
    return written_text<Dialect>([&](writer& w) {
        w.put("COPY ");
        detail::write_table<Model>(w);
        bool first = true;
        for (std::size_t i = 0; i < Model::column_count; ++i) {
            if (!given[i]) continue;
            w.put(first ? " (" : ", ");
            first = false;
            w.identifier(Model::columns[i].name);
        }
        w.put(") FROM STDIN (FORMAT binary)");
    });
}
[[noreturn]] inline void throw_uneven_rows(std::string_view table, std::int64_t row) {
    throw error(error_category::usage, "dovetail: row " + std::to_string(row) + " of copy_in() into \"" + std::string(table) +
                                           "\" gives other columns than the first row; give the key, and each column with a "
                                           "default of the database's, in all rows or in none");
}

template <class Dialect, class Model, class Rows, class Progress>
std::int64_t copy_rows(typename driver<Dialect>::connection& db, statement_log& log, Rows& rows, Progress& progress) {
    using driver_type = driver<Dialect>;
    using row = std::ranges::range_value_t<Rows>;
    auto const now = now_in_seconds();
    constexpr get_from_new_row get;
    std::int64_t count = 0;
    auto from = std::ranges::begin(rows);
    auto const end = std::ranges::end(rows);
    if (from == end) return 0;
    if constexpr (driver_type::has_copy) {
        auto const given = columns_given<Model>(static_cast<row const&>(*from));
        auto const given_count = given.count();
        std::string const text = copy_text<Dialect, Model>(given);
        auto const write_column = [&]<std::size_t I>(typename driver_type::copy_writer& to, row const& each,
                                                     std::integral_constant<std::size_t, I> column) {
            if (given[I]) write_value_or_default<Model, I>(to, get(each, column), now);
        };
        return log.measure(text, false, [&] {
            return driver_type::copy_in(db, text, [&](typename driver_type::copy_writer& to, auto is_full) {
                for (; from != end && !is_full(); ++from) {
                    row const& each = *from;
                    ++count;
                    if (columns_given<Model>(each) != given) throw_uneven_rows(Model::table, count);
                    to.begin_row(given_count);
                    [&]<std::size_t... I>(std::index_sequence<I...>) {
                        (write_column(to, each, std::integral_constant<std::size_t, I>()), ...);
                    }(std::make_index_sequence<Model::column_count>{});
                }
                progress(count);
                return from != end;
            });
        });
    } else {
        std::vector<row> some;
        while (from != end) {
            some.clear();
            for (; from != end && some.size() < 4096; ++from) some.push_back(*from);
            send_rows<Dialect, Model, true>(some.begin(), some.size(), get, now, [&](statement_info& info, int of, auto bind) {
                count += run_rows<Dialect>(db, log, info, of, {}, bind);
            });
            progress(count);
        }
        return count;
    }
}

}  // namespace detail
}  // namespace dovetail
