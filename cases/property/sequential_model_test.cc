// Random sequences of operations do what the sequential model says: values, errors,
// results of waits, who is woken and in which order.
//
// Operations come one after the other, so every step has one right answer; agents that
// sleep are real threads. A failure shrinks to a few steps, and RC_PARAMS, which
// rapidcheck prints with it, replays it on one line.
#include <gtest/gtest.h>
#include <sched.h>

#include <memory>

#include "cases/property/generators.h"
#include "cases/property/sequential_model.h"
#include "cases/property/sleeper.h"
#include "harness/subject/scoped.h"

namespace assay::property {
namespace {

// The core and the model, side by side.
template <Element T>
class Pair {
 public:
  Pair()
      : buffer_(std::move(
            SharedBuffer<Production>::create(cluster_.blocks, kCells * sizeof(T)).value())),
        view_(std::move(TypedArray<Production, T>::create(*buffer_).value())) {
    for (auto& one : sleepers_) one = std::make_unique<Sleeper<T>>(cluster_, *view_);
  }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;
  // Whatever happened, nobody is left asleep.
  ~Pair() {
    for (auto& one : sleepers_)
      while (!one->idle()) {
        one->terminate();
        sched_yield();
      }
    for (auto& one : sleepers_) one.reset();
  }

  void run(const Step& step) {
    switch (step.verb) {
      case Verb::plain_get:
        RC_ASSERT(view_->get(step.cell) == model_.access(step));
        return;
      case Verb::plain_set:
        RC_ASSERT(view_->set(step.cell, static_cast<T>(step.value)) == (step.cell < kCells));
        model_.access(step);
        return;
      case Verb::wait:
        return wait(step);
      case Verb::wait_no_time:
        return wait_no_time(step);
      case Verb::notify:
        return notify(step);
      case Verb::terminate:
        return terminate(step);
      default:
        return access(step);
    }
  }

  // Everybody who sleeps can still be woken, and nobody else.
  void finish() {
    for (std::size_t cell = 0; cell < kCells; ++cell)
      notify({.verb = Verb::notify, .cell = cell, .count = kAllWaiters});
    for (std::size_t cell = 0; cell < kCells; ++cell) {
      RC_ASSERT(atomics::load(*view_, cell).value() == model_.value(cell));
      RC_ASSERT(sleeping(cell) == 0U);
    }
  }

 private:
  Result<T> atomic(const Step& step) {
    const T operand = static_cast<T>(step.value);
    switch (step.verb) {
      case Verb::store:
        return atomics::store(*view_, step.cell, operand);
      case Verb::add:
        return atomics::add(*view_, step.cell, operand);
      case Verb::sub:
        return atomics::sub(*view_, step.cell, operand);
      case Verb::bit_and:
        return atomics::bit_and(*view_, step.cell, operand);
      case Verb::bit_or:
        return atomics::bit_or(*view_, step.cell, operand);
      case Verb::bit_xor:
        return atomics::bit_xor(*view_, step.cell, operand);
      case Verb::exchange:
        return atomics::exchange(*view_, step.cell, operand);
      case Verb::compare_exchange:
        return atomics::compare_exchange(*view_, step.cell, T{0}, operand);
      default:
        return atomics::load(*view_, step.cell);
    }
  }

  void access(const Step& step) {
    const Result<T> result = atomic(step);
    const std::optional<T> expected = model_.access(step);
    RC_ASSERT(result.ok() == expected.has_value());
    if (result.ok()) {
      RC_ASSERT(result.value() == *expected);
    } else {
      RC_ASSERT(result.error().kind() == ErrorKind::range_error);
    }
  }

  void wait(const Step& step) {
    if (step.cell >= kCells || model_.asleep(step.agent)) return;
    Sleeper<T>& sleeper = *sleepers_[step.agent];
    sleeper.start(step.cell, static_cast<T>(step.value));
    if (model_.value(step.cell) != static_cast<T>(step.value)) {
      await([&] { return sleeper.idle(); });
      RC_ASSERT(sleeper.result() == WaitResult::not_equal);
      return;
    }
    model_.fall_asleep(step.agent, step.cell);
    await([&] { return sleeper.idle() || sleeping(step.cell) == model_.sleepers(step.cell); });
    RC_ASSERT(!sleeper.idle());
  }

  void wait_no_time(const Step& step) {
    const auto result =
        atomics::wait(cluster_, me_, *view_, step.cell, static_cast<T>(step.value), 0);
    RC_ASSERT(result.ok() == (step.cell < kCells));
    if (!result.ok()) return;
    const bool equal = model_.value(step.cell) == static_cast<T>(step.value);
    RC_ASSERT(result.value() == (equal ? WaitResult::timed_out : WaitResult::not_equal));
  }

  void notify(const Step& step) {
    const auto result = atomics::notify(cluster_, me_, *view_, step.cell, step.count);
    RC_ASSERT(result.ok() == (step.cell < kCells));
    if (!result.ok()) return;
    const std::vector<std::size_t> woken = model_.notify(step.cell, step.count);
    RC_ASSERT(result.value() == woken.size());
    // Were another one woken instead, the first in line would sleep on: so ask both.
    await([&] { return all_idle(woken) || someone_woke_out_of_line(); });
    RC_ASSERT(!someone_woke_out_of_line());
    for (const std::size_t agent : woken) RC_ASSERT(sleepers_[agent]->result() == WaitResult::ok);
  }

  void terminate(const Step& step) {
    if (!model_.asleep(step.agent)) return;
    Sleeper<T>& sleeper = *sleepers_[step.agent];
    sleeper.terminate();
    model_.terminate(step.agent);
    await([&] { return sleeper.idle(); });
    RC_ASSERT(sleeper.result() == WaitResult::terminated);
    sleeper.renew();
  }

  bool all_idle(const std::vector<std::size_t>& agents) const {
    return std::all_of(agents.begin(), agents.end(),
                       [this](std::size_t agent) { return sleepers_[agent]->idle(); });
  }
  bool someone_woke_out_of_line() const {
    for (std::size_t agent = 0; agent < kSleepers; ++agent)
      if (model_.asleep(agent) && sleepers_[agent]->idle()) return true;
    return false;
  }
  std::uint64_t sleeping(std::size_t cell) {
    return cluster_.waiters.waiters(me_, view_->block(), view_->byte_index(cell));
  }
  template <class Predicate>
  static void await(Predicate ready) {
    while (!ready()) sched_yield();
  }

  TestCluster cluster_;
  AgentRecord<Production> me_;
  Scoped<SharedBuffer<Production>> buffer_;
  Scoped<TypedArray<Production, T>> view_;
  SequentialModel<T> model_;
  std::array<std::unique_ptr<Sleeper<T>>, kSleepers> sleepers_;
};

// How often each operation was generated: a property over nothing shows nothing.
using Histogram = std::array<std::uint64_t, static_cast<std::size_t>(Verb::kCount)>;

// True: no sequence found on which core and model differ. On a failure rapidcheck
// prints the shrunk sequence and the RC_PARAMS that replay it.
template <Element T>
bool agrees_with_the_model(Histogram& generated) {
  return rc::check("the core does what the sequential model says",
                   [&generated](const std::vector<Step>& steps) {
                     Pair<T> pair;
                     for (const Step& step : steps) {
                       ++generated[static_cast<std::size_t>(step.verb)];
                       pair.run(step);
                     }
                     pair.finish();
                   });
}

template <class T>
class SequentialModelTest : public testing::Test {};
using Elements = testing::Types<std::int32_t, std::int64_t>;
TYPED_TEST_SUITE(SequentialModelTest, Elements);

TYPED_TEST(SequentialModelTest, agrees_with_the_core) {
  Histogram generated{};
  EXPECT_EQ(agrees_with_the_model<TypeParam>(generated), true)
      << "replay: RC_PARAMS as printed above, with this test's filter";
  for (std::size_t verb = 0; verb <= static_cast<std::size_t>(Verb::terminate); ++verb)
    EXPECT_GT(generated[verb], 20U) << kVerbs[verb].word << " was hardly ever tried";
}

}  // namespace
}  // namespace assay::property
