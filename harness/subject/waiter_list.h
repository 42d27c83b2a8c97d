// A bucket's waiters in order of arrival: an intrusive doubly linked list.
//
// Thread safety: every call under the bucket's lock.
// Invariants: `linked` is true for exactly the members; order is order of
// arrival, so first in is first out at each location (I4).
#pragma once

#include "harness/subject/agent_record.h"

namespace assay {

template <World W>
class WaiterList {
 public:
  Waiter<W>* first() const { return first_.get(); }

  void push_back(Waiter<W>& waiter) {
    Waiter<W>* const last = last_.get();
    waiter.previous.set(last);
    waiter.next.set(nullptr);
    waiter.linked.set(true);
    if (last != nullptr)
      last->next.set(&waiter);
    else
      first_.set(&waiter);
    last_.set(&waiter);
  }

  // Precondition: linked.
  void unlink(Waiter<W>& waiter) {
    Waiter<W>* const next = waiter.next.get();
    Waiter<W>* const previous = waiter.previous.get();
    if (previous != nullptr)
      previous->next.set(next);
    else
      first_.set(next);
    if (next != nullptr)
      next->previous.set(previous);
    else
      last_.set(previous);
    waiter.linked.set(false);
  }

  Waiter<W>* last() const { return last_.get(); }

 private:
  typename W::template Var<Waiter<W>*> first_{nullptr};
  typename W::template Var<Waiter<W>*> last_{nullptr};
};

}  // namespace assay
