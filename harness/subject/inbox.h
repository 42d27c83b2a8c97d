// What arrives at an agent's event loop: letters from any agent, in the order in which
// they were posted, and the sleep of an agent that has none.
//
// One word says all: nothing, nothing and its owner sleeps, the newest letter (each links
// to the one posted before it), or closed. So there is no second flag for "is it asleep?"
// that a sender would have to read after its post, and the owner to set before its last
// look: the compare-exchange that posts a letter is what finds the sleeper, and the one
// that goes to sleep fails where a letter lies there (site 22 as a decision of one word
// instead of a Dekker pair of two).
//
// Thread safety: `post` by any agent that keeps the owner's record alive; all else by the
// owner.
// Invariants:
// - A letter is taken exactly once, by `take` or by `close`, or `post` has refused it.
// - Letters are taken in the order of their posts; what came before a post is seen by
//   who takes the letter.
// - An owner that sleeps while a letter lies there has the token of its parker (I1 for
//   letters). Nothing is allocated, destroyed or waited for (I16).
// Reference: HTML, port message queue; ECMA-262, host-synchronizes-with; sites 21, 22, 24.
#pragma once

#include <cstdint>

#include "harness/world/world.h"

namespace assay {

enum class LetterKind : std::uint8_t {
  message,  // on a port
  closed,   // the other side of a port was closed
  settled,  // an asynchronous wait was notified
  question  // of an inspector, or the answer to it
};

template <World W>
struct Letter {
  explicit Letter(LetterKind what) : kind(what) {}
  const LetterKind kind;
  typename W::template Var<Letter*> next{nullptr};  // the poster's, then the taker's
};

template <World W>
class Inbox {
 public:
  explicit Inbox(typename W::Parker& owner) : owner_(owner) {}

  // False: closed, and the letter stays the caller's.
  bool post(Letter<W>& letter) {
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::mail_asks_first)) return post_after_asking(letter);
    std::uintptr_t seen = kEmpty;
    do {
      if (seen == kClosed) return false;
      letter.next.set(newest_of(seen));
      // Release, pairs with mail.take and mail.close: the letter, and what came before it.
    } while (!word_.compare_exchange(seen, word(letter), at::mail_post, at::mail_post_fail));
    if (seen == kAsleep) owner_.unpark();
    return true;
  }

  // All that lies here, oldest first, linked by `next`; null: nothing.
  Letter<W>* take() {
    // Acquire, pairs with mail.post. A read-modify-write continues the release sequence of
    // each post, so this sees all letters, and not the newest only.
    return oldest_first(newest_of(word_.exchange(kEmpty, at::mail_take)));
  }

  // Sleeps until a letter comes, the deadline on W's clock passes, the agent is unparked
  // for something else, or for no reason. Not where a letter lies here. Whoever wakes looks
  // with `take`, which says that it is awake.
  void doze(Time deadline) {
    std::uintptr_t seen = kEmpty;
    // Relaxed: nothing is published, and who finds me asleep gives a token.
    bool asleep = word_.compare_exchange(seen, kAsleep, at::mail_doze, at::mail_doze_fail);
    if constexpr (W::kHasMutants)
      if (!asleep && W::mutated(Mutant::mail_dozes_over)) {
        word_.exchange(kAsleep, at::mail_take);
        asleep = true;
      }
    if (asleep || seen == kAsleep) owner_.park(deadline);
  }

  // No letter comes after this. What lay here, oldest first.
  Letter<W>* close() {
    // Acquire, pairs with mail.post.
    return oldest_first(newest_of(word_.exchange(kClosed, at::mail_close)));
  }

  // For the next agent that has the record. Precondition: closed, and nobody posts.
  void open() { word_.store(kEmpty, at::mail_open); }  // relaxed: who hands the record on publishes

 private:
  static constexpr std::uintptr_t kEmpty = 0;
  static constexpr std::uintptr_t kAsleep = 1;
  static constexpr std::uintptr_t kClosed = 2;

  // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast,performance-no-int-to-ptr): a word
  static std::uintptr_t word(Letter<W>& letter) {
    return reinterpret_cast<std::uintptr_t>(&letter);
  }
  static Letter<W>* newest_of(std::uintptr_t word) {
    return word > kClosed ? reinterpret_cast<Letter<W>*>(word) : nullptr;
  }
  // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast,performance-no-int-to-ptr)

  static Letter<W>* oldest_first(Letter<W>* newest) {
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::mail_newest_first)) return newest;
    Letter<W>* oldest = nullptr;
    while (newest != nullptr) {
      Letter<W>* const before = newest->next.get();
      newest->next.set(oldest);
      oldest = newest;
      newest = before;
    }
    return oldest;
  }

  // The mutant: looks whether the owner sleeps, posts, and acts on what it saw.
  bool post_after_asking(Letter<W>& letter) {
    std::uintptr_t seen = kEmpty;
    word_.compare_exchange(seen, kEmpty, at::mail_doze, at::mail_doze_fail);
    const bool asleep = seen == kAsleep;
    do {
      if (seen == kClosed) return false;
      letter.next.set(newest_of(seen));
    } while (!word_.compare_exchange(seen, word(letter), at::mail_post, at::mail_post_fail));
    if (asleep) owner_.unpark();
    return true;
  }

  typename W::Parker& owner_;
  typename W::template Atomic<std::uintptr_t> word_{kEmpty};
};

}  // namespace assay
