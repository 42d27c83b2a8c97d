// A worker that waits for a value, as guides to shared memory show it, and as it has to be.
//
// `new Float64Array(shared)[0] = 1.5` leaves Int32 element 0 as it was: the lower half of
// 1.5 is zero. So a worker's `Atomics.wait(new Int32Array(shared), 0, 0)` finds the zero and
// parks; and nobody notifies it. That is the program's mistake, not the core's, and every
// engine has to say so.
//
// A cell of a checking World has one width. The Float64 element is written as what it is in
// memory, its two halves of 32 bits, lower half first.
#pragma once

#include <bit>
#include <cstdint>

#include "cases/agents/agents_stage.h"

namespace assay::cases {

// What both forms have: a buffer of two Float64 elements, written by agent 0, and a worker,
// agent 1, that gets it by a message.
template <World W>
struct ReaderExample {
  using View = typename AgentsStage<W, 2>::View;
  AgentsStage<W, 2> stage;
  View* view = nullptr;  // of agent 0

  void open() {
    stage.open();
    stage.cluster.waiters.prepare();
    view = &stage.view(0, stage.buffer(4));
    for (std::size_t i = 0; i < 4; ++i) view->set(i, 0);
  }
  // `new Float64Array(shared)[index] = value`
  void write(std::size_t index, double value) {
    const auto halves = std::bit_cast<std::array<std::int32_t, 2>>(value);
    view->set(2 * index, halves[0]);
    view->set(2 * index + 1, halves[1]);
  }
  void send() { stage.post(*stage.to[1], Draft<W>().view(*view)); }
  // On the worker: what it was sent.
  View& receive() {
    Event<W> event = stage.message(1);
    View& there =
        stage.agent(1).heap().hold(must<W>(event.message.template array<std::int32_t>(0)));
    event.message.drop();
    return there;
  }
  WaitResult wait(View& there) {
    return must<W>(atomics::wait(stage.cluster, stage.agent(1).record(), there, 0, 0));
  }
};

template <World W>
struct AReaderOfAFloatIsParkedForEver {
  static constexpr CaseInfo kInfo{
      .name = "a_reader_of_a_float_is_parked_for_ever",
      .claim =
          "who waits for the lower half of 1.5 to change, and is never notified, is parked "
          "for ever",
      .bounds = "2 agents, 1 message",
      .conformance = true,
      .expects = "REFUTED(deadlock)",
      .seen_by = kNative | kTsan | kRelacy | kExplore};
  ReaderExample<W> example;
  void before() { example.open(); }
  void agent(int me) {
    if (me == 0) {
      example.write(0, 1.5);
      return example.send();
    }
    auto& there = example.receive();
    W::check(there.get(0) == 0 && there.get(1) != 0, "1.5 is zero in its lower half");
    (void)example.wait(there);
    W::check(false, "the reader was woken");
  }
  void after() {}
};

// The value in one element, and in another a flag that changes, by Atomics, with a notify.
template <World W>
struct AReaderOfAFlagIsWoken {
  static constexpr CaseInfo kInfo{
      .name = "a_reader_of_a_flag_is_woken",
      .claim = "who waits for a flag of its own to change, and is notified, reads the value",
      .bounds = "2 agents, 1 message, 1 notify",
      .conformance = true,
      .expects = "UNKNOWN(budget)|PROVED",
      .seen_by = kNative | kTsan | kRelacy | kExplore};
  ReaderExample<W> example;
  void before() { example.open(); }
  void agent(int me) {
    auto& stage = example.stage;
    if (me == 0) {
      example.send();
      example.write(1, 1.5);
      must<W>(atomics::store(*example.view, 0, 1));
      must<W>(atomics::notify(stage.cluster, stage.agent(0).record(), *example.view, 0));
    } else {
      auto& there = example.receive();
      while (must<W>(atomics::load(there, 0)) == 0) (void)example.wait(there);
      W::check(there.get(3) == std::bit_cast<std::array<std::int32_t, 2>>(1.5)[1],
               "the reader sees the value");
    }
    stage.agent(me).tear_down();
  }
  void after() { example.stage.close(); }
};

}  // namespace assay::cases
