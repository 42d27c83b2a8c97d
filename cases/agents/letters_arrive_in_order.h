// An agent posts two letters, another one: whoever takes them finds each agent's letters in
// the order of its posts, and after closing nothing more is accepted.
// Reference: invariant I4, for letters; HTML, port message queue; site 21.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct LettersArriveInOrder {
  static constexpr CaseInfo kInfo{
      .name = "letters_arrive_in_order",
      .claim = "letters are first in, first out, and each is taken or refused, once",
      .bounds = "3 agents, 3 letters, 1 close",
      .agents = 3,
      .spurious = 0};

  struct Note : Letter<W> {
    Note() : Letter<W>(LetterKind::message) {}
    typename W::template Var<int> number{0};
  };

  AgentRecord<W> receiver;
  std::array<Note, 3> notes;
  std::array<typename W::template Var<int>, 3> sent;
  int last = 0;
  int taken = 0;

  void agent(int me) {
    if (me == 0) {
      read(receiver.inbox.take());
      read(receiver.inbox.close());
      return;
    }
    const std::size_t first = me == 1 ? 0 : 2;
    const std::size_t count = me == 1 ? 2 : 1;
    for (std::size_t i = first; i < first + count; ++i) {
      notes[i].number.set(static_cast<int>(i) + 1);
      sent[i].set(receiver.inbox.post(notes[i]) ? 1 : 0);
    }
  }
  void after() {
    W::check(sent[0].get() >= sent[1].get(), "closed is final");
    W::check(taken == sent[0].get() + sent[1].get() + sent[2].get(), "taken or refused");
  }

  void read(Letter<W>* letter) {
    for (; letter != nullptr; letter = letter->next.get()) {
      const int number = static_cast<Note*>(letter)->number.get();
      ++taken;
      if (number == 3) continue;
      W::check(number > last, "the letters of one agent are in its order");
      last = number;
    }
  }
};

}  // namespace assay::cases
