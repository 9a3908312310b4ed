// SPDX-License-Identifier: BSL-1.0
// The database keeps the labels of an enum, which C++ does not tell.
//
// expect: dovetail: an enumeration<E> needs a dt::enum_labels<E> with name and labels
// alone: the labels stand in the library's namespace
#include <dovetail/sqlite.hpp>
#include <dovetail/types/enumeration.hpp>

#include "models.hpp"

enum class mood { sad, happy };
#ifndef MISTAKE
template <>
struct dt::enum_labels<mood> {
    static constexpr std::string_view name = "mood";
    static constexpr dt::enum_label<mood> labels[]{{mood::sad, "sad"}, {mood::happy, "happy"}};
};
#endif

template <class View>
struct PetModel {
    static constexpr dt::table_name table = "pets";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "feels", dt::enumeration<mood>> feels;
};
inline constexpr dt::table<PetModel> pets;
inline constexpr dt::metadata zoo{pets};

#ifndef MISTAKE
dt::task<bool> program(Db& db) {
    co_await db.create_all(zoo);
    dt::new_row<PetModel> pet{.feels = mood::happy};
    db.add(pet);
    auto result = co_await db.execute(dt::select(pets.feels));
    co_return result.scalar_one() == mood::happy;
}
int main() { return run(program); }
#endif
