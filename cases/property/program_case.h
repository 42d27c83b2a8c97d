// A random program as a case: its agents over one growable buffer, and one agent more,
// which wakes who would sleep for ever and looks at everything in the end.
//
// So every execution ends, and a lost wake-up is a result that no order explains: the
// notify that should have woken returned too little.
//
// Thread safety: as the contract of case.h.
// Invariants: every execution gives back what it took, failed or not.
#pragma once

#include "cases/property/program_run.h"
#include "harness/engines/case.h"
#include "harness/subject/wait_notify.h"

namespace assay::property {

template <World W>
class ProgramCase {
 public:
  static constexpr CaseInfo kInfo{.name = "random_program",
                                  .claim = "the operations of a program have an order"};

  void before() {
    run_.begin();
    buffer_ =
        must(SharedBuffer<W>::create_growable(cluster_.blocks, bytes(kCells), bytes(kMostCells)));
    guarded_ = must(SharedBuffer<W>::create(cluster_.blocks, bytes(2)));
    weak_ = must(WeakBuffer<W>::of(buffer_));
    for (std::size_t i = 0; i <= run_.agents(); ++i) {
      agents_[i] = W::template make<Agent>();
      agents_[i]->buffer = must(buffer_.share());
      agents_[i]->view = must(View::create(buffer_));
      agents_[i]->lock = must(View::create(guarded_));
    }
  }

  void agent(int index) {
    const auto me = static_cast<std::size_t>(index);
    if (me == run_.agents()) return look_after_all(me);
    for (const Step& step : run_.steps(me))
      if (!perform(me, step)) break;
    rest(me, Rest::for_good);
  }

  void after() {
    for (std::size_t i = 0; i <= run_.agents(); ++i) {
      agents_[i]->view.drop();
      agents_[i]->lock.drop();
      agents_[i]->buffer.drop();
      W::template destroy<Agent>(agents_[i]);
    }
    guarded_.drop();
    buffer_.drop();
    SharedBuffer<W> revived = weak_.upgrade();
    if (!revived.empty()) run_.fail("the block outlives its last reference");
    revived.drop();
    weak_.drop();
    run_.finish();
  }

 private:
  using Cell = std::int32_t;
  using View = TypedArray<W, Cell>;
  static constexpr std::size_t bytes(std::size_t cells) { return cells * sizeof(Cell); }
  static constexpr std::size_t kData = 1;  // in the view `lock`: the plain data

  struct Agent {
    AgentRecord<W> record;
    SharedBuffer<W> buffer;
    View view;
    View lock;
  };

  template <class T>
  static T must(Result<T> result) {
    if (!result.ok()) W::abandon("an operation failed that cannot");
    return std::move(result.value());
  }

  // -- steps -------------------------------------------------------------------

  // False: the agent was terminated, and its program ends.
  bool perform(std::size_t me, const Step& step) {
    Event event{.agent = me, .step = step, .invoked = run_.tick()};
    if (step.verb == Verb::locked_add && !add_under_lock(me, event)) return false;
    if (step.verb != Verb::locked_add) answer(me, event);
    run_.record(event);
    return event.answer != Answer::terminated;
  }

  void answer(std::size_t me, Event& event) {
    const Step& step = event.step;
    switch (step.verb) {
      case Verb::wait:
      case Verb::wait_no_time:
      case Verb::wait_a_while:
        return wait(me, event);
      case Verb::notify:
        return say(event, atomics::notify(cluster_, agents_[me]->record, agents_[me]->view,
                                          step.cell, step.count));
      case Verb::terminate:
        if (step.agent < run_.agents()) terminate(step.agent);
        event.answer = Answer::done;
        return;
      case Verb::grow:
        event.answer =
            agents_[me]->buffer.grow(bytes(step.cell)).ok() ? Answer::done : Answer::range_error;
        return;
      case Verb::length:
        event.value = static_cast<std::int64_t>(agents_[me]->view.length());
        return;
      default:
        return say(event, access(agents_[me]->view, step));
    }
  }

  template <class T>
  static void say(Event& event, const Result<T>& result) {
    if (!result.ok()) event.answer = Answer::range_error;
    if (result.ok()) event.value = static_cast<std::int64_t>(result.value());
  }

  static Result<Cell> access(const View& view, const Step& step) {
    const auto operand = static_cast<Cell>(step.value);
    switch (step.verb) {
      case Verb::store:
        return atomics::store(view, step.cell, operand);
      case Verb::add:
        return atomics::add(view, step.cell, operand);
      case Verb::sub:
        return atomics::sub(view, step.cell, operand);
      case Verb::bit_and:
        return atomics::bit_and(view, step.cell, operand);
      case Verb::bit_or:
        return atomics::bit_or(view, step.cell, operand);
      case Verb::bit_xor:
        return atomics::bit_xor(view, step.cell, operand);
      case Verb::exchange:
        return atomics::exchange(view, step.cell, operand);
      case Verb::compare_exchange:
        return atomics::compare_exchange(view, step.cell, Cell{0}, operand);
      default:
        return atomics::load(view, step.cell);
    }
  }

  void wait(std::size_t me, Event& event) {
    constexpr double kMillisecond = 1e6;
    const Step& step = event.step;
    const double a_while = static_cast<double>(kAWhile) / kMillisecond;
    const bool for_ever = step.verb == Verb::wait;
    const Time begun = W::now();
    if (for_ever) rest(me, Rest::asleep);
    const Result<WaitResult> result = atomics::wait(
        cluster_, agents_[me]->record, agents_[me]->view, step.cell, static_cast<Cell>(step.value),
        for_ever ? atomics::kForever : (step.verb == Verb::wait_a_while ? a_while : 0));
    if (for_ever) rest(me, Rest::awake);
    event.answer = result.ok() ? answer_of(result.value()) : Answer::range_error;
    if (event.answer == Answer::timed_out && step.verb == Verb::wait_a_while &&
        W::now() - begun < kAWhile)
      run_.fail("a wait ended before its time");
  }

  static Answer answer_of(WaitResult result) {
    switch (result) {
      case WaitResult::ok:
        return Answer::ok;
      case WaitResult::not_equal:
        return Answer::not_equal;
      case WaitResult::timed_out:
        return Answer::timed_out;
      case WaitResult::terminated:
        break;
    }
    return Answer::terminated;
  }

  // A lock of Atomics around plain data. False: terminated before it had the lock.
  bool add_under_lock(std::size_t me, Event& event) {
    Agent& self = *agents_[me];
    while (atomics::compare_exchange(self.lock, 0, Cell{0}, Cell{1}).value() != 0) {
      rest(me, Rest::asleep);
      const WaitResult woke = atomics::wait(cluster_, self.record, self.lock, 0, Cell{1}).value();
      rest(me, Rest::awake);
      if (woke == WaitResult::terminated) return false;
    }
    const Cell old = self.lock.get(kData).value_or(0);
    self.lock.set(kData, old + static_cast<Cell>(event.step.value));
    (void)atomics::store(self.lock, 0, Cell{0});
    (void)atomics::notify(cluster_, self.record, self.lock, 0, 1);
    event.value = old;
    return true;
  }

  // -- the last agent ----------------------------------------------------------

  enum class Rest : std::uint8_t { awake, asleep, for_good };

  // What each agent does, with how often that changed above it.
  using Rests = std::array<std::uint64_t, kMostAgents>;
  static Rest rest_of(std::uint64_t word) { return static_cast<Rest>(word & 3U); }

  void rest(std::size_t me, Rest how) {
    const std::uint64_t changes = rests_[me].load() >> 2U;
    rests_[me].store((changes + 1) << 2U | static_cast<std::uint64_t>(how));
  }
  Rests rests() const {
    Rests all{};
    for (std::size_t i = 0; i < run_.agents(); ++i) all[i] = rests_[i].load();
    return all;
  }
  // Whether nobody goes on by himself: all have ended, or sleep for ever. A terminated
  // agent does not: it wakes in bounded time.
  bool all_rest() const {
    const Rests now = rests();  // first: who terminates another does not rest
    for (std::size_t i = 0; i < run_.agents(); ++i) {
      const Rest how = rest_of(now[i]);
      if (how != Rest::for_good && (how != Rest::asleep || terminated_[i].load())) return false;
    }
    return true;
  }
  bool all_ended() const {
    for (std::size_t i = 0; i < run_.agents(); ++i)
      if (rest_of(rests_[i].load()) != Rest::for_good) return false;
    return true;
  }
  void terminate(std::size_t agent) {
    terminated_[agent].store(true);
    agents_[agent]->record.terminate();
  }

  void look_after_all(std::size_t me) {
    constexpr Time kLongest = 20'000'000'000;  // much more than an agent may need
    for (Time began = W::now(); !all_ended(); W::pause()) {
      W::await([this, began] {
        return all_ended() || all_rest() || run_.failed() || W::now() - began > kLongest;
      });
      if (W::now() - began > kLongest) run_.fail("a terminated agent sleeps on");
      for (std::size_t cell = 0; cell < kMostCells; ++cell) wake(me, cell);
      free_the_lock(me);
      for (std::size_t i = 0; run_.failed() && i < run_.agents(); ++i) terminate(i);
    }
    perform(me, {.verb = Verb::length});
    perform(me, {.verb = Verb::locked_add});
    for (std::size_t cell = 0; cell < kMostCells; ++cell)
      perform(me, {.verb = Verb::load, .cell = cell});
  }

  // While everybody rests, those in a list are those that a notify has to find. What
  // woke nobody is not written down: it changed nothing.
  void wake(std::size_t me, std::size_t cell) {
    const Rests before = rests();
    const bool rested = all_rest();
    const std::uint64_t listed = sleepers(me, agents_[me]->view, cell);
    Event event{.agent = me,
                .step = {.verb = Verb::notify, .cell = cell, .count = kAllWaiters},
                .invoked = run_.tick()};
    answer(me, event);
    const auto woken = static_cast<std::uint64_t>(event.value);
    if (event.answer == Answer::value && woken > 0) run_.record(event);
    if (event.answer == Answer::value && woken < listed && rested && rests() == before)
      run_.fail("an agent is in a list, and notify does not find it");
  }

  // Who holds the lock does not rest: it is free, and nobody ought to sleep for it.
  void free_the_lock(std::size_t me) {
    const Rests before = rests();
    const bool rested = all_rest();
    const std::uint64_t listed = sleepers(me, agents_[me]->lock, 0);
    if (listed == 0) return;
    if (rested && rests() == before) run_.fail("an agent sleeps for a lock that is free");
    (void)atomics::notify(cluster_, agents_[me]->record, agents_[me]->lock, 0, kAllWaiters);
  }

  std::uint64_t sleepers(std::size_t me, const View& view, std::size_t cell) {
    return cluster_.waiters.waiters(agents_[me]->record, view.block(), view.byte_index(cell));
  }

  ProgramRun& run_ = *ProgramRun::current();
  Cluster<W, 2> cluster_;
  SharedBuffer<W> buffer_;
  SharedBuffer<W> guarded_;  // the lock, and the data under it
  WeakBuffer<W> weak_;
  std::array<Agent*, kMostAgents + 1> agents_{};
  std::array<std::atomic<std::uint64_t>, kMostAgents> rests_{};
  std::array<std::atomic<bool>, kMostAgents> terminated_{};
};

}  // namespace assay::property
