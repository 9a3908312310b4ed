// SPDX-License-Identifier: BSL-1.0
// pool_queue: who wait for a connection of a pool, in the order of asking.
#pragma once

#include <dovetail/backend/postgres/waiting.hpp>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <utility>

namespace dovetail::postgres_backend {

/// Someone who waits, on a fiber. Leaves the queue when it has an answer, or at its end.
/// @tparam Place  what is waited for
template <class Place>
class pool_queue {
public:
    class asking {
    public:
        /// @param may_share  whether a connection that others use will do, too
        /// @param begun  how many openings had begun: one that began later was begun for those who waited then
        asking(pool_queue& queue, event_loop& loop, bool may_share, std::uint64_t begun)
            : shares(may_share), since(begun), queue_(queue), fiber_(loop), previous_(queue.last_) {
            (queue.last_ != nullptr ? queue.last_->next_ : queue.first_) = this;
            queue.last_ = this;
            ++queue.size_;
        }
        asking(asking const&) = delete;
        asking& operator=(asking const&) = delete;
        ~asking() {
            if (is_waiting_) leave();
        }

        /// By the pool: this is what it gets.
        void answer(Place* place, std::exception_ptr error) noexcept {
            given = place;
            failure = std::move(error);
            leave();
            fiber_.wake();
        }
        /// Waits for the answer, for that state of a socket, or the time.
        void wait(int socket, unsigned interests, clock::time_point until) {
            if (is_waiting_) (void)fiber_.wait(socket, interests, until);
        }

        bool is_waiting() const noexcept { return is_waiting_; }

        bool const shares;
        std::uint64_t const since;
        Place* given = nullptr;
        std::exception_ptr failure;

    private:
        void leave() noexcept {
            is_waiting_ = false;
            (previous_ != nullptr ? previous_->next_ : queue_.first_) = next_;
            (next_ != nullptr ? next_->previous_ : queue_.last_) = previous_;
            --queue_.size_;
        }

        pool_queue& queue_;
        waiting_fiber fiber_;
        asking* previous_;
        asking* next_ = nullptr;
        bool is_waiting_ = true;
    };

    bool is_empty() const noexcept { return first_ == nullptr; }
    std::size_t size() const noexcept { return size_; }
    asking& front() const noexcept { return *first_; }

private:
    asking* first_ = nullptr;
    asking* last_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace dovetail::postgres_backend
