// SPDX-License-Identifier: BSL-1.0
// stop_watch: a std::stop_token that a session's statements heed.
//
//     watch.heed(token, &stop_it, &session);      // stop_it(&session), from the thread that asks for the stop
//     if (watch.is_asked()) ...
#pragma once

#include <memory>
#include <stop_token>
#include <utility>

namespace dovetail::detail {

class stop_watch {
public:
    using stop = void (*)(void* subject) noexcept;

    /// From now on; in place of what it heeded before. A stop that was asked for already is told of here.
    void heed(std::stop_token token, stop call, void* subject) {
        callback_.reset();
        token_ = std::move(token);
        if (token_.stop_possible()) callback_ = std::make_unique<callback>(token_, caller{call, subject});
    }
    std::stop_token const& token() const noexcept { return token_; }
    bool is_set() const noexcept { return callback_ != nullptr; }
    bool is_asked() const noexcept { return token_.stop_requested(); }

private:
    struct caller {
        stop call;
        void* subject;
        void operator()() const noexcept { call(subject); }
    };
    using callback = std::stop_callback<caller>;

    std::stop_token token_;
    std::unique_ptr<callback> callback_;        // waits, in its destructor, for a call that is under way
};

}  // namespace dovetail::detail
