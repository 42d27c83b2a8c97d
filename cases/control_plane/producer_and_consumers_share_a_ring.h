// A producer and one or two consumers over a ring in shared bytes: data by plain
// indexing, turns by Atomics and wait/notify. Every item arrives once.
// Reference: a bounded queue with a sequence number per slot.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

// Two consumers take an item each; one takes several, so that slots are used again.
template <World W, std::size_t Consumers>
struct ARingIsShared {
  static constexpr bool kTwo = Consumers == 2;
  static constexpr CaseInfo kInfo{
      .name = kTwo ? "producer_and_consumers_share_a_ring" : "producer_and_consumer_share_a_ring",
      .claim = "items passed through wait and notify arrive once, untorn and in turn",
      .bounds = kTwo ? "3 agents, 2 items through 2 slots" : "2 agents, 3 items through 2 slots",
      .agents = static_cast<int>(1 + Consumers),
      .spurious = 0,
      .native_executions = 8'000,
      .relacy_executions = 10'000};

  static constexpr std::int32_t kItems = kTwo ? 2 : 3;
  static constexpr std::int32_t kSlots = 2;
  static constexpr std::size_t kTickets = 0;
  static constexpr std::size_t kTurns = 1;               // a turn per slot
  static constexpr std::size_t kData = kTurns + kSlots;  // an item per slot
  Stage<W, 1 + Consumers, kData + kSlots> stage;
  std::array<typename W::template Var<std::int32_t>, 1 + Consumers> sums;

  void before() {
    stage.open();
    for (std::int32_t slot = 0; slot < kSlots; ++slot)
      stage.view(0).set(kTurns + static_cast<std::size_t>(slot), slot);
  }
  void agent(int me) {
    if (me == 0) {
      for (std::int32_t item = 0; item < kItems; ++item) produce(item);
      return;
    }
    std::int32_t sum = 0;
    for (int i = 0; i < kItems / static_cast<int>(Consumers); ++i) sum += consume(me);
    sums[static_cast<std::size_t>(me)].set(sum);
  }
  void after() {
    std::int32_t sum = 0;
    for (const auto& one : sums) sum += one.get();
    W::check(sum == 100 * kItems + kItems * (kItems - 1) / 2, "an item was lost, doubled or torn");
    stage.close();
  }

 private:
  static std::size_t slot_of(std::int32_t turn) { return static_cast<std::size_t>(turn % kSlots); }

  // Sleeps until a slot's turn has come.
  void await_turn(int me, std::size_t slot, std::int32_t turn) {
    for (;;) {
      const std::int32_t now = stage.load(me, kTurns + slot);
      if (now == turn) return;
      stage.wait(me, kTurns + slot, now);
    }
  }
  void pass_turn(int me, std::size_t slot, std::int32_t turn) {
    stage.store(me, kTurns + slot, turn);
    stage.notify(me, kTurns + slot);
  }
  void produce(std::int32_t item) {
    const std::size_t slot = slot_of(item);
    await_turn(0, slot, item);
    stage.view(0).set(kData + slot, 100 + item);
    pass_turn(0, slot, item + 1);
  }
  std::int32_t consume(int me) {
    const std::int32_t ticket = stage.add(me, kTickets, 1);
    const std::size_t slot = slot_of(ticket);
    await_turn(me, slot, ticket + 1);
    const std::int32_t item = stage.view(me).get(kData + slot).value_or(0);
    pass_turn(me, slot, ticket + kSlots);
    return item;
  }
};

template <World W>
using ProducerAndConsumersShareARing = ARingIsShared<W, 2>;
template <World W>
using ProducerAndConsumerShareARing = ARingIsShared<W, 1>;

}  // namespace assay::cases
