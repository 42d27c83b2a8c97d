// Two agents post to a third, which sleeps while nothing lies there: it gets both letters,
// each once, with what came before them.
// Reference: invariant I1, for letters; sites 21 and 22.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct ALetterWakesASleepingAgent {
  static constexpr CaseInfo kInfo{
      .name = "a_letter_wakes_a_sleeping_agent",
      .claim = "who sleeps for letters is woken by each, and sees what came before it",
      .bounds = "3 agents, 2 letters, 1 spurious wake-up",
      .agents = 3};

  struct Note : Letter<W> {
    Note() : Letter<W>(LetterKind::message) {}
    typename W::template Var<int> text{0};
  };

  AgentRecord<W> receiver;
  std::array<Note, 2> notes;

  void agent(int me) {
    if (me != 0) {
      Note& mine = notes[static_cast<std::size_t>(me - 1)];
      mine.text.set(me);
      W::check(receiver.inbox.post(mine), "nobody closes this inbox");
      return;
    }
    int sum = 0;
    for (int taken = 0; taken < 2;) {
      Letter<W>* letter = receiver.inbox.take();
      if (letter == nullptr) receiver.inbox.doze(kNever);
      for (; letter != nullptr; letter = letter->next.get()) {
        sum += static_cast<Note*>(letter)->text.get();
        ++taken;
      }
    }
    W::check(sum == 3, "each letter once");
  }
  void after() {}
};

}  // namespace assay::cases
