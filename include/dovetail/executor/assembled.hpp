// SPDX-License-Identifier: BSL-1.0
// Sending statements with choices: each text is put together, looked up, and prepared once.
#pragma once

#include <dovetail/executor/sendable.hpp>
#include <dovetail/lowering/assemble.hpp>

namespace dovetail::detail {

template <class Dialect>
inline assembled_texts& texts_of() {
    static assembled_texts texts;
    return texts;
}

template <class Dialect, class S>
struct assembled_statement {
    static sendable send(parameters const& values) {
        auto made = assemble(Dialect::rules, &write_statement<S>, values);
        return {texts_of<Dialect>().find(std::move(made.text), reads_only<S>), std::move(made.values)};
    }
};

}  // namespace dovetail::detail
